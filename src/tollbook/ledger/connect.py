"""Connections to a book's SQLite file, with the settings that docs/decisions/sqlite.md gives reasons for."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, Row, Select, create_engine, event

from tollbook.ledger.refuse import refusing_database_errors

WAIT_SECONDS: Final = 30.0
"""How long one writer waits for another before it gives up."""


def connect(path: Path, *, create: bool = False, wait: float = WAIT_SECONDS) -> Engine:
    """An engine on the SQLite file `path`; only with `create` may it make the file.

    A file that cannot be written because its disk is read-only is opened as it is, for reading.
    """
    mode = "mode=rwc" if create else _mode(path)

    def open_connection() -> sqlite3.Connection:
        # isolation_level=None: transactions begin where this module says so, never behind its back.
        connection = sqlite3.connect(
            f"file:{quote(str(path))}?{mode}",
            uri=True,
            timeout=wait,
            isolation_level=None,
            check_same_thread=False,
        )
        if create:
            connection.execute("PRAGMA journal_mode = WAL")  # the file remembers it
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    engine = create_engine("sqlite://", creator=open_connection, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _mode(path: Path) -> str:
    effective = os.access in os.supports_effective_ids
    if all(os.access(one, os.W_OK, effective_ids=effective) for one in (path, path.parent)):
        return "mode=rw"
    # SQLite cannot make its shared-memory file here. Without a write-ahead log nobody is writing, so that the
    # file can be read as something that does not change.
    return "mode=ro" if Path(f"{path}-wal").exists() else "mode=ro&immutable=1"


@contextmanager
def reading(engine: Engine, folder: Path) -> Iterator[Connection]:
    """A transaction that sees the book as it is at its first read, whatever is appended meanwhile."""
    with refusing_database_errors(folder), engine.connect() as connection, connection.begin():
        yield connection


def stream(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    """The rows of `query`, of which only a few are in memory at a time."""
    yield from connection.execute(query, execution_options={"yield_per": 500})


@contextmanager
def writing(engine: Engine, folder: Path) -> Iterator[Connection]:
    """The one transaction that may write at a time; durable when the block has ended without an exception.

    Raises Refusal where another writer holds on for too long, the disk is full or the book cannot be written.
    """
    with (
        refusing_database_errors(folder),
        engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        yield connection
