"""Reader `llm` in a book and in the filters: what has no answer goes on later, what was refused is on record."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tollbook.claims.read import read
from tollbook.cli.say import Exit
from tollbook.flow import Book
from tollbook.ledger import pending, query
from tollbook.ledger.verify import verify
from tollbook.model.entry import Kind

TEXTS = {f"{n}.txt": f"On 3 May 2021 {n} people were killed in Tarfa, the mayor said." for n in range(10, 20)}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def book(tmp_path: Path, clock: Callable[[], datetime], key: bytes) -> Iterator[Book]:
    with Book.new(tmp_path / "book", "Tarfa", by="recorder", key=key, clock=clock) as made:
        yield made


@pytest.fixture
def honest(server: Any, told: Any) -> Any:
    server.tell(*(told(f"{n} people", low=n, high=n, count_text=str(n), place="Tarfa") for n in range(10, 20)))
    return server


def test_what_the_model_finds_is_recorded_under_its_name(book: Book, reports: Path, honest: Any) -> None:
    reader = honest.reader()
    added = book.add([reports], reader=reader, processes=3)
    assert (added.read, added.harms) == (10, {"killed": 10})
    entries = list(book.ledger.entries(kinds=[Kind.DOCUMENT_READ]))
    assert {entry.body["reader"] for entry in entries} == {reader.version}
    assert verify(book.ledger).ok


def test_a_document_without_an_answer_stays_unread_and_goes_on_the_next_time(
    book: Book, reports: Path, honest: Any
) -> None:
    def moody(request: Any) -> None:
        if "13 people" in request.text or "17 people" in request.text:
            request.say("Sorry.")
        else:
            answer(request)

    answer, honest.always = honest.always, moody
    added = book.add([reports], reader=honest.reader())
    assert added.read == 8
    assert {(finding.code, finding.where) for finding in added.findings} == {
        ("llm.malformed", "13.txt"),
        ("llm.malformed", "17.txt"),
    }
    assert set(added.findings) <= set(query.findings(book.ledger))
    assert len(pending.unread(book.ledger)) == 2
    assert len(query.claims(book.ledger)) == 8

    honest.requests.clear()
    again = book.add(reader=honest.reader())
    assert (again.read, len(honest.requests)) == (0, 2)
    assert len([one for one in query.findings(book.ledger) if one.code == "llm.malformed"]) == 2

    honest.always = answer
    assert book.add(reader=honest.reader()).read == 2
    assert pending.unread(book.ledger) == []
    assert len(query.claims(book.ledger)) == 10
    assert query.findings(book.ledger) == []
    assert verify(book.ledger).ok


def test_why_a_document_was_not_read_holds_until_it_is_or_fails_otherwise(
    book: Book, reports: Path, honest: Any
) -> None:
    answer = honest.always
    book.add([reports])
    honest.always = lambda request: request.say("Sorry.")
    book.add(reader=honest.reader(), again=True)
    failed = {one.code for one in query.findings(book.ledger)}
    assert "llm.malformed" in failed
    honest.always = lambda request: request.give(401, b"")
    book.add(reader=honest.reader(), again=True)
    assert "llm.stopped" in {one.code for one in query.findings(book.ledger)}
    book.add(reader="rules-en", again=True)
    assert query.findings(book.ledger) == []
    honest.always = answer
    assert verify(book.ledger).ok


def test_a_server_that_goes_away_leaves_the_rest_for_later(book: Book, reports: Path, honest: Any) -> None:
    answer = honest.always
    honest.script = [answer, answer, answer]
    honest.always = lambda request: request.give(503, b"")
    added = book.add([reports], reader=honest.reader())
    assert (added.read, added.unread) == (3, 7)
    assert [finding.code for finding in added.findings] == ["llm.busy"] * 5 + ["llm.stopped"]
    assert len(pending.unread(book.ledger)) == 7
    honest.always = answer
    assert book.add(reader=honest.reader()).read == 7


def test_every_answer_is_on_record_before_the_next_is_awaited(book: Book, reports: Path, honest: Any) -> None:
    class PowerCutError(Exception):
        pass

    def watch(stage: str, done: int, total: int) -> None:
        if stage == "reading" and done == 4:
            raise PowerCutError

    with pytest.raises(PowerCutError):
        book.add([reports], reader=honest.reader(), watch=watch)
    assert len(pending.unread(book.ledger)) == 6
    assert book.add(reader=honest.reader()).read == 6


def test_the_same_answers_give_the_same_book_however_many_are_asked_at_once(
    tmp_path: Path, reports: Path, honest: Any, clock: Callable[[], datetime], key: bytes
) -> None:
    checkpoints = []
    for at_once in (1, 4):
        with Book.new(tmp_path / str(at_once), "Tarfa", by="recorder", key=key, clock=clock) as book:
            book.add([reports], reader=honest.reader(), processes=at_once)
            checkpoints.append(book.ledger.checkpoint())
    assert checkpoints[0] == checkpoints[1]


def test_a_book_read_by_rules_can_be_read_again_by_a_model_and_goes_on_where_that_stopped(
    book: Book, reports: Path, honest: Any
) -> None:
    book.add([reports])
    answer = honest.always
    honest.script = [answer] * 3
    honest.always = lambda request: request.give(503, b"")
    again = book.add(reader=honest.reader(), again=True)
    assert (again.read, again.unread) == (3, 7)
    assert len(query.claims(book.ledger)) == 10  # the reading by rules holds where the model gave none
    honest.always = answer
    honest.requests.clear()
    assert book.add(reader=honest.reader(), again=True).read == 7
    assert len(honest.requests) == 7
    assert {one.reader for one in query.progress(book.ledger).values()} == {honest.reader().version}


def test_a_model_s_claims_carry_no_confidence_of_another_reader(honest: Any) -> None:
    (claim,) = read(TEXTS["10.txt"], doc="d", published=None, reader=honest.reader())
    assert claim.confidence is None


def test_what_was_refused_is_a_finding_on_its_document(book: Book, reports: Path, server: Any, told: Any) -> None:
    server.tell_all(told("500 people", low=500))
    book.add([reports], reader=server.reader())
    (one,) = [
        document for document in query.documents(book.ledger).values() if document.origins[0].name == "10.txt"
    ]
    assert [(finding.code, finding.where.split(":")[0]) for finding in one.findings] == [
        ("llm.quote-not-in-text", "10.txt")
    ]
    assert pending.unread(book.ledger) == []


def test_a_person_s_judgement_outlives_a_change_of_reader(
    book: Book, tmp_path: Path, honest: Any, clock: Callable[[], datetime], key: bytes, reports: Path
) -> None:
    book.add([reports], reader=honest.reader())
    with Book.new(tmp_path / "rules", "Tarfa", by="recorder", key=key, clock=clock) as other:
        other.add([reports])
        assert set(query.claims(book.ledger)) == set(query.claims(other.ledger))


def tollbook(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TOLLBOOK_LLM")}
    return subprocess.run(
        [sys.executable, "-m", "tollbook", *map(str, words)],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in TEXTS.items()))
    return path


def test_without_a_model_nothing_is_sent_and_the_command_cannot(
    lines: Path, reports: Path, tmp_path: Path
) -> None:
    done = tollbook("read", lines, "--reader", "llm")
    assert done.returncode == Exit.COULD_NOT
    assert "--llm-model" in done.stderr
    assert done.stdout == ""


def test_the_filters_read_by_the_model_and_say_where_texts_go(lines: Path, honest: Any) -> None:
    done = tollbook("read", lines, "--reader", "llm", "--llm-url", honest.url, "--llm-model", "stub")
    assert done.returncode == Exit.DONE, done.stderr
    assert [json.loads(line)["low"] for line in done.stdout.splitlines()] == [*range(10, 20)]
    assert done.stderr.startswith(f"Texts are read by the model “stub” at {honest.url}, on this machine.")
    by_name = tollbook("read", lines, "--reader", "llm", TOLLBOOK_LLM_URL=honest.url, TOLLBOOK_LLM_MODEL="stub")
    assert by_name.stdout == done.stdout


def test_before_texts_leave_the_machine_the_screen_says_where_to(lines: Path, honest: Any) -> None:
    # 0.0.0.0 is no loopback address by the book, and still leads nowhere but to this machine.
    url = honest.url.replace("127.0.0.1", "0.0.0.0")
    done = tollbook("assess", lines, "--reader", "llm", "--llm-url", url, "--llm-model", "m")
    assert done.returncode == Exit.DONE, done.stderr
    assert done.stderr.startswith("Texts leave this machine: they are sent in full to 0.0.0.0")
    assert "not encrypted" in done.stderr


def test_a_text_without_an_answer_is_left_out_of_a_filter_s_output_and_named(lines: Path, honest: Any) -> None:
    def moody(request: Any) -> None:
        if "13 people" in request.text:
            request.say("Sorry.")
        else:
            answer(request)

    answer, honest.always = honest.always, moody
    done = tollbook("assess", lines, "--reader", "llm", "--llm-url", honest.url, "--llm-model", "stub")
    assert done.returncode == Exit.FINDINGS
    assert {json.loads(line)["id"] for line in done.stdout.splitlines()} == set(TEXTS) - {"13.txt"}
    assert "13.txt: the model did not answer" in done.stderr


def test_a_reader_that_there_is_not_is_refused_before_anything_is_sealed(tmp_path: Path, reports: Path) -> None:
    tollbook("new", tmp_path / "b", "--title", "Tarfa")
    for words in (("--reader", "nobody"), ("--reader", "llm")):
        done = tollbook("add", tmp_path / "b", reports, *words)
        assert done.returncode == Exit.COULD_NOT, done.stderr
    with Book.open(tmp_path / "b") as book:
        assert query.documents(book.ledger) == {}


def test_add_reads_by_the_model(tmp_path: Path, reports: Path, honest: Any) -> None:
    tollbook("new", tmp_path / "b", "--title", "Tarfa")
    words = ("--reader", "llm", "--llm-url", honest.url, "--llm-model", "stub", "--processes", 2)
    done = tollbook("add", tmp_path / "b", reports, *words)
    assert done.returncode == Exit.DONE, done.stderr
    assert "on this machine" in done.stderr
    assert "killed" in done.stdout
