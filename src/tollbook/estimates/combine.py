"""All estimators together: an interval wide enough to have held what is known.

The interval of one estimator speaks of chance alone. Where the true number is known (those on one list, predicted
from the others: Binette & Steorts 2022, Journal of the Royal Statistical Society A 185, 640-676) the 95% intervals
of every model here hold it far less often than in 95 of 100 cases, nearly always because they are too low: people
differ in more ways than a model has room for. So this interval is not derived but measured. It reaches from the
lowest number that any estimator allows to the highest, with the unrecorded of the highest taken `WIDENED` times.
docs/method/estimates.md has the coverage, with the factor learned from other tables than those it is tried on.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from statistics import median
from typing import Final

from tollbook.estimates.estimate import Estimate, NotIdentified
from tollbook.model.finding import Finding

NAME: Final = "combined"

MEMBERS: Final = ("chao", "chao by list", "log-linear averaged", "stepwise", "decomposable", "latent classes")
"""Whose intervals count. The single log-linear model is left out: its average holds it."""

WIDENED: Final = 2.0
"""How many times the unrecorded at the highest end. Learned: `python -m benchmarks.estimates --coverage`."""

FEWEST: Final = 2
"""Fewer members than these are no agreement and no disagreement."""


def combine(estimates: Iterable[Estimate], *, widened: float = WIDENED) -> Estimate:
    """One estimate of the members among `estimates`, which are of the same table (or sum of strata) and level.

    The point is the median of the members' points, bounds left out. `fit` has how many `members` there were, their
    `lowest` and `highest` end, and the factor `widened`. Raises NotIdentified where fewer than two members gave a
    number, or none but bounds; ValueError where they are of different recorded or level, or `widened` is under 1.
    """
    members = [one for one in estimates if one.estimator in MEMBERS]
    if widened < 1 or len({(one.recorded, one.level) for one in members}) > 1:
        raise ValueError("members are of one table and one level, and an interval is never made narrower")
    points = [one.total for one in members if not one.bound]
    if len(members) < FEWEST or not points:
        given = ", ".join(one.estimator for one in members) or "none"
        raise NotIdentified(
            f"this needs several estimators, one of them more than a bound; there are: {given}",
            "See why the others gave no number.",
        )
    recorded = members[0].recorded
    low, high = min(one.low for one in members), max(one.high for one in members)
    total = median(points)
    return Estimate(
        estimator=NAME,
        recorded=recorded,
        total=total,
        low=low,
        high=recorded + widened * (high - recorded),
        level=members[0].level,
        fit={"members": len(members), "lowest": low, "highest": high, "widened": widened},
        warnings=_apart(members),
    )


def _apart(members: list[Estimate]) -> tuple[Finding, ...]:
    """A warning where two members' intervals have no number in common."""
    models = [one for one in members if not one.bound and math.isfinite(one.high)]
    if len(models) < FEWEST:
        return ()
    least, most = min(models, key=lambda one: one.high), max(models, key=lambda one: one.low)
    if least.high >= most.low:
        return ()
    return (
        Finding(
            code="estimate.estimators-apart",
            where="",
            message=f"the estimators do not agree: {least.estimator} says at most {least.high:,.0f}, "
            f"{most.estimator} at least {most.low:,.0f}",
            advice="The point between them means little; quote the interval.",
        ),
    )
