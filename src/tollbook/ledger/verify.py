"""Verify: every entry, every checkpoint, every object, every view. Names the first thing that is wrong."""

from __future__ import annotations

import stat
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from tollbook.ledger.checkpoints import Verifier, load_key
from tollbook.ledger.connect import connect, reading
from tollbook.ledger.open import KEY, Ledger, find_ledger, now, schema_version
from tollbook.ledger.refuse import Damaged
from tollbook.ledger.verify_entries import Log, verify_entries
from tollbook.ledger.verify_objects import Held, verify_objects
from tollbook.ledger.verify_views import verify_views
from tollbook.model.finding import Finding, Refusal
from tollbook.model.progress import Watch, unwatched


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a verification found. `ok`: nothing is wrong; `wrong` is the first thing that is.

    `findings` holds `wrong`, and what does not falsify the book but wants a look (the key is missing, or others
    can read it). `objects` and `bytes` count what was hashed, which took `hashing` of the `seconds`;
    the rest went into making the views anew. `unnamed` counts objects that no entry names, `unfinished` files
    that were never given a name: killed processes leave both, and they do no harm.
    """

    ok: bool
    entries: int
    checkpoints: int
    objects: int
    bytes: int
    seconds: float
    hashing: float = 0.0
    unnamed: int = 0
    unfinished: int = 0
    wrong: Finding | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def words(self) -> str:
        """The outcome in a sentence or two."""
        speed = f", hashed at {self.bytes / 1e6 / self.hashing:,.0f} MB/s" if self.hashing else ""
        done = (
            f"{self.entries:,} entries, {self.checkpoints:,} checkpoints and {self.objects:,} objects "
            f"({self.bytes / 1e6:,.1f} MB{speed}) in {self.seconds:.1f} s"
        )
        outcome = "Everything fits" if self.wrong is None else f"Wrong: {self.wrong.message}"
        extra = f"; {self.unnamed:,} objects that no entry names" if self.unnamed else ""
        return f"{outcome}: {done}{extra}."


def verify(book: Ledger | Path, progress: Watch | None = None, *, held: Sequence[str] = ()) -> Verification:
    """Recompute everything that the book in `book` (a ledger or a folder) says of itself.

    Goes in the order of the ledger and stops at the first thing that is wrong. `held` are checkpoints kept
    elsewhere (a release carries one): the book must have grown out of each, which shows even a history that
    was rewritten with the book's own key. `progress` is told of "entries", of "objects" in bytes, and of
    "views". Changes nothing, and takes about 100 bytes of memory an object. Raises Refusal where there is no
    book, or one of a newer version.
    """
    started = time.perf_counter()
    watch = progress or unwatched
    with ExitStack() as stack:
        try:
            if isinstance(book, Ledger):
                ledger = book
            else:
                ledger = stack.enter_context(Ledger(book, find_ledger(book), clock=now, by=""))
            with ledger.read() as connection:
                schema_version(connection, ledger.folder)
                log, objects, wrong, notes = _verify(ledger, connection, watch, held)
        except Damaged as damage:
            log, objects, notes = Log(), Held(), []
            wrong = Finding(code="ledger.damaged", where="", message=damage.message, advice=damage.advice)
    return Verification(
        ok=wrong is None,
        entries=log.entries,
        checkpoints=log.checkpoints,
        objects=objects.count,
        bytes=log.size + objects.bytes,
        seconds=time.perf_counter() - started,
        hashing=objects.seconds,
        unnamed=objects.unnamed,
        unfinished=objects.unfinished,
        wrong=wrong,
        findings=(*([wrong] if wrong else []), *notes),
    )


def _verify(
    ledger: Ledger, connection: Connection, watch: Watch, held: Sequence[str]
) -> tuple[Log, Held, Finding | None, list[Finding]]:
    log, objects = verify_entries(connection, watch, held), Held()
    notes: list[Finding] = []
    wrong = log.wrong
    if wrong is None:
        objects = verify_objects(ledger.objects, log.named, watch)
        wrong = objects.wrong
        notes += _strays(objects.strays)
    if wrong is None:
        with tempfile.TemporaryDirectory(prefix="tollbook-") as folder:
            scratch = Path(folder)
            engine = connect(scratch / "views.sqlite", create=True)
            with reading(engine, scratch) as anew:
                wrong, old = verify_views(ledger, connection, anew, watch)
                notes += old
            engine.dispose()
    if log.verifier is not None:
        notes += _key(ledger.folder / KEY, log.verifier)
    return log, objects, wrong, notes


def _key(path: Path, verifier: Verifier) -> list[Finding]:
    """What is amiss with the key file. The book can be verified without it, but nothing can be added."""
    try:
        signer = load_key(path)
    except Refusal as refusal:
        return [Finding(code="ledger.key", where=path.name, message=refusal.message, advice=refusal.advice)]
    if signer.verifier != verifier:
        message = f"{path} is not the key that signs this book"
        return [
            Finding(code="ledger.key", where=path.name, message=message, advice="Put the book's own key back.")
        ]
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        return [
            Finding(
                code="ledger.key-readable",
                where=path.name,
                message=f"others than its owner can read the key {path}, and sign in this book's name",
                advice=f"chmod 600 {path}. Whoever read it can sign too: tell those who rely on this book.",
            )
        ]
    return []


def _strays(names: Sequence[str]) -> list[Finding]:
    """Files among the objects that are none: no part of the book, and nothing that Tollbook put there."""
    if not names:
        return []
    message = f"{len(names)} files in the objects folder are no objects; the first is {names[0]}"
    return [Finding(code="ledger.stray", where=names[0], message=message, advice="Move them elsewhere.")]
