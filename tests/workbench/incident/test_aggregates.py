"""The room Aggregates: totals beside what is recorded in their scope, in the words of who claims them."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.testclient import TestClient

from tollbook.flow import Book
from tollbook.ledger import query
from tollbook.model.vocabulary import Decision, Scope


def ready(client: TestClient) -> TestClient:
    assert isinstance(client.app, Starlette)
    client.app.state.bench.desks.wait("airwars")
    return client


def test_a_total_stands_beside_what_is_recorded_in_its_scope(client: TestClient, book: Book) -> None:
    page = ready(client).get("/aggregates").text
    (one,) = book.aggregates()
    assert one.words in page
    assert "More than 900 civilians" in page.replace("<mark>", "").replace("</mark>", "")
    document = query.claims(book.ledger, scope=Scope.CUMULATIVE)[one.claim].doc
    assert f'href="/documents/{document}?claim={one.claim}#{one.claim}"' in page
    for incident in one.incidents:
        assert f'href="/incidents/{incident}"' in page


def test_totals_are_found_by_who_claims_them(client: TestClient) -> None:
    assert "More than 900" in ready(client).get("/aggregates?q=un+iraq").text
    assert "More than 900" not in client.get("/aggregates?q=nobody").text


def test_a_rejected_total_is_gone_at_once(client: TestClient, book: Book) -> None:
    assert "1 to 1 of 1" in ready(client).get("/aggregates").text
    (claim,) = query.claims(book.ledger, scope=Scope.CUMULATIVE)
    book.judge(Decision.REJECT, [claim])
    assert "None, of 0 in the book" in client.get("/aggregates").text


def test_totals_over_time_and_inside_one_another(client: TestClient) -> None:
    assert "Nobody states totals one after another" in ready(client).get("/aggregates?view=time").text
    assert "No aggregate lies inside another" in client.get("/aggregates?view=inside").text
