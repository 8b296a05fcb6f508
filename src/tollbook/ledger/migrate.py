"""Bring the two tables of truth to the schema of this version. Nothing that they hold changes."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from tollbook.ledger.tables import SCHEMA


def migrate(connection: Connection) -> None:
    """Make or upgrade entries and checkpoints, within the transaction of `connection`.

    Alembic is imported here, and only when a book is made or its schema is older, because that takes most of a
    second and an ordinary command should not wait for it.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
