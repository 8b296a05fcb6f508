"""Days from running numbers: publishers count upwards, at a pace that changes slowly; so a number tells its day.

The days of publication of a series are a hidden chain: they never fall as numbers rise, and so many numbers take
so many days as the pace has it, which may change from one report to the next. Forward and backward along the chain
(Rabiner, 1989) every report learns what the others' days say of its own. No day is taken as certain: one that was
read wrongly, or lent by a report that only looks alike, is outvoted.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tollbook.incidents.reports.chances import Vector

Matrix = NDArray[np.float64]
"""A row for each report of a series, with a number for each day."""
SHORTEST, LONGEST, RATIO = 20.0, 3000.0, 1.4
"""The days that a whole series may take, at a steady pace; the paces that are tried are so far apart."""
STEADY = 16.0
"""How steady a pace is: the shape of the gamma distribution of numbers within some days."""
CHANGE, LEAP = 0.05, 0.02
"""How likely the pace changes, and how likely numbers leap, from one report to the next."""
ANY = 1 / 15
"""How likely a leap has a certain size, by its logarithm."""
LEAST = 1e-12
"""No day is less likely than this; and days that a pace makes less likely are not reached by it."""
LEAST_SHARE = 0.07
"""So small a share of the days that numbers should take is as unlikely as `LEAST`, as steady as a pace is."""
MOST_TRUSTED = 0.97
"""A chain is believed so much at most; numbers may be no series at all."""


def told_by_others(numbers: Sequence[int], shown: Matrix, usual: Vector) -> Matrix:
    """What the others of a series say of each report's day of publication: how likely each day is, in sum 1.

    `numbers` are in order; a row of `shown` is how likely what a report shows by itself is on each day; `usual` is
    how likely a report of the book at random is of each day. Where numbers and days go no better together than by
    chance, the answer is near what is usual.
    """
    chain = _Chain(numbers, shown, usual)
    others, bits = chain.run()
    trust = min(1 / (1 + math.exp(-min(30.0, max(-30.0, bits)))), MOST_TRUSTED)
    found: Matrix = trust * others + (1 - trust) * usual
    return found


class _Chain:
    def __init__(self, numbers: Sequence[int], shown: Matrix, usual: Vector) -> None:
        self._shown, self._usual = shown * usual, usual
        self._alone = math.fsum(math.log((row * usual).sum()) for row in shown)
        self._days = shown.shape[1]
        tried = int(math.log(LONGEST / SHORTEST) / math.log(RATIO)) + 1
        whole = max(numbers[-1] - numbers[0], 1)
        paces = whole / (SHORTEST * RATIO ** np.arange(tried))
        self._steps = [self._step(max(after - before, 0.5), paces) for before, after in pairwise(numbers)]

    def _step(self, numbers: float, paces: Vector) -> NDArray[np.complex128]:
        """For each pace, how likely so many numbers are used within 0, 1, 2 … days, ready to be folded with.

        Leaps are not in it: they are alike for all days (`_moved`).
        """
        reach = min(self._days, int(numbers / (paces[-1] * LEAST_SHARE)) + 1)
        share = numbers / (paces[:, None] * (np.arange(reach) + 0.5))
        bits = STEADY * (np.log(STEADY * share) - share) - math.lgamma(STEADY)
        return np.fft.rfft((1 - LEAP) * np.exp(bits), _padded(self._days + reach), axis=1)

    def run(self) -> tuple[Matrix, float]:
        """What the others say of each, and how much likelier, as a logarithm, all is in a chain than by chance."""
        count = len(self._shown)
        paces = self._steps[0].shape[0]
        forward = np.full((paces, self._days), 1 / paces)
        ahead = [forward]
        likely = 0.0
        for at in range(count):
            here = forward * self._shown[at]
            likely += math.log(here.sum() + 1e-300)
            if at + 1 < count:
                forward = self._moved(_changed(here / here.sum()), at)
                ahead.append(forward)
        backward = np.ones((paces, self._days))
        found = np.empty((count, self._days))
        for at in reversed(range(count)):
            said = (ahead[at] * backward).sum(0) * self._usual
            found[at] = said / said.sum()
            if at:
                here = backward * self._shown[at]
                before = self._moved((here / here.sum())[:, ::-1], at - 1)[:, ::-1]
                backward = _changed(before / before.max())
        by_chance = self._alone + (count - 1) * math.log(ANY) - math.lgamma(count + 1)
        return found, likely - by_chance

    def _moved(self, likely: Matrix, step: int) -> Matrix:
        within = self._steps[step]
        padded = 2 * (within.shape[1] - 1)
        folded = np.fft.irfft(np.fft.rfft(likely, padded, axis=1) * within, padded, axis=1)[:, : self._days]
        moved: Matrix = np.maximum(folded + LEAP * ANY * np.cumsum(likely, axis=1), LEAST)
        return moved


def _padded(length: int) -> int:
    """The next length that folds fast, which is even: a power of two, or three quarters of one."""
    whole = 1 << max(3, (length - 1).bit_length())
    return whole * 3 // 4 if length <= whole * 3 // 4 else whole


def _changed(by_pace: Matrix) -> Matrix:
    changed: Matrix = (1 - CHANGE) * by_pace + CHANGE * by_pace.mean(0)
    return changed
