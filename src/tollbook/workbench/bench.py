"""The bench: the open book that every room works on, and the one hand that writes at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock, Timer
from typing import Final, TypeVar

from starlette.concurrency import run_in_threadpool

from tollbook.flow import Book
from tollbook.ledger.open import Clock
from tollbook.workbench.adding import Adding
from tollbook.workbench.checking import Checking
from tollbook.workbench.desk.desks import Desks

R = TypeVar("R")
SECONDS: Final = 2.0
"""So long after the last decision on a claim incidents follow: who decides one after another waits for none."""


class Bench:
    """What a request needs: the open `book`, its `desks`, the `profile` to assess by, and who works (`by`)."""

    def __init__(self, folder: Path, *, profile: str, by: str, clock: Clock) -> None:
        self.folder = folder
        self.profile = profile
        self.by = by
        self.clock = clock
        self.book = self.open()
        self.lock = Lock()
        self.adding = Adding(folder, self.open, self.write_now)
        self.checking = Checking(folder)
        self._later: Timer | None = None
        self.desks = Desks(folder)
        self.desks.ask(profile)

    def open(self) -> Book:
        """The book once more, for work that goes on beside the pages."""
        return Book.open(self.folder, by=self.by, clock=self.clock)

    async def write(self, call: Callable[[Book], R]) -> R:
        """What `call` returns, which may append to the book: in a thread, one at a time.

        The desks have taken in what was written when this returns. A browser that goes away does not cut it off.
        Raises what `call` raises.
        """
        return await run_in_threadpool(self.write_now, call)

    def write_now(self, call: Callable[[Book], R]) -> R:
        """As `write`, in the thread of whoever calls."""
        with self.lock:
            done = call(self.book)
            self.desks.refresh()
        return done

    def settle(self) -> None:
        """Let the incidents follow what was decided of claims, once nothing was decided for some seconds."""
        if self._later is not None:
            self._later.cancel()
        self._later = Timer(SECONDS, self.write_now, [Book.update])
        self._later.daemon = True
        self._later.start()

    def close(self) -> None:
        """Let go of the book. What did not follow yet follows when it is opened or added to again."""
        if self._later is not None:
            self._later.cancel()
            self._later.join(timeout=30)
        self.desks.close()
        self.book.close()
