"""A stepwise choice for sparse tables, with a bootstrap that makes the choice anew each time."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

import numpy as np

from tollbook.estimates.estimate import LEVEL, Estimate, NotIdentified
from tollbook.estimates.loglinear.bootstrap import acceleration, interval, resample
from tollbook.estimates.loglinear.fit import refuse
from tollbook.estimates.loglinear.models import main_effects, written
from tollbook.estimates.loglinear.pairwise import Choice
from tollbook.estimates.table import Table
from tollbook.model.finding import Finding

THRESHOLD: Final = 0.02
REPLICATES: Final = 1000


def stepwise(
    table: Table,
    *,
    threshold: float = THRESHOLD,
    replicates: int = REPLICATES,
    level: float = LEVEL,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> Estimate:
    """The total under a model of independent lists and chosen pairs of them, with a BCa bootstrap interval.

    The procedure of Chan, Silverman & Vincent (2021), JASA 116, 1297-1306: a pair is added while the Poisson
    p-value of its overlap is below `threshold`; the parameter of a pair that shares nobody is minus infinity. The
    point is the recorded and the number expected on no list. `draws` are the bootstrap's finite totals. `fit` has
    how many `pairs` are in the model, how many of them `at minus infinity`, the `acceleration` of the interval,
    and its `replicates`. 2 to 10 lists.

    Raises NotIdentified where independent lists have no maximum of their likelihood, ValueError where there are
    no replicates, or the threshold is not between 0 and 1.
    """
    if replicates < 1 or not 0 <= threshold <= 1:
        raise ValueError("at least one replicate, and a threshold between 0 and 1")
    refuse(table)
    choice = Choice(len(table.lists), threshold)
    counts = table.full()[1:].astype(np.float64)
    chosen = choice.of(counts)
    if not math.isfinite(chosen.unrecorded):
        raise NotIdentified(
            "even for independent lists the likelihood has no maximum: nobody stands on two lists, "
            "or everybody on one list is on another",
            "See whether the lists were matched, and whether one was made from another.",
        )

    def total(of: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
        return float(of.sum()) + choice.of(of).unrecorded

    faster = acceleration(counts, total)
    replicated = resample(counts, total, replicates, seed, progress)
    point = table.recorded + chosen.unrecorded
    low, high = interval(replicated, point, faster, level)
    finite = replicated[np.isfinite(replicated)]
    return Estimate(
        estimator="stepwise",
        recorded=table.recorded,
        total=point,
        low=low,
        high=high,
        level=level,
        model=written((*main_effects(len(table.lists)), *chosen.pairs, *chosen.apart)),
        draws=finite if len(finite) else None,
        fit={
            "pairs": float(len(chosen.pairs) + len(chosen.apart)),
            "at minus infinity": float(len(chosen.apart)),
            "acceleration": faster,
            "replicates": float(replicates),
        },
        warnings=_warnings(table, replicates - len(finite), replicates),
        seed=seed,
    )


def _warnings(table: Table, without: int, replicates: int) -> tuple[Finding, ...]:
    told = []
    if len(table.lists) == 2:
        told.append(
            Finding(
                code="estimate.independent",
                where=", ".join(table.lists),
                message="with two lists they are taken to be independent; nothing here tests it",
                advice="Add a list. If who is on one is likelier to be on the other, the truth is higher.",
            )
        )
    if without:
        told.append(
            Finding(
                code="estimate.replicates-without",
                where="",
                message=f"{without:,} of {replicates:,} bootstrap tables give no finite number",
                advice="The lists share too few persons: read the lower end, and do not trust the upper.",
            )
        )
    return tuple(told)
