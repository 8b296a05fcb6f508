"""Adding: what was dropped or pasted waits in the book's inbox, and is taken in one lot after another.

A lot is whole in the inbox before the page answers, and leaves it when it is sealed. So nothing is lost when the
tab closes, and what a killed server left there is taken in when it is started again.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread
from typing import Final
from unicodedata import normalize

from tollbook.flow import Added, Book
from tollbook.ledger import touched
from tollbook.ledger.serialise import from_json, to_json
from tollbook.model.document import Origin
from tollbook.model.entry import Kind
from tollbook.model.finding import Refusal
from tollbook.model.visible import visible

INBOX: Final = "inbox"
SAID: Final = "said.json"
FILES: Final = "files"
KEPT: Final = 20
LONGEST: Final = 80
"""Letters of a file's or folder's name that are kept: in UTF-8 they fit what a file system holds."""

Write = Callable[[Callable[[Book], Added]], Added]


@dataclass(slots=True)
class Lot:
    """What came in together: how far it is, and what came of it."""

    folder: Path
    number: int
    stage: str = "waiting"
    done: int = 0
    of: int = 0
    added: Added | None = None
    refused: str = ""
    documents: list[str] = field(default_factory=list)

    @property
    def finished(self) -> bool:
        """Whether no more is to come."""
        return self.added is not None or bool(self.refused)

    def watch(self, stage: str, done: int, of: int) -> None:
        """Told of progress."""
        self.stage, self.done, self.of = stage, done, of


class Adding:
    """The lots of a book. `open_book` opens it once more, `write` carries out what must not meet other writing."""

    def __init__(self, folder: Path, open_book: Callable[[], Book], write: Write) -> None:
        self._inbox = folder / INBOX
        self._open, self._write = open_book, write
        self._lock = Lock()
        self._thread: Thread | None = None
        self.lots: list[Lot] = []
        left = sorted(self._inbox.glob("*/" + SAID)) if self._inbox.is_dir() else []
        for said in left:
            self.begin(said.parent)

    def make(self) -> Path:
        """A new folder in the inbox, for the files of a lot."""
        with self._lock:
            taken = [int(one.name) for one in self._inbox.glob("*") if one.name.isdecimal()]
            folder = self._inbox / str(max([*taken, *(lot.number for lot in self.lots)], default=0) + 1)
            (folder / FILES).mkdir(parents=True)
        return folder

    def said(self, folder: Path, said: Origin) -> None:
        """Keep what the recorder says of the lot in `folder`: from now on it is whole, and will be taken in."""
        beside = folder / (SAID + ".new")
        beside.write_text(json.dumps(to_json(said)), "utf-8")
        beside.rename(folder / SAID)

    def begin(self, folder: Path) -> Lot:
        """Take in the lot in `folder`, after those before it."""
        lot = Lot(folder, int(folder.name))
        with self._lock:
            self.lots = [*self.lots[-KEPT:], lot]
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._work, name="adding", daemon=True)
                self._thread.start()
        return lot

    def _work(self) -> None:
        while True:
            with self._lock:
                lot = next((one for one in self.lots if not one.finished), None)
                if lot is None:
                    self._thread = None
                    return
            try:
                lot.added = self._take_in(lot)
            except Refusal as refusal:
                lot.refused = f"{refusal.message}. {refusal.advice}"
            except Exception:
                lot.refused = "Tollbook made a mistake; the terminal tells it. The files are still in the inbox."
                with self._lock:
                    self._thread = None
                raise

    def _take_in(self, lot: Lot) -> Added:
        said = from_json(Origin, json.loads((lot.folder / SAID).read_text("utf-8")))
        with self._open() as book:
            before = touched.last(book.ledger).seq
            sealed = book.seal([lot.folder / FILES], said, watch=lot.watch)
            entries = book.ledger.entries(before, [Kind.DOCUMENT_SEALED])
            lot.documents = [entry.body["document"] for entry in entries][-KEPT:]
            shutil.rmtree(lot.folder)
            read = book.read(watch=lot.watch)
        return self._write(lambda book: book.finish(sealed, read, watch=lot.watch))


def place(folder: Path, name: str) -> Path:
    """Where a file called `name` in a lot goes: under `folder`, whatever the name says; its folders are made."""
    parts = [_part(part) for part in name.replace("\\", "/").split("/")]
    parts = [part for part in parts if part] or ["unnamed"]
    path = folder.joinpath(FILES, *parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    number = 1
    while path.exists():
        number += 1
        path = path.with_name(f"{number}-{parts[-1]}")
    return path


def _part(part: str) -> str:
    """A name that is one part of a path: no dots alone, no control characters, none hidden, not too long."""
    shown = visible(normalize("NFC", part)).strip().lstrip(".")
    if len(shown) <= LONGEST:
        return shown
    stem, dot, kind = shown.rpartition(".")
    return stem[: LONGEST - 10] + dot + kind[:9] if dot else shown[:LONGEST]
