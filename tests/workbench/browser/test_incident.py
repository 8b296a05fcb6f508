"""The rooms Incident and Aggregates in a real browser: judge a pair, split, undo; no request goes elsewhere."""

from __future__ import annotations

import re
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Page, sync_playwright

from tollbook.flow import Book
from tollbook.ledger import linked, query
from tollbook.workbench.app import make_app
from tollbook.workbench.assets import LIST, STATIC

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
REPORTS = {
    "a.txt": "On 3 May 2031 an air strike killed 12 people, including 4 children, in Mosul, Civil Defence said.",
    "b.txt": "At least ten people were killed in an air strike on Mosul on 3 May 2031, residents said.",
    "d.txt": "The US-led coalition said it struck Mosul on 3 May 2031. It said that 5 civilians were killed.",
    "e.txt": "More than 900 civilians were killed in Iraq between 1 May 2031 and 30 June 2031, the UN said.",
}
SOURCES = """file,publisher,published,language
a.txt,First Wire,2031-05-04,en
b.txt,Second Post,2031-05-05,en
d.txt,US-led coalition,2031-05-20,en
e.txt,Monitor,2031-07-02,en
"""

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed, so no page is tried in a browser"),
    pytest.mark.skipif(
        not (STATIC / LIST).is_file(),
        reason="the pages are not built (`make workbench`), so none is tried in a browser",
    ),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("browser")
    (made / "reports").mkdir()
    for name, text in REPORTS.items():
        (made / "reports" / name).write_text(text, encoding="utf-8")
    (made / "reports" / "sources.csv").write_text(SOURCES, encoding="utf-8")
    with Book.new(made / "book", "Mosul", by="recorder", key=bytes(32)) as book:
        book.add([made / "reports"])
    return made / "book"


@pytest.fixture(scope="module")
def home(folder: Path) -> Iterator[str]:
    """The address of a workbench on the book; the key opens it once."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = make_app(folder, key="the-key-of-the-test", profile="airwars", by="recorder")
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        thread.join(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def page(home: str) -> Iterator[Page]:
    """A page of the workbench, opened with the key. Whatever it asks of elsewhere fails the test."""
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        page = browser.new_context().new_page()
        page.set_default_timeout(10_000)
        page.context.on("request", lambda one: asked.append(one.url))
        page.goto(f"{home}/enter?key=the-key-of-the-test")
        yield page
        browser.close()
    assert [one for one in asked if not one.startswith((home, "blob:", "data:"))] == []


def test_a_pair_is_judged_an_incident_split_and_both_are_undone(home: str, page: Page, folder: Path) -> None:
    with Book.open(folder, by="recorder") as book:
        (incident,) = linked.ids(book.ledger)
        ticked = next(id_ for id_, one in query.claims(book.ledger).items() if one.low == 10)
    page.goto(f"{home}/incidents/{incident}")
    page.get_by_text("inside this incident that could as well").click()
    pair = page.locator(".pair").first
    pair.get_by_label("Why").fill("one street")
    pair.get_by_role("button", name="Same event").click()
    assert "Recorded as entry" in page.locator("#said").inner_text()
    page.locator("#said").get_by_role("button", name="Undo").click()
    assert "took back entry" in page.locator("#said").inner_text()
    page.locator(f"[id='{ticked}'] input").check()
    page.locator(".regroup").get_by_label("Why").fill("another street")
    page.get_by_role("button", name="Split them off").click()
    told = page.locator("#said")
    assert re.search(r"split 1 claim off", told.inner_text())
    other = told.get_by_role("link", name=re.compile("^i-")).get_attribute("href")
    assert other is not None
    page.goto(home + other)
    assert page.locator(f"[id='{ticked}']").count() == 1
    page.go_back()
    page.locator("#said").get_by_role("button", name="Undo").click()
    assert page.locator(f"[id='{ticked}']").count() == 1


def test_the_second_of_two_tabs_keeps_what_it_typed(home: str, page: Page, folder: Path) -> None:
    with Book.open(folder, by="recorder") as book:
        (incident,) = linked.ids(book.ledger)
    page.goto(f"{home}/incidents/{incident}")
    second = page.context.new_page()
    second.goto(f"{home}/incidents/{incident}")
    for tab, words in ((page, "from the first"), (second, "from the second")):
        tab.get_by_label("A note for whoever").fill(words)
        tab.get_by_role("button", name="Keep the note").click()
    assert "Nothing was recorded" in second.locator("#said").inner_text()
    assert "from the first" in second.locator("#said").inner_text()
    assert second.get_by_label("A note for whoever").input_value() == "from the second"
    second.get_by_role("button", name="Keep the note").click()
    assert "Recorded as entry" in second.locator("#said").inner_text()
    second.close()


def test_a_total_leads_to_the_incidents_of_its_scope(home: str, page: Page) -> None:
    page.goto(f"{home}/aggregates")
    page.get_by_role("link", name="Against the record").wait_for()
    page.locator("article").get_by_role("link", name=re.compile("Mosul")).click()
    assert page.url.startswith(f"{home}/incidents/i-")
