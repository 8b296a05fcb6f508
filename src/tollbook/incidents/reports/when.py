"""On which days what a report tells can have happened, as far as its text and address show by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tollbook.incidents.reports.calendar import Named, ordinal
from tollbook.incidents.reports.period import Days, Period

HEAD = 300
"""In so many characters at its beginning a report names the day of the event without a year."""
DATELINE = 500
"""So far what looks like the day of publication is."""
BEGINNING, LEAD = 700, 1500
"""So far a day with its weekday is that of the event; and so far a weekday."""
REPORTED = 6
"""Days within which most events are reported; farther back a report does not look for the day of a weekday."""


def dateline(named: Sequence[Named]) -> Named | None:
    """The whole date with which a report begins: the day it was published, or of the event, which is near."""
    return next((one for one in named if one.ordinal and one.start < DATELINE and not one.credited), None)


def published(url_day: int, known: int, named: Sequence[Named]) -> int:
    """The day of publication: as is stated, by the address, or by the dateline; 0 where none of them says."""
    head = dateline(named)
    return known or url_day or (head.ordinal if head else 0)


def days_told(named: Sequence[Named], publication: int, period: Period) -> Days:
    """The days on which what a report tells first can have happened; all days of the period where nothing says."""
    days = period.between(publication - REPORTED, publication) if publication else period.whole
    days = days or period.whole
    head = dateline(named)
    others = [
        one
        for one in named
        if one is not head and not one.credited and not (publication and one.ordinal == publication)
    ]
    for one in others:
        near = one.start < (BEGINNING if one.weekday >= 0 else HEAD)
        if one.month and not one.year and near and (found := days & _of_any_year(one, period)):
            return found
    for one in others if publication else ():
        if one.ordinal and one.start < BEGINNING and (found := days & period.between(one.ordinal, one.ordinal)):
            return found
    weekday = next((one.weekday for one in others if not one.month and one.start < LEAD), -1)
    if weekday >= 0 and (found := days & period.weekday(weekday)):
        return found
    return period.between(publication - 1, publication) if publication else days


def _of_any_year(one: Named, period: Period) -> Days:
    """A day and month in the years of the period; where its weekday is told, in those where it falls on it."""
    days = 0
    for year in range(date.fromordinal(period.first).year, date.fromordinal(period.last).year + 1):
        found = ordinal(year, one.month, one.day)
        if found and (one.weekday < 0 or (found - 1) % 7 == one.weekday):
            days |= period.between(found, found)
    return days
