"""On which days what each report tells can have happened: by itself, by its number, and by reports alike."""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tollbook.incidents.reports import evidence
from tollbook.incidents.reports.chances import (
    OPEN,
    Chances,
    Vector,
    chances,
    mask_of,
    spread,
)
from tollbook.incidents.reports.passage import Passage
from tollbook.incidents.reports.period import Days, Period
from tollbook.incidents.reports.series import told_by_others
from tollbook.incidents.reports.when import days_told

MARGIN = 30
"""Days before the first and after the last day of publication that a book's reports can tell of."""
OUTSIDE = 0.02
"""The share of days of publication at either end that may be read wrongly, and do not stretch the period."""
LATELY = 366
"""Days by which what came in last may be later than that share, and no misreading."""
LONGEST = 31
"""A period of more days that a claim gives says too little here."""
MOST_NUMBERED = 150
"""Of a longer series so many reports, evenly spread, tell the days; of another number those beside it do."""
ROUNDS = 3
"""So often the days found go round between reports alike and running numbers."""
MOST_ALIKE = 20
"""So many reports alike lend their days to one."""
LEAST_ALIKE, MOST_LENT = 0.02, 0.95
"""How likely a report is of the same event at least to lend its day; and how likely the day is lent at most."""
NEARLY = 0.1
"""How often a report alike tells of the day before, and of the day after."""
FLOOR = 1e-6

Alike = Callable[[int], Iterable[tuple[int, float]]]
"""The reports alike to one, whatever their days, with how likely they are of the same event; the likest first."""


@dataclass(frozen=True, slots=True)
class Series:
    """The running numbers of a publisher, in order, with what the others say of the day of publication of each."""

    numbers: tuple[int, ...]
    told: tuple[Chances, ...]


@dataclass(frozen=True)
class Chains:
    """What a book tells of the days of its passages: how usual a day is, and the numbers of its publishers."""

    usual: Vector
    series: Mapping[str, Series]
    unnumbered: dict[tuple[int, int, int], Chances] = field(default_factory=dict, compare=False)
    """Kept: what was found for passages without a number, most of which are alike."""


def period_of(days: Iterable[int]) -> Period:
    """The days that a book's reports can tell of, from those that are known, as ordinals (0: not known)."""
    known = sorted(filter(None, days))
    if not known:
        return Period(1, 1)
    outside = int(len(known) * OUTSIDE)
    last = known[len(known) - 1 - outside] + LATELY
    return Period(max(1, known[outside] - MARGIN), known[bisect_right(known, last) - 1] + MARGIN)


def chains(passages: Sequence[Passage], period: Period, alike: Alike) -> Chains:
    """What the passages of a book together tell of the days of each (`days_left`).

    A report's day of publication is told by its own text and address, by the reports of the same publisher that
    are numbered before and after it, and, where it says none itself, by reports alike of any publisher, whose days
    are told the same way.
    """
    usual = evidence.usual([one.published for one in passages if one.foremost], period)
    numbered: dict[str, dict[int, int]] = defaultdict(dict)
    for at, one in enumerate(passages):
        if one.number and one.foremost:
            numbered[one.number[0]].setdefault(one.number[1], at)
    found: dict[str, Series] = {}
    members = {name: _some(sorted(ours.items())) for name, ours in sorted(numbered.items()) if len(ours) > 1}
    undated = {at: not _within(passages[at].published, period) for ours in members.values() for _, at in ours}
    lenders = {at: _lent(alike(at)) if lacks else [] for at, lacks in undated.items()}
    needed = sorted({*lenders, *(other for lent in lenders.values() for other, _ in lent)})
    with ThreadPoolExecutor(os.cpu_count()) as together:  # what NumPy does leaves the other threads free
        for _ in range(ROUNDS if members else 0):
            known = Chains(usual, found)
            days = {at: (_posterior(passages[at], period, known) / usual).astype(np.float32) for at in needed}
            shown = (
                (ours, (_shown(passages[at], period, lenders[at], days) for _, at in ours))
                for ours in members.values()
            )
            found = dict(zip(members, together.map(partial(_chained, usual), shown), strict=True))
    return Chains(usual, found)


def _chained(usual: Vector, publisher: tuple[Sequence[tuple[int, int]], Iterable[Vector]]) -> Series:
    """The series of one publisher: its numbers, and what its reports show by themselves."""
    ours, shown = publisher
    numbers = tuple(number for number, _ in ours)
    said = told_by_others(numbers, np.array([row / row.max() for row in shown]), usual)
    return Series(numbers, tuple(chances(row, away=0.0) for row in said))


def _some(ours: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(ours) <= MOST_NUMBERED:
        return ours
    return [ours[at * (len(ours) - 1) // (MOST_NUMBERED - 1)] for at in range(MOST_NUMBERED)]


def _lent(alike: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    lent = [(other, likely) for other, likely in alike if likely >= LEAST_ALIKE][:MOST_ALIKE]
    together = max(1.0, sum(likely for _, likely in lent) / MOST_LENT)
    return [(other, likely / together) for other, likely in lent]


def _shown(
    one: Passage, period: Period, lent: Sequence[tuple[int, float]], days: Mapping[int, NDArray[Any]]
) -> Vector:
    """On each day of publication, how likely what the report itself and those alike show is."""
    by_others = np.full(period.length, 1 - sum(likely for _, likely in lent))
    for other, likely in lent:
        by_others += likely * spread(days[other], NEARLY)
    events = _own(one, period) * by_others
    found: Vector = evidence.of_publication(one.published, period) * evidence.delayed(events) + FLOOR
    return found


def days_left(one: Passage, period: Period, known: Chains) -> Chances:
    """How likely each day is that of what the passage tells, by itself and by the number of its document."""
    said = _said(one, period)
    if _series(one, known) is not None:
        return chances(_posterior(one, period, known))
    days = said or _told_days(one, period)
    if days == period.whole and not _within(one.published, period):
        return OPEN
    key = (days, bool(said), one.published)
    if key not in known.unnumbered:
        known.unnumbered[key] = chances(_posterior(one, period, known))
    return known.unnumbered[key]


def _posterior(one: Passage, period: Period, known: Chains) -> Vector:
    said = _told(one, period, known) * evidence.of_publication(one.published, period)
    likely = evidence.before(said) * _own(one, period)
    found: Vector = likely / likely.sum()
    return found


def _series(one: Passage, known: Chains) -> Series | None:
    return known.series.get(one.number[0]) if one.number else None


def _told(one: Passage, period: Period, known: Chains) -> Vector:
    """How likely each day is that of publication, by the number; of a number in between, by those beside it."""
    series = _series(one, known)
    if series is None or one.number is None:
        return known.usual
    at = bisect_left(series.numbers, one.number[1])
    if at < len(series.numbers) and series.numbers[at] == one.number[1]:
        return _vector(series.told[at], period.length)
    between = known.usual
    if at:
        between = between * np.cumsum(_vector(series.told[at - 1], period.length))
    if at < len(series.numbers):
        between = between * np.cumsum(_vector(series.told[at], period.length)[::-1])[::-1]
    found: Vector = between / between.sum()
    return found


@lru_cache(maxsize=1000)
def _vector(found: Chances, length: int) -> Vector:
    times = np.full(length, found.rest)
    for added, days in found.levels:
        times[mask_of(days, length)] += added
    likely: Vector = times / times.sum()
    likely.flags.writeable = False
    return likely


def _own(one: Passage, period: Period) -> Vector:
    """On each day of the event, how likely what the passage says of its days is."""
    said = _said(one, period)
    return _event(said or _told_days(one, period), period.length, bool(said))


def _said(one: Passage, period: Period) -> Days:
    """The days that its claims give."""
    return period.between(one.first, one.last) if one.first and one.last - one.first <= LONGEST else 0


def _told_days(one: Passage, period: Period) -> Days:
    return days_told(one.named, _within(one.published, period), period)


@lru_cache(maxsize=1000)
def _event(days: Days, length: int, claimed: bool) -> Vector:
    found = evidence.of_event(days, length, claimed=claimed)
    found.flags.writeable = False
    return found


def _within(day: int, period: Period) -> int:
    return day if period.first <= day <= period.last else 0
