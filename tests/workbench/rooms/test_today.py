"""Today: what waits for a person is told in the words of the reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.workbench.rooms.conftest import Bench

from tollbook.flow import Book
from tollbook.ledger import linked
from tollbook.workbench.desk.desks import Desks
from tollbook.workbench.pages import environment
from tollbook.workbench.rooms import today

REPORTS = {
    "a.txt": "On 3 May 2031 an air strike killed 12 people, including 4 children, in Mosul, Civil Defence said.",
    "b.txt": "At least ten people were killed in an air strike on Mosul on 3 May 2031, residents said.",
    "d.txt": "The US-led coalition said it struck Mosul on 3 May 2031. It said that 5 civilians were killed.",
    "e.txt": "More than 900 civilians were killed in Iraq between 1 May 2031 and 30 June 2031, the UN said.",
    "c.txt": "On 9 June 2031 a mine killed two farmers near Erbil.",
    "sources.csv": """file,publisher,published,language
a.txt,First Wire,2031-05-04,en
b.txt,Second Post,2031-05-05,en
c.txt,Third Radio,2031-06-10,en
d.txt,US-led coalition,2031-05-20,en
e.txt,Monitor,2031-07-02,en
""",
}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    (tmp_path / "reports").mkdir()
    for name, text in REPORTS.items():
        (tmp_path / "reports" / name).write_text(text, encoding="utf-8")
    with Book.new(tmp_path / "book", "Mosul", by="recorder", key=bytes(32)) as made:
        made.add([tmp_path / "reports"])
        yield made


def test_a_doubtful_pair_stands_in_the_words_of_both_and_leads_to_where_it_is_decided(book: Book) -> None:
    link, *_ = linked.doubtful(book.ledger)
    homes = linked.homes(book.ledger, [link.a, link.b])
    app = Starlette(routes=today.routes)
    desks = Desks(book.ledger.folder)
    app.state.bench, app.state.templates = Bench(book, desks, "airwars"), environment()
    desks.wait("airwars")
    page = TestClient(app).get("/today").text.split('id="doubtful"')[1].split("</section>")[0]
    desks.close()
    for claim in (link.a, link.b):
        assert f"claim={claim}#{claim}" in page
        assert f'href="/incidents/{homes[claim]}' in page
    assert "<mark>" in page
    assert "For one event:" in page
