"""The desks of an open book, one for each profile asked for: loaded and brought up to date in the background."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread

from tollbook.assessments.profiles import profile
from tollbook.ledger.open import Ledger
from tollbook.ledger.touched import last
from tollbook.workbench.desk.choice import Choice
from tollbook.workbench.desk.keep import keep, kept
from tollbook.workbench.desk.pictures import map_of
from tollbook.workbench.desk.refresh import make, refresh
from tollbook.workbench.desk.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a desk is that is being made: so many incidents of so many. `failed` says why it could not be."""

    done: int
    of: int
    failed: str = ""


@dataclass(slots=True)
class _Work:
    sheet: Sheet | None = None
    done: int = 0
    of: int = 0
    failed: str = ""
    kept: int | None = None
    thread: Thread | None = None
    keeper: Thread | None = None
    lock: Lock = field(default_factory=Lock)
    settling: Lock = field(default_factory=Lock)

    def watch(self, what: str, done: int, of: int) -> None:
        """What `make` and `refresh` tell of how far they are."""
        self.done, self.of = done, of


class Desks:
    """The desks of the book in `folder`. Safe to be asked by several threads at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ledger = Ledger.open(folder)
        self._works: dict[str, _Work] = {}
        self._lock = Lock()

    def ask(self, name: str) -> Sheet | Progress:
        """The desk of the profile called `name`, as it is now; how far it is where it is not there yet.

        What was written meanwhile, by whomever, is taken in in the background. Raises Refusal for no profile.
        """
        profile(name)
        with self._lock:
            work = self._works.setdefault(name, _Work())
            sheet = work.sheet
            busy = work.thread is not None and work.thread.is_alive()
            behind = not work.failed if sheet is None else last(self._ledger).seq > sheet.desk.seq
            if behind and not busy:
                work.thread = Thread(target=self._bring, args=(name, work), daemon=True)
                work.thread.start()
        return Progress(work.done, work.of, work.failed) if sheet is None else sheet

    def refresh(self) -> None:
        """Take in what was written, in every desk that is there, before this returns; they are kept soon after.

        Where that fails, what was written is written all the same: the desk stays as it was, and tries again.
        """
        for name, work in list(self._works.items()):
            if work.sheet is not None:
                taking = Thread(target=self._take_in, args=(name, work))
                taking.start()
                taking.join()
                work.keeper = Thread(target=self._settle, args=(work,))
                work.keeper.start()

    def wait(self, name: str) -> Sheet:
        """The desk of a profile, once it is there and up to date. Raises RuntimeError where that failed."""
        self.ask(name)
        work = self._works[name]
        self._bring(name, work)
        if work.sheet is None:
            raise RuntimeError(work.failed)
        return work.sheet

    def close(self) -> None:
        """Let go of the book, when what is being written is written."""
        for work in self._works.values():
            for thread in (work.thread, work.keeper):
                if thread is not None:
                    thread.join(timeout=5)
        self._ledger.close()

    def _bring(self, name: str, work: _Work) -> None:
        """Take in what was written, then keep the desk and make what the next question would wait for."""
        self._take_in(name, work)
        self._settle(work)

    def _take_in(self, name: str, work: _Work) -> None:
        with work.lock:
            self._taken_in(name, work)

    def _taken_in(self, name: str, work: _Work) -> None:
        try:
            by = profile(name)
            before = work.sheet.desk if work.sheet else kept(self._folder, str(by))
            if before is not None and work.sheet is None:
                work.kept = before.seq
                work.sheet = Sheet(before)  # to be looked at while the rest is taken in
            ledger = self._ledger
            desk = make(ledger, by, work.watch) if before is None else refresh(ledger, before, by, work.watch)
            if desk is not before:
                work.sheet = Sheet(desk)
            work.failed = ""
        except BaseException as error:
            work.failed = str(error) or type(error).__name__
            raise

    def _settle(self, work: _Work) -> None:
        with work.settling:
            sheet = work.sheet
            if sheet is None:
                return
            if work.kept != sheet.desk.seq:
                keep(self._folder, sheet.desk)
                work.kept = sheet.desk.seq
            sheet.warm()
            map_of(sheet.columns, sheet.choose(Choice()).but[""], Choice())
