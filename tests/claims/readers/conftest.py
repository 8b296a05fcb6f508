"""A server on this machine that speaks the chat-completions protocol and does whatever a test tells it to."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tollbook.claims.readers.llm.read import LlmReader
from tollbook.claims.readers.llm.settings import Settings

Act = Callable[["Request"], None]
_TEXT = re.compile(r"<text (\w+)>\n(.*)\n</text \1>", re.DOTALL)


class Request(BaseHTTPRequestHandler):
    """One request; `body` is its JSON, `text` the piece of a document in it."""

    protocol_version = "HTTP/1.1"
    server: Any

    def do_POST(self) -> None:
        self.body: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        found = _TEXT.search(self.body["messages"][-1]["content"])
        self.text = found[2] if found else ""
        stub: Server = self.server.stub
        with stub.lock:
            stub.requests.append(self)
            act = stub.script.pop(0) if stub.script else stub.always
            stub.under_way += 1
            stub.most_under_way = max(stub.most_under_way, stub.under_way)
        try:
            act(self)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the reader has hung up
        finally:
            with stub.lock:
                stub.under_way -= 1

    def give(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def say(self, content: str, finish: str = "stop") -> None:
        choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content}}
        self.give(200, json.dumps({"object": "chat.completion", "choices": [choice]}).encode())

    def log_message(self, *_: object) -> None:
        pass


class Server:
    """The stub: `script` holds what it does with the next requests, `always` what it does then."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.release = threading.Event()
        self.requests: list[Request] = []
        self.script: list[Act] = []
        self.always: Act = lambda request: request.say('{"claims": []}')
        self.under_way = self.most_under_way = 0
        self.waits: list[float] = []
        self.told: list[str] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Request)
        self._http.daemon_threads = True
        self._http.stub = self  # type: ignore[attr-defined]
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def close(self) -> None:
        self.release.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def reader(self, *, timeout: float = 20.0, key: str = "", url: str = "") -> LlmReader:
        """A reader that asks this server, does not really wait, and keeps what it tells in `told`."""

        async def sleep(seconds: float) -> None:
            self.waits.append(seconds)

        settings = Settings(model="stub", url=url or self.url, key=key, timeout=timeout)
        return LlmReader(settings, tell=self.told.append, sleep=sleep)

    def tell(self, *claims: dict[str, Any]) -> None:
        """From now on answer with those of `claims` whose quote stands in the piece that is asked about."""

        def act(request: Request) -> None:
            here = [one for one in claims if not isinstance(one.get("quote"), str) or one["quote"] in request.text]
            request.say(json.dumps({"claims": here}))

        self.always = act

    def tell_all(self, *claims: Any) -> None:
        """From now on answer with all of `claims`, whatever is asked."""
        self.always = lambda request: request.say(json.dumps({"claims": list(claims)}))


@pytest.fixture
def server() -> Iterator[Server]:
    stub = Server()
    yield stub
    stub.close()


@pytest.fixture
def told() -> Callable[..., dict[str, Any]]:
    """Makes what a model tells of a claim: the given fields, and every other as little as can be."""

    def make(quote: str, **fields: Any) -> dict[str, Any]:
        nothing: dict[str, Any] = {
            "quote": quote,
            "before": "",
            "harm": "killed",
            "low": None,
            "high": None,
            "count_text": "",
            "status": "unknown",
            "age": "unknown",
            "sex": "unknown",
            "scope": "incident",
            "part_of": None,
            "stance": "asserted",
            "speakers": [],
            "date_text": "",
            "date_start": None,
            "date_end": None,
            "place": "",
            "cause": "unknown",
            "actor": "",
        }
        assert fields.keys() <= nothing.keys()
        return {**nothing, **fields}

    return make
