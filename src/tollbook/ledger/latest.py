"""The latest entries, the newest first: a page of the ledger as a person reads it."""

from __future__ import annotations

from sqlalchemy import select

from tollbook.ledger import tables
from tollbook.ledger.entries import from_bytes
from tollbook.ledger.open import Ledger
from tollbook.model.entry import Entry


def entries(ledger: Ledger, most: int, *, before: int | None = None) -> list[Entry]:
    """At most `most` entries, the newest first; with `before` those whose number is lower."""
    columns = tables.entries.c
    query = select(columns.bytes).order_by(columns.seq.desc()).limit(most)
    if before is not None:
        query = query.where(columns.seq < before)
    with ledger.read() as connection:
        return [from_bytes(row.bytes) for row in connection.execute(query)]
