"""Commands as a stranger runs them: their words, their JSON, and their exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tollbook.cli.say import Exit
from tollbook.model.finding import Refusal

if TYPE_CHECKING:
    from tests.cli.conftest import Run, TakeIn


COMMANDS = (
    *("new", "add", "places", "verify", "rebuild", "documents", "findings", "claims", "incidents", "show"),
    *(
        "tally",
        "aggregates",
        "judge",
        "move",
        "split",
        "merge",
        "undo",
        "review",
        "position",
        "release",
        "read",
        "link",
        "assess",
    ),
)


@pytest.fixture(scope="module")
def made(take_in: TakeIn, example: Path) -> Path:
    return take_in(example)


def tollbook(*words: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, as the shell starts it."""
    return subprocess.run(
        [sys.executable, "-m", "tollbook", *map(str, words)],
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, "TOLLBOOK_BY": "recorder"},
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == Exit.DONE
    assert len(result.stdout.split()) > 20


def test_all_commands_are_named_in_the_help(run: Run) -> None:
    words = run("--help").stdout.split()
    assert set(COMMANDS) <= set(words)


@pytest.mark.parametrize(
    "listing", [("documents",), ("claims",), ("incidents",), ("show", 1), ("tally",), ("aggregates",), ("verify",)]
)
def test_every_listing_also_speaks_json(run: Run, book: Path, listing: tuple[object, ...]) -> None:
    command, *rest = listing
    result = run(command, book, *rest, "--json")
    assert result.exit_code == Exit.DONE
    assert json.loads(result.stdout)


def test_claims_can_be_chosen_by_harm_scope_and_speaker(run: Run, book: Path) -> None:
    found = json.loads(
        run(
            "claims", book, "--harm", "killed", "--scope", "cumulative", "--speaker", "observatory", "--json"
        ).stdout
    )
    assert found
    for claim in found:
        assert (claim["harm"], claim["scope"]) == ("killed", "cumulative")
        assert "observatory" in " ".join(claim["speakers"]).lower()


def test_explain_leads_from_the_tally_to_file_and_offset(run: Run, book: Path) -> None:
    told = run("tally", book, "--by", "grade", "--explain").stdout
    assert "03-civil-protection.txt, characters " in told
    assert "“more than 200 bodies”" in told


def test_a_pair_can_be_judged_and_the_judgement_undone(run: Run, book: Path) -> None:
    a, b = (claim["id"] for claim in json.loads(run("claims", book, "--json").stdout)[:2])
    done = run("judge", book, "different", a, b, "--why", "test")
    assert done.exit_code == Exit.DONE
    seq = done.stdout.split()[1].rstrip(":")
    assert run("undo", book, seq).exit_code == Exit.DONE


def test_amending_says_what_the_field_should_be(run: Run, book: Path) -> None:
    claim = json.loads(run("claims", book, "--harm", "killed", "--json").stdout)[0]["id"]
    assert run("judge", book, "amend", claim, "--set", "status=civilian", "--set", "low=3").exit_code == Exit.DONE
    found = {one["id"]: one for one in json.loads(run("claims", book, "--json").stdout)}
    assert (found[claim]["status"], found[claim]["low"]) == ("civilian", 3)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("judge", "BOOK", "same", "c-0"), "a pair of claims"),
        (("judge", "BOOK", "accept", "c-nothing"), "there is no claim"),
        (("judge", "BOOK", "amend", "c-", "--set", "low"), "names no value"),
        (("show", "BOOK", "i-nothing"), "there is no incident"),
        (("tally", "BOOK", "--profile", "nobody"), "nobody"),
        (("claims", "NOWHERE"), "holds no book"),
        (("add", "BOOK", "NOWHERE"), "cannot be found"),
        (("new", "BOOK", "--title", "again"), "is not empty"),
        (("places", "BOOK", "NOWHERE"), "cannot be read"),
        (("undo", "BOOK", "0"), "0"),
    ],
)
def test_what_cannot_be_done_is_refused_in_plain_words(
    run: Run, book: Path, tmp_path: Path, words: tuple[str, ...], complaint: str
) -> None:
    named = {"BOOK": str(book), "NOWHERE": str(tmp_path / "nowhere")}
    result = run(*(named.get(word, word) for word in words))
    assert isinstance(result.exception, Refusal)
    assert complaint in result.exception.message
    assert result.exception.advice


def test_a_refusal_ends_with_2_and_one_line_of_advice_not_with_a_traceback(tmp_path: Path) -> None:
    done = tollbook("incidents", tmp_path / "nowhere")
    assert done.returncode == Exit.COULD_NOT
    assert b"holds no book" in done.stderr
    assert b"Traceback" not in done.stderr


def test_an_add_with_findings_ends_with_1_and_seals_all_the_same(book: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more/empty.txt").write_bytes(b"")
    (tmp_path / "more/broken.pdf").write_bytes(b"%PDF-1.7\ntruncated")
    (tmp_path / "more/good.txt").write_text("Two civilians were killed in Mosul on 3 April 2017.")
    (tmp_path / "more/sources.csv").write_text(
        "file,publisher,published,colour\ngood.txt,Nineveh Post,2017-02-31,red\n"
    )
    done = tollbook("add", book, tmp_path / "more")
    assert done.returncode == Exit.FINDINGS
    assert b"3 new documents sealed" in done.stdout
    for words in (b"empty.txt", b"broken.pdf", b"sources.csv:2", b"colour"):
        assert words in done.stderr, words
    later = tollbook("findings", book)
    assert later.returncode == Exit.FINDINGS
    for words in (b"empty.txt", b"broken.pdf", b"sources.csv:2", b"colour"):
        assert words in later.stderr, f"{words!r} is not on the record"
    assert tollbook("verify", book).returncode == Exit.DONE


def test_a_book_edited_by_hand_does_not_verify(book: Path) -> None:
    one = next(path for path in (book / "objects").rglob("*") if path.is_file())
    one.chmod(0o644)
    one.write_bytes(one.read_bytes() + b" ")
    done = tollbook("verify", book)
    assert done.returncode == Exit.FINDINGS
    assert one.name[:8].encode() in done.stderr


def test_a_release_verifies_with_the_books_key_and_not_with_another(run: Run, book: Path, tmp_path: Path) -> None:
    made = json.loads(run("release", book, tmp_path / "out", "--json").stdout)
    assert run("verify", tmp_path / "out", "--key", made["key"]).exit_code == Exit.DONE
    wrong = made["key"].replace(made["key"][-4:], "AAAA")
    assert run("verify", tmp_path / "out", "--key", wrong).exit_code == Exit.FINDINGS


def test_a_release_never_writes_over_anything(run: Run, book: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")
    assert isinstance(run("release", book, tmp_path / "out").exception, Refusal)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]
