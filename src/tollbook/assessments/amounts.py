"""The amount that a claim's words assert, as a profile reads them: numbers, bounds and vague words."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tollbook.assessments.profiles import Settings
from tollbook.model.claim import Claim

UNNUMBERED = "unnumbered"


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    """Lowest and highest of what one source's words stand for. `vague`: no number is said."""

    low: int
    high: int
    vague: bool = False

    def __str__(self) -> str:
        """The amount as printed: "61", "61–200"."""
        return f"{self.low:,}" if self.low == self.high else f"{self.low:,}–{self.high:,}"


def amount(claim: Claim, settings: Settings) -> Amount | None:
    """What the claim puts into a range: "at least 29" is 29, "up to 40" is 40; None where it gives no number.

    Vague words take the value of the profile, else the bound that the glossary gives them (CLAIMS.md).
    """
    if claim.low is None and claim.high is None:
        number = settings.unknown_number
        return Amount(number, number, vague=True) if number else None
    low = claim.low if claim.low is not None else claim.high
    high = claim.high if claim.high is not None else claim.low
    assert low is not None and high is not None
    word = vague_word(claim)
    if word:
        low, high = settings.vague.get(word, (low, low))
    return Amount(min(low, high), max(low, high), vague=bool(word))


def vague_word(claim: Claim) -> str:
    """The class of vague word that the claim counts by ("dozens"), "unnumbered", or empty for a number."""
    if claim.low is None or claim.high is not None:
        return ""
    said = " ".join(claim.count_text.casefold().split())
    if any(c.isdigit() for c in said) or _numerals().search(said):
        return ""
    for name, pattern in _classes():
        if pattern.search(said):
            return name
    return UNNUMBERED if claim.low <= _LEAST_UNSAID else ""


# "children" and "a number of civilians" are at least 2, "several" and "a few" at least 3 (CLAIMS.md, "Numbers").
_LEAST_UNSAID = 3


@cache
def _numerals() -> re.Pattern[str]:
    return _any_of(_lists()["numerals"])


@cache
def _classes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry["name"], _any_of(entry["words"])) for entry in _lists()["class"])


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads((files("tollbook.assessments.vocabulary") / "amounts.toml").read_text(encoding="utf-8"))


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")
