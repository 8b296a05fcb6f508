"""On which days what each report tells can have happened: by itself, by its number, and by reports alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from tollbook.incidents.reports.period import Days, Period
from tollbook.incidents.reports.report import Report
from tollbook.incidents.reports.series import Anchor, bounds, chain
from tollbook.incidents.reports.when import days_told

MARGIN = 30
"""Days before the first and after the last day of publication that a book's reports can tell of."""
OUTSIDE = 0.02
"""The share of days of publication at either end that may be read wrongly, and do not stretch the period."""
BEFORE, AFTER = 4, 1
"""An event is taken to be so many days before it is reported at most; and, for time zones, after."""
KNOWN = 2
"""So many days are as good as the one."""
LONGEST = 31
"""A period of more days that a claim gives says too little here."""
NARROW = 40
"""Days between which a number puts a report that are believed against what its text seems to say."""
ALIKE = -4.0
"""Bits above which a report alike can tell the day of another."""
MOST_ALIKE = 10

Likest = Callable[[int, Sequence[Days]], Iterable[tuple[int, float]]]
"""The reports likest to one, with the bits that they are of one event given the days of all; the likest first."""


def period_of(days: Iterable[int]) -> Period:
    """The days that a book's reports can tell of, from those that are known, as ordinals (0: not known)."""
    known = sorted(filter(None, days))
    if not known:
        return Period(1, 1)
    outside = int(len(known) * OUTSIDE)
    return Period(max(1, known[outside] - MARGIN), known[len(known) - 1 - outside] + MARGIN)


def event_days(
    reports: Sequence[Report], told: Sequence[tuple[int, int]], period: Period, likest: Likest
) -> list[Days]:
    """The days that each report leaves open, all days of the period where nothing says.

    What its claims give as the day holds. Else first by its own text and address; then by the running numbers of
    its publisher's other reports, with their days; then again, where reports alike tell the days of those that
    have none.
    """
    own = [_own(report, *days, period) for report, days in zip(reports, told, strict=True)]
    series: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, report in enumerate(reports):
        if report.number:
            series[report.number[0]].append((report.number[1], at))
    known = {at: day for at, report in enumerate(reports) if (day := _known(report, own[at], period))}
    numbered = [sorted(members) for _, members in sorted(series.items()) if len(members) > 1]
    days = list(own)
    for members in numbered:
        sure = [(number, known[at], 1.0) for number, at in members if at in known]
        _narrow(days, members, chain(sure), period)
    found = list(own)
    for members in numbered:
        anchors = [
            anchor for number, at in members for anchor in _anchors(number, at, known, days, period, likest)
        ]
        _narrow(found, members, chain(anchors), period)
    return found


def _own(report: Report, first: int, last: int, period: Period) -> Days:
    said = period.between(first, last) if first and last - first <= LONGEST else 0
    return said or days_told(report.named, _within(report.published, period), period)


def _within(day: int, period: Period) -> int:
    return day if period.first <= day <= period.last else 0


def _known(report: Report, days: Days, period: Period) -> int:
    """The day at which a report stands in its series."""
    if day := _within(report.published, period):
        return day
    return period.latest(days) if days.bit_count() <= KNOWN else 0


def _anchors(
    number: int, at: int, known: dict[int, int], days: Sequence[Days], period: Period, likest: Likest
) -> list[Anchor]:
    if at in known:
        return [(number, known[at], 1.0)]
    sure: dict[int, float] = {}
    for other, bits in likest(at, days):
        if bits > ALIKE and days[other].bit_count() <= KNOWN + 1:
            day = period.latest(days[other])
            if days[at] & period.between(day - 1, day + 1):
                sure[day] = max(sure.get(day, 0.0), 1 / (1 + 2**-bits))
    return [(number, day, chance) for day, chance in sorted(sure.items())]


def _narrow(
    days: list[Days], members: Sequence[tuple[int, int]], known: Sequence[tuple[int, int]], period: Period
) -> None:
    """Leave of the days of a series' reports those on which their numbers were in use."""
    if not known:
        return
    for number, at in members:
        first, last = bounds(known, number)
        allowed = period.between((first or period.first) - BEFORE, (last or period.last) + AFTER)
        if both := days[at] & allowed:
            days[at] = both
        elif allowed and allowed.bit_count() < NARROW:
            days[at] = allowed
