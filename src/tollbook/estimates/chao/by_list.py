"""The bound for lists of different sizes: from who is on one list alone, list by list."""

from __future__ import annotations

from tollbook.estimates.chao.captures import alone, captures_for_bound, log_normal, pairs
from tollbook.estimates.estimate import LEVEL, Estimate, NotIdentified
from tollbook.estimates.table import Table


def by_list(table: Table, *, level: float = LEVEL) -> Estimate:
    """At least how many, where each list has a coverage of its own.

    The recorded, and the sum over pairs of lists of (on the one alone) x (on the other alone), over those who
    stand on exactly two lists: Chao (1989), Biometrics 45, 427-438, for model M_th, without the 1 that it adds
    below for small samples. The variance is by the delta method, the interval log-normal, as in Chao (1987). With
    independent lists it is the number itself; it bounds it where who is on one list is likelier to be on another.
    `fit` has `f1` and `f2`. Raises NotIdentified where nobody stands on exactly two lists, or those on one list
    only are all on the same.
    """
    on = captures_for_bound(table)
    lone, twice = alone(table), float(on[2])
    unrecorded = pairs(lone) / twice
    if not unrecorded:
        raise NotIdentified(
            "all who stand on one list only stand on the same: the bound is the recorded number itself",
            "See whether the other lists were made from that one.",
        )
    variance = float((lone * ((lone.sum() - lone) / twice) ** 2).sum()) + unrecorded**2 / twice + unrecorded
    low, high = log_normal(table.recorded, unrecorded, variance, level)
    return Estimate(
        estimator="chao by list",
        recorded=table.recorded,
        total=table.recorded + unrecorded,
        low=low,
        high=high,
        level=level,
        bound=True,
        fit={"f1": float(on[1]), "f2": twice},
    )
