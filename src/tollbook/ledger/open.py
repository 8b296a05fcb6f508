"""A book's ledger: open it, append to it, read it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final

from sqlalchemy import Connection, Engine, select

from tollbook.ledger import tables
from tollbook.ledger.append import Hand, append
from tollbook.ledger.bodies import BookOpened, read_body
from tollbook.ledger.checkpoints import Signer, Verifier, keep_key, load_key, make_key
from tollbook.ledger.connect import connect, reading, writing
from tollbook.ledger.entries import from_bytes, last_seq, read_page, read_rows
from tollbook.ledger.migrate import migrate
from tollbook.ledger.objects import Objects
from tollbook.ledger.refuse import Damaged, damaged_database, refusing_os_errors
from tollbook.ledger.unnamed import sync
from tollbook.ledger.views.desk import Desk
from tollbook.ledger.views.make import add_to_views, are_current, make_tables
from tollbook.model.entry import Draft, Entry, Kind
from tollbook.model.finding import Refusal
from tollbook.model.version import VERSION

LEDGER: Final = "ledger.sqlite"
OBJECTS: Final = "objects"
KEY: Final = "key"

Clock = Callable[[], datetime]


def now() -> datetime:
    """The time of day in UTC."""
    return datetime.now(UTC)


class Ledger:
    """The ledger of the book in `folder`. Made by `create` and `open`; a context manager that closes it.

    `title` is the book's, `verifier_key` the C2SP key by which its checkpoints can be verified, `objects` its
    objects. Any number of processes may read, and one at a time may append.
    """

    def __init__(self, folder: Path, engine: Engine, *, clock: Clock, by: str, key: bytes | None = None) -> None:
        self.folder = folder
        self.objects = Objects(folder / OBJECTS)
        self._engine = engine
        self._clock = clock
        self._by = by
        self._seed = key
        self._signer: Signer | None = None
        self._opened: BookOpened | None = None

    @classmethod
    def create(cls, folder: Path, title: str, *, key: bytes | None = None, clock: Clock = now, by: str) -> Ledger:
        """Begin a book in `folder`, which must be empty or not there yet.

        `key` is the 32-byte seed of an Ed25519 key to sign with; without it one is made. Either is kept in the
        folder, for its owner's eyes only. Raises Refusal where the folder holds something or cannot be written.
        """
        _check_named(by)
        at = whole_seconds(clock())
        signer = _own_key(title, at, key)
        with refusing_os_errors(folder):
            _make_folder(folder)
        ledger = cls(folder, connect(folder / LEDGER, create=True), clock=clock, by=by, key=signer.seed)
        body = {"title": title, "tollbook": VERSION, "key": str(signer.verifier)}
        try:
            with refusing_os_errors(folder):
                (folder / OBJECTS).mkdir()
                keep_key(signer, folder / KEY)
            with ledger.write() as connection:
                migrate(connection)
                make_tables(connection)
                hand = Hand(by=by, at=at, signer=signer)
                append(Desk(connection, ledger.objects), hand, [Draft(kind=Kind.BOOK_OPENED, body=body)])
        except BaseException:
            ledger.close()
            _empty_folder(folder)
            raise
        sync(folder)
        sync(folder.absolute().parent)
        return ledger

    @classmethod
    def open(cls, folder: Path, *, clock: Clock = now, by: str = "", key: bytes | None = None) -> Ledger:
        """Open the book in `folder`. `by` names who appends; `key` is the seed of its key, kept elsewhere.

        Makes the views anew where they are of another version of Tollbook. Raises Refusal where there is no book,
        or one of a newer version, or a damaged one.
        """
        ledger = cls(folder, find_ledger(folder), clock=clock, by=by, key=key)
        try:
            ledger._bring_up_to_date()
        except BaseException:
            ledger.close()
            raise
        return ledger

    @property
    def title(self) -> str:
        """What the book is a record of."""
        return self._head.title

    @property
    def verifier_key(self) -> str:
        """The C2SP verifier key of the book's checkpoints."""
        return self._head.key

    def append(self, drafts: Sequence[Draft]) -> list[Entry]:
        """Write `drafts`: entries, their views and one signed checkpoint, all of them or none.

        When this returns they are on the disk, and so is every object that they name. Raises Refusal where a
        person asked for what cannot be, another writer holds on, the disk is full or the key is missing;
        ValueError where a draft is none or names an object that was not put.
        """
        if not drafts:
            return []
        _check_named(self._by)
        self.objects.flush()
        hand = Hand(by=self._by, at=self.now(), signer=self.signer())
        with self.write() as connection:
            return append(Desk(connection, self.objects), hand, drafts)

    def entries(self, after: int = -1, kinds: Iterable[Kind] | None = None) -> Iterator[Entry]:
        """The entries after `after`, in order, of all kinds or of `kinds`; those that are there at the start.

        A page is read at a time, and no transaction is held between them, so the caller may append meanwhile.
        """
        wanted = None if kinds is None else tuple(kinds)
        with self.read() as connection:
            until = last_seq(connection)
        while True:
            with self.read() as connection:
                rows = read_page(connection, after, until, wanted)
            if not rows:
                return
            for row in rows:
                yield from_bytes(row.bytes)
            after = rows[-1].seq

    def checkpoint(self) -> str:
        """The latest signed checkpoint (C2SP tlog-checkpoint)."""
        query = select(tables.checkpoints.c.note).order_by(tables.checkpoints.c.size.desc()).limit(1)
        with self.read() as connection:
            return str(connection.scalar(query))

    def now(self) -> datetime:
        """The time that an entry written now would carry."""
        return whole_seconds(self._clock())

    def read(self) -> AbstractContextManager[Connection]:
        """A transaction for reading, which sees the book as it is at its first read."""
        return reading(self._engine, self.folder)

    def write(self) -> AbstractContextManager[Connection]:
        """The one transaction that may write at a time."""
        return writing(self._engine, self.folder)

    def make_views(self, connection: Connection) -> int:
        """Drop every view and make it anew, on `connection`; returns the number of entries."""
        make_tables(connection)
        entries = (from_bytes(row.bytes) for row in read_rows(connection))
        return add_to_views(Desk(connection, self.objects), entries)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _head(self) -> BookOpened:
        if self._opened is None:
            first = next(self.entries(kinds=[Kind.BOOK_OPENED]), None)
            if first is None:
                raise damaged_database(self.folder, "no entry opens it")
            self._opened = read_body(BookOpened, first.body)
        return self._opened

    def signer(self) -> Signer:
        """The book's signing key, held against its verifier key. Raises Refusal where it is missing or another."""
        if self._signer is None:
            verifier = Verifier.parse(self.verifier_key)
            signer = load_key(self.folder / KEY) if self._seed is None else make_key(verifier.name, self._seed)
            if signer.verifier != verifier:
                raise Refusal("this is not the key of this book", f"Its checkpoints verify with {verifier}.")
            self._signer = signer
        return self._signer

    def _bring_up_to_date(self) -> None:
        with self.read() as connection:
            version = schema_version(connection, self.folder)
            current = version == tables.SCHEMA and are_current(connection)
        if not current:
            with self.write() as connection:
                if version < tables.SCHEMA:
                    migrate(connection)
                self.make_views(connection)


def _check_named(by: str) -> None:
    if not by:
        raise Refusal("nobody is named who writes this", "Say who you are, with --by or in TOLLBOOK_BY.")


def _own_key(title: str, at: datetime, seed: bytes | None) -> Signer:
    """The key of a new book, under a name that no other book has: it is the origin of its checkpoints.

    One key may sign several books; their checkpoints must not pass for those of one log (C2SP tlog-checkpoint).
    """
    signer = make_key("tollbook", seed)
    what = "\n".join([title, at.isoformat(), str(signer.verifier)]).encode("utf-8", "surrogatepass")
    return make_key(f"tollbook/{hashlib.sha256(what).hexdigest()[:16]}", signer.seed)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise Refusal(f"{folder} is not a folder", "Give a new folder for a new book.") from None
    if any(folder.iterdir()):
        raise Refusal(f"{folder} is not empty", "Give a new folder for a new book.")


def _empty_folder(folder: Path) -> None:
    """Take back the beginning of a book. The folder was empty before."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def find_ledger(folder: Path) -> Engine:
    """An engine on the ledger in `folder`, nothing of which has been looked at yet. Raises Refusal without one."""
    path = folder / LEDGER
    if not path.is_file():
        raise Refusal(f"{folder} holds no book", "`tollbook new` begins one.")
    if not (folder / OBJECTS).is_dir():
        raise Damaged(f"the book in {folder} has lost its objects folder", "Restore it from a copy of the book.")
    return connect(path)


def schema_version(connection: Connection, folder: Path) -> int:
    """The version of the truth tables. Raises Refusal where it is a newer one than this Tollbook knows."""
    version: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version == 0:
        raise damaged_database(folder, "it does not hold the tables of a ledger")
    if version > tables.SCHEMA:
        raise Refusal(f"{folder} was written by a newer Tollbook", "Upgrade Tollbook to open this book.")
    return version


def whole_seconds(at: datetime) -> datetime:
    """`at` in UTC, as entries carry it."""
    return at.astimezone(UTC).replace(microsecond=0)
