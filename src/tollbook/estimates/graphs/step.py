"""The steps of the walk over decomposable graphs, compiled: one pair of lists joined or parted at a time."""

from __future__ import annotations

from math import log
from typing import Final

import numpy as np
import numpy.typing as npt
from numba import njit

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

STRETCH: Final = 32
"""So many blocks are skipped at once where they hold nothing that counts."""


@njit(cache=True)
def mended(adjacent: Ints, one: int, other: int) -> int:
    """What the graph stays decomposable by: the lists joined to both of a pair, or -1 where it does not stay so.

    Giudici & Green (1999, section 3). A joined pair can be parted where their common neighbours are all joined
    (the pair is then in one clique only); a parted pair can be joined where their common neighbours stand
    between them on every path.
    """
    common: int = adjacent[one] & adjacent[other]
    if adjacent[one] >> other & 1:
        for list_ in range(len(adjacent)):
            if common >> list_ & 1 and common & ~adjacent[list_] & ~(1 << list_):
                return -1
        return common
    reached = 1 << one
    front = reached
    while front:
        around = 0
        for list_ in range(len(adjacent)):
            if front >> list_ & 1:
                around |= adjacent[list_]
        front = around & ~reached & ~common
        reached |= front
        if reached >> other & 1:
            return -1
    return common


@njit(cache=True, fastmath=True)
def _greatest(logs: Floats) -> float:
    """The greatest of finite numbers; in a loop that a processor takes several at a time of."""
    top = logs[0]
    for k in range(len(logs)):
        top = max(top, logs[k])
    return float(top)


@njit(cache=True)
def log_sum(logs: Floats) -> float:
    """The logarithm of the sum of what `logs` are the logarithms of; what is far below the greatest is skipped."""
    tops = np.empty((len(logs) + STRETCH - 1) // STRETCH)
    for stretch in range(len(tops)):
        tops[stretch] = _greatest(logs[stretch * STRETCH : (stretch + 1) * STRETCH])
    top = _greatest(tops)
    total = 0.0
    for stretch in range(len(tops)):
        if tops[stretch] > top - 45.0:
            for one in logs[stretch * STRETCH : (stretch + 1) * STRETCH]:
                total += np.exp(one - top)
    return top + log(total)


@njit(cache=True, fastmath=True)
def _change(
    logs: Floats, sign: float, both: Floats, none: Floats, left: Floats, right: Floats, out: Floats
) -> None:
    """The state's logarithms were a pair joined (sign 1) or parted (-1)."""
    for k in range(len(logs)):
        out[k] = logs[k] + sign * (both[k] + none[k] - left[k] - right[k])


@njit(cache=True)
def steps(
    pairs: Ints,
    thresholds: Floats,
    start: int,
    adjacent: Ints,
    logs: Floats,
    trial: Floats,
    score: Floats,
    slots: Ints,
    factors: Floats,
    lacking: Ints,
) -> int:
    """Tries the pairs from `start` on, and returns how far it came: to the end, or to one whose margins it lacks.

    pairs, shape (steps, 2): two lists each; thresholds, shape (steps,): the logarithm of a uniform number.
    adjacent, logs and score are the state, changed in place: the graph's neighbours as bits, the log likelihood
    of each block of numbers missing, and the log of their sum; score[1] counts the changes made.
    slots[subset] is the row of `factors` with that subset's margin, or -1; `lacking` is filled with the four
    subsets needed next.
    """
    for turn in range(start, len(pairs)):
        one, other = pairs[turn]
        common = mended(adjacent, one, other)
        if common < 0:
            continue
        lacking[0] = common | 1 << one | 1 << other
        lacking[1] = common
        lacking[2] = common | 1 << one
        lacking[3] = common | 1 << other
        both, none = slots[lacking[0]], slots[lacking[1]]
        left, right = slots[lacking[2]], slots[lacking[3]]
        if both < 0 or none < 0 or left < 0 or right < 0:
            return turn
        sign = -1.0 if adjacent[one] >> other & 1 else 1.0
        _change(logs, sign, factors[both], factors[none], factors[left], factors[right], trial)
        tried = log_sum(trial)
        if thresholds[turn] < tried - score[0]:
            logs[:] = trial
            score[0] = tried
            score[1] += 1
            adjacent[one] ^= 1 << other
            adjacent[other] ^= 1 << one
    return len(pairs)
