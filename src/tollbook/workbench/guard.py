"""The guard before every room: who asks, from where, and what a browser may do with the answer.

A page that is open elsewhere in the same browser can send requests to this address, and a name of its own can be
made to mean this machine (DNS rebinding). So: only requests for this machine by its own names; changes only from
our own pages; and only to a browser that brought the key.
"""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tollbook.workbench.door import Door
from tollbook.workbench.pages import environment

NAMES: Final = frozenset({"127.0.0.1", "localhost", "::1"})
READS: Final = frozenset({"GET", "HEAD"})
OPEN: Final = ("/static/", "/enter")
"""Paths that need no key: code that is the same for everybody, and the door itself."""

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",  # the signs on MapLibre's buttons lie in its style sheet
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
SANDBOX: Final = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""The policy of a file as it came in: it is for keeping, and nothing in it may run."""

HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    # Not "no-referrer": a form would then be sent with `Origin: null`, and be taken for foreign.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """Lets a request through to `app`, or refuses it with 400, 401 or 403; puts `HEADERS` on every answer."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection (ASGI)."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # there are no web sockets here

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refused(scope)
        await (refused or self.app)(scope, receive, sealed)

    def _refused(self, scope: Scope) -> HTMLResponse | None:
        headers = Headers(scope=scope)
        if not _is_here(headers):
            return refusal(400, "This address is not this machine's", "Use the one that the terminal shows.")
        if not _is_ours(scope["method"], headers):
            return refusal(
                403,
                "This came from another page",
                "Nothing was changed. Only the workbench's own pages change a book.",
            )
        path = scope["path"]
        if not path.startswith(OPEN) and not self._door.knows(_cookie(headers, self._door.cookie)):
            return refusal(
                401,
                "The workbench does not know this browser",
                "Open the address that the terminal shows where `tollbook serve` runs; each opens one browser.",
            )
        return None


def refusal(status: int, title: str, words: str) -> HTMLResponse:
    """A page that tells why there is no other, and nothing of the book."""
    page = environment().get_template("refused.html").render(title=title, words=words)
    return HTMLResponse(page, status)


def _is_here(headers: Headers) -> bool:
    """Whether the one host asked for is this machine by its own name."""
    hosts = headers.getlist("host")
    if len(hosts) != 1:
        return False
    try:
        asked = urlsplit(f"//{hosts[0]}")
        return asked.hostname in NAMES and asked.username is None and (asked.port is None or asked.port > 0)
    except ValueError:
        return False


def _is_ours(method: str, headers: Headers) -> bool:
    """Whether a request may do what its method says: what changes something comes from our own pages.

    Of reading, only that another page shows what it reads inside itself, or takes it for its script, is refused.
    """
    site = headers.get("sec-fetch-site")
    if method in READS:
        return site in (None, "none", "same-origin") or headers.get("sec-fetch-dest") == "document"
    origins = headers.getlist("origin")
    if origins:
        return origins == [f"http://{headers['host']}"] and site in (None, "same-origin")
    return site == "same-origin"


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie("; ".join(headers.getlist("cookie"))).get(name)
    except CookieError:
        return ""
    return found.value if found else ""
