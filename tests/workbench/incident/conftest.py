"""What the tests of one incident share: a small book with two events, and its room served without a browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TypeVar

import pytest
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.testclient import TestClient

from tollbook.flow import Book
from tollbook.workbench.desk.desks import Desks
from tollbook.workbench.pages import environment
from tollbook.workbench.rooms import aggregates, incident

R = TypeVar("R")
REPORTS = {
    "a.txt": "On 3 May 2031 an air strike killed 12 people, including 4 children, in Mosul, Civil Defence said.",
    "b.txt": "At least ten people were killed in an air strike on Mosul on 3 May 2031, residents said.",
    "c.txt": "On 9 June 2031 a mine killed two farmers near Erbil.",
    "d.txt": "The US-led coalition said it struck Mosul on 3 May 2031. It said that 5 civilians were killed.",
    "e.txt": "More than 900 civilians were killed in Iraq between 1 May 2031 and 30 June 2031, the UN said.",
}
SOURCES = "file,publisher,published,language\n" + "".join(
    f"{name},{publisher},{day},en\n"
    for name, publisher, day in (
        ("a.txt", "First Wire", "2031-05-04"),
        ("b.txt", "Second Post", "2031-05-05"),
        ("c.txt", "Third Radio", "2031-06-10"),
        ("d.txt", "US-led coalition", "2031-05-20"),
        ("e.txt", "Monitor", "2031-07-02"),
    )
)


def at_noon() -> datetime:
    return datetime(2031, 8, 1, 12, tzinfo=UTC)


@dataclass(eq=False)
class OneBook:
    """The least of a bench for the rooms that a person decides in: a book, and one writer at a time."""

    book: Book
    desks: Desks
    profile: str = "airwars"
    by: str = "recorder"
    lock: Lock = field(default_factory=Lock)

    async def write(self, call: Callable[[Book], R]) -> R:
        def locked() -> R:
            with self.lock:
                return call(self.book)

        return await run_in_threadpool(locked)


@pytest.fixture(scope="session")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book of these reports, which others are copied from."""
    folder = tmp_path_factory.mktemp("small")
    reports = folder / "reports"
    reports.mkdir()
    for name, text in REPORTS.items():
        (reports / name).write_text(text, encoding="utf-8")
    (reports / "sources.csv").write_text(SOURCES, encoding="utf-8")
    with Book.new(folder / "book", "Mosul", by="recorder", key=bytes(32), clock=at_noon) as made:
        made.add([reports])
    return folder / "book"


@pytest.fixture
def book(tmp_path: Path, small_book: Path) -> Iterator[Book]:
    shutil.copytree(small_book, tmp_path / "book")
    with Book.open(tmp_path / "book", by="recorder", clock=at_noon) as made:
        yield made


@pytest.fixture
def client(book: Book) -> Iterator[TestClient]:
    """The rooms about one book, whose answers are not followed."""
    app = Starlette(routes=[*incident.routes, *aggregates.routes])
    desks = Desks(book.ledger.folder)
    app.state.bench = OneBook(book, desks)
    app.state.templates = environment()
    yield TestClient(app, follow_redirects=False)
    desks.close()
