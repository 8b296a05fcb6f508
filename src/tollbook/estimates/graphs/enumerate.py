"""Every decomposable graph on a few lists, each as a product of margins."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt

Adjacent = npt.NDArray[np.int32]
Powers = npt.NDArray[np.float64]

MOST: Final = 6
"""More lists than this have too many graphs to look at each: 617,675 on seven (OEIS A058862)."""


@cache
def decomposable(lists: int) -> tuple[Adjacent, Powers]:
    """The decomposable graphs on 1 to `MOST` lists, and the margins that each is a product of.

    The first, shape (graphs, lists), holds of each graph and list the neighbours as bits. The second is as
    `factors` gives it. 8, 61, 822 and 18,154 graphs on three, four, five and six lists.

    Raises ValueError for more lists.
    """
    if not 1 <= lists <= MOST:
        raise ValueError(f"graphs on 1 to {MOST} lists can be told one by one, not on {lists}")
    pairs = list(combinations(range(lists), 2))
    numbers = np.arange(1 << len(pairs))
    adjacent = np.zeros((len(numbers), lists), dtype=np.int32)
    for bit, (one, other) in enumerate(pairs):
        edge = (numbers >> bit & 1).astype(np.int32)
        adjacent[:, one] |= edge << other
        adjacent[:, other] |= edge << one
    powers, chordal = factors(adjacent)
    kept, powers = adjacent[chordal], powers[chordal]
    kept.setflags(write=False)
    powers.setflags(write=False)
    return kept, powers


def factors(adjacent: Adjacent) -> tuple[Powers, npt.NDArray[np.bool_]]:
    """Of each graph the power of each margin in its distribution, and whether the graph is decomposable.

    `adjacent` is of shape (graphs, lists). A decomposable graph's distribution is the product of its cliques'
    margins over its separators' (Dawid & Lauritzen 1993, equation 3); the first result, of shape
    (graphs, 2**lists), has 1 at the number of each clique and less 1 for each time it separates two.
    A list whose neighbours are all joined is taken out, its neighbours and itself being a clique over the
    separator of its neighbours, until none is left; where no list can be, the graph is not decomposable.
    """
    graphs, lists = adjacent.shape
    powers = np.zeros((graphs, 1 << lists))
    left = np.full(graphs, (1 << lists) - 1, dtype=np.int32)
    for _ in range(lists):
        taken = np.full(graphs, -1)
        for one in range(lists):
            around = adjacent[:, one] & left
            ready = (taken < 0) & (left >> one & 1 == 1)
            for other in range(lists):
                apart = around & ~adjacent[:, other] & ~(1 << other)
                ready &= (around >> other & 1 == 0) | (apart == 0)
            taken[ready] = one
        rows = np.flatnonzero(taken >= 0)
        bits = np.int32(1) << taken[rows].astype(np.int32)
        around = adjacent[rows, taken[rows]] & left[rows]
        powers[rows, around | bits] += 1
        powers[rows, around] -= 1
        left[rows] &= ~bits
    return powers, left == 0


def written(powers: npt.NDArray[np.float64]) -> str:
    """A graph by its cliques, the largest first, as in "[123,14,34]"; lists from 1, dots between where above 9."""
    lists = len(powers).bit_length() - 1
    cliques = [
        tuple(one + 1 for one in range(lists) if clique >> one & 1)
        for clique in np.flatnonzero(powers > 0).tolist()
    ]
    between = "." if lists > 9 else ""
    inside = [
        between.join(map(str, clique)) for clique in sorted(cliques, key=lambda clique: (-len(clique), clique))
    ]
    return f"[{','.join(inside)}]"
