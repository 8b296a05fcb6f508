"""Read a date as somebody wrote it: the one day that it names, or a finding. Nothing is guessed or filled in."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from tollbook.documents.limits import EARLIEST_YEAR, LATEST_YEAR
from tollbook.model.finding import Finding

LANGUAGES: Final = ("ar", "de", "en", "es", "fa", "fr", "he", "hr", "it", "nl", "pl", "pt", "ru", "tr", "uk")
"""Languages whose month names are known. Where two of them read a date differently, it is ambiguous."""

LONGEST: Final = 80
"""Characters of the longest thing that is taken for a date."""

# The months as they are written in Iraq, Syria, Lebanon, Jordan and Palestine; dateparser has only the others.
LEVANTINE: Final = {
    "كانون الثاني": "يناير",
    "شباط": "فبراير",
    "آذار": "مارس",
    "نيسان": "أبريل",
    "أيار": "مايو",
    "حزيران": "يونيو",
    "تموز": "يوليو",
    "آب": "أغسطس",
    "أيلول": "سبتمبر",
    "تشرين الأول": "أكتوبر",
    "تشرين الثاني": "نوفمبر",
    "كانون الأول": "ديسمبر",
}

_TIME = r"(?:[Tt\s]\s*\d{1,2}(?::?\d{2}){1,2}(?:[.,]\d+)?\s*(?:[Zz]|[A-Za-z]{3,4}|[+-]\d{2}(?::?\d{2})?)?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_COMPACT = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}}){_TIME}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}")
_LEVANTINE = re.compile("|".join(sorted(LEVANTINE, key=len, reverse=True)))
_DIGIT = re.compile(r"\d")

_ADVICE = "Write it as 2017-03-24 (year, month, day), or leave it out where the day is not known."


def read_date(said: str, *, where: str, language: str = "") -> date | Finding:
    """The day that `said` names, or a finding at `where` that says why it names none.

    Takes ISO 8601 days and moments (of a moment, the day as written there) and other spellings that can mean
    only one day ("17 March 2017", "17/03/2017"). `language` is asked before LANGUAGES. Findings:
    `date.impossible` (no such day), `date.ambiguous` (day and month could be exchanged), `date.unclear` (no
    date, or no whole one), `date.implausible` (outside EARLIEST_YEAR to LATEST_YEAR). A date with a finding is
    not used at all. No clock and no time zone of this machine enters.
    """
    text = _DIGIT.sub(lambda digit: str(int(digit[0])), " ".join(said[: LONGEST + 1].split()))
    if len(text) > LONGEST:
        return _unclear(text[:LONGEST] + "…", where)
    if match := _YEAR_FIRST.fullmatch(text):
        days = [_day(match[1], match[3], match[4])]
    elif match := _COMPACT.fullmatch(text):
        days = [_day(match[1], match[2], match[3])]
    elif match := _YEAR_LAST.fullmatch(text):
        days = [_day(match[4], match[3], match[1]), _day(match[4], match[1], match[3])]
    else:
        days = [*_in_words(text, language)]
        if not days:
            return _unclear(said, where)
    return _one(days, said, where)


def _one(days: list[date | None], said: str, where: str) -> date | Finding:
    possible = sorted({day for day in days if day is not None})
    if not possible:
        return Finding(
            code="date.impossible", where=where, message=f"there is no such day as “{said}”", advice=_ADVICE
        )
    if len(possible) > 1:
        either = " or ".join(day.isoformat() for day in possible)
        return Finding(code="date.ambiguous", where=where, message=f"“{said}” could mean {either}", advice=_ADVICE)
    if not EARLIEST_YEAR <= possible[0].year <= LATEST_YEAR:
        message = f"“{said}” is not between the years {EARLIEST_YEAR} and {LATEST_YEAR}"
        return Finding(code="date.implausible", where=where, message=message, advice=_ADVICE)
    return possible[0]


def _unclear(said: str, where: str) -> Finding:
    return Finding(
        code="date.unclear", where=where, message=f"“{said}” does not name one day in full", advice=_ADVICE
    )


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _in_words(text: str, language: str) -> list[date]:
    """The days that `text` can mean with a month's name in one of the languages, each once."""
    # Imported here, because most books need no spelling but ISO 8601.
    from dateparser import parse  # type: ignore[import-untyped]

    text = _LEVANTINE.sub(lambda month: LEVANTINE[month[0]], text)
    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month", "year"],
        "STRICT_PARSING": True,
        "RELATIVE_BASE": datetime(2000, 1, 1),  # never used for an absolute date; keeps the clock out
        "DATE_ORDER": "DMY",
        "PREFER_LOCALE_DATE_ORDER": False,
    }
    for languages in ((language,) if language in LANGUAGES else (), LANGUAGES):
        read = [parse(text, languages=[one], settings=settings) for one in languages]
        days = sorted({moment.date() for moment in read if moment is not None})
        if kept := [day for day in days if _stands_in(day, text)]:
            return kept
    return []


def _stands_in(day: date, text: str) -> bool:
    """Whether the year in four digits and the number of the day are really written in `text`."""
    numbers = re.findall(r"\d+", text)
    return str(day.year) in numbers and any(len(number) <= 2 and int(number) == day.day for number in numbers)
