"""The two tables that hold the truth: entries and checkpoints. They are only ever added to."""

from __future__ import annotations

from typing import Final

from sqlalchemy import CheckConstraint, Column, Index, Integer, LargeBinary, MetaData, Table, Text

REFUSALS: Final = {
    f"{table}_refuse_{change}": f"CREATE TRIGGER {table}_refuse_{change} BEFORE {change.upper()} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END"
    for table in ("checkpoints", "entries")
    for change in ("delete", "update")
}
"""The triggers that keep the two tables append-only, and nothing else may hang on them."""

SCHEMA: Final = 1
"""The version of these two tables (SQLite's user_version); `migrations/` has one revision for each."""

truth = MetaData()

entries = Table(
    "entries",
    truth,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    Column("leaf", LargeBinary, CheckConstraint("length(leaf) = 32", name="leaf_is_a_hash"), nullable=False),
    Index("entries_by_kind", "kind", "seq"),
    sqlite_strict=True,
)

checkpoints = Table(
    "checkpoints",
    truth,
    Column("size", Integer, primary_key=True, autoincrement=False),
    Column("note", Text, nullable=False),
    Column("frontier", LargeBinary, nullable=False),
    sqlite_strict=True,
)
