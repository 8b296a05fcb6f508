"""Which lists shun each other: among those whom other lists hold, who is on the one is less often on the other."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import Final, NamedTuple

import numpy as np

from tollbook.estimates.table import Table

SURE: Final = 0.01
"""So seldom, over all pairs of lists together, chance alone makes a pair seem to shun each other."""


class Pair(NamedTuple):
    """Two lists, by number; the odds ratio of being on both, and how many standard deviations it is from 1."""

    one: int
    other: int
    odds: float
    deviations: float


def shunning(table: Table) -> tuple[Pair, ...]:
    """The pairs of lists that share fewer persons than chance has it, surely (at SURE, over all pairs).

    Looked at are only those whom some third list holds, since of these it is known who is on neither of the two;
    by which other lists hold them, so that nothing else makes the difference: Mantel & Haenszel (1959), Journal of
    the National Cancer Institute 22, 719-748. With two lists nothing can be seen.
    """
    pairs = [(one, other) for one in range(len(table.lists)) for other in range(one + 1, len(table.lists))]
    least = NormalDist().inv_cdf(SURE / len(pairs)) if pairs else 0.0
    looked = (look(table, one, other) for one, other in pairs)
    return tuple(found for found in looked if found.deviations < least)


def look(table: Table, one: int, other: int) -> Pair:
    """How far two lists, by number, are from sharing as many persons as chance has it, by those on a third."""
    both = (1 << one) | (1 << other)
    third = (table.patterns & ~both) > 0
    patterns, counts = table.patterns[third], table.counts[third].astype(np.float64)
    _, stratum = np.unique(patterns & ~both, return_inverse=True)
    cell = (patterns >> one & 1) + 2 * (patterns >> other & 1)
    cells = np.zeros((int(stratum.max(initial=-1)) + 1, 4))
    np.add.at(cells, (stratum, cell), counts)
    neither, first, second, shared = cells.T
    size = cells.sum(axis=1)
    on_first, on_second = first + shared, second + shared
    expected = on_first * on_second / size
    spread = on_first * (size - on_first) * on_second * (size - on_second) / (size**2 * np.maximum(size - 1, 1))
    variance = float(spread.sum())
    if variance == 0:
        return Pair(one, other, 1.0, 0.0)
    apart = float((first * second / size).sum())
    odds = float((shared * neither / size).sum()) / apart if apart else float("inf")
    return Pair(one, other, odds, float((shared - expected).sum()) / sqrt(variance))
