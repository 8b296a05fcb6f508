"""Verify the log: entries one after another, each in its own bytes, under checkpoints that fit and are signed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from tollbook.ledger import tables
from tollbook.ledger.bodies import BODIES, BookOpened, ReleaseMade, named_objects, read_body
from tollbook.ledger.checkpoints import Checkpoint, Verifier, parse
from tollbook.ledger.connect import stream
from tollbook.ledger.entries import from_bytes, last_seq, read_rows
from tollbook.ledger.serialise import canonical, to_json
from tollbook.ledger.tree import Frontier, leaf_hash
from tollbook.model.entry import Entry, Kind
from tollbook.model.finding import Finding, Refusal
from tollbook.model.progress import Watch

RESTORE: Final = "Keep this copy as evidence and go on with your latest good copy of the book."


@dataclass(slots=True)
class Log:
    """What was seen of the log so far. `named`: each object's digest with the first entry that names it."""

    entries: int = 0
    checkpoints: int = 0
    size: int = 0
    named: dict[bytes, int] = field(default_factory=dict)
    verifier: Verifier | None = None
    wrong: Finding | None = None


def verify_entries(connection: Connection, watch: Watch, held: Sequence[str] = ()) -> Log:
    """Go through entries and checkpoints in their order, up to the first thing that is wrong."""
    log = Log()
    try:
        _verify(connection, watch, held, log)
    except _Wrong as wrong:
        log.wrong = wrong.finding
    return log


class _Wrong(Exception):  # noqa: N818  it is what is wrong, not an error of ours
    """The first thing that is wrong; ends the going through."""

    def __init__(self, code: str, where: str, message: str) -> None:
        super().__init__(message)
        self.finding = Finding(code=code, where=where, message=message, advice=RESTORE)


def _verify(connection: Connection, watch: Watch, held: Sequence[str], log: Log) -> None:
    if (words := connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()) != "ok":
        raise _Wrong("ledger.damaged", "ledger.sqlite", f"SQLite finds its file damaged: {words}")
    checkpoints = stream(connection, select(tables.checkpoints).order_by(tables.checkpoints.c.size))
    checkpoint = next(checkpoints, None)
    frontier, covered = Frontier(), 0
    total = (last_seq(connection) or 0) + 1
    roots = _sizes(held)
    for row in read_rows(connection):
        entry = _entry(row, frontier.size)
        log.size += len(row.bytes)
        if log.verifier is None:
            log.verifier = _opened(entry)
        for digest in named_objects(entry.kind, entry.body):
            log.named.setdefault(bytes.fromhex(digest), entry.seq)
        if entry.kind is Kind.RELEASE_MADE:
            _released(connection, entry)
        frontier = frontier.append(row.leaf)
        log.entries = frontier.size
        if checkpoint is not None and checkpoint.size == frontier.size:
            _checkpoint(checkpoint, frontier, log.verifier, covered)
            covered, log.checkpoints = frontier.size, log.checkpoints + 1
            checkpoint = next(checkpoints, None)
        if frontier.size in roots:
            roots[frontier.size] = frontier.root
        if frontier.size % 500 == 0 or frontier.size == total:
            watch("entries", frontier.size, total)
    if checkpoint is not None:
        raise _Wrong(
            "ledger.entries-missing",
            f"checkpoint {checkpoint.size}",
            f"a checkpoint covers {checkpoint.size} entries; the ledger has {frontier.size}",
        )
    if covered < frontier.size or log.verifier is None:
        raise _Wrong("ledger.uncovered", f"entry {covered}", f"no checkpoint covers the entries from {covered} on")
    for note in held:
        _held(note, log.verifier, roots)


def _entry(row: Row[Any], seq: int) -> Entry:
    """The entry in `row`, which must be number `seq`, in canonical bytes, as its columns say."""
    where = f"entry {seq}"
    if row.seq != seq:
        raise _Wrong("ledger.entry-missing", where, f"entry {seq} is missing; the next one is {row.seq}")
    if leaf_hash(row.bytes) != row.leaf:
        raise _Wrong("ledger.entry-changed", where, f"the bytes of entry {seq} do not fit its hash")
    try:
        entry = from_bytes(row.bytes)
        read_body(BODIES[entry.kind], entry.body)
        fits = canonical(json.loads(row.bytes)) == row.bytes and (entry.kind is Kind.BOOK_OPENED) == (seq == 0)
    except (ValueError, TypeError, KeyError, RecursionError):
        fits = False
    if not fits or (entry.seq, to_json(entry.at), entry.by, entry.kind.value) != (seq, row.at, row.by, row.kind):
        raise _Wrong("ledger.entry-form", where, f"entry {seq} is not written as an entry is")
    return entry


def _opened(entry: Entry) -> Verifier:
    try:
        return Verifier.parse(read_body(BookOpened, entry.body).key)
    except ValueError as error:
        raise _Wrong("ledger.verifier-key", "entry 0", f"the book's verifier key is none: {error}") from error


def _checkpoint(row: Row[Any], frontier: Frontier, verifier: Verifier, covered: int) -> None:
    """The checkpoint in `row` must fit the tree as it stands, and carry the book's signature."""
    where = f"checkpoint {row.size}"
    try:
        said = parse(row.note)
        signed = verifier.verify(row.note)
    except ValueError as error:
        raise _Wrong(
            "ledger.checkpoint-form", where, f"the checkpoint over {row.size} entries: {error}"
        ) from error
    if not signed:
        message = f"the checkpoint over {row.size} entries is not signed by the book's key"
        raise _Wrong("ledger.checkpoint-signature", where, message)
    if said != Checkpoint(verifier.name, frontier.size, frontier.root) or row.frontier != frontier.to_bytes():
        between = (
            f"entry {covered}" if covered == row.size - 1 else f"one of the entries {covered} to {row.size - 1}"
        )
        message = f"the tree over {row.size} entries has another root than was signed: {between} was changed"
        raise _Wrong("ledger.root", where, message)


def _released(connection: Connection, entry: Entry) -> None:
    """The checkpoint that a release carries must be one of this book."""
    note = read_body(ReleaseMade, entry.body).checkpoint
    try:
        size = parse(note).size
    except ValueError:
        size = -1
    query = select(tables.checkpoints.c.note).where(tables.checkpoints.c.size == size)
    if connection.scalar(query) != note:
        message = f"the checkpoint of the release in entry {entry.seq} is not among those of the book"
        raise _Wrong("ledger.release-checkpoint", f"entry {entry.seq}", message)


def _sizes(held: Sequence[str]) -> dict[int, bytes]:
    """The sizes whose roots are wanted. Raises Refusal where one of `held` is no checkpoint."""
    try:
        return {parse(note).size: b"" for note in held}
    except ValueError as error:
        raise Refusal(f"a checkpoint to hold the book against is none: {error}") from error


def _held(note: str, verifier: Verifier, roots: Mapping[int, bytes]) -> None:
    """The book must have grown out of a checkpoint that somebody kept."""
    said = parse(note)
    if said.origin != verifier.name or not verifier.verify(note):
        message = f"the checkpoint over {said.size} entries that the book is held against is not signed by its key"
        raise _Wrong("ledger.held-signature", f"checkpoint {said.size}", message)
    if roots[said.size] != said.root:
        message = f"the book did not grow out of the checkpoint over {said.size} entries that it is held against"
        raise _Wrong("ledger.held", f"checkpoint {said.size}", message)
