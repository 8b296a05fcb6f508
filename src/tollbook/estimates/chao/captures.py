"""How many stand on exactly one list, on two, and so on: all that Chao's bounds look at."""

from __future__ import annotations

from math import exp, log, sqrt
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from tollbook.estimates.estimate import NotIdentified
from tollbook.estimates.table import Table

Sizes = npt.NDArray[np.float64]


def captures(table: Table) -> npt.NDArray[np.int64]:
    """How many stand on exactly k lists, at index k: shape (lists + 1,). Of those on none nothing is known: 0."""
    on = table.members.sum(axis=1)
    return np.bincount(on, weights=table.counts, minlength=len(table.lists) + 1).astype(np.int64)


def captures_for_bound(table: Table) -> npt.NDArray[np.int64]:
    """The `captures` of a table that bounds something. Raises NotIdentified where it bounds nothing."""
    if len(table.lists) < 2:
        raise NotIdentified(
            "one list alone says nothing of those who are not on it", "Give two lists or more of the same persons."
        )
    found = captures(table)
    if not found[2]:
        raise NotIdentified(
            "nobody stands on exactly two lists, so nothing bounds how many stand on none",
            "See whether the lists were matched: the same persons must have been found on several of them.",
        )
    if not found[1]:
        raise NotIdentified(
            "nobody stands on one list only: the bound is the recorded number itself, and says nothing",
            "See whether the lists are copies of one another, or persons on one list only were left out.",
        )
    return found


def alone(table: Table) -> Sizes:
    """How many stand on each list and on no other: shape (lists,)."""
    on = table.members.sum(axis=1)
    return np.asarray((table.counts * (on == 1)) @ table.members, dtype=np.float64)


def evenness(table: Table) -> float:
    """How near the lists are to being of one size, by who is on one alone: 1 where they are, else less.

    The sum over pairs of `alone`, over what it would be were they all the same.
    """
    sizes = alone(table)
    return pairs(sizes) / pairs(np.full(len(sizes), sizes.mean()))


def pairs(sizes: Sizes) -> float:
    """The sum of the products of all pairs."""
    return float(sizes.sum() ** 2 - (sizes**2).sum()) / 2


def log_normal(recorded: int, unrecorded: float, variance: float, level: float) -> tuple[float, float]:
    """The interval of a total whose unrecorded part, over 0, has this variance: Chao (1987), as `classical`.

    The logarithm of the unrecorded is taken to be normal, so that the interval stays above the recorded.
    """
    spread = exp(NormalDist().inv_cdf((1 + level) / 2) * sqrt(log(1 + variance / unrecorded**2)))
    return recorded + unrecorded / spread, recorded + unrecorded * spread
