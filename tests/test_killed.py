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

from tollbook.claims import record as claims_record
from tollbook.claims.read import read
from tollbook.documents import record as documents_record
from tollbook.flow import Book
from tollbook.ledger import query
from tollbook.ledger.verify import verify
from tollbook.model.entry import Draft, Entry, Kind
from tollbook.places import record as places_record

POINTS = 50
PLACES = ("Mosul", "Raqqa", "Aleppo", "Homs", "Idlib", "Kirkuk")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")


def write_reports(folder: Path, folders: int = POINTS) -> list[Path]:
    """One small folder of reports for each kill, no two alike."""
    rng = random.Random(2017)
    made = []
    for number in range(folders):
        one = folder / f"day-{number:02}"
        one.mkdir(parents=True)
        for report in range(3):
            text = (
                f"At least {rng.randint(2, 60)} civilians were killed on {rng.randint(1, 28)} March 2017 "
                f"when an air strike hit a house in {rng.choice(PLACES)}, residents said. {number}-{report}\n"
            )
            (one / f"report-{report}.txt").write_text(text)
        made.append(one)
    return made


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


def test_add_killed_after_every_single_append_comes_to_the_very_same_book_and_does_nothing_twice(
    tmp_path: Path, clock: Callable[[], datetime], key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    read("Two people were killed.", doc="warm", published=None)
    for room in (documents_record, claims_record, places_record):
        monkeypatch.setattr(room, "BATCH", 4)
    write_reports(tmp_path / "reports", folders=5)
    (tmp_path / "reports" / "sources.csv").write_text("file,publisher\nday-00/absent.txt,Example Wire\n")
    for name in ("killed", "whole"):
        with Book.new(tmp_path / name, "killed", by="recorder", key=key, clock=clock):
            pass

    kills = 0
    while add_until_killed(tmp_path / "killed", tmp_path / "reports", clock):
        kills += 1
        with Book.open(tmp_path / "killed") as opened:
            assert verify(opened.ledger).ok
    assert kills >= 11  # findings, four times sealing, four times reading, locating, linking

    with (
        Book.open(tmp_path / "whole", by="recorder", clock=clock) as whole,
        Book.open(tmp_path / "killed", by="recorder", clock=clock) as killed,
    ):
        whole.add([tmp_path / "reports"])
        assert killed.ledger.checkpoint() == whole.ledger.checkpoint()
        for kind in (Kind.DOCUMENT_SEALED, Kind.DOCUMENT_READ):
            done = [entry.body["document"] for entry in killed.ledger.entries(kinds=[kind])]
            assert len(done) == len(set(done)) == 15
        assert query.findings(killed.ledger) == query.findings(whole.ledger)
        assert killed.add([tmp_path / "reports"]).read == 0


def add_until_killed(book: Path, reports: Path, clock: Callable[[], datetime]) -> bool:
    """Fork a child that adds `reports` and kills itself when it has appended; False where nothing was left."""
    pid = os.fork()
    if not pid:
        status = 1
        try:
            with Book.open(book, by="recorder", clock=clock) as opened:
                append = opened.ledger.append

                def append_and_die(drafts: Sequence[Draft]) -> list[Entry]:
                    if append(drafts):
                        os.kill(os.getpid(), signal.SIGKILL)
                    return []

                opened.ledger.append = append_and_die  # type: ignore[method-assign]
                opened.add([reports])
            status = 0
        finally:
            os._exit(status)
    ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert ended in (0, -signal.SIGKILL)
    return ended != 0
