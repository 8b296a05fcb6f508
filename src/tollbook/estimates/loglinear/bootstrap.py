"""Bootstrap intervals that correct for bias and for a spread that changes with the size (BCa).

Efron (1987), Journal of the American Statistical Association 82, 171-185; DiCiccio & Efron (1996), Statistical
Science 11, 189-228, section 2.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

NORMAL = NormalDist()


def resample(
    counts: Floats,
    statistic: Callable[[Floats], float],
    replicates: int,
    seed: int,
    progress: Callable[[float], None] | None = None,
) -> Floats:
    """The statistic of `replicates` tables, each as many persons drawn anew from the observed ones."""
    generator = np.random.default_rng(seed)
    total = int(counts.sum())
    shares = counts / total
    found = np.empty(replicates)
    for one in range(replicates):
        found[one] = statistic(generator.multinomial(total, shares).astype(np.float64))
        if progress and not one % 20:
            progress(one / replicates)
    return found


def acceleration(counts: Floats, statistic: Callable[[Floats], float]) -> float:
    """How fast the spread changes with the size, by the jackknife: each person left out once.

    Persons of one cell leave the same table, so that it is computed once for each cell. Where leaving somebody
    out leaves no finite statistic, or none differs, 0.
    """
    cells = np.flatnonzero(counts)
    left = np.empty(len(cells))
    for place, cell in enumerate(cells):
        fewer = counts.copy()
        fewer[cell] -= 1
        left[place] = statistic(fewer)
    if not np.isfinite(left).all():
        return 0.0
    weights = counts[cells]
    below = weights @ left / weights.sum() - left
    square = weights @ below**2
    return float(weights @ below**3 / (6 * square**1.5)) if square > 0 else 0.0


def interval(replicated: Floats, point: float, faster: float, level: float) -> tuple[float, float]:
    """The BCa interval: DiCiccio & Efron (1996), equation 2.3. Either end may be infinite where replicates are."""
    number = len(replicated)
    below = float((replicated < point).sum() + (replicated == point).sum() / 2)
    bias = NORMAL.inv_cdf(min(max(below, 0.5), number - 0.5) / number)
    ordered = np.sort(replicated)
    ends = []
    for tail in ((1 - level) / 2, (1 + level) / 2):
        shifted = bias + NORMAL.inv_cdf(tail)
        slowed = 1 - faster * shifted
        if slowed <= 0:
            ends.append(float(ordered[0] if shifted < 0 else ordered[-1]))
            continue
        place = NORMAL.cdf(bias + shifted / slowed) * (number - 1)
        under, over = ordered[int(place)], ordered[min(int(place) + 1, number - 1)]
        ends.append(float(over if np.isinf(over) else under + (place - int(place)) * (over - under)))
    return ends[0], ends[1]
