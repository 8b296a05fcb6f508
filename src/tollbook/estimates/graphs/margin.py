"""How likely the counts on some of the lists are, whatever the number missing: the factors of every graph."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

from tollbook.estimates.table import Table

Floats = npt.NDArray[np.float64]


def margin(table: Table, subset: int, delta: float, missing: Floats) -> Floats:
    """The log likelihood of the counts on the lists of `subset` (bits), but for a constant common to all subsets.

    `missing` is how many nobody recorded, shape (values,), as is the result. Each cell of the full table has the
    Dirichlet parameter `delta`, so each of the margin's has delta * 2**(lists not in it): the hyper-Dirichlet law
    of Dawid & Lauritzen (1993, section 4); the likelihood is the Dirichlet-multinomial of Madigan & York (1997,
    section 2.2). Of the margin's cells only that of nobody grows with the missing, and those that are empty
    contribute nothing: the cost does not depend on how many persons there are.
    """
    parameter = delta * 2.0 ** (len(table.lists) - subset.bit_count())
    cells, where = np.unique(table.patterns & subset, return_inverse=True)
    counts = np.bincount(where, weights=table.counts, minlength=len(cells))
    nobody = cells == 0
    seen = counts[~nobody]
    constant = float((gammaln(parameter + seen) - gammaln(parameter)).sum()) - float(gammaln(parameter))
    return np.asarray(gammaln(parameter + counts[nobody].sum() + missing) + constant)


def base(table: Table, missing: Floats) -> Floats:
    """What every graph has in common, in logarithms: the multinomial's coefficient and the prior 1/N of the total.

    The prior of the total is uniform in its logarithm (Jeffreys'; Madigan & York 1997, section 2.3).
    """
    total = table.recorded + missing
    return np.asarray(gammaln(total + 1) - gammaln(missing + 1) - np.log(total))
