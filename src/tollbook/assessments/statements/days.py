"""Days that a sentence names: when something was said, and the day of the event."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTH = r"(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>\d{4}))?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}{_YEAR}\b",
        rf"\b{_MONTH}\s+{_DAY}\b{_YEAR}",
        r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b",
    )
)


def dates(text: str, published: date | None) -> list[tuple[int, date]]:
    """The days written in `text`, with where they stand; without a year the last before `published`."""
    found = []
    for form in _FORMS:
        for one in form.finditer(text):
            day = _day(one, published)
            if day:
                found.append((one.start(), day))
    return sorted(found)


def said_on(text: str, at: int, published: date | None) -> date | None:
    """When the verb at offset `at` was said: a weekday or "yesterday" beside it, else the day of publication."""
    if published is None:
        return None
    near = text[max(0, at - 40) : at + 40].casefold()
    for number, name in enumerate(_WEEKDAYS):
        if re.search(rf"\bon (?:\w+ )?{name}\b", near) and f"last {name}" not in near:
            return published - timedelta(days=(published.weekday() - number) % 7)
    return published - timedelta(days=1) if re.search(r"\byesterday\b", near) else published


def _day(found: re.Match[str], published: date | None) -> date | None:
    name = found["month"].casefold()
    month = int(name) if name.isdigit() else next((n for n, m in enumerate(_MONTHS, 1) if m == name[:3]), 0)
    year = int(found["year"]) if found["year"] else published.year if published else 0
    try:
        day = date(year, month, int(found["day"]))
    except ValueError:
        return None
    if not found["year"] and published and day > published:
        return day.replace(year=year - 1) if (month, day.day) != (2, 29) else None
    return day
