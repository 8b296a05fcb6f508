"""What every kind of expression of time has in common: a pattern, and the days that it stands for."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.count import find_counts

ORDINAL = r"(?:st|nd|rd|th)?"
YEAR = r"(?:19|20)\d\d"
NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few|several|couple\s+of|\d{1,3})"
UNIT = r"(?:hours?|days?|nights?|weeks?|fortnights?|months?|years?)"


@dataclass(frozen=True, slots=True)
class Period:
    """The closed days that an expression stands for; None where it names no day by itself.

    `total`: a count within it is a total ("since X", "in the past six days"). `year`: nothing more exact than a
    year is said. `span`: two ends are said ("between January and June"). `shift`: so many units after (before,
    where negative) the day told last. `own_year`: the year is written out.
    """

    first: date | None = None
    last: date | None = None
    total: bool = False
    year: bool = False
    span: bool = False
    shift: tuple[int, str] | None = None
    own_year: bool = False


Resolve = Callable[[re.Match[str], date | None], Period | None]


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of expression: its name, its verbose pattern without case, and what it resolves to.

    The groups of the pattern begin with the form's name, for all forms are one pattern in the end.
    """

    name: str
    pattern: str
    resolve: Resolve


@functools.cache
def months() -> str:
    """The names of months, longest first, for a pattern."""
    return "(?:" + "|".join(sorted(lexicon.table("time")["months"], key=lambda name: -len(name))) + ")"


@functools.cache
def weekdays() -> str:
    """The names of weekdays, for a pattern."""
    return "(?:" + "|".join(lexicon.table("time")["weekdays"]) + ")"


def month_number(name: str) -> int:
    """1 for January."""
    return int(lexicon.table("time")["months"][name.lower().rstrip(".")])


def amount(text: str | None) -> int | None:
    """How many units a word says; one where there is no word, three for "a few", None for what is no number."""
    if not text:
        return 1
    word = " ".join(text.lower().split())
    if word in ("a", "an"):
        return 1
    if word in ("few", "several"):
        return 3
    counts = find_counts("a couple" if word == "couple of" else word)
    return counts[0].low if counts else None


def one(day: date | None) -> Period | None:
    """A single day as a period."""
    return Period(day, day) if day else None
