"""The days that a text names, in English, Arabic and Turkish: whole dates, days of a month, days of the week."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from tollbook.places.names import plain

BESIDE = 25
"""So many characters before a date, the day of the week that stands there is that date's."""
_DIGITS = {ord(digit): str(value) for zero in "٠۰" for value in range(10) for digit in (chr(ord(zero) + value),)}
_CREDIT = re.compile(r"[^()\n]{4,28}\([^()\n]{2,80}\)[^\S\n]*(?:\n|$)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](20\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)[./_-](\d{1,2})[./_-](\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Named:
    """Days named at `start` in a text; `weekday` counts from Monday, `year` and `month` are 0 where not said.

    Of a day of the week alone `day` is 0, and `weekday` is -1 where none is named. `credited` is a day at the end
    of a line with somebody's name after it in brackets: that of a picture.
    """

    start: int
    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int = -1
    credited: bool = False

    @property
    def ordinal(self) -> int:
        """The proleptic ordinal of a whole date, 0 if it is none."""
        return ordinal(self.year, self.month, self.day) if self.year else 0


def ordinal(year: int, month: int, day: int) -> int:
    """The proleptic ordinal of a day, 0 where there is no such day."""
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return 0


def named_days(text: str) -> tuple[Named, ...]:
    """What days `text` names, in its order; a day of the week just before a date is told with the date."""
    read = plain(text).translate(_DIGITS)
    dates = sorted(_dates(read), key=lambda one: one.start)
    weekdays = [Named(at.start(), weekday=_weekdays()[at[1]]) for at in _weekday_pattern().finditer(read)]
    found: list[Named] = []
    taken: set[int] = set()
    for one in dates:
        beside = [day for day in weekdays if 0 <= one.start - day.start <= BESIDE]
        taken.update(day.start for day in beside)
        weekday = beside[-1].weekday if beside else -1
        credited = bool(_CREDIT.match(read, one.start))
        found.append(Named(one.start, one.year, one.month, one.day, weekday, credited))
    found += [day for day in weekdays if day.start not in taken]
    return tuple(sorted(found, key=lambda one: (one.start, one.day)))


def _dates(read: str) -> Iterator[Named]:
    day_first, month_first = _date_patterns()
    for at in day_first.finditer(read):
        yield from _named(at.start(), at[3], _months()[at[2]], at[1])
    for at in month_first.finditer(read):
        yield from _named(at.start(), at[3], _months()[at[1]], at[2])
    for at in _YEAR_LAST.finditer(read):
        first, second = int(at[1]), int(at[2])
        month, day = (second, first) if second <= 12 else (first, second)
        yield from _named(at.start(), at[3], month, str(day))
    for at in _YEAR_FIRST.finditer(read):
        yield from _named(at.start(), at[1], int(at[2]), at[3])


def _named(start: int, year: str | None, month: int, day: str) -> Iterator[Named]:
    if ordinal(int(year) if year else 2024, month, int(day)):  # in a leap year all days of the calendar are
        yield Named(start, int(year or 0), month, int(day))


@cache
def _vocabulary() -> dict[str, list[list[str]]]:
    return tomllib.loads(files(__package__).joinpath("calendar.toml").read_text(encoding="utf-8"))


@cache
def _months() -> dict[str, int]:
    return {plain(name): at for at, names in enumerate(_vocabulary()["months"], 1) for name in names}


@cache
def _weekdays() -> dict[str, int]:
    return {plain(name): at for at, names in enumerate(_vocabulary()["weekdays"]) for name in names}


def _any(names: dict[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


@cache
def _weekday_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)[وبلف]?({_any(_weekdays())})(?!\w)")


@cache
def _date_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Day before month, with the month's second name beside it ("شباط/فبراير"); and month before day."""
    months = _any(_months())
    return (
        re.compile(
            rf"(?<![\w.])(\d{{1,2}})(?:st|nd|rd|th)?\s*(?:من |of |[-/،,])?\s*({months})(?!\w)"
            rf"(?:\s*[/\-(،,]?\s*(?:{months})(?!\w)\)?)?[\s,،/-]*(?:عام |سنه )?(20\d\d)?"
        ),
        re.compile(rf"(?<!\w)({months})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:[\s,،]+(20\d\d))?"),
    )
