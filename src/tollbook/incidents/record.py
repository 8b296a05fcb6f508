"""Record incidents: one linking run over all effective claims is one entry that names what came of it."""

from __future__ import annotations

from tollbook.incidents.gather import Gathering
from tollbook.incidents.groups import Groups
from tollbook.incidents.judge import Weighed, weigh
from tollbook.incidents.link import link_tellings
from tollbook.incidents.telling import Telling
from tollbook.ledger import pending, query
from tollbook.ledger.bodies import IncidentJudged, IncidentsLinked
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
    weighed = weigh(query.judgements(ledger))
    tellings, groups = _gathered(ledger, weighed)
    linking = link_tellings(tellings, groups, weighed, query.incidents(ledger, links=False), watch)
    body = IncidentsLinked(
        linking=ledger.objects.put_blocks(to_blocks(linking))[0],
        linker=linking.linker,
        incidents=len(linking.incidents),
    )
    del linking, tellings, groups
    ledger.append([Draft(kind=Kind.INCIDENTS_LINKED, body=to_json(body))])


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
