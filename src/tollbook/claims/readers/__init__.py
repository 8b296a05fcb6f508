"""Readers: what finds claims in a text. A reader is known by its name; `READERS` lists those there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol

from tollbook.model.claim import Claim


class Reader(Protocol):
    """What every reader offers. `version` names the reader and its rules, for the record ("rules-en 1").

    `language` is the one it reads, as the primary subtag of RFC 5646 ("en").
    """

    version: str
    language: str

    def read(self, text: str, *, doc: str, published: date | None) -> tuple[Claim, ...]:
        """The claims of a text, sorted by (start, end, harm); `part_of` refers to that order."""
        ...


def _rules_en() -> Reader:
    from tollbook.claims.readers.rules_en.read import RulesEn

    return RulesEn()


READERS: Mapping[str, Callable[[], Reader]] = {"rules-en": _rules_en}
"""Readers by name; each is made when it is first asked for, as loading one may take seconds."""
