"""Read the language that somebody states for a document."""

from __future__ import annotations

import re
from typing import Final

_TAG: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")


def read_language(said: str) -> str:
    """The primary subtag of a language tag (RFC 5646), in lower case: "en" of "en-GB"; empty if it is none."""
    match = _TAG.fullmatch(said.strip())
    return match[1].lower() if match else ""
