"""A workbench on a small book, opened in a real browser; whatever a page asks of elsewhere fails the test."""

from __future__ import annotations

import os
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


@pytest.fixture(scope="module")
def chromium() -> str:
    """The system's browser. Without one these tests are skipped; with TOLLBOOK_BROWSER=required they fail."""
    missing = "" if CHROMIUM else "no chromium is installed, so no page is tried in a browser"
    if not (STATIC / LIST).is_file():
        missing = "the pages are not built (`make workbench`), so none is tried in a browser"
    if missing and os.environ.get("TOLLBOOK_BROWSER") == "required":
        pytest.fail(missing)
    if missing or CHROMIUM is None:
        pytest.skip(missing)
    return CHROMIUM


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
def home(folder: Path, chromium: str) -> Iterator[str]:
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
def page(home: str, chromium: str) -> Iterator[Page]:
    """A page of the workbench, opened with the key. Whatever it asks of elsewhere fails the test."""
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_context().new_page()
        page.set_default_timeout(10_000)
        page.context.on("request", lambda one: asked.append(one.url))
        page.goto(f"{home}/enter?key=the-key-of-the-test")
        yield page
        browser.close()
    assert [one for one in asked if not one.startswith((home, "blob:", "data:"))] == []
