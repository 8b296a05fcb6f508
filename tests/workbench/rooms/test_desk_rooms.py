"""Today, Incidents, Tally and Sources: what they show, and that nothing that came in gets through as markup."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

if TYPE_CHECKING:
    from tests.workbench.conftest import History

PAGES = (
    *("/today", "/incidents", "/incidents/rows", "/tally", "/sources", "/sources?kind=source"),
    *(f"/tally?by={by}" for by in ("place", "grade", "party", "cause", "harm", "sex", "age", "status")),
)


def rows(page: str) -> list[str]:
    return re.findall(r'href="/incidents/(i-[^"]+)"', page)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_there_and_small(ready: TestClient, address: str) -> None:
    answer = ready.get(address)
    assert answer.status_code == 200
    assert len(answer.content) < 150_000
    assert "style=" not in answer.text
    assert "<script>" not in answer.text


def test_while_the_desk_is_made_a_page_says_so(changing: tuple[TestClient, Any]) -> None:
    client, bench = changing
    answer = client.get("/incidents")
    assert answer.status_code == 200
    assert "One moment" in answer.text or rows(answer.text)
    bench.desks.wait("airwars")
    assert rows(client.get("/incidents").text)


def test_the_list_follows_words_facets_and_order(ready: TestClient) -> None:
    every = rows(ready.get("/incidents").text)
    assert len(every) > 1
    assert rows(ready.get("/incidents?q=nowhere-at-all").text) == []
    assert set(rows(ready.get("/incidents?q=qashel").text)) <= set(every)
    assert set(rows(ready.get("/incidents?sort=killed").text)) == set(every)
    graded = [
        rows(ready.get(f"/incidents?grade={grade}").text) for grade in ("confirmed", "fair", "weak", "contested")
    ]
    assert sorted(one for some in graded for one in some) == sorted(every)


def test_a_row_of_the_tally_leads_to_as_many_incidents_as_it_counts(ready: TestClient) -> None:
    for by in ("month", "grade", "party", "place", "cause", "status"):
        page = ready.get(f"/tally?by={by}").text
        body = page.split("<tbody>")[1].split("</tbody>")[0]
        found = re.findall(r'href="(/incidents\?[^"]+)".*?(\d+)</td></tr>', body)
        assert found, by
        for address, count in found:
            assert len(rows(ready.get(address.replace("&amp;", "&")).text)) == int(count)


def test_csv_is_what_is_shown(ready: TestClient) -> None:
    shown = rows(ready.get("/incidents?q=outlet").text)
    answer = ready.get("/incidents.csv?q=outlet")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert [row["incident"] for row in csv.DictReader(io.StringIO(answer.text))] == shown


def test_another_profile_is_told_in_words(ready: TestClient) -> None:
    page = ready.get("/tally?against=ibc").text
    assert "Under ibc, " in page


def test_what_is_asked_comes_back_as_text(ready: TestClient) -> None:
    hostile = '"><script>alert(1)</script>'
    for address in ("/incidents", "/tally", "/today"):
        page = ready.get(address, params={"q": hostile, "grade": hostile, "sort": hostile, "box": hostile}).text
        assert "<script>" not in page


def test_what_changed_since_yesterday_stands_on_today(changing: tuple[TestClient, Any], history: History) -> None:
    ready, bench = changing
    bench.desks.wait("airwars")
    assert "No range and no grade." in ready.get("/today").text
    history.judge(0, 2, 90)
    bench.desks.refresh()
    page = ready.get("/today").text
    assert "No range and no grade." not in page
    assert re.search(r"killed [^<]+, now ", page)
