"""What may be decided of incidents: each judgement is completed with the claims that it binds, as they are now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select

from tollbook.ledger.bodies import ClaimMoved, IncidentsMerged, IncidentSplit
from tollbook.ledger.views import tables
from tollbook.ledger.views.desk import Desk, among
from tollbook.model.finding import Refusal

_SEE_CLAIMS = "`tollbook claims BOOK` lists the claims, `tollbook show BOOK INCIDENT` those of an incident."
_SEE_INCIDENTS = "`tollbook incidents BOOK` lists them."


def claim_moved(desk: Desk, body: ClaimMoved) -> ClaimMoved:
    """A move with its claims. Raises Refusal where the claim is in no incident, or there is nothing to move."""
    home = _home(desk, body.claim)
    members = _members(desk, home)
    if body.incident == home:
        raise Refusal(f"claim {body.claim} is in incident {home} already", _SEE_INCIDENTS)
    claims = _with_parts(desk, [body.claim], members)
    left = _without(members, claims)
    if not body.incident and not left:
        raise Refusal(f"claim {body.claim} is an incident of its own already: {home}")
    joined = _members(desk, body.incident) if body.incident else ()
    return replace(body, claims=claims, joined=joined, left=left)


def incident_split(desk: Desk, body: IncidentSplit) -> IncidentSplit:
    """A split with its claims. Raises Refusal where a claim is not in the incident, or none would stay."""
    members = _members(desk, body.incident)
    if not body.claims:
        raise Refusal("to split an incident is to say which of its claims are another event", _SEE_CLAIMS)
    for claim in body.claims:
        if claim not in members:
            raise Refusal(
                f"claim {claim} is in incident {_home(desk, claim)}, not in {body.incident}", _SEE_CLAIMS
            )
    claims = _with_parts(desk, body.claims, members)
    left = _without(members, claims)
    if not left:
        raise Refusal(f"no claim would stay in incident {body.incident}", "Leave out those that belong to it.")
    return replace(body, claims=claims, left=left)


def incidents_merged(desk: Desk, body: IncidentsMerged) -> IncidentsMerged:
    """A merger with all claims of the incidents. Raises Refusal where they are not several."""
    incidents = tuple(dict.fromkeys(body.incidents))
    if len(incidents) < 2:
        raise Refusal("to merge is to say which incidents are one: two or more", _SEE_INCIDENTS)
    claims = tuple(claim for incident in incidents for claim in _members(desk, incident))
    return replace(body, incidents=incidents, claims=claims)


def _home(desk: Desk, claim: str) -> str:
    members = tables.incident_claims
    home = desk.connection.scalar(select(members.c.incident).where(members.c.claim == claim))
    scope = desk.connection.scalar(select(tables.claims.c.scope).where(tables.claims.c.id == claim))
    if home is not None and scope is not None:
        return str(home)
    if scope is not None:
        raise Refusal(
            f"claim {claim} is in no incident: its scope is “{scope}”",
            "Only claims of scope incident take part. If the scope is wrong, amend it first.",
        )
    if desk.connection.scalar(select(tables.found_claims.c.id).where(tables.found_claims.c.id == claim)):
        raise Refusal(f"claim {claim} is in no incident: it was rejected", "Undo that first.")
    raise Refusal(f"there is no claim {claim} in this book", "`tollbook claims BOOK` lists them.")


def _members(desk: Desk, incident: str) -> tuple[str, ...]:
    members = tables.incident_claims
    query = select(members.c.claim).join(tables.claims, tables.claims.c.id == members.c.claim)
    query = query.where(members.c.incident == incident).order_by(members.c.claim)
    found = tuple(desk.connection.scalars(query))
    if not found:
        raise Refusal(f"there is no incident {incident} in this book", _SEE_INCIDENTS)
    return found


def _with_parts(desk: Desk, claims: Iterable[str], members: Sequence[str]) -> tuple[str, ...]:
    """The claims, and of `members` those that break them down, and those that break these down."""
    table = tables.claims
    query = select(table.c.id, table.c.whole).where(among(table.c.id, members), table.c.whole != "")
    wholes = {row.id: row.whole for row in desk.connection.execute(query)}
    taken = dict.fromkeys(claims)
    while more := [id_ for id_ in members if id_ not in taken and wholes.get(id_) in taken]:
        taken.update(dict.fromkeys(more))
    return tuple(taken)


def _without(members: Sequence[str], claims: Collection[str]) -> tuple[str, ...]:
    return tuple(id_ for id_ in members if id_ not in claims)
