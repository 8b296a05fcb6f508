"""Every room in a real browser: it opens, no script of it fails, and axe finds nothing serious."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tollbook.flow import Book
from tollbook.ledger import linked, query

AXE = Path(__file__).parents[3] / "frontend/node_modules/axe-core/axe.min.js"
SERIOUS = "async () => (await axe.run()).violations.filter(one => ['serious', 'critical'].includes(one.impact))"
ROOMS = ("today", "add", "documents", "incidents", "aggregates", "tally", "sources", "ledger")


@pytest.fixture(scope="module")
def addresses(folder: Path) -> dict[str, str]:
    """A page of each room, and of one document and one incident."""
    with Book.open(folder, by="recorder") as book:
        document, incident = sorted(query.documents(book.ledger))[0], sorted(linked.ids(book.ledger))[0]
    rooms = {room: f"/{room}" for room in ROOMS}
    return {**rooms, "document": f"/documents/{document}", "incident": f"/incidents/{incident}"}


@pytest.mark.parametrize("paper", ["light", "dark"])
@pytest.mark.parametrize("room", [*ROOMS, "document", "incident"])
def test_a_page_opens_without_a_fault_that_shuts_anyone_out(
    home: str, page: Page, addresses: dict[str, str], room: str, paper: str
) -> None:
    wrong: list[str] = []

    def note(fault: object) -> None:
        wrong.append(str(fault))

    page.on("pageerror", note)
    page.emulate_media(color_scheme="dark" if paper == "dark" else "light")
    answer = page.goto(home + addresses[room])
    assert answer is not None
    assert answer.status == 200
    page.evaluate(AXE.read_text("utf-8"))
    found = [(one["id"], [node["html"] for node in one["nodes"]]) for one in page.evaluate(SERIOUS)]
    page.remove_listener("pageerror", note)
    assert found == []
    assert wrong == []


@pytest.mark.parametrize("room", [*ROOMS, "document", "incident"])
def test_no_page_is_wider_than_a_telephone(home: str, page: Page, addresses: dict[str, str], room: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(home + addresses[room])
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.set_viewport_size({"width": 1280, "height": 720})
