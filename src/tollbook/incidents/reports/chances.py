"""How likely each day of a period is to be that of an event, in a few levels, so that two can be compared fast."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tollbook.incidents.reports.period import Days

Vector = NDArray[np.float64]
"""A number for each day of a period, the first day first."""
STEP, MOST_LEVELS = 2.5, 6
"""Days of one level are alike by this factor; days less likely than the last level are one rest."""
OF_SURE = 0.8
"""The likeliest days together are this likely."""
AWAY = 0.05
"""How likely a day is taken for the one before it, and for the one after it, on either side."""
LEAST_PERIOD = 730
"""Days that a book is thought to tell of at least."""


@dataclass(frozen=True, slots=True)
class Chances:
    """How many times likelier days are than a day of the period at random: `rest` is that of any day, and `levels`
    say how much is added to it for which days. Together, as a mean over all days, they are 1.
    """

    rest: float = 1.0
    levels: tuple[tuple[float, Days], ...] = ()


OPEN = Chances()
"""Nothing is known."""


def mask_of(days: Days, length: int) -> NDArray[np.bool_]:
    """A set of days as a truth for each of the `length` days of the period."""
    octets = np.frombuffer(days.to_bytes((length + 7) // 8, "little"), np.uint8)
    return np.unpackbits(octets, count=length, bitorder="little").astype(bool)


def days_of(mask: NDArray[np.bool_]) -> Days:
    """The same, the other way round."""
    return int.from_bytes(np.packbits(mask, bitorder="little").tobytes(), "little")


def chances(likely: Vector, *, away: float = AWAY) -> Chances:
    """The chances of days that are each so likely; together 1."""
    near = spread(likely, away)
    times = near * (len(near) / near.sum())
    steps = np.log(np.maximum(times, 1e-9) / times.max()) / -math.log(STEP)
    level = np.minimum(np.round(steps, 6).astype(int), MOST_LEVELS)
    found = [(float(times[level == one].mean()), days_of(level == one)) for one in np.unique(level).tolist()]
    rest = round(found[-1][0], 6)
    return Chances(rest, tuple((round(mean - rest, 6), days) for mean, days in found[:-1]))


def spread(likely: NDArray[Any], away: float) -> NDArray[Any]:
    """With so much of each day taken for the day before it, and for the day after it."""
    near = (1 - 2 * away) * likely
    near[..., 1:] += away * likely[..., :-1]
    near[..., :-1] += away * likely[..., 1:]
    return near


def likeliest(found: Chances, length: int) -> Days:
    """The days that are together OF_SURE likely, the likeliest first; all days where those are not enough."""
    days, likely = 0, 0.0
    for added, more in found.levels:
        days |= more
        likely += (added + found.rest) * more.bit_count() / length
        if likely >= OF_SURE:
            return days
    return (1 << length) - 1


def meeting(a: Chances, b: Chances, length: int) -> float:
    """How many times likelier the same day is than of two events at random, in bits, whichever is first."""
    times = a.rest + b.rest - a.rest * b.rest
    both = sum(
        ours * theirs * (days & others).bit_count() for ours, days in a.levels for theirs, others in b.levels
    )
    return math.log2(max(times + both * max(1.0, LEAST_PERIOD / length) / length, 1e-3))
