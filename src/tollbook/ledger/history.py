"""The history of one incident: every entry that made it what it is, and what was taken back of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Table, and_, or_, select

from tollbook.ledger import decided, linked
from tollbook.ledger import tables as truth
from tollbook.ledger.entries import from_bytes as to_entry
from tollbook.ledger.open import Ledger
from tollbook.ledger.serialise import from_bytes
from tollbook.ledger.views import tables
from tollbook.ledger.views.desk import among
from tollbook.model.claim import Claim
from tollbook.model.entry import Entry, Kind
from tollbook.model.proposal import Proposal

MACHINE: Final = (Kind.DOCUMENT_SEALED, Kind.DOCUMENT_READ, Kind.CLAIMS_LOCATED, Kind.INCIDENTS_LINKED)
"""Kinds of entry that no person decides by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """An entry about an incident, and the one that took it out of force, if any did.

    `undoable` says whether it is in force and a person can take it out.
    """

    entry: Entry
    undone: Entry | None = None
    undoable: bool = False


def history(ledger: Ledger, incident: str) -> list[Happened]:
    """The entries about an incident in use, the first first.

    How its documents came in and were read, where its claims were located, the linking that put it together as it
    is; and every decision on its claims, on pairs and groups of them, on positions and notes, undone ones too. A
    claim that was rejected, or is of no incident any more, is told of with the claim nearest to it in its text.
    """
    found = linked.incidents(ledger, [incident], links=False)
    members = found[incident].claims if found else ()
    ids = {incident, *linked.forebears(ledger, [incident])}
    with ledger.read() as connection:
        documents = set(
            connection.scalars(select(tables.claims.c.document).where(among(tables.claims.c.id, members)))
        )
    old = {was for was, now in decided.followed(ledger, documents).items() if now in members}
    with ledger.read() as connection:
        judged = {*members, *_nearest(connection, incident, documents)}
        undone = dict(_decisions(connection, ids, documents, judged, old))
        seqs = undone.keys() | _machine(connection, incident, documents, members)
        entries = _entries(connection, seqs | {seq for seq in undone.values() if seq is not None})
    return [
        Happened(
            entry=entries[seq],
            undone=entries[taken] if (taken := undone.get(seq)) is not None else None,
            undoable=seq in undone and taken is None,
        )
        for seq in sorted(entries)
    ]


def last(ledger: Ledger, incident: str) -> int:
    """The number of the last entry about an incident in use: what a person has seen is the incident as of that."""
    return max((one.entry.seq for one in history(ledger, incident)), default=-1)


def _decisions(
    connection: Connection, ids: Collection[str], documents: Collection[str], claims: set[str], old: set[str]
) -> Iterable[tuple[int, int | None]]:
    """The entries by which persons decided, each with the entry that undid it."""
    judgements, named = tables.judgements, tables.judged_claims.c
    single = and_(among(judgements.c.claim, claims), judgements.c.other == "")
    several = judgements.c.seq.in_(select(named.seq).where(among(named.claim, claims | old)))
    positions = tables.positions
    of_claim = and_(positions.c.bound == 1, among(positions.c.claim, claims))
    for table, which in (
        (judgements, single),
        (judgements, several),
        (positions, or_(among(positions.c.incident, ids), of_claim)),
        (tables.notes, among(tables.notes.c.incident, ids)),
        (tables.rejections, among(tables.rejections.c.proposal, _proposals(connection, documents, claims))),
    ):
        for row in connection.execute(select(table.c.seq, table.c.undone).where(which)):
            yield row.seq, row.undone


def _machine(
    connection: Connection, incident: str, documents: Collection[str], claims: Collection[str]
) -> set[int]:
    columns: tuple[tuple[Table, Any, Any], ...] = (
        (tables.origins, tables.origins.c.seq, among(tables.origins.c.document, documents)),
        (tables.documents, tables.documents.c.read, among(tables.documents.c.id, documents)),
        (tables.locations, tables.locations.c.seq, among(tables.locations.c.claim, claims)),
        (tables.incidents, tables.incidents.c.linked, tables.incidents.c.id == incident),
    )
    found = {seq for _, seq, which in columns for seq in connection.scalars(select(seq).distinct().where(which))}
    return {seq for seq in found if seq is not None}


def _nearest(connection: Connection, incident: str, documents: Collection[str]) -> set[str]:
    """Judged claims of the documents that are of no incident now, whose nearest claim is of this one."""
    claims, judged, members = tables.claims.c, tables.judgements.c, tables.incident_claims.c
    placed = select(claims.document, claims.start, members.incident, claims.id)
    placed = placed.join(tables.incident_claims, members.claim == claims.id).where(
        among(claims.document, documents)
    )
    beside: dict[str, list[tuple[int, str]]] = defaultdict(list)
    within = set()
    for row in connection.execute(placed.order_by(claims.document, claims.number)):
        beside[row.document].append((row.start, row.incident))
        within.add(row.id)
    query = select(judged.claim, judged.document, judged.record).where(
        among(judged.document, documents), judged.other == "", judged.record != ""
    )
    return {
        row.claim
        for row in connection.execute(query)
        if row.claim not in within and _home(from_bytes(Claim, row.record), beside[row.document]) == incident
    }


def _home(lost: Claim, beside: Iterable[tuple[int, str]]) -> str:
    """The incident of the claim that starts nearest to where this one did."""
    return min(beside, key=lambda one: (abs(one[0] - lost.start), one), default=(0, ""))[1]


def _proposals(connection: Connection, documents: Collection[str], claims: set[str]) -> list[str]:
    """The proposals of these documents that were found beside one of these claims."""
    table = tables.proposals.c
    rows = connection.execute(select(table.id, table.proposal).where(among(table.document, documents)))
    return [row.id for row in rows if claims.intersection(from_bytes(Proposal, row.proposal).claims)]


def _entries(connection: Connection, seqs: Iterable[int]) -> dict[int, Entry]:
    entries = truth.entries.c
    wanted = sorted(seqs)
    found = {}
    for first in range(0, len(wanted), 500):
        query = select(entries.bytes).where(entries.seq.in_(wanted[first : first + 500]))
        for row in connection.execute(query):
            entry = to_entry(row.bytes)
            found[entry.seq] = entry
    return found
