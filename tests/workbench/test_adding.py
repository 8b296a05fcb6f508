"""What is added by the pages is sealed whole, once, and not lost; what is verified by them is verified."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tollbook.flow import Book
from tollbook.ledger import query
from tollbook.model.document import Origin
from tollbook.workbench.adding import FILES, place
from tollbook.workbench.app import make_app
from tollbook.workbench.bench import Bench

HERE = "http://127.0.0.1:8377"
ORIGIN = {"origin": HERE}
REPORT = "On 3 May 2031 an air strike killed 12 people in Mosul, Civil Defence said."


def clock() -> datetime:
    return datetime(2031, 8, 1, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Book.new(tmp_path / "book", "Mosul", by="one", key=bytes(32), clock=clock).close()
    return tmp_path / "book"


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    app = make_app(folder, key="k", profile="airwars", by="two", clock=clock)
    with TestClient(app, base_url=HERE, follow_redirects=False) as made:
        made.get("/enter?key=k")
        yield made


def bench(client: TestClient) -> Bench:
    found: Bench = client.app.state.bench  # type: ignore[attr-defined]
    return found


def until(true: Callable[[], bool]) -> None:
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come to an end")


def wait(client: TestClient) -> None:
    until(lambda: all(lot.finished for lot in bench(client).adding.lots))


def test_files_with_their_sources_are_sealed_read_and_linked(client: TestClient, folder: Path) -> None:
    files = [
        ("files", ("batch/a.txt", REPORT.encode())),
        ("files", ("batch/sources.csv", b"file,publisher,published\na.txt,First Wire,2031-05-04\n")),
    ]
    answer = client.post("/add", files=files, data={"publisher": "Nobody"}, headers=ORIGIN)
    assert answer.status_code == 303
    wait(client)
    (document,) = query.documents(bench(client).book.ledger).values()
    assert (document.publisher, document.origins[0].name) == ("First Wire", "batch/a.txt")
    page = client.get("/add").text
    assert "1 new document sealed" in page
    assert f"/documents/{document.id}" in page
    assert "hx-trigger" not in page
    assert list((folder / "inbox").iterdir()) == []


def test_a_pasted_text_is_a_document_with_what_is_said_of_it(client: TestClient) -> None:
    said = {"text": REPORT, "publisher": "Radio", "published": "2031-05-05", "title": "../../etc/Heard"}
    assert client.post("/add", data=said, headers=ORIGIN).status_code == 303
    wait(client)
    (document,) = query.documents(bench(client).book.ledger).values()
    assert (document.publisher, str(document.published)) == ("Radio", "2031-05-05")
    assert query.text(bench(client).book.ledger, document.id) == REPORT
    assert len(query.claims(bench(client).book.ledger)) == 1


@pytest.mark.parametrize("said", [{}, {"text": "  "}, {"text": REPORT, "published": "May <b>"}])
def test_what_cannot_be_added_is_refused_and_nothing_typed_is_lost(
    client: TestClient, folder: Path, said: dict[str, str]
) -> None:
    answer = client.post("/add", data=said, headers=ORIGIN)
    assert answer.status_code == 422
    assert "Nothing was added" in answer.text
    assert said.get("text", "") in answer.text
    assert "<b> " not in answer.text
    assert query.documents(bench(client).book.ledger) == {}


def test_what_a_killed_server_left_in_the_inbox_is_taken_in_when_it_starts_again(folder: Path) -> None:
    whole, cut = folder / "inbox" / "1", folder / "inbox" / "2"
    for lot in (whole, cut):
        place(lot, "a.txt").write_text(REPORT + lot.name)
    bench_now = Bench(folder, profile="airwars", by="two", clock=clock)
    try:
        assert bench_now.adding.lots == []
        bench_now.adding.said(whole, Origin(name="", publisher="Radio"))
    finally:
        bench_now.close()
    again = Bench(folder, profile="airwars", by="two", clock=clock)
    try:
        until(lambda: all(lot.finished for lot in again.adding.lots))
        assert [one.publisher for one in query.documents(again.book.ledger).values()] == ["Radio"]
        assert not whole.exists()
    finally:
        again.close()


@pytest.mark.parametrize(
    "name",
    [
        "../../evil",
        "/etc/passwd",
        "..\\..\\evil",
        "",
        ".",
        "..",
        "a/../../b",
        "\x00",
        "\u202etxt.exe",
        "x" * 300,
        "ﻡ" * 300 + ".pdf",
    ],
)
def test_no_name_of_a_file_leads_out_of_the_inbox(tmp_path: Path, name: str) -> None:
    lot = tmp_path / "lot"
    first, second = place(lot, name), None
    first.write_text("1")
    second = place(lot, name)
    second.write_text("2")
    assert first != second
    assert all(one.resolve().is_relative_to((lot / FILES).resolve()) for one in (first, second))
    assert sorted(path.parent for path in tmp_path.iterdir()) == [tmp_path]


def test_the_ledger_is_shown_verified_and_its_checkpoint_can_be_copied(client: TestClient) -> None:
    page = client.get("/ledger").text
    assert bench(client).book.ledger.checkpoint().splitlines()[0] in page
    assert "The book was opened" in page
    assert client.post("/ledger/check", headers=ORIGIN).status_code == 303
    until(lambda: not bench(client).checking.running)
    assert "Everything fits" in client.get("/ledger/check").text
    assert client.get("/ledger/entries?before=0").status_code == 200


def test_a_book_that_was_changed_from_outside_is_told_of(client: TestClient, folder: Path) -> None:
    client.post("/add", data={"text": REPORT}, headers=ORIGIN)
    wait(client)
    (document,) = query.documents(bench(client).book.ledger)
    path = bench(client).book.ledger.objects.path(document)
    path.chmod(0o644)
    path.write_text("another")
    client.post("/ledger/check", headers=ORIGIN)
    until(lambda: not bench(client).checking.running)
    assert "Wrong:" in client.get("/ledger/check").text
