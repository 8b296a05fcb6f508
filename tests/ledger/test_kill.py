"""A writer killed at any moment: the book verifies, has lost nothing that was acknowledged, and goes on."""

from __future__ import annotations

import itertools
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tollbook.ledger.open import Ledger
from tollbook.ledger.verify import verify
from tollbook.model.entry import Kind

if TYPE_CHECKING:
    from tests.ledger.conftest import Scribe

Write = Callable[["Scribe"], Iterator[int]]

KILLS = 60
BOOKS = 3
"""The kills are dealt out over so many books, so that verifying them stays quick."""


def write(scribe: Scribe, claim: Callable[..., Any]) -> Iterator[int]:
    """Documents sealed and read, for ever; each number is that of an entry whose append has returned."""
    for number in itertools.count():
        with scribe.ledger.objects.batch():
            drafts = [scribe.sealing(f"report {os.getpid()} {number} {part} " + "word " * 30) for part in range(3)]
            documents = [str(draft.body["document"]) for draft in drafts]
            drafts += [scribe.reading(document, [claim(document)]) for document in documents]
            entries = scribe.write(*drafts)
        yield entries[-1].seq


def start(scribe: Scribe, claim: Callable[..., Any], before: Callable[[], None]) -> tuple[int, int]:
    """A process that writes in the book of `scribe` (closed here) and tells each number; its id, and its pipe."""
    told, tell = os.pipe()
    process = os.fork()
    if process:
        os.close(tell)
        return process, told
    try:
        before()
        with Ledger.open(scribe.ledger.folder, by="killed") as ledger:
            for seq in write(type(scribe)(ledger), claim):
                os.write(tell, b"%d\n" % seq)
    finally:
        os._exit(1)


def acknowledged(told: int, first: bytes = b"") -> list[int]:
    """The numbers that a killed process has told, `first` of which has been read already."""
    with os.fdopen(told, "rb") as pipe:
        return [int(line) for line in (first + pipe.read()).splitlines()]


def check(folder: Path, told: list[int]) -> int:
    """The book verifies and holds what was acknowledged; returns the number of its entries."""
    verification = verify(folder)
    assert verification.wrong is None
    assert verification.findings == ()
    assert all(seq < verification.entries for seq in told)
    with Ledger.open(folder) as ledger:
        kinds = [entry.kind for entry in ledger.entries(after=0)]
    append = [Kind.DOCUMENT_SEALED] * 3 + [Kind.DOCUMENT_READ] * 3
    assert kinds == append * (len(kinds) // 6)
    return verification.entries


@pytest.mark.parametrize("book", range(BOOKS))
def test_killed_at_random_points(new_book: Callable[[], Scribe], claim: Callable[..., Any], book: int) -> None:
    chance = random.Random(book)
    scribe = new_book()
    scribe.ledger.close()
    lengths, acknowledgements = [1], 0
    for _ in range(KILLS // BOOKS):
        process, told = start(scribe, claim, before=lambda: None)
        first = os.read(told, 100) if chance.random() < 0.7 else b""
        time.sleep(chance.uniform(0, 0.05))
        os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL
        seqs = acknowledged(told, first)
        acknowledgements += len(seqs)
        lengths.append(check(scribe.ledger.folder, seqs))
        assert lengths[-1] >= lengths[-2]
    assert acknowledgements > 0
    assert lengths[-1] > 1


CALLS = ("write", "fsync", "rename", "mkdir")


def dying_at(last: int) -> Callable[[], None]:
    """Makes the process kill itself just before its call number `last` to what changes the disk."""

    def arm() -> None:
        count = itertools.count(1)

        def armed(call: Callable[..., Any]) -> Callable[..., Any]:
            def one(*args: Any, **more: Any) -> Any:
                if next(count) == last:
                    os.kill(os.getpid(), signal.SIGKILL)
                return call(*args, **more)

            return one

        for name in CALLS:
            setattr(os, name, armed(getattr(os, name)))

    return arm


def test_killed_before_each_of_the_calls_that_change_the_disk(
    new_book: Callable[[], Scribe], claim: Callable[..., Any]
) -> None:
    """One append makes dozens of them; chance alone would miss some."""
    scribe = new_book()
    scribe.ledger.close()
    for last in itertools.count(1):
        process, told = start(scribe, claim, before=dying_at(last))
        _, status = os.waitpid(process, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL
        seqs = acknowledged(told)
        check(scribe.ledger.folder, seqs)
        if seqs:
            break
    assert last > 30
