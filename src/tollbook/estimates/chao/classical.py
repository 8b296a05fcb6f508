"""The bound that needs no computer: the square of those on one list, over twice those on two."""

from __future__ import annotations

from tollbook.estimates.chao.captures import captures_for_bound, log_normal
from tollbook.estimates.estimate import LEVEL, Estimate
from tollbook.estimates.table import Table


def classical(table: Table, *, level: float = LEVEL) -> Estimate:
    """At least how many: the recorded and f_1 squared over 2 f_2, f_k being those on exactly k lists.

    The bound of Chao (1987), Biometrics 43, 783-791, with its variance and its interval (log-normal of the
    unrecorded). It takes the lists for many, as traps over many nights; for a few `estimate` is closer. `fit` has
    f_1 and f_2. Raises NotIdentified where nobody stands on exactly two lists, or nobody on one only.
    """
    once, twice = (float(one) for one in captures_for_bound(table)[1:3])
    ratio = once / twice
    unrecorded = once * ratio / 2
    variance = twice * (ratio**4 / 4 + ratio**3 + ratio**2 / 2)
    low, high = log_normal(table.recorded, unrecorded, variance, level)
    return Estimate(
        estimator="chao classical",
        recorded=table.recorded,
        total=table.recorded + unrecorded,
        low=low,
        high=high,
        level=level,
        bound=True,
        fit={"f1": once, "f2": twice},
    )
