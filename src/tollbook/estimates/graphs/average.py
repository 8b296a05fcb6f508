"""How many in all, averaged over decomposable graphs: which list depends on which is not chosen, but weighed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tollbook.estimates.estimate import LEVEL, Estimate, NotIdentified
from tollbook.estimates.graphs.averaged import Averaged
from tollbook.estimates.graphs.doubt import doubts
from tollbook.estimates.graphs.enumerate import MOST
from tollbook.estimates.graphs.exact import exact as look_at_each
from tollbook.estimates.table import Table

CEILING: Final = 40
"""At most so many times the recorded are missing, where nothing else is said; R's published runs agree with it."""

UNIDENTIFIED: Final = 0.5
"""With this weight on the graph that joins all lists, and so on the prior alone, no number is given."""


def estimate(
    table: Table,
    *,
    delta: float | None = None,
    ceiling: int | None = None,
    level: float = LEVEL,
    seed: int = 0,
    exact: bool | None = None,
    progress: Callable[[float], None] | None = None,
) -> Estimate:
    """The posterior median and interval of the total, averaged over all decomposable graphs of dependence.

    Madigan & York (1997), Bayesian methods for estimation of the size of a closed population, Biometrika 84,
    19-31, with the hyper-Dirichlet prior of Dawid & Lauritzen (1993): `delta` is the parameter of each cell, by
    default 2**-lists, so that the prior is worth one person. All graphs are alike beforehand; the prior of the
    total N is 1/N. At most `ceiling` are missing, by default 40 times the recorded.

    Up to six lists every graph is looked at (18,154 on six); from seven on several chains walk over them.
    `exact` says otherwise. The same `seed` gives the same draws, and for a walk the same estimate.

    `model` is the graph of the greatest weight. `fit` has the posterior's mean and standard deviation, the
    ceiling, how many graphs were looked at, "weight [123,14]" for the ten graphs of the greatest weight; after a
    walk also R-hat and effective sample size of the totals, R-hat of what the graphs say of them, the chains, the
    sweeps of each, and the share of steps taken.

    Raises NotIdentified where fewer than three lists hold anybody, or nobody stands on two, or where at least
    half of the weight is with the graph that joins all lists, for which the overlaps say nothing of the missing;
    ValueError where delta, ceiling or level are out of bounds, or more than six lists are to be looked at exactly.
    """
    _identified(table)
    delta = 2.0 ** -len(table.lists) if delta is None else delta
    ceiling = CEILING * table.recorded if ceiling is None else ceiling
    if delta <= 0 or ceiling < 1 or not 0 < level < 1:
        raise ValueError(f"delta and ceiling are above 0, the level between 0 and 1: {delta}, {ceiling}, {level}")
    averaged = _averaged(
        table, delta, ceiling, level, seed, len(table.lists) <= MOST if exact is None else exact, progress
    )
    if averaged.complete >= UNIDENTIFIED:
        raise NotIdentified(
            f"{averaged.complete:.0%} of the weight is with the graph that joins all lists: how many are missing "
            "would come from the prior, not from the overlaps",
            "a further list, or lists that depend less on one another",
        )
    low, high = averaged.posterior.interval(level)
    if progress:
        progress(1.0)
    return Estimate(
        estimator="decomposable",
        recorded=table.recorded,
        total=averaged.posterior.quantile(0.5),
        low=low,
        high=high,
        level=level,
        model=averaged.leading[0].cliques,
        draws=averaged.draws,
        fit={
            "mean": averaged.posterior.mean,
            "standard deviation": averaged.posterior.deviation,
            "ceiling": ceiling,
            "graphs": averaged.looked,
            **averaged.fit,
            **{f"weight {one.cliques}": one.weight for one in averaged.leading},
        },
        warnings=doubts(averaged, ceiling, level),
        seed=seed,
    )


def _averaged(
    table: Table,
    delta: float,
    ceiling: int,
    level: float,
    seed: int,
    exact: bool,
    progress: Callable[[float], None] | None,
) -> Averaged:
    if exact:
        return look_at_each(table, delta, ceiling, level=level, seed=seed, progress=progress)
    # Numba takes a moment to load, which an exact answer need not wait for.
    from tollbook.estimates.graphs.walk import walk

    return walk(table, delta, ceiling, level=level, seed=seed, progress=progress)


def _identified(table: Table) -> None:
    if int((table.sizes > 0).sum()) < 3:
        raise NotIdentified(
            "two lists, or fewer, cannot tell whether one led to the other, nor so how many are on neither",
            "a third list that overlaps with the two",
        )
    if int(table.members.sum(axis=1).max()) < 2:
        raise NotIdentified(
            "nobody stands on two lists: any number might be missing",
            "check that entries that mean the same person were matched",
        )
