"""Ctrl-C: an interrupted command says what is safe and how to go on; and the same command goes on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tollbook.cli.say import Exit
from tollbook.flow import Book
from tollbook.ledger import pending, query
from tollbook.ledger.verify import verify

INTERRUPTED = """
import os, signal, sys
from tollbook.claims import record
from tollbook.cli import book, main

record.BATCH = 2
real = book.Book.add

def add(self, *inputs, watch, **chosen):
    def press(stage, done, total):
        watch(stage, done, total)
        if stage == STAGE:
            os.kill(os.getpid(), signal.SIGINT)
    return real(self, *inputs, watch=press, **chosen)

book.Book.add = add
signal.signal(signal.SIGINT, signal.default_int_handler)
main.run()
"""


@pytest.mark.parametrize(("stage", "done"), [("sealing", "6 of 6"), ("reading", "2 of 6"), ("linking", "0 of 1")])
def test_an_interrupted_add_says_what_is_safe_and_the_same_command_goes_on(
    tmp_path: Path, stage: str, done: str
) -> None:
    folder, reports = tmp_path / "book", tmp_path / "reports"
    reports.mkdir()
    for number in range(10, 16):
        (reports / f"{number}.txt").write_text(f"{number} people were killed in Raqqa on 3 May 2017.")
    with Book.new(folder, "stopped", by="recorder"):
        pass
    code = INTERRUPTED.replace("STAGE", repr(stage))
    command = [sys.executable, "-c", code, "add", str(folder), str(reports)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == Exit.INTERRUPTED
    assert " ".join(ended.stderr.split()) == (
        f"tollbook: stopped while {stage}: {done} done. What is done is in the book, and safe. "
        "Run the same command again: it goes on where it stopped, and does nothing twice."
    )
    with Book.open(folder, by="recorder") as book:
        unread = len(pending.unread(book.ledger))
        assert unread == {"sealing": 6, "reading": 4, "linking": 0}[stage]
        assert verify(book.ledger).ok
        assert book.add([reports]).read == unread
        assert len(query.claims(book.ledger)) == 6
