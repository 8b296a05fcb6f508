"""Record incidents: one linking run over all effective claims is one entry that names what came of it."""

from __future__ import annotations

from tollbook.incidents.link import link
from tollbook.ledger import pending, query
from tollbook.ledger.bodies import IncidentJudged, IncidentsLinked
from tollbook.ledger.open import Ledger
from tollbook.ledger.serialise import canonical, to_json
from tollbook.model.entry import Draft, Entry, Kind
from tollbook.model.progress import Watch, unwatched
from tollbook.model.vocabulary import Decision


def record_incidents(ledger: Ledger, *, watch: Watch = unwatched) -> None:
    """Link the claims of the book anew, if anything changed since they were linked last."""
    if not pending.is_unlinked(ledger):
        return
    claims = query.claims(ledger)
    watch("linking", 0, len(claims))
    linking = link(
        claims,
        query.documents(ledger, {claim.doc for claim in claims.values()}),
        query.locations(ledger),
        query.judgements(ledger),
        query.incidents(ledger),
    )
    body = IncidentsLinked(
        linking=ledger.objects.put(canonical(to_json(linking))),
        linker=linking.linker,
        incidents=len(linking.incidents),
    )
    ledger.append([Draft(kind=Kind.INCIDENTS_LINKED, body=to_json(body))])
    watch("linking", len(claims), len(claims))


def record_pair(ledger: Ledger, decision: Decision, claims: tuple[str, str], *, why: str = "") -> Entry:
    """Write a person's decision on a pair of claims: same, different or unsure.

    Raises Refusal where the book has no such claims.
    """
    body = IncidentJudged(decision=decision, claims=claims, why=why)
    return ledger.append([Draft(kind=Kind.INCIDENT_JUDGED, body=to_json(body))])[0]
