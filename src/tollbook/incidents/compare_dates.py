"""What dates say of whether two tellings are of one event: the days, or only when they were published."""

from __future__ import annotations

from tollbook.incidents.telling import Telling

WEEK, MONTH = 7, 31
_REPORTED = ((3, "reported_3"), (10, "reported_10"), (31, "reported_31"), (92, "reported_92"))
_PUBLISHED = ((1, "published_1"), (3, "published_3"), (10, "published_10"), (31, "published_31"))


def compare(a: Telling, b: Telling) -> tuple[str, str] | None:
    """Level and words; None where one of them says nothing of time.

    A publication date is only ever the last day on which an event can have happened, never its day.
    """
    if a.first and b.first:
        return _both_known(a, b)
    if a.first or b.first:
        known, other = (a, b) if a.first else (b, a)
        return _one_known(known, other.published) if other.published else None
    if a.published and b.published:
        return _neither_known(abs(a.published - b.published))
    return None


def told_apart(a: Telling, b: Telling) -> bool:
    """Whether both give days, within two at most, and no day is the same."""
    known = a.first and b.first and a.last - a.first <= 1 and b.last - b.first <= 1
    return bool(known) and max(a.first, b.first) > min(a.last, b.last)


def _both_known(a: Telling, b: Telling) -> tuple[str, str]:
    longest = max(a.last - a.first, b.last - b.first) + 1
    gap = max(a.first, b.first) - min(a.last, b.last)
    if gap <= 0:
        if longest == 1:
            return "same_day", "same day"
        if longest <= WEEK:
            return "same_days", "the same days"
        return (
            ("same_month", "the same month") if longest <= MONTH else ("same_year", "within the same long period")
        )
    words = f"{gap} days apart" if gap > 1 else "a day apart"
    if longest > WEEK:
        return ("weeks_apart" if gap <= WEEK else "far_apart"), words
    if gap == 1:
        return "day_apart", words
    return ("days_apart" if gap <= 3 else "far_apart"), words


def _one_known(known: Telling, published: int) -> tuple[str, str]:
    if published < known.first - 1:  # a day's grace for time zones
        return "published_before", "one was published before the other happened"
    lag = max(0, published - known.last)
    if known.last - known.first >= WEEK and lag <= MONTH:
        return "reported_wide", "published about that time"
    level = next((level for days, level in _REPORTED if lag <= days), "reported_later")
    return level, f"published {_days(lag)} after it" if lag else "published the day it happened"


def _neither_known(apart: int) -> tuple[str, str]:
    level = next((level for days, level in _PUBLISHED if apart <= days), "published_apart")
    return level, "published the same day" if not apart else f"published {_days(apart)} apart"


def _days(count: int) -> str:
    return "a day" if count == 1 else f"{count} days"
