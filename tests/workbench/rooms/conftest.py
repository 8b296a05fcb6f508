"""The rooms on the desk, asked as a browser asks them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tollbook.flow import Book
from tollbook.workbench.desk.desks import Desks
from tollbook.workbench.pages import environment
from tollbook.workbench.rooms import aggregates, incidents, sources, tally, today

if TYPE_CHECKING:
    from tests.workbench.conftest import History


@dataclass
class Bench:
    book: Book
    desks: Desks
    profile: str


@contextmanager
def served(history: History) -> Iterator[tuple[TestClient, Bench]]:
    """The rooms on the desk of a book, without the rest of the workbench."""
    app = Starlette(routes=[*today.routes, *incidents.routes, *aggregates.routes, *tally.routes, *sources.routes])
    desks = Desks(history.ledger.folder)
    app.state.bench = Bench(Book(history.ledger), desks, "airwars")
    app.state.templates = environment()
    yield TestClient(app), app.state.bench
    desks.close()


@pytest.fixture(scope="session")
def ready(read_history: History) -> Iterator[TestClient]:
    """Nothing is written to this book; its desks are there."""
    with served(read_history) as (client, bench):
        for name in ("airwars", "ibc"):
            bench.desks.wait(name)
        yield client


@pytest.fixture
def changing(history: History) -> Iterator[tuple[TestClient, Bench]]:
    """A book of the test's own, whose desk is not there yet."""
    with served(history) as made:
        yield made
