"""The rooms on the desk, asked as a browser asks them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tollbook.flow import Book
from tollbook.workbench.desk.desks import Desks
from tollbook.workbench.rooms import incidents, sources, tally, today

if TYPE_CHECKING:
    from tests.workbench.conftest import History


LEAST = "{% block head %}{% endblock %}{% block main %}{% endblock %}"
"""The least frame around a page, where there is no other."""


@dataclass
class Bench:
    book: Book
    desks: Desks
    profile: str


@contextmanager
def served(history: History) -> Iterator[tuple[TestClient, Bench]]:
    """The rooms on the desk of a book, without the rest of the workbench."""
    app = Starlette(routes=[*today.routes, *incidents.routes, *tally.routes, *sources.routes])
    desks = Desks(history.ledger.folder)
    app.state.bench = Bench(Book(history.ledger), desks, "airwars")
    app.state.templates = Environment(
        loader=ChoiceLoader([PackageLoader("tollbook.workbench"), DictLoader({"base.html": LEAST})]),
        autoescape=True,
        undefined=StrictUndefined,
    )
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
