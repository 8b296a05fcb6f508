"""Verify the views: made anew elsewhere, they must be what the book holds, table by table and row by row."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, select

from tollbook.ledger import tables as truth
from tollbook.ledger.connect import stream
from tollbook.ledger.entries import from_bytes, read_rows
from tollbook.ledger.open import Ledger
from tollbook.ledger.views import tables
from tollbook.ledger.views.desk import Desk
from tollbook.ledger.views.make import add_to_views, are_current, make_tables
from tollbook.model.finding import Finding
from tollbook.model.progress import Watch

REBUILD: Final = (
    "`tollbook rebuild` makes the views again from the ledger, which is sound; find out who changed them."
)


def verify_views(
    ledger: Ledger, connection: Connection, anew: Connection, watch: Watch
) -> tuple[Finding | None, list[Finding]]:
    """The first thing that is wrong with the views in `connection`, and what only wants a look.

    Makes them again on `anew`, an empty database of which nothing is kept.
    """
    if strange := _strange(connection):
        return strange, []
    if not are_current(connection):
        message = "the views are missing, or of another version of Tollbook; they were not verified"
        return None, [
            Finding(code="views.version", where="views", message=message, advice="Run `tollbook rebuild`.")
        ]
    make_tables(anew)
    entries = (from_bytes(row.bytes) for row in read_rows(connection))
    add_to_views(Desk(anew, ledger.objects), entries)
    every = tables.views.sorted_tables
    for number, table in enumerate(every, 1):
        if wrong := _compare(table, connection, anew):
            return wrong, []
        watch("views", number, len(every))
    return None, []


def _strange(connection: Connection) -> Finding | None:
    """Triggers that do not belong to a ledger, or do and are missing."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    found = {row.name: row.sql for row in connection.exec_driver_sql(query)}
    names = sorted(
        name for name in found.keys() | truth.REFUSALS.keys() if found.get(name) != truth.REFUSALS.get(name)
    )
    if not names:
        return None
    return Finding(
        code="ledger.trigger",
        where=names[0],
        message=f"trigger {names[0]} of ledger.sqlite is missing, changed or foreign to a ledger",
        advice="Go on with your latest good copy of the book; somebody changed what may be done to this one.",
    )


def _compare(table: Table, connection: Connection, anew: Connection) -> Finding | None:
    if _shape(connection, table) != _shape(anew, table):
        return _differs(table, "its columns or indexes", "another shape than it is made with")
    query = select(table).order_by(*table.primary_key.columns)
    for ours, right in zip_longest(stream(connection, query), stream(anew, query)):
        if ours != right:
            first = min((_key(table, row) for row in (ours, right) if row is not None), key=repr)
            return _differs(table, first, "not what the ledger and the objects give")
    return None


def _shape(connection: Connection, table: Table) -> list[Any]:
    query = "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = ? ORDER BY type, name"
    return [tuple(row) for row in connection.exec_driver_sql(query, (table.name,))]


def _key(table: Table, row: Row[Any]) -> str:
    return ", ".join(f"{column.name} {row._mapping[column.name]}" for column in table.primary_key.columns)


def _differs(table: Table, where: str, how: str) -> Finding:
    return Finding(
        code="views.changed",
        where=f"{table.name}: {where}",
        message=f"view {table.name} ({where}) is {how}: it was changed from outside",
        advice=REBUILD,
    )
