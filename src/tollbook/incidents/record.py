"""Record incidents: one linking run over all effective claims is one entry that names what came of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from tollbook.incidents.fetch import Reports
from tollbook.incidents.gather import Gathering
from tollbook.incidents.grown import drifted, is_to_be_measured
from tollbook.incidents.identify import identify
from tollbook.incidents.judge import Weighed, weigh
from tollbook.incidents.keep import keep, kept
from tollbook.incidents.relink import Change, Fetch, stand
from tollbook.incidents.standing import Changed, Standing
from tollbook.incidents.telling import Dated
from tollbook.incidents.weights import linker
from tollbook.ledger import decided, linked, pending, query
from tollbook.ledger.bodies import (
    ClaimMoved,
    IncidentJudged,
    IncidentNoted,
    IncidentsLinked,
    IncidentsMerged,
    IncidentSplit,
)
from tollbook.ledger.linkings import to_blocks
from tollbook.ledger.open import Ledger
from tollbook.ledger.refuse import Overtaken
from tollbook.ledger.serialise import to_json
from tollbook.model.claim import Claim
from tollbook.model.entry import Draft, Entry, Kind
from tollbook.model.finding import Finding
from tollbook.model.incident import Incident, Linking
from tollbook.model.place import Location
from tollbook.model.progress import Watch, unwatched
from tollbook.model.vocabulary import Decision

TRIES: Final = 3


def record_incidents(ledger: Ledger, *, anew: bool = False, watch: Watch = unwatched) -> tuple[Finding, ...]:
    """Link the claims of the book, if anything changed since they were linked last.

    Where a linking stands, only what has changed is linked on to it; from the beginning, with `anew` always, where
    the book is small or has grown by much since it was measured how rare names and places are. Returns a finding
    where linking from the beginning could come out otherwise.
    """
    for _ in range(TRIES):
        try:
            return _record(ledger, anew, watch)
        except Overtaken:
            continue  # another process has linked what it added: what is left is linked on to that
    return _record(ledger, anew, watch)


def _record(ledger: Ledger, anew: bool, watch: Watch) -> tuple[Finding, ...]:
    if not (anew or pending.is_unlinked(ledger)):
        return ()
    watch("linking", 0, 1)
    weighed = weigh_all(ledger)
    before = linked.last(ledger)
    standing = None if anew or before is None else kept(ledger.folder, before, linker(learned=True))
    if before is None or standing is None:
        _link_all(ledger, weighed, watch)
        return ()
    stood, measured = standing
    change = Change(stood, pending.changed_since(ledger, before), weighed, _fetch(ledger), Reports(ledger))
    if is_to_be_measured(stood, change):
        del standing, stood, change
        _link_all(ledger, weighed, watch)
        return ()
    _link_on(ledger, before, measured, stood, change, watch)
    return drifted(stood)


def _link_all(ledger: Ledger, weighed: Weighed, watch: Watch) -> None:
    """Link all claims of the book from the beginning, and measure how rare names and places are."""
    gathering = Gathering(query.claims(ledger), query.published(ledger), query.locations(ledger), weighed)
    tellings = gathering.tellings
    del gathering
    standing, changed = stand(tellings, Reports(ledger), weighed, watch=watch)
    incidents, gone = _named(changed, linked.incidents(ledger, links=False), ledger)
    linking = _linking(incidents, gone, standing)
    del changed, incidents
    entry = _write(ledger, linking, len(linking.incidents))
    keep(ledger.folder, entry.seq, linking.linker, standing, entry.seq)


def _link_on(ledger: Ledger, before: int, measured: int, standing: Standing, change: Change, watch: Watch) -> None:
    """Link what has changed on to the linking in entry `before`."""
    going = {claim for one in change.gone for claim in standing.web.tellings[one].claims}
    changed = change.make(watch)
    claims = going | {claim for one in changed.tellings for claim in one.claims}
    homes = set(linked.homes(ledger, claims).values())
    earlier = linked.incidents(ledger, homes)
    all_ = linked.ids(ledger)
    incidents, gone = _named(changed, earlier, ledger, in_use=all_ - homes)
    count = len(all_ - homes) + len(incidents)
    fresh = tuple(one for one in incidents if earlier.get(one.id) != one)
    linking = _linking(fresh, gone, standing)
    entry = _write(ledger, linking, count, onto=before, measured=measured)
    keep(ledger.folder, entry.seq, linking.linker, standing, measured)


def _named(
    changed: Changed, earlier: Mapping[str, Incident], ledger: Ledger, in_use: Collection[str] = ()
) -> tuple[tuple[Incident, ...], dict[str, str]]:
    """What was clustered as incidents, in the order of their ids; and what became of earlier ids."""
    claimed = [
        sorted(id_ for one in members for id_ in changed.tellings[one].claims)
        for members in changed.found.clusters
    ]
    ids, gone = identify(claimed, earlier, linked.retired(ledger), decided.taken_out(ledger), in_use)
    incidents = (
        Incident(id=id_, claims=tuple(group), links=links)
        for id_, group, links in zip(ids, claimed, changed.found.links, strict=True)
    )
    return tuple(sorted(incidents, key=lambda incident: incident.id)), gone


def _linking(incidents: tuple[Incident, ...], gone: Mapping[str, str], standing: Standing) -> Linking:
    return Linking(incidents=incidents, retired=gone, doubtful=standing.doubtful(), linker=linker(learned=True))


def _write(
    ledger: Ledger, linking: Linking, count: int, *, onto: int | None = None, measured: int | None = None
) -> Entry:
    body = IncidentsLinked(
        linking=ledger.objects.put_blocks(to_blocks(linking))[0],
        linker=linking.linker,
        incidents=count,
        onto=onto,
        measured=measured,
    )
    return ledger.append([Draft(kind=Kind.INCIDENTS_LINKED, body=to_json(body))])[0]


def _fetch(ledger: Ledger) -> Fetch:
    def fetch(
        documents: Collection[str],
    ) -> tuple[Mapping[str, Claim], Mapping[str, Dated], Mapping[str, Location]]:
        claims = query.claims(ledger, documents=documents)
        return claims, query.published(ledger, documents), query.locations(ledger, claims)

    return fetch


def weigh_all(ledger: Ledger) -> Weighed:
    """What the judgements in force say of the claims as they are read now."""
    return weigh(decided.judgements(ledger), decided.followed(ledger))


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


def record_note(ledger: Ledger, incident: str, note: str) -> Entry:
    """Write what a person notes of an incident. Raises Refusal where there is none, or nothing is said."""
    body = IncidentNoted(incident=incident, note=note)
    return ledger.append([Draft(kind=Kind.INCIDENT_NOTED, body=to_json(body))])[0]
