"""Which log-linear models there are, and how they are written.

A set of lists is a number, like a pattern: bit j for list j. A model is the sets whose parameters are in it, in
ascending order: the empty one (0) for the level, each list alone, and with every set all sets inside it, so that
it does not matter how the lists are coded (Bishop, Fienberg & Holland 1975, Discrete Multivariate Analysis, 2.3).
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt

Model = tuple[int, ...]
Design = npt.NDArray[np.float64]

ALL_UP_TO: Final = 5
"""Of so many lists all hierarchical models are looked at. Of six there are 7,785,061."""


@cache
def hierarchical(lists: int) -> tuple[Model, ...]:
    """All hierarchical models of 1 to 5 lists with each list alone in them, but the one with the set of all lists.

    There are 1, 8, 113 and 6,893 of them for 2, 3, 4 and 5 lists (one less than the covers of so many points by
    antichains, OEIS A006126). That with the set of all lists has more parameters than patterns seen.
    """
    if not 1 <= lists <= ALL_UP_TO:
        raise ValueError(f"all models are told for 1 to {ALL_UP_TO} lists, not {lists}")
    found: list[frozenset[int]] = [frozenset(main_effects(lists))]
    for size in range(2, lists):
        sets = [sum(1 << one for one in chosen) for chosen in combinations(range(lists), size)]
        found = [model | more for model in found for more in _some(model, sets)]
    return tuple(sorted((tuple(sorted(model)) for model in found), key=lambda model: (len(model), model)))


def _some(model: frozenset[int], sets: list[int]) -> list[frozenset[int]]:
    """All choices of those `sets` of one size whose smaller sets the model has."""
    open_ = [one for one in sets if all(one ^ bit in model for bit in bits(one))]
    return [frozenset(chosen) for size in range(len(open_) + 1) for chosen in combinations(open_, size)]


def main_effects(lists: int) -> Model:
    """The model of independent lists."""
    return (0, *(1 << one for one in range(lists)))


def pairs(lists: int) -> tuple[int, ...]:
    """All sets of two lists."""
    return tuple(sorted(1 << one | 1 << other for one, other in combinations(range(lists), 2)))


def bits(one: int) -> list[int]:
    """The sets of a single list inside a set."""
    return [1 << place for place in range(one.bit_length()) if one >> place & 1]


def design(model: Model, patterns: npt.NDArray[np.int64]) -> Design:
    """Of each pattern which sets of the model are inside it, 1 or 0: shape (patterns, sets)."""
    sets = np.array(model, dtype=np.int64)
    inside: Design = ((patterns[:, None] & sets) == sets).astype(np.float64)
    return inside


def written(model: Model) -> str:
    """The model by its largest sets, with lists numbered from 1: "[123,14,34]"."""
    largest = [one for one in model if one and not any(one != other and one & other == one for other in model)]
    several = any(one.bit_length() > 9 for one in largest)
    names = [("." if several else "").join(str(bit.bit_length()) for bit in bits(one)) for one in largest]
    return f"[{','.join(sorted(names, key=lambda name: (-len(name), name)))}]"
