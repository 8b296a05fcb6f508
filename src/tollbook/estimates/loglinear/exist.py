"""Whether a log-linear model has a maximum of its likelihood, and only one.

The maximum exists where the sufficient statistics lie inside, not on the edge of, the cone of all that could be:
where some table with no empty cell has the same ones (Haberman 1974; Fienberg & Rinaldo 2012, Annals of
Statistics 40, 996-1023, theorem 3). That depends only on which cells are empty.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from tollbook.estimates.loglinear.models import Design

INSIDE: Final = 1e-6
"""A smallest cell above this, where each full cell counts 1, is no rounding error of the linear programme."""


def exists(design: Design, counts: npt.NDArray[np.float64]) -> bool:
    """Whether the likelihood of `design`, shape (cells, parameters), has its maximum at finite coefficients.

    The linear programme seeks a table with the sufficient statistics of the one that has 1 where `counts` is
    above 0, whose smallest cell is as large as can be; the maximum exists where that is above 0.
    """
    full = (counts > 0).astype(np.float64)
    if full.all():
        return True
    statistics = design.T @ full
    # The table is the smallest cell plus what each has more.
    equal = np.column_stack([design.sum(axis=0), design.T])
    aim = np.zeros(equal.shape[1])
    aim[0] = -1.0
    bounds = [(0.0, 1.0), *[(0.0, None)] * len(counts)]
    found = linprog(aim, A_eq=equal, b_eq=statistics, bounds=bounds, method="highs")
    return bool(found.status == 0 and -found.fun > INSIDE)


def identified(design: Design) -> bool:
    """Whether different coefficients give different expected counts."""
    return bool(np.linalg.matrix_rank(design) == design.shape[1])


def empty_margins(full: npt.NDArray[np.int64], sets: tuple[int, ...]) -> frozenset[int]:
    """Those `sets` of lists of which some are held together (others of the set not) by nobody.

    `full` are the counts of all patterns. The sum of these cells is a sufficient statistic of every hierarchical
    model with the set; no table without empty cells has 0 there, so that no such model has a maximum. Those on
    none of the set's lists are left aside: some of them nobody has seen.
    """
    patterns = np.arange(len(full))
    seen = np.flatnonzero(full)
    empty = []
    for one in sets:
        possible = np.unique(patterns & one)
        if len(np.setdiff1d(possible[1:], seen & one)):
            empty.append(one)
    return frozenset(empty)
