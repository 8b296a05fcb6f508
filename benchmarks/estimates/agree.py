"""Say whether two estimates agree within what rounding or chance allows.

An exact estimator must give the same number as R to the last digit that R's run states: to 1 of an integer, or to
one part in a thousand. Where either side draws at random, each end of an interval is a quantile of few draws. The
quantile of probability p of n draws has standard error sqrt(p (1 - p) / n) on the scale of p; two of them agree
when they lie no further apart than `TIMES` that of both runs together, read off our own draws.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from benchmarks.estimates.anchors import Anchor
from tollbook.estimates import Estimate

TIMES: Final = 2.6
"""99% of honest pairs of runs agree so."""

EXACT: Final = 0.001
R_REPLICATES: Final = 200
R_WORTH: Final = 200
"""Of R's runs beside the data: bootstrap replicates of SparseMSE; independent draws that LCMCR's one chain of
10,000 kept sweeps is taken to be worth. Where it has not settled it is worth fewer, and the answer is "no".
"""


def exact(ours: Estimate, theirs: Anchor) -> bool:
    """The point and both ends (of a bound, the lower) to one part in a thousand."""
    pairs = [(ours.total, theirs.total), (ours.low, theirs.low)]
    if not ours.bound:
        pairs.append((ours.high, theirs.high))
    return all(abs(mine - other) <= max(1.0, EXACT * other) for mine, other in pairs)


def within_chance(ours: Estimate, theirs: Anchor, *, drawn: float, point_drawn: bool) -> bool:
    """Whether all three numbers agree, where R had the worth of `drawn` independent draws.

    `point_drawn` where the point too is a quantile (a posterior's median); else it must be exact.
    """
    if ours.draws is None:
        return False
    mine = float(ours.fit.get("ess", len(ours.draws)))
    pairs = [(ours.low, theirs.low), (ours.high, theirs.high)]
    if point_drawn:
        pairs.append((ours.total, theirs.total))
    elif abs(ours.total - theirs.total) > max(1.0, EXACT * theirs.total):
        return False
    return all(_near(ours, one, other, mine, drawn) for one, other in pairs)


def _near(ours: Estimate, one: float, other: float, mine: float, drawn: float) -> bool:
    assert ours.draws is not None
    share = min(max(float((ours.draws <= one).mean()), 1 / mine), 1 - 1 / mine)
    apart = TIMES * math.sqrt(share * (1 - share) * (1 / mine + 1 / drawn))
    low, high = np.quantile(ours.draws, [max(0.0, share - apart), min(1.0, share + apart)])
    return bool(low - 1 <= other <= high + 1)


def agreement(ours: Estimate, theirs: Anchor, estimator: str) -> str:
    """In a word or two: "exactly", "within chance", or "no"."""
    if exact(ours, theirs):
        return "exactly"
    match estimator:
        case "stepwise":
            agree = within_chance(ours, theirs, drawn=R_REPLICATES, point_drawn=False)
        case "latent classes":
            agree = within_chance(ours, theirs, drawn=R_WORTH, point_drawn=True)
        case "decomposable" if ours.fit.get("ess"):
            agree = within_chance(ours, theirs, drawn=float("inf"), point_drawn=True)
        case _:
            agree = False
    return "within chance" if agree else "no"
