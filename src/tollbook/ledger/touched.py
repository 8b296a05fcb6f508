"""What entries have touched: so that whoever has kept what a book came to works out only that anew."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from tollbook.ledger.entries import from_bytes, last_seq
from tollbook.ledger.open import Ledger
from tollbook.ledger.tables import entries as truth
from tollbook.ledger.views import tables
from tollbook.ledger.views.desk import among
from tollbook.model.entry import Entry, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What the entries up to `seq`, the last of them of the time `at`, have touched.

    `documents` came in, were read, or had a claim judged; `claims` were located; `linked` and `positions` say
    whether incidents were linked, or positions recorded or taken back. `at` is None where there are no entries.
    """

    seq: int
    at: datetime | None = None
    documents: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    linked: bool = False
    positions: bool = False


_KINDS = (
    Kind.DOCUMENT_SEALED,
    Kind.DOCUMENT_READ,
    Kind.CLAIMS_LOCATED,
    Kind.CLAIM_JUDGED,
    Kind.JUDGEMENT_UNDONE,
    Kind.INCIDENTS_LINKED,
    Kind.POSITION_RECORDED,
)


def touched(ledger: Ledger, after: int) -> Touched:
    """What the entries after `after` have touched, of all that an assessment rests on."""
    head = last(ledger)
    documents: set[str] = set()
    claims: set[str] = set()
    kinds: set[Kind] = set()
    undone: list[int] = []
    for entry in ledger.entries(after, _KINDS):
        if entry.seq > head.seq:
            break
        kinds.add(entry.kind)
        match entry.kind:
            case Kind.DOCUMENT_SEALED | Kind.DOCUMENT_READ:
                documents.add(entry.body["document"])
            case Kind.CLAIMS_LOCATED:
                claims.update(json.loads(ledger.objects.get(entry.body["locations"])))
            case Kind.CLAIM_JUDGED:
                documents.add(entry.body["record"]["doc"])
            case Kind.JUDGEMENT_UNDONE:
                undone.append(entry.body["seq"])
    documents |= {one.body["record"]["doc"] for one in _entries(ledger, undone) if one.kind is Kind.CLAIM_JUDGED}
    return Touched(
        seq=head.seq,
        at=head.at,
        documents=frozenset(documents),
        claims=frozenset(claims),
        linked=Kind.INCIDENTS_LINKED in kinds,
        positions=not kinds.isdisjoint({Kind.POSITION_RECORDED, Kind.JUDGEMENT_UNDONE}),
    )


def last(ledger: Ledger) -> Touched:
    """The number and the time of the last entry, and nothing touched."""
    with ledger.read() as connection:
        seq = last_seq(connection)
        at = None if seq is None else connection.scalar(select(truth.c.at).where(truth.c.seq == seq))
    return Touched(seq=-1) if seq is None or at is None else Touched(seq=seq, at=datetime.fromisoformat(at))


def linked_after(ledger: Ledger, seq: int) -> list[str]:
    """The incidents of the linking in force that an entry after `seq` wrote, in the order of their ids."""
    table = tables.incidents.c
    with ledger.read() as connection:
        return list(connection.scalars(select(table.id).where(table.linked > seq).order_by(table.id)))


def homes_of_documents(ledger: Ledger, documents: Iterable[str]) -> set[str]:
    """The incidents that claims in force of `documents` are in."""
    members, claims = tables.incident_claims.c, tables.claims.c
    query = select(members.incident).distinct().join(tables.claims, claims.id == members.claim)
    with ledger.read() as connection:
        return set(connection.scalars(query.where(among(claims.document, documents))))


def _entries(ledger: Ledger, seqs: Iterable[int]) -> list[Entry]:
    with ledger.read() as connection:
        rows = connection.execute(select(truth.c.bytes).where(truth.c.seq.in_(sorted(seqs)))).all()
    return [from_bytes(row.bytes) for row in rows]
