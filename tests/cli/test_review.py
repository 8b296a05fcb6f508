"""`tollbook review` as a tired person types: one key each, saved at once, asked once, and any script intact."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from tollbook.cli.keys import _folded, _unfinished
from tollbook.cli.main import app
from tollbook.cli.say import Exit, isolated
from tollbook.flow import Book
from tollbook.ledger import decided, linked, query
from tollbook.model.claim import Claim
from tollbook.model.document import Origin
from tollbook.model.vocabulary import Decision, Harm

Review = Callable[..., Result]
ARABIC = "قال الأهالي إن 9 أشخاص قُتلوا في قصف على بلدة تل الورد."
REPORTS = {
    "a.txt": "Residents of Tal al-Ward counted 9 dead after the shelling.",
    "b.txt": ARABIC,
    "c.txt": "Some 40 people were buried in Tal al-Ward.",
}


class Numbers:
    """A reader that takes every number for people killed in Tal al-Ward, and is in doubt about all of them."""

    version = "numbers 1"
    language = "mul"

    def read(self, text: str, *, doc: str, published: date | None) -> tuple[Claim, ...]:
        return tuple(
            Claim(
                doc=doc,
                start=found.start(),
                end=found.end(),
                harm=Harm.KILLED,
                low=int(found[0]),
                high=int(found[0]),
                count_text=found[0],
                place="Tal al-Ward",
                date_start=date(2031, 5, 3),
                date_end=date(2031, 5, 9),
            )
            for found in re.finditer(r"\d+", text)
        )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    (folder / "reports").mkdir()
    for name, text in REPORTS.items():
        (folder / "reports" / name).write_text(text)
    with Book.new(folder / "book", "Tal al-Ward", by="recorder") as book:
        book.add([folder / "reports"], Origin(name="", publisher="Valley Post"), reader=Numbers())
    return folder / "book"


@pytest.fixture
def review(book: Path) -> Review:
    runner = CliRunner(env={"TOLLBOOK_BY": "recorder", "COLUMNS": "60"})

    def invoke(*words: str, keys: str = "") -> Result:
        return runner.invoke(app, ["review", str(book), *words], input=keys)

    return invoke


def decisions(book: Path) -> list[tuple[Decision, str]]:
    with Book.open(book, by="recorder") as opened:
        return [(one.decision, one.why) for one in decided.judgements(opened.ledger)]


def test_a_key_and_a_reason_are_one_judgement_each(review: Review, book: Path) -> None:
    told = review("--claims", keys="a\nseen the original\nr\n\nn\nq\n")
    assert told.exit_code == Exit.DONE
    assert decisions(book) == [(Decision.ACCEPT, "seen the original"), (Decision.REJECT, "")]
    assert "You took 2 decisions: 1 accept, 1 reject." in told.stdout
    assert "tollbook review" in told.stdout


def test_nobody_is_asked_twice(review: Review, book: Path) -> None:
    pairs = review("--pairs").stdout.count("One event, or two?")
    assert pairs == 1  # the end of the pipe came at the first question
    review("--pairs", keys="u\n\n" * 9)
    assert "0 doubtful pairs" in review("--pairs").stdout
    review("--claims", keys="a\n\n" * 9)
    with Book.open(book, by="recorder") as opened:
        assert "Is this claim right?" not in review().stdout
        assert len(decided.judgements(opened.ledger)) == len(decisions(book))


def test_what_follows_from_a_decision_is_not_asked(review: Review, book: Path) -> None:
    told = review("--pairs", keys="s\n\n" * 9).stdout
    with Book.open(book, by="recorder") as opened:
        assert linked.count_incidents(opened.ledger) == 1
    assert told.count("One event, or two?") <= 2  # three claims are one event after two answers


def test_the_last_decision_can_be_undone_and_is_asked_again(review: Review, book: Path) -> None:
    told = review("--claims", keys="r\n\nz\na\n\nq\n").stdout
    assert [one for one, _ in decisions(book)] == [Decision.ACCEPT]
    assert told.count("1 of 3.") == 2
    assert "Nothing was decided in this sitting" in review("--claims", keys="z\nq\n").stdout


def test_a_field_is_amended_and_a_slip_is_not_saved(review: Review, book: Path) -> None:
    keys = "e\nlow\nlow=8\nhigh=12\n\nthe list of names\ne\ncolour=red\n\n\ne\n\nq\n"
    told = review("--claims", "--limit", "2", keys=keys).stdout
    (judgement,) = decisions(book)
    assert judgement == (Decision.AMEND, "the list of names")
    assert "names no value" in told
    assert "Not saved" in told
    assert "Nothing amended." in told
    with Book.open(book, by="recorder") as opened:
        assert (8, 12) in {(one.low, one.high) for one in query.claims(opened.ledger).values()}


def test_one_reason_can_stand_for_all(review: Review, book: Path) -> None:
    review("--claims", "--why", "checked with the hospital", keys="a\na\nq\n")
    assert decisions(book) == [(Decision.ACCEPT, "checked with the hospital")] * 2


def test_other_keys_decide_nothing_and_help_names_those_that_do(review: Review, book: Path) -> None:
    told = review("--claims", keys="s\n\nx\n?\nq\n").stdout
    assert decisions(book) == []
    assert told.count("does nothing here") == 3
    assert "accept: the claim stands" in told
    assert "same: both speak" not in told


def test_at_most_as_many_are_asked_as_one_wants(review: Review) -> None:
    assert review("--limit", "1", keys="n\n" * 9).stdout.count("1 of 1.") == 1


def test_lines_fit_sixty_columns_without_colour_and_arabic_is_whole(review: Review) -> None:
    told = review("--claims", keys="n\nn\nn\n").stdout
    assert [one for one in told.splitlines() if cell_len(one) > 60 and "book" not in one] == []
    assert "\x1b" not in told
    words = ARABIC.replace("9", "[[9]]").split()
    assert " ".join(words) in " ".join(told.split())


def test_marks_that_a_script_needs_stay_and_what_steers_a_terminal_does_not() -> None:
    assert isolated("می\u200cخواهم\u200f 12\u00a0") == "می\u200cخواهم\u200f 12\u00a0"
    assert isolated("a\x1b[2J\u202eb") == "a�[2J�b"


def test_keys_of_an_arabic_keyboard_are_those_in_the_same_place() -> None:
    assert [_folded(key) for key in "سيعشقثىئض؟"] == list("sduarenzq?")
    assert _folded("S") == "s"
    assert _unfinished("س".encode()[:1])
    assert not _unfinished("س".encode())


def test_at_a_terminal_one_key_press_decides_and_ctrl_c_keeps_what_was_decided(book: Path) -> None:
    keeper, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "tollbook", "review", str(book), "--claims"],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env={**os.environ, "TOLLBOOK_BY": "recorder", "COLUMNS": "60", "TERM": "dumb"},
        start_new_session=True,
        preexec_fn=_hear_ctrl_c,
    ) as process:
        os.close(terminal)
        try:
            _until(keeper, "quit >")
            os.write(keeper, "ش".encode())
            _until(keeper, "no reason)")
            os.write(keeper, b"seen\n")
            _until(keeper, "2 of 3", "quit >")
            process.send_signal(signal.SIGINT)
            told = _until(keeper, "stopped.")
            assert process.wait() == Exit.INTERRUPTED
        finally:
            process.kill()
    os.close(keeper)
    assert "1 decision: 1 accept" in told
    assert decisions(book) == [(Decision.ACCEPT, "seen")]


def _hear_ctrl_c() -> None:
    """As at a terminal: what a shell starts in the background is deaf to Ctrl-C, and the tests may have been."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _until(terminal: int, *words: str) -> str:
    """What the other side of a terminal shows, until `words` are in it one after another; fails where nothing more
    comes. A read may bring several of them at once."""
    shown = re.compile(".*?".join(map(re.escape, words)), re.DOTALL)
    told = b""
    while shown.search(" ".join(told.decode(errors="replace").split())) is None:
        assert select.select([terminal], [], [], 25)[0], told
        told += os.read(terminal, 4096)
    return " ".join(told.decode(errors="replace").split())
