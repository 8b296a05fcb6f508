"""One linkage of records: which of them are taken to be of one person, and the table that follows."""

from __future__ import annotations

import numpy as np
from numba import njit

from tollbook.estimates.linkage.records import Records, Whole
from tollbook.estimates.table import Table


def draw(records: Records, generator: np.random.Generator) -> Table:
    """The table of one linkage, drawn from the pairs' probabilities.

    Each pair is a match with its probability, apart from the others; records that matches hold together are one
    person (so three records, each likely that of the next, are so oftener than each pair's probability says).
    No list holds a person twice: where matches contradict that, those of higher probability stand, of equal ones
    those that chance puts first.
    """
    chances = generator.random(len(records.probabilities))
    order = np.lexsort((chances, -records.probabilities))
    return _table(records, order[chances[order] < records.probabilities[order]])


def at(records: Records, threshold: float) -> Table:
    """The table of the linkage that takes every pair at or above `threshold` for a match, as long as no list then
    holds a person twice; of contradicting pairs those of higher probability stand, of equal ones the first."""
    order = np.argsort(-records.probabilities, kind="stable")
    return _table(records, order[records.probabilities[order] >= threshold])


def _table(records: Records, matches: Whole) -> Table:
    patterns = _united(np.left_shift(1, records.on), records.pairs[matches])
    found, counts = np.unique(patterns[patterns > 0], return_counts=True)
    return Table(records.lists, found.astype(np.int64), counts.astype(np.int64))


@njit(cache=True, nogil=True)
def _united(patterns: Whole, pairs: Whole) -> Whole:
    """The persons' patterns, each at one of the person's records, 0 at the others; pairs unite in their order."""
    of = np.arange(len(patterns))
    for pair in range(len(pairs)):
        one, other = pairs[pair, 0], pairs[pair, 1]
        while of[one] != one:
            of[one] = of[of[one]]
            one = of[one]
        while of[other] != other:
            of[other] = of[of[other]]
            other = of[other]
        if not patterns[one] & patterns[other]:
            kept, gone = min(one, other), max(one, other)
            of[gone] = kept
            patterns[kept] |= patterns[gone]
            patterns[gone] = 0
    return patterns
