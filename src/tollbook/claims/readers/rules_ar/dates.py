"""Dates told by day and month: "16-01-2023", "2/11", "28 أيلول", "السابع من تموز", the stamp of a post."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tollbook.claims.readers.draft import Days
from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.phrases import is_word, phrase_at
from tollbook.claims.readers.rules_ar.words import Word

_FULL = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_DAY_MONTH = re.compile(r"(\d{1,2})[-/](\d{1,2})$")
YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class When:
    """The words `first` to `last` stand for the closed days `days`; `exact` orders how narrowly they say so.

    `total` is true for a running period ("since the beginning of the year", "in the last three days").
    """

    first: int
    last: int
    days: Days
    exact: int = 3
    total: bool = False


def is_in(word: Word, group: str, key: str) -> bool:
    """Whether a word is in one list of the vocabulary of time."""
    return is_word(word, "time", group, key)


def past_at(words: Sequence[Word], i: int) -> int:
    """The last word of "past" or "current" after word `i`, or `i` itself."""
    after = i + 1
    if after < len(words) and (is_in(words[after], "past", "words") or is_in(words[after], "past", "this")):
        return after
    return i


def weekday_at(words: Sequence[Word], i: int, published: date | None) -> When | None:
    """The last such weekday up to publication; "last Friday" is before it."""
    hit = phrase_at(words, i, "time", "weekday")
    if hit is None or published is None or not words[i].bare.lstrip("وفلبك").startswith("ال"):
        return None
    last = past_at(words, hit.last)
    past = last > hit.last and is_in(words[last], "past", "words")
    back = (published.weekday() - int(hit.key)) % 7
    day = published - timedelta(days=back or (7 if past else 0))
    return When(i, last, (day, day), 6)


def date_at(words: Sequence[Word], i: int, published: date | None) -> When | None:
    """ "16-01-2023", "2/11", "28 أيلول", "4 آذار / مارس 2023"."""
    word = words[i]
    if word.kind != "number":
        return _stamp(words, i) or _spelled_day(words, i, published)
    if match := _FULL.match(word.bare):
        return _day_of(int(match[3]), int(match[2]), int(match[1]), i, i)
    if match := _ISO.match(word.bare):
        return _day_of(int(match[1]), int(match[2]), int(match[3]), i, i)
    if match := _DAY_MONTH.match(word.bare):
        clock = i + 1 < len(words) and is_in(words[i + 1], "hijri", "words")
        return None if clock else _nearest(int(match[2]), int(match[1]), published, i, i)
    if word.bare.isdigit() and 1 <= int(word.bare) <= 31:
        return _after_day(words, i, int(word.bare), published)
    return _stamp(words, i)


def _spelled_day(words: Sequence[Word], i: int, published: date | None) -> When | None:
    """ "السابع من تموز": an ordinal before a month."""
    ordinals = lexicon.table("time")["ordinal"]
    day = next((int(n) for n, listed in ordinals.items() for form, _ in words[i].forms if form in listed), None)
    return None if day is None else _after_day(words, i, day, published)


def _after_day(words: Sequence[Word], i: int, day: int, published: date | None) -> When | None:
    at = i + 1
    for filler in ("من", "شهر"):
        if at < len(words) and words[at].bare == filler:
            at += 1
    month = phrase_at(words, at, "time", "month") if at < len(words) else None
    if month is None:
        return None
    last = month.last
    while last + 2 < len(words) and words[last + 1].text in "/-(":
        other = phrase_at(words, last + 2, "time", "month")
        if other is None or other.key != month.key:
            break
        last = other.last
        if last + 1 < len(words) and words[last + 1].text == ")":
            last += 1
    at = last + 1
    for filler in ("من", "عام", "العام", "سنة"):
        if at < len(words) and words[at].bare in (filler, "لعام"):
            at += 1
    if at < len(words) and words[at].bare.isdigit() and int(words[at].bare) in YEARS:
        return _day_of(int(words[at].bare), int(month.key), day, i, at)
    return _nearest(int(month.key), day, published, i, past_at(words, last))


@functools.cache
def _stamps() -> dict[str, int]:
    return {name: int(n) for n, listed in lexicon.table("time")["stamp"].items() for name in listed}


def _stamp(words: Sequence[Word], i: int) -> When | None:
    """The date of a post in Latin letters: "Jul 24, 2022", "24 July 2022"."""
    months = _stamps()
    run = [word.bare.strip(",.") for word in words[i : i + 4] if word.text not in ",.،"][:3]
    if len(run) < 3 or not run[2].isdigit() or int(run[2]) not in YEARS:
        return None
    name, day = (run[0], run[1]) if run[0] in months else (run[1], run[0])
    if name not in months or not day.isdigit():
        return None
    last = next(k for k in range(i, len(words)) if words[k].bare.strip(",.") == run[2])
    return _day_of(int(run[2]), months[name], int(day), i, last)


def _day_of(year: int, month: int, day: int, first: int, last: int) -> When | None:
    try:
        exact = date(year, month, day)
    except ValueError:
        return None
    return When(first, last, (exact, exact), 9)


def _nearest(month: int, day: int, published: date | None, first: int, last: int) -> When | None:
    """A day and month without a year: the last such day up to publication (a week's grace for slips)."""
    if published is None:
        return None
    try:
        found = date(published.year, month, day)
        if found > published + timedelta(days=7):
            found = date(published.year - 1, month, day)
    except ValueError:
        return None
    return When(first, last, (found, found), 8)
