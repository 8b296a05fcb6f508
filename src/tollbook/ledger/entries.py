"""Entries as rows: their canonical bytes, their leaf hashes, and the way back."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select

from tollbook.ledger import tables
from tollbook.ledger.connect import stream
from tollbook.ledger.serialise import canonical, to_json
from tollbook.ledger.tree import leaf_hash
from tollbook.model.entry import Entry, Kind

PAGE: Final = 500
"""Entries that are read at once."""


def to_bytes(entry: Entry) -> bytes:
    """The entry as it is hashed: {seq, at, by, kind, body} by RFC 8785."""
    return canonical(to_json(entry))


def to_row(entry: Entry) -> dict[str, Any]:
    """The entry as a row of `entries`."""
    data = to_bytes(entry)
    return {
        "seq": entry.seq,
        "at": to_json(entry.at),
        "by": entry.by,
        "kind": entry.kind.value,
        "bytes": data,
        "leaf": leaf_hash(data),
    }


def from_bytes(data: bytes) -> Entry:
    """The entry in its canonical bytes. Raises ValueError, TypeError or KeyError where they are none."""
    parsed = json.loads(data)
    return Entry(
        seq=parsed["seq"],
        at=datetime.fromisoformat(parsed["at"]).astimezone(UTC),
        by=parsed["by"],
        kind=Kind(parsed["kind"]),
        body=parsed["body"],
    )


def read_page(
    connection: Connection, after: int, until: int | None = None, kinds: Collection[Kind] | None = None
) -> Sequence[Row[Any]]:
    """The next rows of `entries` after `after` and up to `until`, in order, of all kinds or of `kinds`."""
    seq = tables.entries.c.seq
    query = select(tables.entries).where(seq > after).order_by(seq).limit(PAGE)
    if until is not None:
        query = query.where(seq <= until)
    if kinds is not None:
        query = query.where(tables.entries.c.kind.in_(sorted(kind.value for kind in kinds)))
    return connection.execute(query).all()


def read_rows(connection: Connection) -> Iterator[Row[Any]]:
    """All rows of `entries`, in order, of which only a few are in memory at a time."""
    return stream(connection, select(tables.entries).order_by(tables.entries.c.seq))


def last_linked(connection: Connection) -> int | None:
    """The number of the entry whose linking is in force, None before the first."""
    entries = tables.entries.c
    query = select(func.max(entries.seq)).where(entries.kind == Kind.INCIDENTS_LINKED.value)
    last: int | None = connection.scalar(query)
    return last


def last_seq(connection: Connection) -> int | None:
    """The number of the last entry, None where there is none."""
    last: int | None = connection.scalar(select(func.max(tables.entries.c.seq)))
    return last
