"""`add`, killed at any moment, leaves a book that verifies, has lost nothing acknowledged, and goes on."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from tollbook.claims.read import read
from tollbook.flow import Book
from tollbook.ledger import query
from tollbook.ledger.verify import verify
from tollbook.model.entry import Draft, Entry

POINTS = 50
PLACES = ("Mosul", "Raqqa", "Aleppo", "Homs", "Idlib", "Kirkuk")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")


def write_reports(folder: Path) -> list[Path]:
    """One small folder of reports for each kill, no two alike."""
    rng = random.Random(2017)
    folders = []
    for number in range(POINTS):
        one = folder / f"day-{number:02}"
        one.mkdir(parents=True)
        for report in range(3):
            text = (
                f"At least {rng.randint(2, 60)} civilians were killed on {rng.randint(1, 28)} March 2017 "
                f"when an air strike hit a house in {rng.choice(PLACES)}, residents said. {number}-{report}\n"
            )
            (one / f"report-{report}.txt").write_text(text)
        folders.append(one)
    return folders


def add_in_child(book: Path, folder: Path, clock: Callable[[], datetime]) -> tuple[int, int]:
    """Fork a child that adds `folder`; returns its id and a pipe on which it names acknowledged entries."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    os.close(reading)
    status = 1
    try:
        with Book.open(book, by="recorder", clock=clock) as opened:
            append = opened.ledger.append

            def acknowledge(drafts: Sequence[Draft]) -> list[Entry]:
                entries = append(drafts)
                for entry in entries:
                    os.write(writing, f"{entry.seq}\n".encode())
                return entries

            opened.ledger.append = acknowledge  # type: ignore[method-assign]
            opened.add([folder])
        status = 0
    finally:
        sys.stdout.flush()
        os._exit(status)


def drain(pipe: int) -> list[int]:
    with os.fdopen(pipe) as lines:
        return [int(line) for line in lines if line.endswith("\n")]


def test_add_killed_at_fifty_random_points_loses_nothing_and_goes_on(
    tmp_path: Path, clock: Callable[[], datetime], key: bytes
) -> None:
    read("Two people were killed.", doc="warm", published=None)  # the child inherits the loaded reader
    rng = random.Random(17)
    folders = write_reports(tmp_path / "reports")
    book = tmp_path / "book"
    with Book.new(book, "killed", by="recorder", key=key, clock=clock):
        pass
    started = time.monotonic()
    pid, pipe = add_in_child(book, folders[0], clock)
    drain(pipe)
    assert os.waitpid(pid, 0)[1] == 0
    usual = time.monotonic() - started
    killed = 0
    for folder in folders:
        pid, pipe = add_in_child(book, folder, clock)
        time.sleep(rng.uniform(0, usual))
        os.kill(pid, signal.SIGKILL)
        acknowledged = drain(pipe)
        killed += os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
        with Book.open(book) as opened:
            assert verify(opened.ledger).ok
            there = {entry.seq for entry in opened.ledger.entries()}
        assert set(acknowledged) <= there
    assert killed >= POINTS // 2, "the kills came too late to test anything"

    with Book.open(book, by="recorder", clock=clock) as opened:
        opened.add(folders)
        assert verify(opened.ledger).ok
        documents = query.documents(opened.ledger)
        claims = query.claims(opened.ledger)
    assert len(documents) == 3 * POINTS
    with Book.new(tmp_path / "whole", "killed", by="recorder", key=key, clock=clock) as whole:
        whole.add(folders)
        assert query.claims(whole.ledger) == claims
        assert query.documents(whole.ledger).keys() == documents.keys()
