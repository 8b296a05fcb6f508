"""Checking: one verification of the book at a time, in the background, with its progress."""

from __future__ import annotations

from pathlib import Path
from threading import Lock, Thread

from tollbook.ledger.verify import Verification, verify
from tollbook.model.finding import Refusal


class Checking:
    """The last verification: how far it is (`stage`, `done`, `of`); its `outcome`, or why it was `refused`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self.running = False
        self.stage, self.done, self.of = "", 0, 0
        self.outcome: Verification | None = None
        self.refused = ""

    def begin(self) -> None:
        """Verify, unless that is being done."""
        with self._lock:
            if self.running:
                return
            self.running, self.outcome, self.refused = True, None, ""
            self.stage, self.done, self.of = "", 0, 0
        Thread(target=self._verify, name="checking", daemon=True).start()

    def _watch(self, stage: str, done: int, of: int) -> None:
        self.stage, self.done, self.of = stage, done, of

    def _verify(self) -> None:
        try:
            self.outcome = verify(self._folder, self._watch)
        except Refusal as refusal:
            self.refused = f"{refusal.message}. {refusal.advice}"
        finally:
            self.running = False
