"""The rooms Add, Document and Ledger in a real browser: by keyboard alone, with hostile words, and under axe."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tollbook.flow import Book
from tollbook.ledger import query
from tollbook.ledger.reviewed import reviewed
from tollbook.ledger.verify import verify
from tollbook.model.document import Origin
from tollbook.model.vocabulary import Decision
from tollbook.workbench.assets import LIST, STATIC

ROOT = Path(__file__).resolve().parents[3]
AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
TEXT = (
    "On 3 May 2031 an air strike killed 12 people in Mosul, Civil Defence said. A dozen more were hurt, we hear."
)
ARABIC = "قتل 12 مدنيا في قصف جوي على الموصل في 3 مايو 2031، قال الدفاع المدني."
ATTACKS = (
    "<script>window.evil=1</script>",
    "<img src=x onerror=window.evil=1>",
    "\"'><svg onload=window.evil=1>",
    "javascript:window.evil=1",
    "</textarea><script>window.evil=1</script>",
    "{{ 7*7 }}{% raw %}",
    "<style>*{background:url(https://evil.example/)}</style>",
    "<iframe src=https://evil.example></iframe>",
    "<meta http-equiv=refresh content=0;url=https://evil.example>",
    "\u202eevil\u2066 <b hx-get=https://evil.example hx-trigger=load>",
    "%00\x01\x1b[31m",
    "&lt;script&gt;&#60;script",
)
"""Each is put together with several frames: 25 times these."""
FRAMES = (
    tuple(f"{mark}{{}}{mark}" for mark in ("", " ", '"', "'", ">", "-->", "]]>", "`", "*/", "\n"))
    + tuple(
        f"<{tag}>{{}}</{tag}>"
        for tag in ("p", "div", "title", "svg", "math", "table", "select", "noscript", "xmp", "a")
    )
    + tuple(f"{{}} {mark}" for mark in ("//", "/*", "<!--", "&quot;", "\\"))
)

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed, so no page is tried in a browser"),
    pytest.mark.skipif(not (STATIC / LIST).is_file(), reason="the pages are not built (`make workbench`)"),
]


class Served:
    """`tollbook serve` on a book, as a process of its own, and everything that it printed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "tollbook", "serve", str(folder), "--by", "recorder"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        self.said: list[str] = []
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if found := re.search(r"(http://[^/]+)/enter\?key=\S+", line):
                self.door, self.home = found[0], found[1]
                break
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        self.said += list(self.process.stdout)

    def end(self, how: int = signal.SIGTERM) -> None:
        if self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(20)


def new_book(folder: Path) -> Path:
    (folder / "reports").mkdir(parents=True)
    (folder / "reports" / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "reports" / "b.txt").write_text(ARABIC, encoding="utf-8")
    with Book.new(folder / "book", "Mosul", by="recorder", key=bytes(32)) as book:
        book.add([folder / "reports"])
    return folder / "book"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    made = Served(new_book(tmp_path_factory.mktemp("shell")))
    yield made
    made.end()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def page(served: Served, browser: Browser) -> Iterator[Page]:
    """A page of the workbench. Whatever it asks of elsewhere, and whatever its policy stops, fails the test."""
    asked: list[str] = []
    said: list[str] = []
    page = browser.new_page(bypass_csp=False)
    page.set_default_timeout(15_000)
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: said.append(one.text))
    page.on("pageerror", lambda one: said.append(str(one)))
    page.goto(served.door)
    yield page
    assert [one for one in asked if not one.startswith((served.home, "blob:"))] == []
    assert [one for one in said if "Content Security Policy" in one or "Error" in one] == []


def document_of(folder: Path, name: str) -> str:
    with Book.open(folder) as book:
        return next(d.id for d in query.documents(book.ledger).values() if d.origins[0].name == name)


def serious(page: Page) -> list[Any]:
    """What axe-core finds serious or critical on this page."""
    found = page.evaluate(
        "async (source) => { (0, eval)(source); const found = await axe.run(document);"
        " return found.violations.filter((one) => ['serious', 'critical'].includes(one.impact))"
        " .map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 120)).slice(0, 3)]); }",
        AXE.read_text("utf-8"),
    )
    return list(found)


def test_a_document_is_reviewed_by_keyboard_alone(served: Served, page: Page) -> None:
    document = document_of(served.folder, "a.txt")
    page.goto(f"{served.home}/documents/{document}")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "harm"
    page.locator("#f-high").fill("15")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("done="))
    assert "amended" in page.locator(".said").inner_text()
    page.keyboard.press("u")
    page.locator(".said", has_text="is undone").wait_for()
    page.keyboard.press("r")
    page.locator(".said", has_text="rejected").wait_for()
    page.keyboard.press("u")
    page.locator(".said", has_text="is undone").wait_for()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    with Book.open(served.folder) as book:
        (claim, *_) = reviewed(book.ledger, document).values()
        assert [one.undone is not None for one in claim.decisions] == [True, True]


@pytest.mark.parametrize(("name", "words"), [("a.txt", "were hurt"), ("b.txt", "الدفاع المدني")])
def test_words_selected_are_the_anchor_of_a_claim_that_was_missed(
    served: Served, page: Page, name: str, words: str
) -> None:
    document = document_of(served.folder, name)
    page.goto(f"{served.home}/documents/{document}")
    page.evaluate(
        """(words) => { for (const run of document.querySelectorAll('#text [data-at]')) {
            const at = run.textContent.indexOf(words); if (at < 0) continue;
            const range = document.createRange(); range.setStart(run.firstChild, at);
            range.setEnd(run.firstChild, at + words.length);
            getSelection().removeAllRanges(); getSelection().addRange(range); return; } }""",
        words,
    )
    page.keyboard.press("n")
    page.locator("#n-harm").select_option("injured")
    page.locator("#n-low").fill("12")
    page.keyboard.press("Enter")
    page.locator(".said").wait_for()
    assert "Recorded" in page.locator(".said").inner_text()
    with Book.open(served.folder) as book:
        text = query.text(book.ledger, document) or ""
        added = [one for one in query.claims(book.ledger, documents=[document]).values() if one.confidence is None]
        assert [text[one.start : one.end] for one in added] == [words]


def test_a_text_is_pasted_and_found_live_and_the_ledger_verifies(served: Served, page: Page) -> None:
    page.goto(f"{served.home}/add")
    page.locator("#text").fill("On 9 June 2031 a mine killed two farmers near Erbil.")
    page.locator("#publisher").fill("Third Radio")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("1 new document sealed").wait_for()
    page.goto(f"{served.home}/ledger")
    page.keyboard.press("v")
    page.get_by_text("Everything fits").wait_for()
    assert page.locator("#checkpoint").inner_text().startswith("tollbook/")


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (`make workbench`)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(served: Served, browser: Browser, page: Page, scheme: Any) -> None:
    # axe is put into the page as text, which the policy forbids; the policy itself is tested elsewhere.
    context = browser.new_context(bypass_csp=True, color_scheme=scheme, storage_state=page.context.storage_state())
    tried = context.new_page()
    document = document_of(served.folder, "b.txt")
    found = {}
    for path in ("/add", "/documents", f"/documents/{document}", "/ledger", "/nowhere"):
        tried.goto(served.home + path)
        found[path] = serious(tried)
    context.close()
    assert {path: one for path, one in found.items() if one} == {}


def test_three_hundred_hostile_strings_in_every_field_are_text(browser: Browser, tmp_path: Path) -> None:
    attacks = [frame.format(attack) for attack in ATTACKS for frame in FRAMES]
    assert len(attacks) >= 300
    report = tmp_path / "reports" / "<img src=x onerror=window.evil=1>.txt"
    report.parent.mkdir()
    report.write_text("\n".join(["12 people were killed in Mosul.", *attacks]), encoding="utf-8")
    said = "".join(attacks)[:3000]
    with Book.new(tmp_path / "book", said[:200], by=said[:80], key=bytes(32)) as book:
        book.add([report.parent], Origin(name="", publisher=said, title=said, url=said, language=attacks[0]))
        (claim, *_) = query.claims(book.ledger)
        fields: dict[str, object] = {"place": said, "actor": said, "speakers": attacks, "count_text": said}
        book.judge(Decision.AMEND, [claim], why=said, fields=fields)
        (document,) = query.documents(book.ledger)
    served = Served(tmp_path / "book")
    asked: list[str] = []
    try:
        page = browser.new_page()
        page.on("request", lambda one: asked.append(one.url))
        page.goto(served.door)
        for path in (
            "/today",
            "/add",
            "/documents",
            f"/documents/{document}?claim={claim}",
            "/ledger",
            "/incidents",
        ):
            page.goto(served.home + path)
            assert page.evaluate("window.evil") is None, path
            assert page.locator("iframe, main style, main script, main svg[onload], main img").count() == 0, path
        page.goto(f"{served.home}/documents/{document}")
        shown = page.locator("#text").inner_text()
        assert "<script>window.evil=1</script>" in shown
        assert "[U+202E]" in shown
    finally:
        served.end()
    assert [one for one in asked if not one.startswith(served.home)] == []


def test_a_server_killed_while_a_judgement_is_saved_has_it_or_not(browser: Browser, tmp_path: Path) -> None:
    folder = new_book(tmp_path)
    document = document_of(folder, "a.txt")
    served = Served(folder)
    page = browser.new_page()
    page.goto(served.door)
    page.goto(f"{served.home}/documents/{document}")
    page.evaluate("setTimeout(() => document.querySelector('button[value=accept]').click(), 0)")
    page.wait_for_timeout(15)
    served.end(signal.SIGKILL)
    page.close()
    with Book.open(folder) as book:
        decisions = [one for claim in reviewed(book.ledger, document).values() for one in claim.decisions]
        assert len(decisions) <= 1
        assert verify(book.ledger).ok


def test_the_key_is_in_nothing_that_is_printed_after_it_was_used(browser: Browser, tmp_path: Path) -> None:
    served = Served(new_book(tmp_path))
    key = served.door.split("key=")[1]
    page = browser.new_page()
    page.goto(served.door)
    page.goto(f"{served.home}/enter?key=wrong-{key}")
    page.goto(f"{served.home}/enter?key={key}")
    assert "opens nothing" in page.inner_text("body")
    served.end()
    page.close()
    assert served.process.returncode is not None
    assert [line for line in served.said[2:] if key in line or "GET" in line] == []
