"""Send a request and bring back the words of the answer: bounded in time, size and tries; no detours."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

import anyio
import httpx

from tollbook.claims.readers.llm.fail import Failed, shown
from tollbook.claims.readers.llm.settings import Settings

LARGEST_ANSWER: Final = 4_000_000
"""Bytes of an answer, at the most. A piece of text makes claims of some 50 kB; a model may think aloud before."""

TRIES: Final = 5
TRIES_AFTER_SILENCE: Final = 2
"""How often a request is made: where the server is busy or gone, and where it did not answer in time."""

FIRST_WAIT: Final = 1.0
LONGEST_WAIT: Final = 60.0
"""Seconds between tries: doubled every time, or as the server asks (RFC 9110 §10.2.3), within these bounds."""

SHORTEST_KEY: Final = 8
"""Characters of a key that is one; local servers are often given a word such as "none"."""

CONNECT_SECONDS: Final = 10.0

HOPELESS: Final = (401, 402, 404, 405)
"""Answers that every other text would get as well: no key, no credit, no such model or path."""

Sleep = Callable[[float], Awaitable[None]]


class NotTaken(Exception):  # noqa: N818  the word of the house
    """The server does not take requests of this style (status 400 or 422); another may be taken."""

    def __init__(self, failed: Failed) -> None:
        super().__init__(failed.message)
        self.failed = failed


class Busy(Exception):  # noqa: N818  the word of the house
    """The request may succeed if it is made again after `wait` seconds, or after a wait of our own choice."""

    def __init__(self, failed: Failed, tries: int, wait: float | None = None) -> None:
        super().__init__(failed.message)
        self.failed = failed
        self.tries = tries
        self.wait = wait


class Line:
    """The way to the server: settings, certificates, and how to wait between tries."""

    def __init__(self, settings: Settings, sleep: Sleep = anyio.sleep) -> None:
        self._settings = settings
        self._sleep = sleep
        self._url = settings.url.rstrip("/") + "/chat/completions"
        self._headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        if settings.key:
            self._headers["Authorization"] = f"Bearer {settings.key}"
        self._certificates = httpx.create_ssl_context()

    async def send(self, body: bytes) -> str:
        """The words of the model's answer to `body`. Raises Failed or NotTaken, whatever the net does."""
        attempt = 0
        while True:
            attempt += 1
            try:
                return _content(await self._post(body))
            except Busy as busy:
                if attempt >= busy.tries:
                    raise busy.failed from busy
                wait = FIRST_WAIT * 2 ** (attempt - 1) if busy.wait is None else busy.wait
            await self._sleep(min(wait, LONGEST_WAIT))

    async def _post(self, body: bytes) -> bytes:
        seconds = self._settings.timeout
        try:
            with anyio.fail_after(seconds):
                return await self._exchange(body)
        except TimeoutError as slow:
            failed = Failed(
                "llm.timeout",
                f"the model gave no whole answer within {seconds:g} seconds",
                "Raise TOLLBOOK_LLM_TIMEOUT, take a smaller model, or ask for fewer texts at the same time.",
                silent=True,
            )
            raise Busy(failed, TRIES_AFTER_SILENCE) from slow
        except httpx.ConnectError as gone:
            raise Busy(self._nobody("nobody answers there", hopeless=True), TRIES) from gone
        except httpx.ConnectTimeout as gone:
            raise Busy(self._nobody("it took too long to connect", hopeless=True), TRIES_AFTER_SILENCE) from gone
        except (httpx.TransportError, httpx.InvalidURL) as broken:
            failed = self._nobody(f"the connection broke off ({type(broken).__name__})", silent=True)
            raise Busy(failed, TRIES) from broken

    async def _exchange(self, body: bytes) -> bytes:
        # No proxies, no .netrc and no redirects: texts go to the address that the recorder named, or nowhere.
        async with (
            httpx.AsyncClient(
                timeout=httpx.Timeout(None, connect=CONNECT_SECONDS),
                trust_env=False,
                follow_redirects=False,
                verify=self._certificates,
            ) as client,
            client.stream("POST", self._url, content=body, headers=self._headers) as response,
        ):
            answer = await _bounded(response)
            _check_status(response, self._without_key(answer))
            return answer

    def _without_key(self, answer: bytes) -> bytes:
        """Some servers repeat a key that they refuse: it must not get into a finding."""
        key = self._settings.key.encode()
        return answer.replace(key, b"[the key]") if len(key) >= SHORTEST_KEY else answer

    def _nobody(self, why: str, *, hopeless: bool = False, silent: bool = False) -> Failed:
        return Failed(
            "llm.unreachable",
            f"the model's server at {self._settings.host} could not be asked: {why}",
            "Start the server, or correct its address.",
            hopeless=hopeless,
            silent=silent,
        )


async def _bounded(response: httpx.Response) -> bytes:
    """The body as it came, up to `LARGEST_ANSWER`. A packed one is not opened: none was asked for."""
    if response.headers.get("Content-Encoding", "identity").lower() not in ("", "identity"):
        raise Failed("llm.malformed", "the server sent a packed answer, though none was asked for", silent=True)
    chunks = bytearray()
    async for chunk in response.aiter_raw():
        chunks += chunk
        if len(chunks) > LARGEST_ANSWER:
            raise Failed("llm.too-large", f"the answer is larger than {LARGEST_ANSWER:,} bytes and was not taken")
    return bytes(chunks)


def _check_status(response: httpx.Response, answer: bytes) -> None:
    status = response.status_code
    said = shown(answer[:2000].decode("utf-8", "replace"))
    told = f"the server answered with status {status}: {said or 'no words'}"
    if status == 200:
        return
    if status == 429 or status >= 500:
        failed = Failed("llm.busy", told, "Wait, or ask for fewer texts at the same time.", silent=True)
        raise Busy(failed, TRIES, _asked_wait(response))
    if 300 <= status < 400:
        target = shown(response.headers.get("Location", "another address"))
        raise Failed(
            "llm.redirected",
            f"the server points to {target}; texts are sent only to the address that was named",
            "If that is the right address, name it.",
            hopeless=True,
        )
    if status == 413 or "context" in said.lower():
        raise Failed("llm.too-long", told, "Take a model with a longer context.", too_long=True)
    failed = Failed(
        "llm.not-taken",
        told,
        "Check the address, the name of the model, and the key.",
        hopeless=status in HOPELESS,
    )
    raise NotTaken(failed) if status in (400, 422) else failed


def _asked_wait(response: httpx.Response) -> float | None:
    asked = response.headers.get("Retry-After", "")
    return float(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else None


def _content(answer: bytes) -> str:
    """The words of the first choice of a chat completion. Raises Failed where they are not there, or not all."""
    try:
        data: Any = json.loads(answer)
        choice = data["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError) as bad:
        said = shown(answer[:2000].decode("utf-8", "replace"))
        raise Failed(
            "llm.malformed",
            f"the server’s answer is no chat completion: {said or 'it is empty'}",
            "Check that the address is that of an OpenAI-compatible server, up to and with its version (…/v1).",
            silent=True,
        ) from bad
    if choice.get("finish_reason") == "length":
        raise Failed("llm.cut-off", "the answer was cut off before its end", too_long=True)
    if not isinstance(content, str):
        raise Failed("llm.malformed", "the model’s answer holds no words")
    return content
