"""Bad input at the front door: `tollbook add` says what is wrong, takes in the rest, and loses nothing."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tollbook.flow import Book
from tollbook.ledger import query
from tollbook.ledger.verify import verify
from tollbook.model.finding import Refusal

Clock = Callable[[], datetime]
GOOD = "At least 29 people were killed on 21 March 2017 when an air strike hit a house in Tal Afar.\n"


@pytest.fixture
def book(tmp_path: Path, clock: Clock, key: bytes) -> Iterator[Book]:
    with Book.new(tmp_path / "book", "bad input", by="recorder", key=key, clock=clock) as opened:
        yield opened


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    return folder


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of three megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], check=True, capture_output=True, text=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no file system can be mounted here: {error}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def test_every_kind_of_bad_file_is_a_finding_and_the_good_report_is_read(book: Book, reports: Path) -> None:
    (reports / "empty.txt").write_bytes(b"")
    (reports / "broken.txt").write_bytes(b"Five people were killed in Homs \xff\xfe\x80 on Monday. " * 20)
    (reports / "truncated.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    (reports / "deep.html").write_text("<div>" * 100_000 + "Two people were killed." + "</div>" * 100_000)
    (reports / "unknown.xyz").write_bytes(bytes(range(256)))
    (reports / "sources.csv").write_text("file,publisher,published,colour\ngood.txt,Nineveh Post,2017-02-31,red\n")
    added = book.add([reports])
    codes = {finding.code for finding in added.findings}
    assert {"document.empty", "document.kind-unread", "sources.column-unknown", "date.impossible"} <= codes
    assert any(code.startswith("pdf.") for code in codes)
    assert any(code.startswith("document.encoding") for code in codes)
    assert "html.too-deep" in codes
    assert added.new == 6
    assert 29 in {claim.low for claim in query.claims(book.ledger).values()}
    assert set(added.findings) <= set(query.findings(book.ledger))
    assert verify(book.ledger).ok


def test_a_day_that_is_none_is_not_said_rather_than_guessed(book: Book, reports: Path) -> None:
    (reports / "sources.csv").write_text("file,published\ngood.txt,2017-02-31\n")
    book.add([reports])
    (document,) = query.documents(book.ledger).values()
    assert document.published is None


def test_a_text_of_200_mb_is_sealed_whole_and_read_in_bounded_memory(tmp_path: Path, reports: Path) -> None:
    line = b"The market was open and the road was quiet. " * 4 + b"\n"
    with (reports / "long.txt").open("wb") as file:
        file.write(GOOD.encode())
        for _ in range(200_000_000 // len(line) + 1):
            file.write(line)
    command = [sys.executable, "-m", "tollbook"]
    subprocess.run([*command, "new", tmp_path / "long", "--title", "long"], check=True, capture_output=True)
    done = subprocess.run(
        [*command, "add", tmp_path / "long", reports], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "document.too-long" in done.stderr
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024 < 1500
    with Book.open(tmp_path / "long") as book:
        documents = query.documents(book.ledger)
        assert max(document.size for document in documents.values()) > 200_000_000
        assert {claim.doc for claim in query.claims(book.ledger).values()} == documents.keys()
        assert verify(book.ledger).ok


def test_a_full_disk_is_refused_in_plain_words_and_what_was_acknowledged_stays(
    small_disk: Path, tmp_path: Path, clock: Clock, key: bytes
) -> None:
    reports = tmp_path / "many"
    reports.mkdir()
    for number in range(300):
        (reports / f"{number:03}.txt").write_text(f"{number} people were killed in Homs.\n" + "x" * 20_000)
    with Book.new(small_disk / "book", "full", by="recorder", key=key, clock=clock) as book:
        with pytest.raises(Refusal, match=r"(?i)full|space"):
            book.add([reports])
        entries = list(book.ledger.entries())
    subprocess.run(["mount", "-o", "remount,size=64m", small_disk], check=True)
    with Book.open(small_disk / "book", by="recorder", clock=clock) as book:
        assert verify(book.ledger).ok
        assert list(book.ledger.entries()) == entries
        book.add([reports])
        assert len(query.documents(book.ledger)) == 300
        assert verify(book.ledger).ok


def test_a_book_in_a_read_only_folder_can_be_looked_at_and_refuses_to_be_written(
    small_disk: Path, reports: Path, clock: Clock, key: bytes
) -> None:
    with Book.new(small_disk / "book", "read-only", by="recorder", key=key, clock=clock) as book:
        book.add([reports])
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with Book.open(small_disk / "book", by="recorder", clock=clock) as book:
        assert len(query.claims(book.ledger)) >= 1
        (reports / "more.txt").write_text("Three people were killed in Homs.\n")
        with pytest.raises(Refusal):
            book.add([reports])
    with pytest.raises(Refusal):
        Book.new(small_disk / "other", "read-only", by="recorder", key=key, clock=clock)
