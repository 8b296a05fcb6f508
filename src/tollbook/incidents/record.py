"""Record incidents: one linking run over all effective claims is one entry that names what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.incidents.fetch import Reports
from tollbook.incidents.gather import Gathering
from tollbook.incidents.groups import Groups
from tollbook.incidents.judge import Weighed, weigh
from tollbook.incidents.link import link_tellings
from tollbook.incidents.shelve import shelve
from tollbook.incidents.telling import Telling
from tollbook.ledger import decided, linked, pending, query
from tollbook.ledger.bodies import ClaimMoved, IncidentJudged, IncidentsLinked, IncidentsMerged, IncidentSplit
from tollbook.ledger.linkings import to_blocks
from tollbook.ledger.open import Ledger
from tollbook.ledger.serialise import to_json
from tollbook.model.entry import Draft, Entry, Kind
from tollbook.model.progress import Watch, unwatched
from tollbook.model.vocabulary import Decision


def record_incidents(ledger: Ledger, *, watch: Watch = unwatched) -> None:
    """Link the claims of the book anew, if anything changed since they were linked last."""
    if not pending.is_unlinked(ledger):
        return
    watch("linking", 0, 1)
    weighed = weigh_all(ledger)
    tellings, groups = _gathered(ledger, weighed)
    tellings, shelf = shelve(tellings, Reports(ledger))
    linking = link_tellings(
        tellings,
        groups,
        weighed,
        linked.incidents(ledger, links=False),
        watch,
        linked.retired(ledger),
        decided.taken_out(ledger),
        shelf,
    )
    body = IncidentsLinked(
        linking=ledger.objects.put_blocks(to_blocks(linking))[0],
        linker=linking.linker,
        incidents=len(linking.incidents),
    )
    del linking, tellings, groups
    ledger.append([Draft(kind=Kind.INCIDENTS_LINKED, body=to_json(body))])


def weigh_all(ledger: Ledger) -> Weighed:
    """What the judgements in force say of the claims as they are read now."""
    return weigh(decided.judgements(ledger), decided.followed(ledger))


def _gathered(ledger: Ledger, weighed: Weighed) -> tuple[list[Telling], Groups[int]]:
    """What the claims of the book tell; the claims themselves are let go of."""
    gathering = Gathering(query.claims(ledger), query.published(ledger), query.locations(ledger), weighed)
    return gathering.tellings, gathering.lifted()


def record_pair(ledger: Ledger, decision: Decision, claims: tuple[str, str], *, why: str = "") -> Entry:
    """Write a person's decision on a pair of claims: same, different or unsure.

    Raises Refusal where the book has no such claims.
    """
    body = IncidentJudged(decision=decision, claims=claims, why=why)
    return ledger.append([Draft(kind=Kind.INCIDENT_JUDGED, body=to_json(body))])[0]


def record_move(ledger: Ledger, claim: str, incident: str = "", *, why: str = "") -> Entry:
    """Write a person's decision that a claim speaks of the event of `incident`; without one, of its own.

    Raises Refusal where the claim is in no incident, or there already.
    """
    body = ClaimMoved(claim=claim, incident=incident, why=why)
    return ledger.append([Draft(kind=Kind.CLAIM_MOVED, body=to_json(body))])[0]


def record_split(ledger: Ledger, incident: str, claims: Sequence[str], *, why: str = "") -> Entry:
    """Write a person's decision that some claims of an incident speak of another event.

    Raises Refusal where one is not in the incident, or none would stay.
    """
    body = IncidentSplit(incident=incident, claims=tuple(claims), why=why)
    return ledger.append([Draft(kind=Kind.INCIDENT_SPLIT, body=to_json(body))])[0]


def record_merger(ledger: Ledger, incidents: Sequence[str], *, why: str = "") -> Entry:
    """Write a person's decision that several incidents are one. Raises Refusal where they are not several."""
    body = IncidentsMerged(incidents=tuple(incidents), why=why)
    return ledger.append([Draft(kind=Kind.INCIDENTS_MERGED, body=to_json(body))])[0]
