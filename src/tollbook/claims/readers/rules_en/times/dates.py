"""Days of the calendar: "12 May 2019", "May 3-9", "12/05/2019", "Sunday, 12 May"."""

from __future__ import annotations

import re
from datetime import date

from tollbook.claims.readers.rules_en.times.calendar import day_of, near_year
from tollbook.claims.readers.rules_en.times.form import (
    ORDINAL,
    YEAR,
    Form,
    Period,
    month_number,
    months,
    one,
    weekdays,
)


def forms() -> tuple[Form, ...]:
    """The forms of this module, the longer before the shorter."""
    before = rf"(?:{weekdays()},?\s+(?:the\s+)?)?"
    and_ = r"\s*(?:-|–|—|/|,|to|and|or|until|till|through|&)\s*(?:the\s+)?"
    year = rf"(?:\s*,?\s+(?:of\s+)?(?P<%s>{YEAR})(?!\s+(?:people|civilians))|\s+(?P<%s2>[5-9]\d)(?=\s|,|\)|$))?"
    return (
        Form("iso", rf"(?P<iso_day>{YEAR}-\d\d-\d\d)", _iso),
        Form(
            "numeric",
            rf"\b(?P<numeric_a>\d{{1,2}})[/.](?P<numeric_b>\d{{1,2}})[/.](?P<numeric_y>{YEAR})\b",
            _numeric,
        ),
        Form(
            "day_range",
            rf"{before}(?P<day_range_a>\d{{1,2}}){ORDINAL}(?:{and_}\d{{1,2}}{ORDINAL})*?{and_}(?P<day_range_b>\d{{1,2}})"
            rf"{ORDINAL}\s+(?:of\s+)?(?P<day_range_m>{months()})\b\.?" + year % ("day_range_y", "day_range_y"),
            _day_range,
        ),
        Form(
            "day_month",
            rf"{before}(?:the\s+)?(?P<day_month_d>\d{{1,2}}){ORDINAL}(?:\s+(?:of\s+)?|-)(?P<day_month_m>{months()})\b\.?"
            + year % ("day_month_y", "day_month_y"),
            _day_month,
        ),
        Form(
            "month_range",
            rf"{before}(?P<month_range_m>{months()})\b\.?\s+(?P<month_range_a>\d{{1,2}}){ORDINAL}"
            rf"\s*(?:-|–|—|/|to|and|or|until|till|through)\s*(?P<month_range_b>\d{{1,2}}){ORDINAL}(?![\d,]\d)"
            rf"(?!\s+(?:[a-z]+s\b|people|{months()}\b))(?:,?\s+(?P<month_range_y>{YEAR}))?",
            _month_range,
        ),
        Form(
            "month_day",
            rf"{before}(?P<month_day_m>{months()})\b\.?\s+(?:the\s+)?(?P<month_day_d>\d{{1,2}}){ORDINAL}(?!\d|,\d{{3}})"
            rf"(?:,?\s+(?P<month_day_y>{YEAR}))?",
            _month_day,
        ),
    )


def _year(written: str | None, short: str | None, month: int, day: int, published: date | None) -> int | None:
    if written:
        return int(written)
    return 1900 + int(short) if short else near_year(month, day, published)


def _dated(day: date | None, own_year: bool) -> Period | None:
    return Period(day, day, own_year=own_year) if day else None


def _iso(match: re.Match[str], published: date | None) -> Period | None:
    year, month, day = map(int, match["iso_day"].split("-"))
    return _dated(day_of(year, month, day), True)


def _numeric(match: re.Match[str], published: date | None) -> Period | None:
    """The day stands first, unless that is no day or one after publication and the other reading is not."""
    a, b, year = int(match["numeric_a"]), int(match["numeric_b"]), int(match["numeric_y"])
    first, second = day_of(year, b, a), day_of(year, a, b)
    late = first is not None and published is not None and first > published
    if first is None or (late and second is not None and published is not None and second <= published):
        first = second
    return _dated(first, True)


def _day_range(match: re.Match[str], published: date | None) -> Period | None:
    month, days = month_number(match["day_range_m"]), (int(match["day_range_a"]), int(match["day_range_b"]))
    year = _year(match["day_range_y"], match["day_range_y2"], month, days[0], published)
    return _between(year, month, days, match["day_range_y"] is not None)


def _between(year: int | None, month: int, days: tuple[int, int], own_year: bool) -> Period | None:
    first, last = (day_of(year, month, day) if year else None for day in days)
    if first is None or last is None or last < first:
        return None
    return Period(first, last, span=(last - first).days > 1, own_year=own_year)


def _day_month(match: re.Match[str], published: date | None) -> Period | None:
    month, day = month_number(match["day_month_m"]), int(match["day_month_d"])
    year = _year(match["day_month_y"], match["day_month_y2"], month, day, published)
    return _dated(day_of(year, month, day), match["day_month_y"] is not None) if year else None


def _month_range(match: re.Match[str], published: date | None) -> Period | None:
    month, days = month_number(match["month_range_m"]), (int(match["month_range_a"]), int(match["month_range_b"]))
    year = _year(match["month_range_y"], None, month, days[0], published)
    between = _between(year, month, days, match["month_range_y"] is not None)
    return between or (one(day_of(year, month, days[0])) if year else None)


def _month_day(match: re.Match[str], published: date | None) -> Period | None:
    month, day = month_number(match["month_day_m"]), int(match["month_day_d"])
    year = _year(match["month_day_y"], None, month, day, published)
    return _dated(day_of(year, month, day), match["month_day_y"] is not None) if year else None
