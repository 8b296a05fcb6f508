"""How likely what a report shows by itself is on each day: of its claims, its text, and its day of publication."""

from __future__ import annotations

import numpy as np

from tollbook.incidents.reports.chances import Vector, mask_of, spread
from tollbook.incidents.reports.period import Days, Period

CLAIMED, TOLD = 0.9, 0.93
"""How often days are right that claims give; and those that the rest of the text does."""
NEARLY = 0.06
"""How often a day is told as the one before it, and as the one after it."""
DELAY = (0.55, 0.25, 0.08, 0.04, 0.03, 0.025, 0.025)
"""How likely an event is reported on the day itself, on the next, and so on."""
UNSTATED = 2e-5
"""How likely a report is of any other day than that of publication that it or somebody states."""
STEADY_YEARS, APART = 0.1, 45
"""A share of the reports is of any day; the others come, on a day, as often as within so many days of it."""


def of_event(days: Days, length: int, *, claimed: bool) -> Vector:
    """On each of `length` days, how likely a text names `days` if it was then, against one at random that does."""
    count = days.bit_count()
    if not days or count == length:
        return np.ones(length)
    right = CLAIMED if claimed else TOLD
    near = spread(mask_of(days, length).astype(float), NEARLY)
    return right * near * (length / count) + (1 - right)


def of_publication(day: int, period: Period) -> Vector:
    """On each day, how likely that day of publication (an ordinal; 0 if not known) is stated."""
    if not period.first <= day <= period.last:
        return np.ones(period.length)
    found = np.full(period.length, UNSTATED)
    found[day - period.first] = 1.0
    return found


def usual(published: list[int], period: Period) -> Vector:
    """How likely a report of the book is of each day, from the days of publication that are known."""
    counted = np.zeros(period.length)
    for day in published:
        if period.first <= day <= period.last:
            counted[day - period.first] += 1
    away = np.arange(-3 * APART, 3 * APART + 1)
    often = np.convolve(counted, np.exp(-((away / APART) ** 2) / 2))[3 * APART : 3 * APART + period.length]
    even = np.full(period.length, 1 / period.length)
    return STEADY_YEARS * even + (1 - STEADY_YEARS) * often / often.sum() if often.sum() > 0 else even


def delayed(events: Vector) -> Vector:
    """From the days of events to those of publication: how likely what was shown is."""
    found = np.zeros_like(events)
    for days, share in enumerate(DELAY):
        found[..., days:] += share * events[..., : events.shape[-1] - days]
    return found


def before(published: Vector) -> Vector:
    """From days of publication to those of events."""
    found = np.zeros_like(published)
    for days, share in enumerate(DELAY):
        found[..., : published.shape[-1] - days] += share * published[..., days:]
    return found
