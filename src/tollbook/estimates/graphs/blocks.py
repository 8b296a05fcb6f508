"""The numbers missing, from none to a ceiling, in blocks: fine where the posterior is, coarse where it is not."""

from __future__ import annotations

from math import ceil, log, sqrt
from typing import Final

import numpy as np
import numpy.typing as npt

Edges = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

FINEST: Final = 20_000
"""No block of more than one number is left with more than this part of the posterior."""


def lay(ceiling: int, ratio: float) -> Edges:
    """Blocks from 0 to `ceiling`: single numbers first, then each as wide as `ratio` of where it starts.

    Block k holds the numbers from edges[k] to edges[k + 1] - 1.
    """
    single = min(ceil(1 / ratio), ceiling + 1)
    steps = ceil(log((ceiling + 1) / single) / ratio) + 1
    grown = np.geomspace(single, ceiling + 1, steps).round().astype(np.int64)
    return np.unique(np.concatenate([np.arange(single, dtype=np.int64), grown]))


def ratio(recorded: int, fineness: float) -> float:
    """Blocks that none of the posteriors falls between: `fineness` of them are a standard deviation at least.

    The curvature of a graph's log likelihood in the logarithm of the missing m is at most m z / (m + z), where z
    are recorded outside a clique: each separator's term is outweighed by that of the clique it is cut from. So it
    is at most the number recorded, and the missing are known to no more than 1/sqrt(recorded) of themselves.
    """
    return 1 / max(32.0, fineness * sqrt(recorded))


def passed_over(recorded: int, ratio: float) -> float:
    """By how much the log likelihood at a block's middle falls short of it elsewhere in it: twice the bound."""
    return recorded * ratio**2 / 4


def widths(edges: Edges) -> Floats:
    """How many numbers are in each block."""
    return np.diff(edges).astype(np.float64)


def middles(edges: Edges) -> Floats:
    """The middle of each block."""
    return np.asarray((edges[:-1] + edges[1:] - 1) / 2)


def split(edges: Edges, share: Floats) -> Edges:
    """The blocks with those cut that have too large a share of the posterior; the same blocks where none has."""
    return _cut(edges, share * FINEST)


def narrow(edges: Edges, chosen: npt.NDArray[np.bool_], ratio: float) -> Edges:
    """The blocks with the chosen ones cut to be no wider than `ratio` of where they start."""
    return _cut(edges, np.where(chosen, np.diff(edges) / np.maximum(1.0, edges[:-1] * ratio), 1.0))


def _cut(edges: Edges, parts: Floats) -> Edges:
    """Each block in so many parts, or in single numbers."""
    wide = np.diff(edges)
    whole = np.clip(np.ceil(parts), 1, wide).astype(np.int64)
    place = np.arange(int(whole.sum())) - np.repeat(np.cumsum(whole) - whole, whole)
    start = np.repeat(edges[:-1], whole) + place * np.repeat(wide, whole) // np.repeat(whole, whole)
    return np.append(start, edges[-1])
