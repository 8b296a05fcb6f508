"""The whole way, from reports to a release, through a real ledger and real rooms."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tollbook.flow import Book
from tollbook.model.entry import Kind
from tollbook.model.finding import Refusal
from tollbook.releases.screen import Screen
from tollbook.releases.verify import verify_release

REPORTS = {
    "one.txt": "At least 29 people were killed on 17 March 2017 when an air strike hit Mosul, residents said.",
    "two.txt": "Officials in Mosul said 31 people were killed in the air strike of 17 March 2017.",
}
SOURCES = """file,publisher,published
one.txt,First Wire,2017-03-20
two.txt,Second Post,2017-03-21
secret.txt,Hidden,2017-03-19
"""


def make(folder: Path, secret: str) -> Book:
    reports = folder / "reports"
    reports.mkdir(parents=True)
    for name, text in (REPORTS | {"secret.txt": secret}).items():
        (reports / name).write_text(text, encoding="utf-8")
    (reports / "sources.csv").write_text(SOURCES, encoding="utf-8")
    book = Book.new(
        folder / "book", "Mosul", by="recorder", key=bytes(32), clock=lambda: datetime(2017, 6, 1, tzinfo=UTC)
    )
    book.add([reports])
    return book


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return make(tmp_path, "A man who must not be named said 90 people were killed on 17 March 2017 in Mosul.\n")


def test_the_book_remembers_what_it_released(book: Book, tmp_path: Path) -> None:
    made = book.release(tmp_path / "OUT")
    (entry,) = book.ledger.entries(kinds=[Kind.RELEASE_MADE])
    assert entry.body["manifest"] == made.manifest
    assert entry.body["checkpoint"] == (tmp_path / "OUT" / "checkpoint.txt").read_text(encoding="utf-8")
    assert verify_release(tmp_path / "OUT", made.key).ok


def test_a_note_is_in_no_release(book: Book, tmp_path: Path) -> None:
    for one in book.incidents():
        book.note(one.incident.id, "the caller is a neighbour")
    book.release(tmp_path / "OUT")
    text = b"".join(path.read_bytes() for path in (tmp_path / "OUT").rglob("*") if path.is_file())
    assert b"First Wire" in text
    assert b"neighbour" not in text


def test_a_release_that_is_refused_leaves_no_entry(book: Book, tmp_path: Path) -> None:
    (tmp_path / "OUT").mkdir()
    (tmp_path / "OUT" / "mine.txt").write_text("mine")
    with pytest.raises(Refusal):
        book.release(tmp_path / "OUT")
    with pytest.raises(Refusal):
        book.release(tmp_path / "other", screen=Screen(documents=frozenset({"mistyped.txt"})))
    assert not list(book.ledger.entries(kinds=[Kind.RELEASE_MADE]))
    assert not (tmp_path / "other").exists()


def test_a_withheld_report_of_the_same_event_has_no_part_in_its_numbers(book: Book, tmp_path: Path) -> None:
    out = tmp_path / "OUT"
    book.release(out, screen=Screen(documents=frozenset({"secret.txt"})))
    text = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file()).decode()
    for words in ("Hidden", "must not be named", "secret.txt", "2017-03-19", "19 March"):
        assert words not in text
    assert "90" not in {
        cell for line in (out / "incidents.csv").read_text().splitlines() for cell in line.split(",")
    }
    claims = [json.loads(line) for line in (out / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {claim["document"]["publisher"] for claim in claims} == {"First Wire", "Second Post"}


def test_what_is_published_is_the_same_whatever_a_withheld_document_says(tmp_path: Path) -> None:
    """Of another event, so that the claims that are public are put together as they were without it."""
    seen = []
    for number, secret in enumerate(
        ("A man said 90 people were killed in Basra on 2 May 2016.", "Nothing to tell.")
    ):
        book = make(tmp_path / str(number), secret)
        out = tmp_path / f"OUT{number}"
        book.release(out, screen=Screen(documents=frozenset({"secret.txt"})))
        seen.append(
            {name: (out / name).read_bytes() for name in ("claims.jsonl", "incidents.csv", "incidents.geojson")}
        )
    assert seen[0] == seen[1]
