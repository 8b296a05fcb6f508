from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tollbook.ledger import migrate, tables
from tollbook.ledger.open import Ledger


def test_the_migrations_make_the_tables_that_are_queried(ledger: Ledger) -> None:
    def is_truth(name: str | None, kind: str, parents: object) -> bool:
        return kind != "table" or name in tables.truth.tables

    with ledger.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_truth, "compare_type": True})
        assert compare_metadata(context, tables.truth) == []


def test_the_last_migration_is_the_schema_of_this_version() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    head = ScriptDirectory.from_config(config).get_current_head()
    assert head is not None
    assert int(head) == tables.SCHEMA


def test_the_migrations_leave_the_triggers_that_are_verified(ledger: Ledger) -> None:
    with sqlite3.connect(ledger.folder / "ledger.sqlite") as connection:
        found = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    assert found == tables.REFUSALS


@pytest.mark.parametrize("table", ["entries", "checkpoints"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET rowid = 7"])
def test_other_programs_cannot_change_the_ledger_by_mistake(ledger: Ledger, table: str, change: str) -> None:
    with (
        sqlite3.connect(ledger.folder / "ledger.sqlite") as connection,
        pytest.raises(sqlite3.IntegrityError, match="only ever added to"),
    ):
        connection.execute(change.format(table))
