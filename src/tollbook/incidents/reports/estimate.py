"""On which days what each report tells can have happened: by itself, by its number, and by reports alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from tollbook.incidents.reports.passage import Passage
from tollbook.incidents.reports.period import Days, Period
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

Chains = Mapping[str, Sequence[tuple[int, int]]]
"""By series the running numbers whose days are taken as known, with these, in their order."""
Likest = Callable[[int, Sequence[Days]], Iterable[tuple[int, float]]]
"""The reports likest to one, with the bits that they are of one event given the days of all; the likest first."""


def period_of(days: Iterable[int]) -> Period:
    """The days that a book's reports can tell of, from those that are known, as ordinals (0: not known)."""
    known = sorted(filter(None, days))
    if not known:
        return Period(1, 1)
    outside = int(len(known) * OUTSIDE)
    return Period(max(1, known[outside] - MARGIN), known[len(known) - 1 - outside] + MARGIN)


def chains(passages: Sequence[Passage], period: Period, likest: Likest) -> Chains:
    """The days that the running numbers of each publisher are of, as far as its passages show them.

    First by the passages whose days are known; then again, where passages alike tell the days of those that have
    none. Of the passages together nothing else is needed to know the days of each (`days_left`).
    """
    own = [_own(one, period) for one in passages]
    series: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, one in enumerate(passages):
        if one.number:
            series[one.number[0]].append((one.number[1], at))
    known = {at: day for at, one in enumerate(passages) if (day := _known(one, own[at], period))}
    numbered = {name: sorted(members) for name, members in sorted(series.items()) if len(members) > 1}
    days = list(own)
    for members in numbered.values():
        sure = chain([(number, known[at], 1.0) for number, at in members if at in known])
        for number, at in members:
            days[at] = _narrowed(days[at], number, sure, period)
    found: dict[str, list[tuple[int, int]]] = {}
    for name, members in numbered.items():
        anchors = [
            anchor for number, at in members for anchor in _anchors(number, at, known, days, period, likest)
        ]
        found[name] = chain(anchors)
    return found


def days_left(passage: Passage, period: Period, known: Chains) -> Days:
    """The days that a passage leaves open, all days of the period where nothing says.

    What its claims give as the day holds; else its own text and address; and of these the days on which its
    running number was in use.
    """
    own = _own(passage, period)
    series, number = passage.number or ("", 0)
    return _narrowed(own, number, known.get(series, ()), period)


def _own(passage: Passage, period: Period) -> Days:
    first, last = passage.first, passage.last
    said = period.between(first, last) if first and last - first <= LONGEST else 0
    return said or days_told(passage.named, _within(passage.published, period), period)


def _within(day: int, period: Period) -> int:
    return day if period.first <= day <= period.last else 0


def _known(passage: Passage, days: Days, period: Period) -> int:
    """The day at which a passage stands in its series."""
    if day := _within(passage.published, period):
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


def _narrowed(days: Days, number: int, known: Sequence[tuple[int, int]], period: Period) -> Days:
    """Of the days of a report those on which its number was in use."""
    if not known:
        return days
    first, last = bounds(known, number)
    allowed = period.between((first or period.first) - BEFORE, (last or period.last) + AFTER)
    return days & allowed or (allowed if allowed and allowed.bit_count() < NARROW else days)
