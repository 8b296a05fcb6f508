"""How many stand on exactly one list, on two, and so on: all that Chao's bounds look at."""

from __future__ import annotations

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


def by_list(table: Table) -> float:
    """Chao's bound where every list has a coverage of its own: the total, by a closed form.

    The recorded, and the sum over pairs of lists of (on the one alone) x (on the other alone), over those who
    stand on exactly two lists: Chao (1989), Biometrics 45, 427-438, for model M_th, without the 1 that it adds
    below for small samples. Somebody must stand on exactly two.
    """
    twice = int(captures(table)[2])
    return table.recorded + _pairs(alone(table)) / twice


def alone(table: Table) -> Sizes:
    """How many stand on each list and on no other: shape (lists,)."""
    on = table.members.sum(axis=1)
    return np.asarray((table.counts * (on == 1)) @ table.members, dtype=np.float64)


def evenness(table: Table) -> float:
    """By what share the bound that takes all lists for alike is met by the one that does not: 1 where they are.

    The sum over pairs of `alone`, over what it would be were all lists of one size.
    """
    sizes = alone(table)
    return _pairs(sizes) / _pairs(np.full(len(sizes), sizes.mean()))


def _pairs(sizes: Sizes) -> float:
    return float(sizes.sum() ** 2 - (sizes**2).sum()) / 2
