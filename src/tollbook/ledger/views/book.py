"""book.opened and release.made: the two ends of the path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tollbook.ledger.bodies import BookOpened, ReleaseMade, read_body
from tollbook.ledger.serialise import to_json
from tollbook.ledger.views import tables
from tollbook.ledger.views.desk import Desk
from tollbook.model.entry import Entry


def opened(desk: Desk, entries: Sequence[Entry]) -> None:
    """The title and the verifier key of the book."""
    desk.add(tables.book, [_row(entry, BookOpened) for entry in entries])


def released(desk: Desk, entries: Sequence[Entry]) -> None:
    """The releases that were made of it."""
    desk.add(tables.releases, [_row(entry, ReleaseMade) for entry in entries])


def _row(entry: Entry, type_: type) -> dict[str, Any]:
    body = to_json(read_body(type_, entry.body))
    return {"seq": entry.seq, "at": to_json(entry.at), "by": entry.by, **body}
