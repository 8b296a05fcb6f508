"""What the disk and the database refuse, said in plain words."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DatabaseError

from tollbook.model.finding import Refusal

_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED: Final = {errno.EROFS, errno.EACCES, errno.EPERM}


class Damaged(Refusal):
    """The book itself is not whole: something in it is missing, or not what it says it is."""


class Overtaken(Refusal):
    """Another process has linked the book meanwhile: what was linked here goes on from what is no longer there."""


@contextmanager
def refusing_os_errors(folder: Path) -> Iterator[None]:
    """Turn the errors of a full disk and of a folder that may not be written into refusals; others pass."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise no_room(folder) from error
        if error.errno in _CLOSED:
            raise not_writable(folder) from error
        raise


def no_room(folder: Path) -> Refusal:
    """The disk is full."""
    return Refusal(
        f"there is no room left on the disk for {folder}",
        "Make room and run the same command again: it goes on where it stopped. Nothing recorded so far is lost.",
    )


def not_writable(folder: Path) -> Refusal:
    """The folder cannot be written."""
    return Refusal(
        f"{folder} cannot be written",
        "Check its permissions, and that the disk is not mounted read-only. Nothing was changed.",
    )


def locked(folder: Path) -> Refusal:
    """Another process writes, and does not come to an end."""
    return Refusal(
        f"another command is writing to {folder} and has not come to an end",
        "Wait until it has, or stop it, and run this one again. Nothing was changed.",
    )


def damaged_database(folder: Path, words: str) -> Damaged:
    """SQLite cannot read its file, or does not find in it what must be there."""
    return Damaged(
        f"the ledger of {folder} is damaged: {words}",
        "Keep this copy as it is and go on with your latest good copy of the book.",
    )


@contextmanager
def refusing_database_errors(folder: Path) -> Iterator[None]:
    """Turn what the disk, other processes and damage do to SQLite into refusals; mistakes of ours pass."""
    try:
        yield
    except DatabaseError as error:
        code = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise locked(folder) from error
        if code == sqlite3.SQLITE_FULL:
            raise no_room(folder) from error
        if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
            raise not_writable(folder) from error
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR):
            raise damaged_database(folder, str(error.orig)) from error
        raise
