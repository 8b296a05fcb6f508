"""Where texts are sent, to which model, and for how long an answer is awaited. Nothing is sent without these."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from tollbook.model.finding import Refusal

LOCAL_SERVER: Final = "http://127.0.0.1:11434/v1"
"""Where local servers usually listen (this is Ollama's port); used where a model is named and no address."""

TIMEOUT: Final = 300.0
"""Seconds within which a whole answer has to be there, from the first byte sent to the last received."""

LONGEST_TIMEOUT: Final = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The address of an OpenAI-compatible server up to and with its version ("…/v1"), the model, the key if any.

    `timeout` is in seconds. Raises Refusal for an address, a model, a key or a time that cannot be.
    """

    model: str
    url: str = LOCAL_SERVER
    key: str = field(default="", repr=False)
    timeout: float = TIMEOUT

    def __post_init__(self) -> None:
        if not self.model or not self.model.isprintable() or len(self.model) > 200:
            raise Refusal(
                "Reader “llm” needs the name of a model.", "Name it with --llm-model or in TOLLBOOK_LLM_MODEL."
            )
        _check_url(self.url)
        if not (self.key.isascii() and (self.key.isprintable() or not self.key)):
            raise Refusal("TOLLBOOK_LLM_KEY holds characters that no key has.", "Copy the key again, on one line.")
        if not 0 < self.timeout <= LONGEST_TIMEOUT:
            raise Refusal(
                f"An answer cannot be awaited for {self.timeout:g} seconds.",
                f"TOLLBOOK_LLM_TIMEOUT takes more than 0 and at most {LONGEST_TIMEOUT:g} seconds.",
            )

    @property
    def host(self) -> str:
        """The host of the address, as it is written there, with the port if one is named."""
        return urlsplit(self.url).netloc

    @property
    def is_local(self) -> bool:
        """Whether the address is this machine's own (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3, RFC 6761 §6.3)."""
        name = (urlsplit(self.url).hostname or "").rstrip(".")
        if name == "localhost" or name.endswith(".localhost"):
            return True
        try:
            return ipaddress.ip_address(name).is_loopback
        except ValueError:  # a name, not a number
            return False

    @property
    def notice(self) -> str:
        """What has to stand on the screen before anything is sent: where the texts go."""
        if self.is_local:
            return f"Texts are read by the model “{self.model}” at {self.url}, on this machine."
        open_line = (
            " The connection is not encrypted: whoever is on the way can read them."
            if urlsplit(self.url).scheme == "http"
            else ""
        )
        return (
            f"Texts leave this machine: they are sent in full to {self.host} ({self.url}), "
            f"to be read by the model “{self.model}”.{open_line}"
        )


def find_settings(environment: Mapping[str, str], *, url: str = "", model: str = "") -> Settings:
    """The settings that are said (`url`, `model`), else those in the variables TOLLBOOK_LLM_*.

    Raises Refusal where no model is named anywhere, or a value cannot be.
    """
    seconds = environment.get("TOLLBOOK_LLM_TIMEOUT", "")
    try:
        timeout = float(seconds) if seconds else TIMEOUT
    except ValueError as bad:
        raise Refusal(f"TOLLBOOK_LLM_TIMEOUT is {seconds!r}, which is no number.", "Give it in seconds.") from bad
    return Settings(
        model=model or environment.get("TOLLBOOK_LLM_MODEL", ""),
        url=url or environment.get("TOLLBOOK_LLM_URL", "") or LOCAL_SERVER,
        key=environment.get("TOLLBOOK_LLM_KEY", ""),
        timeout=timeout,
    )


def _check_url(url: str) -> None:
    advice = f"Write it like {LOCAL_SERVER}; a key belongs in TOLLBOOK_LLM_KEY."
    try:
        parts = urlsplit(url)
        named = parts.hostname and parts.port != 0
    except ValueError:
        named = None
    if (
        not named
        or parts.scheme not in ("http", "https")
        or not (url.isascii() and url.isprintable() and " " not in url)
    ):
        raise Refusal("The address of the model's server is no http or https address.", advice)
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise Refusal(
            "The address of the model's server holds more than an address (a name, a password, a query).", advice
        )
