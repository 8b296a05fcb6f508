"""The rooms Incident and Aggregates in a real browser: judge a pair, split, undo; no request goes elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page

from tollbook.flow import Book
from tollbook.ledger import linked, query


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
