"""The door: a key that opens once, and the cookie by which a browser that used one is known."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from threading import Lock

Tell = Callable[[str], None]
"""Told of the key for the next browser, when one was used."""


def make_key() -> str:
    """A new key: 256 random bits in letters that an address may hold."""
    return secrets.token_urlsafe(32)


class Door:
    """Who may come in, for as long as the server runs. `cookie` is the name of the cookie that it gives."""

    def __init__(self, key: str, tell: Tell | None = None) -> None:
        self._key = key
        self._tell = tell
        self._session = secrets.token_urlsafe(32)
        self._lock = Lock()
        # Cookies are not kept apart by port, and several books may be open in one browser.
        self.cookie = "tollbook-" + hashlib.sha256(self._session.encode()).hexdigest()[:12]

    def enter(self, key: str) -> str | None:
        """The cookie's value for whoever brings the key, which opens no second time; None for any other key."""
        with self._lock:
            if not _same(key, self._key):
                return None
            self._key = make_key()
        if self._tell is not None:
            self._tell(self._key)
        return self._session

    def knows(self, session: str) -> bool:
        """Whether this is the value of the cookie that was given."""
        return _same(session, self._session)


def _same(a: str, b: str) -> bool:
    return hmac.compare_digest(a.encode("utf-8", "surrogatepass"), b.encode("utf-8", "surrogatepass"))
