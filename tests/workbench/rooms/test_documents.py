"""The room Document, asked as a browser asks it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tollbook.flow import Book
from tollbook.ledger import query
from tollbook.ledger.reviewed import reviewed
from tollbook.ledger.verify import verify
from tollbook.workbench.app import make_app
from tollbook.workbench.document.fields import LABELS, form_of

HERE = "http://127.0.0.1:8377"
TEXT = (
    "On 3 May 2031 an air strike killed 12 people in Mosul, Civil Defence said. A dozen more were hurt, we hear."
)
ORIGIN = {"origin": HERE}


def clock() -> datetime:
    return datetime(2031, 8, 1, 12, tzinfo=UTC)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    report = tmp_path / "a report.html"
    report.write_text(f"<html><script>evil()</script><p>{TEXT}</p></html>", encoding="utf-8")
    with Book.new(tmp_path / "book", "Mosul", by="one", key=bytes(32), clock=clock) as book:
        book.add([report])
    app = make_app(tmp_path / "book", key="k", profile="airwars", by="two", clock=clock)
    with TestClient(app, base_url=HERE, follow_redirects=False) as made:
        made.get("/enter?key=k")
        yield made


@pytest.fixture
def book(client: TestClient) -> Book:
    found: Book = client.app.state.bench.book  # type: ignore[attr-defined]
    return found


def first(book: Book) -> tuple[str, str]:
    id_, claim = next(iter(query.claims(book.ledger).items()))
    return claim.doc, id_


def form(book: Book, document: str, claim: str, **changed: str) -> dict[str, str]:
    one = reviewed(book.ledger, document)[claim]
    fields = {field.name: field.value for field in form_of(one.found, one.shown)}
    return {**fields, "seen": str(one.last), "decision": "accept", "why": "", **changed}


def send(client: TestClient, path: str, data: dict[str, str]) -> tuple[int, str]:
    answer = client.post(path, data=data, headers=ORIGIN)
    return answer.status_code, answer.headers.get("location", "") or answer.text


def test_the_text_is_shown_with_its_claims_and_the_facts_of_its_original(client: TestClient, book: Book) -> None:
    document, claim = first(book)
    page = client.get(f"/documents/{document}?claim={claim}").text
    shown = html.unescape(re.sub(r"<[^>]+>", "", page.split('id="text"')[1].split("</div>")[0]))
    assert TEXT in shown
    assert f'id="{claim}"' in page
    assert document in page
    assert "a report.html" in page
    assert "evil" not in page
    assert f"/documents/{document}" in client.get("/documents").text


def test_accepting_amending_and_rejecting_is_one_entry_each_and_undone_by_another(
    client: TestClient, book: Book
) -> None:
    document, claim = first(book)
    path = f"/documents/{document}/claims/{claim}"
    assert send(client, path, form(book, document, claim))[0] == 303
    assert send(client, path, form(book, document, claim, high="15", why="the list"))[0] == 303
    assert query.claims(book.ledger)[claim].high == 15
    status, where = send(client, path, form(book, document, claim, decision="reject"))
    assert status == 303
    assert claim not in query.claims(book.ledger)
    told = client.get(where)
    seq = re.search(r'name="seq" value="(\d+)"', told.text)
    assert seq is not None
    assert "Recorded as entry" in told.text
    assert send(client, f"/documents/{document}/undo", {"seq": seq[1], "claim": claim})[0] == 303
    assert query.claims(book.ledger)[claim].high == 15
    decisions = reviewed(book.ledger, document)[claim].decisions
    assert [(one.decision.value, one.undone is None) for one in decisions] == [
        ("accept", True),
        ("amend", True),
        ("reject", False),
    ]
    assert {one.by for one in decisions} == {"two"}
    assert verify(book.ledger).ok


def test_the_second_of_two_tabs_is_told_what_changed_and_loses_nothing(client: TestClient, book: Book) -> None:
    document, claim = first(book)
    path = f"/documents/{document}/claims/{claim}"
    other = form(book, document, claim, place="Typed in the second tab", why="my own reason")
    assert send(client, path, form(book, document, claim, decision="reject", why="a duplicate"))[0] == 303
    answer = client.post(path, data=other, headers=ORIGIN)
    assert answer.status_code == 409
    assert "Not recorded" in answer.text
    assert "a duplicate" in answer.text
    assert "Typed in the second tab" in answer.text
    assert "my own reason" in answer.text
    assert claim not in query.claims(book.ledger)
    seen = re.search(r'name="seen" value="(\d+)"', answer.text)
    assert seen is not None
    assert send(client, path, {**other, "seen": seen[1]})[0] == 303
    assert query.claims(book.ledger)[claim].place == "Typed in the second tab"


@pytest.mark.parametrize("wrong", [{"low": "many"}, {"low": "20", "high": "10"}, {"harm": "slain"}])
def test_what_cannot_be_recorded_is_refused_and_kept_to_be_put_right(
    client: TestClient, book: Book, wrong: dict[str, str]
) -> None:
    document, claim = first(book)
    size = book.ledger.checkpoint()
    data = form(book, document, claim, place="Typed <b>here</b>", **wrong)
    answer = client.post(f"/documents/{document}/claims/{claim}", data=data, headers=ORIGIN)
    assert answer.status_code == 422
    assert "Typed &lt;b&gt;here&lt;/b&gt;" in answer.text
    assert book.ledger.checkpoint() == size


def test_a_person_adds_what_the_reader_missed_and_can_take_it_back(client: TestClient, book: Book) -> None:
    document, _ = first(book)
    text = query.text(book.ledger, document) or ""
    at = text.index("A dozen more")
    path = f"/documents/{document}/claims"
    said = dict.fromkeys(LABELS, "") | {
        "harm": "injured",
        "low": "12",
        "high": "12",
        "status": "unknown",
        "age": "unknown",
        "sex": "unknown",
        "scope": "incident",
        "stance": "asserted",
        "cause": "airstrike",
        "place": "Mosul",
    }
    status, where = send(client, path, {**said, "start": str(at), "end": str(at + 12)})
    assert status == 303
    (added,) = (one for one in query.claims(book.ledger).values() if (one.start, one.end) == (at, at + 12))
    assert (added.harm, added.low, added.confidence, added.count_text) == ("injured", 12, None, "A dozen more")
    assert "added by" in client.get(where.split("#")[0]).text
    assert send(client, path, {**said, "start": str(at), "end": str(at + 12)})[0] == 422
    book.update()
    book.add(again=True)
    assert query.claims(book.ledger)[added.id] == added
    seq = str(reviewed(book.ledger, document)[added.id].last)
    assert send(client, f"/documents/{document}/undo", {"seq": seq})[0] == 303
    assert added.id not in query.claims(book.ledger)
    assert verify(book.ledger).ok


@pytest.mark.parametrize(
    ("quote", "status"), [("A dozen more", 303), ("no such words", 422), ("", 422), ("i", 422), ("5", 422)]
)
def test_words_typed_are_found_where_they_stand_once(
    client: TestClient, book: Book, quote: str, status: int
) -> None:
    document, _ = first(book)
    said = {field.name: field.value for field in form_of(None, None)}
    assert send(client, f"/documents/{document}/claims", {**said, "quote": quote})[0] == status


def test_the_original_is_kept_and_never_opened(client: TestClient, book: Book) -> None:
    document, _ = first(book)
    answer = client.get(f"/documents/{document}/original")
    assert answer.content == book.ledger.objects.get(document)
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/documents/none", "/documents/none/original", "/documents/..%2f..%2fkey/original"]
)
def test_what_is_no_document_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
