"""Notes: what persons wrote down of incidents, for whoever works on the book. None is ever in a release."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from tollbook.ledger import linked
from tollbook.ledger.open import Ledger
from tollbook.ledger.views import tables
from tollbook.ledger.views.desk import among


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a person noted of an incident; `seq` is the entry to undo."""

    seq: int
    at: datetime
    by: str
    note: str


def notes(ledger: Ledger, incident: str) -> list[Note]:
    """The notes of an incident that are not undone, in their order; those of ids that lead to it among them."""
    table = tables.notes
    ids = [incident, *linked.forebears(ledger, [incident])]
    query = select(table).where(among(table.c.incident, ids), table.c.undone.is_(None)).order_by(table.c.seq)
    with ledger.read() as connection:
        return [
            Note(seq=row.seq, at=datetime.fromisoformat(row.at), by=row.by, note=row.note)
            for row in connection.execute(query)
        ]
