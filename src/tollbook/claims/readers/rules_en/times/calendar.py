"""Days, weeks and months counted back from another day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from tollbook.claims.readers.rules_en import lexicon


def day_of(year: int, month: int, day: int) -> date | None:
    """A day of the calendar; None where there is none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def near_year(month: int, day: int, published: date | None) -> int | None:
    """The year of a day without one: that of the last such day not after publication."""
    if published is None:
        return None
    candidate = day_of(published.year, month, day)
    if candidate is not None and candidate > published + timedelta(days=1):
        return published.year - 1
    return published.year


def month_span(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def year_span(year: int) -> tuple[date, date]:
    """The first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def last_weekday(name: str, published: date) -> date:
    """The last such day of the week up to publication."""
    return published - timedelta(days=(published.weekday() - weekday_number(name)) % 7)


def weekday_number(name: str) -> int:
    """0 for Monday."""
    return int(lexicon.table("time")["weekdays"][name.lower()])


def back(day: date, n: int, unit: str) -> date | None:
    """The day `n` units before another (after it, where `n` is negative); None beyond the calendar."""
    unit = unit.lower()
    try:
        if unit.startswith("hour"):
            return day - timedelta(days=(n + 23) // 24)
        if unit.startswith(("day", "night")):
            return day - timedelta(days=n)
        if unit.startswith(("week", "fortnight")):
            return day - timedelta(days=(14 if unit.startswith("fortnight") else 7) * n)
        months = n * (12 if unit.startswith("year") else 1)
        year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def around(day: date, unit: str) -> tuple[date, date]:
    """The days that a day counted in units stands for: "two months ago" says no more than the month."""
    if unit.lower().startswith("year"):
        return year_span(day.year)
    if unit.lower().startswith("month"):
        return month_span(day.year, day.month)
    return day, day
