"""Proposed positions as the views hold them, what was decided of them, and where to look next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import or_, select

from tollbook.ledger.open import Ledger
from tollbook.ledger.serialise import from_bytes
from tollbook.ledger.views import tables
from tollbook.ledger.views.desk import among
from tollbook.model.proposal import Proposal

PAGE: Final = 2_000
"""Documents in which is looked for statements at once: one entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A person's decision that a proposal is no position; `seq` is the entry to undo."""

    seq: int
    at: datetime
    by: str
    proposal: str
    why: str


def to_look(ledger: Ledger, finder: str) -> list[str]:
    """The next documents, at most `PAGE`, whose reading in force `finder` has not looked into, by their ids."""
    documents, looked = tables.documents.c, tables.looked.c
    query = (
        select(documents.id)
        .outerjoin(tables.looked, looked.document == documents.id)
        .where(
            documents.read.is_not(None),
            or_(looked.seq.is_(None), looked.seq < documents.read, looked.finder != finder),
        )
        .order_by(documents.id)
        .limit(PAGE)
    )
    with ledger.read() as connection:
        return list(connection.scalars(query))


def proposals(ledger: Ledger, documents: Iterable[str] | None = None) -> dict[str, Proposal]:
    """What is proposed, in all documents or in `documents`, by id, decided or not; in the order of sentences."""
    table = tables.proposals
    query = select(table).order_by(table.c.document, table.c.start, table.c.id)
    if documents is not None:
        query = query.where(among(table.c.document, documents))
    with ledger.read() as connection:
        return {row.id: from_bytes(Proposal, row.proposal) for row in connection.execute(query)}


def accepted(ledger: Ledger) -> dict[str, int]:
    """The proposals that were accepted, with the entry of the position, undone ones left out."""
    table = tables.positions.c
    query = select(table.proposal, table.seq).where(table.proposal != "", table.undone.is_(None))
    with ledger.read() as connection:
        return {row.proposal: row.seq for row in connection.execute(query.order_by(table.seq))}


def rejections(ledger: Ledger) -> dict[str, Rejection]:
    """The rejections in force, by the id of the proposal."""
    table = tables.rejections
    query = select(table).where(table.c.undone.is_(None)).order_by(table.c.seq)
    with ledger.read() as connection:
        return {
            row.proposal: Rejection(
                seq=row.seq, at=datetime.fromisoformat(row.at), by=row.by, proposal=row.proposal, why=row.why
            )
            for row in connection.execute(query)
        }
