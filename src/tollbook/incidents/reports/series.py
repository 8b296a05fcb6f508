"""Days from running numbers: what a publisher numbered between two reports of known days was published between."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np

Anchor = tuple[int, int, float]
"""A running number, the day that it is thought to be of, and how sure that is, 0 to 1."""
GRACE = 1
"""Days by which the order of numbers and of days may differ."""
STRAYING = 20
"""Days by which a publisher's pace may stray from a steady one."""
LEAST_DAYS = 60
"""Days that two anchors are apart at least of which a pace is taken."""
MOST_TRIED = 120
LEAST = 1.5
"""The sum of what is sure that a series needs before its order says anything."""


def chain(anchors: Sequence[Anchor]) -> list[tuple[int, int]]:
    """The surest chain of anchors in which days never fall as numbers rise: dates read wrongly stay outside it."""
    ordered = _near_a_line(sorted(set(anchors)))
    best = [sure for _, _, sure in ordered]
    before = [-1] * len(ordered)
    for at, (number, day, sure) in enumerate(ordered):
        for other in range(at):
            earlier, known, _ = ordered[other]
            if earlier < number and known <= day + GRACE and best[other] + sure > best[at]:
                best[at], before[at] = best[other] + sure, other
    if not ordered or max(best) < LEAST:
        return []
    at = best.index(max(best))
    found = []
    while at >= 0:
        found.append(ordered[at][:2])
        at = before[at]
    return found[::-1]


def _near_a_line(anchors: list[Anchor]) -> list[Anchor]:
    """The anchors within STRAYING days of the steady pace that most keep to (Fischler and Bolles, 1981)."""
    if len(anchors) < 4:
        return anchors
    tried = anchors[:: max(1, len(anchors) // MOST_TRIED)]
    numbers, days, sure = (np.array(column, float) for column in zip(*anchors, strict=True))
    best, kept = -1.0, np.ones(len(anchors), bool)
    for at, (first, first_day, _) in enumerate(tried):
        for last, last_day, _ in tried[at + 1 :]:
            if last > first and last_day >= first_day + LEAST_DAYS:
                pace = (last_day - first_day) / (last - first)
                near = np.abs(first_day + pace * (numbers - first) - days) <= STRAYING
                if (worth := float(sure[near].sum())) > best:
                    best, kept = worth, near
    return [anchor for anchor, near in zip(anchors, kept.tolist(), strict=True) if near]


def bounds(known: Sequence[tuple[int, int]], number: int) -> tuple[int, int]:
    """The days between which a number of the series was given, 0 for an end that is open."""
    numbers = [one for one, _ in known]
    below, above = bisect_right(numbers, number), bisect_left(numbers, number)
    first = max((day for _, day in known[:below]), default=0)
    last = min((day for _, day in known[above:]), default=0)
    return first, last
