"""What the linking in force makes of the claims: incidents, the pairs in doubt, and what became of retired ids."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, func, or_, select

from tollbook.ledger.entries import last_linked
from tollbook.ledger.open import Ledger
from tollbook.ledger.serialise import from_bytes
from tollbook.ledger.views import tables
from tollbook.ledger.views.desk import among, rows_of
from tollbook.model.incident import Incident, Link, Part


def incidents(ledger: Ledger, ids: Iterable[str] | None = None, *, links: bool = True) -> dict[str, Incident]:
    """The incidents of the linking in force, or those of `ids` that are among them, in the order of their ids.

    Without `links` they come without the reasons why they were put together, which are most of them.
    """
    wanted = None if ids is None else list(ids)
    with ledger.read() as connection:
        rows = rows_of(connection, tables.incidents, tables.incidents.c.id, wanted)
        members: dict[str, list[str]] = defaultdict(list)
        for row in rows_of(connection, tables.incident_claims, tables.incident_claims.c.incident, wanted):
            members[row.incident].append(row.claim)
        held: dict[str, list[Link]] = defaultdict(list)
        for row in rows_of(connection, tables.links, tables.links.c.incident, wanted) if links else ():
            held[row.incident].append(_link(row))
    return {row.id: Incident(id=row.id, claims=tuple(members[row.id]), links=tuple(held[row.id])) for row in rows}


def last(ledger: Ledger) -> int | None:
    """The entry of the linking in force, None before the first."""
    with ledger.read() as connection:
        return last_linked(connection)


def ids(ledger: Ledger) -> set[str]:
    """The ids of all incidents of the linking in force."""
    with ledger.read() as connection:
        return set(connection.scalars(select(tables.incidents.c.id)))


def count_incidents(ledger: Ledger) -> int:
    """How many incidents the linking in force has."""
    with ledger.read() as connection:
        return connection.scalar(select(func.count()).select_from(tables.incidents)) or 0


def doubtful(ledger: Ledger, claims: Iterable[str] | None = None) -> list[Link]:
    """The pairs that the linking in force was in doubt about, in its order; all, or those with one of `claims`."""
    table = tables.doubtful
    query = select(table).order_by(table.c.number)
    if claims is not None:
        wanted = list(claims)
        query = query.where(or_(among(table.c.a, wanted), among(table.c.b, wanted)))
    with ledger.read() as connection:
        return [_link(row) for row in connection.execute(query)]


def retired(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """For each incident id that went out of use: the claims that it had last."""
    table = tables.heirs
    query = select(table.c.incident, table.c.claims).where(table.c.claims != "").order_by(table.c.incident)
    with ledger.read() as connection:
        return {row.incident: tuple(json.loads(row.claims)) for row in connection.execute(query)}


def homes(ledger: Ledger, claims: Iterable[str]) -> dict[str, str]:
    """The incident of each of `claims` that is in one."""
    table = tables.incident_claims
    query = select(table).where(among(table.c.claim, claims)).order_by(table.c.claim)
    with ledger.read() as connection:
        return {row.claim: row.incident for row in connection.execute(query)}


def heirs(ledger: Ledger) -> dict[str, str]:
    """For each incident id that went out of use: the one that took its place in the end, "" where none did.

    A chain of them ends: each heir was in use when it became one.
    """
    with ledger.read() as connection:
        step = {row.incident: row.heir for row in rows_of(connection, tables.heirs)}
    last = {}
    for old in step:
        heir = step[old]
        while heir in step:
            heir = step[heir]
        last[old] = heir
    return last


def beginning(ledger: Ledger, typed: str) -> tuple[set[str], set[str]]:
    """The incidents in use, and the ids out of use, that `typed` begins."""
    found = []
    with ledger.read() as connection:
        for column in (tables.incidents.c.id, tables.heirs.c.incident):
            query = select(column).where(column >= typed, column < typed + chr(0x10FFFF))
            found.append(set(connection.scalars(query)))
    return found[0], found[1]


def heir(ledger: Ledger, incident: str) -> str:
    """The id that took the place of one out of use in the end, "" where none did; an id in use is its own heir."""
    table = tables.heirs.c
    at = incident
    with ledger.read() as connection:
        while (next_ := connection.scalar(select(table.heir).where(table.incident == at))) is not None:
            at = next_
    return at


def forebears(ledger: Ledger, incidents: Iterable[str]) -> dict[str, str]:
    """The ids out of use whose place one of `incidents`, all of them in use, took in the end; with that one."""
    table = tables.heirs.c
    first = select(table.incident, table.heir.label("root")).where(among(table.heir, incidents))
    before = first.cte("before", recursive=True)
    before = before.union(select(table.incident, before.c.root).where(table.heir == before.c.incident))
    with ledger.read() as connection:
        return {row.incident: row.root for row in connection.execute(select(before).order_by(before.c.incident))}


def _link(row: Row[Any]) -> Link:
    return Link(a=row.a, b=row.b, score=row.score, parts=from_bytes(tuple[Part, ...], row.parts))
