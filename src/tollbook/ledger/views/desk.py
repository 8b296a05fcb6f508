"""What a view function works with, and the few statements that they share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, Table, func, select

from tollbook.ledger.objects import Objects


@dataclass(frozen=True, slots=True)
class Desk:
    """The open transaction and the objects of a book: all that the views are made with."""

    connection: Connection
    objects: Objects

    def add(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert `rows`, each with the same columns."""
        if rows:
            self.connection.execute(table.insert(), list(rows))

    def drop(self, table: Table, where: ColumnElement[bool]) -> None:
        """Delete the rows that `where` holds for."""
        self.connection.execute(table.delete().where(where))


def compact(data: object) -> str:
    """Plain JSON data as the text of one column: the same data, the same text."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def among(column: Column[Any] | ColumnElement[Any], values: Iterable[str]) -> ColumnElement[bool]:
    """Whether `column` is one of `values`, however many: they are handed over as one JSON array."""
    array = func.json_each(json.dumps(sorted(values))).table_valued("value")
    return column.in_(select(array.c.value))


def rows_of(
    connection: Connection,
    table: Table,
    column: ColumnElement[Any] | None = None,
    values: Iterable[str] | None = None,
) -> list[Row[Any]]:
    """The rows of `table`, of those `values` of `column` if they are given, in the order of the primary key."""
    query = select(table).order_by(*table.primary_key.columns)
    if column is not None and values is not None:
        query = query.where(among(column, values))
    return list(connection.execute(query))
