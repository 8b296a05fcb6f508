"""Who is let in, from where, and what a browser may do with what it is given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tollbook.flow import Book
from tollbook.workbench.app import make_app
from tollbook.workbench.guard import HEADERS, POLICY

KEY = "the-key-of-this-test"
HERE = "http://127.0.0.1:8377"
WRITES = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def clock() -> datetime:
    return datetime(2031, 8, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("guard") / "book"
    Book.new(made, "A title that strangers do not see", by="recorder", key=bytes(32), clock=clock).close()
    return made


@pytest.fixture
def stranger(folder: Path) -> Iterator[TestClient]:
    """A browser that has brought no key."""
    app = make_app(folder, key=KEY, profile="airwars", by="recorder", clock=clock)
    with TestClient(app, base_url=HERE, follow_redirects=False, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def client(stranger: TestClient) -> TestClient:
    """A browser that has."""
    assert stranger.get(f"/enter?key={KEY}").status_code == 303
    return stranger


def test_without_the_key_nothing_of_the_book_is_shown(stranger: TestClient) -> None:
    for path in ("/", "/ledger", "/documents/x", "/nowhere", "/enter", "/enter?key=", "/enter?key=é"):
        answer = stranger.get(path)
        assert answer.status_code == 401, path
        assert "strangers" not in answer.text
        assert "set-cookie" not in answer.headers


def test_a_wrong_cookie_opens_nothing(client: TestClient) -> None:
    (name,) = client.cookies.keys()
    for wrong in ("", "x", client.cookies[name][:-1], '"', "é"):
        answer = TestClient(client.app, base_url=HERE).get(
            "/ledger", headers={"cookie": f"{name}={wrong}".encode()}
        )
        assert answer.status_code == 401


def test_the_key_opens_once_and_the_next_is_told(folder: Path) -> None:
    told: list[str] = []
    app = make_app(folder, key=KEY, profile="airwars", by="recorder", clock=clock, tell=told.append)
    first, second = (TestClient(app, base_url=HERE, follow_redirects=False) for _ in range(2))
    answer = first.get(f"/enter?key={KEY}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/today")
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    assert KEY not in answer.headers["set-cookie"]
    assert second.get(f"/enter?key={KEY}").status_code == 401
    assert second.get(f"/enter?key={told[0]}").status_code == 303
    assert first.get("/ledger").status_code == second.get("/ledger").status_code == 200
    assert len({KEY, *told}) == 3


@pytest.mark.parametrize("path", ["/", "/ledger", "/nowhere", "/static/assets.json", "/static/none.js"])
def test_every_answer_carries_the_policy_and_is_framed_by_nobody(client: TestClient, path: str) -> None:
    answer = client.get(path)
    for name, value in HEADERS.items():
        if name != "cache-control":
            assert answer.headers[name] == value
    assert "unsafe" not in POLICY
    assert "frame-ancestors 'none'" in POLICY
    assert "http" not in POLICY


def test_refusals_carry_the_policy_too(stranger: TestClient) -> None:
    for answer in (
        stranger.get("/ledger"),
        stranger.get("/", headers={"host": "evil.example"}),
        stranger.post("/ledger"),
    ):
        assert answer.status_code in (400, 401, 403)
        assert answer.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("method", WRITES)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1"},
        {"origin": "http://127.0.0.1:8378"},
        {"origin": "https://127.0.0.1:8377"},
        {"origin": f"{HERE}.evil.example"},
        {"origin": "http://localhost:8377"},
        {"origin": HERE, "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"referer": f"{HERE}/ledger"},
    ],
)
def test_what_changes_something_comes_from_our_own_pages(
    client: TestClient, method: str, headers: dict[str, str]
) -> None:
    assert client.request(method, "/ledger", headers=headers).status_code == 403


@pytest.mark.parametrize("headers", [{"origin": HERE}, {"sec-fetch-site": "same-origin"}])
def test_our_own_pages_are_let_through(client: TestClient, headers: dict[str, str]) -> None:
    assert client.put("/ledger", headers=headers).status_code == 405


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_can_lead_here_and_take_nothing_in(client: TestClient, site: str) -> None:
    for kind in ("script", "image", "iframe", "object", "empty", "style"):
        answer = client.get("/ledger", headers={"sec-fetch-site": site, "sec-fetch-dest": kind})
        assert answer.status_code == 403, kind
    answer = client.get("/ledger", headers={"sec-fetch-site": site, "sec-fetch-dest": "document"})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8377",
        "127.0.0.1.evil.example",
        "127.0.0.2",
        "a@127.0.0.1",
        "",
        "[",
        "0.0.0.0",
    ],
)
def test_a_name_made_to_mean_this_machine_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/ledger", headers={"host": host}).status_code == 400


def test_two_hosts_are_refused(client: TestClient) -> None:
    twice = [("host", "127.0.0.1:8377"), ("host", "evil.example")]
    assert client.get("/ledger", headers=twice).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e%2f%2e%2e%2fflow.py",
        "/static/..%5capp.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/maplibre-6.17.0/../../app.py",
        "/static/%00",
    ],
)
def test_no_path_leads_out_of_the_static_folder(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (404, 400)
    assert "def " not in answer.text
    assert "root:" not in answer.text


def test_what_is_not_there_is_told_in_plain_words(client: TestClient) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text
    assert "Traceback" not in answer.text
