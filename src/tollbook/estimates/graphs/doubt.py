"""What a recorder must know before an average over graphs is used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tollbook.estimates.diagnose import ESS, RHAT
from tollbook.estimates.graphs.averaged import Averaged
from tollbook.model.finding import Finding

MOVED: Final = 0.01
"""An end of the interval, or the median, that moves by more than this where the ceiling is halved hangs on it."""

HEAVY: Final = 0.05
"""Graphs of at least this weight are asked whether they agree."""


def doubts(averaged: Averaged, ceiling: int, level: float) -> tuple[Finding, ...]:
    """Whether the ceiling tells, whether the prior does, whether graphs disagree, and whether a walk is stuck."""
    found = (
        _pressed(averaged, ceiling, level),
        _from_the_prior(averaged),
        _at_odds(averaged),
        _not_mixed(averaged),
    )
    return tuple(one for one in found if one)


def _pressed(averaged: Averaged, ceiling: int, level: float) -> Finding | None:
    posterior = averaged.posterior
    whole = (*posterior.interval(level), posterior.quantile(0.5))
    halved = (*posterior.interval(level, ceiling // 2), posterior.quantile(0.5, ceiling // 2))
    if all(abs(one - other) <= MOVED * one for one, other in zip(whole, halved, strict=True)):
        return None
    return Finding(
        code="estimate.ceiling",
        where="",
        message=f"the estimate hangs on how many are allowed to be missing: with at most {ceiling // 2:,} in "
        f"place of {ceiling:,} it is {halved[2]:,} ({halved[0]:,} to {halved[1]:,})",
        advice="give the highest number that can be true as the ceiling, and say so beside the estimate",
    )


def _from_the_prior(averaged: Averaged) -> Finding | None:
    if averaged.complete < HEAVY:
        return None
    return Finding(
        code="estimate.prior",
        where="",
        message=f"{averaged.complete:.0%} of the weight is with the graph that joins all lists, for which the "
        "overlaps say nothing of the missing: so much of the estimate comes from the prior",
        advice="a further list, or lists that depend less on one another, would tell",
    )


def _at_odds(averaged: Averaged) -> Finding | None:
    heavy = [one for one in averaged.leading if one.weight >= HEAVY]
    if not heavy:
        return None
    least, most = min(heavy, key=lambda one: one.high), max(heavy, key=lambda one: one.low)
    if least.high >= most.low:
        return None
    return Finding(
        code="estimate.models",
        where="",
        message=f"models that each have weight do not agree: {least.cliques} ({least.weight:.0%}) gives "
        f"{least.low:,.0f} to {least.high:,.0f}, {most.cliques} ({most.weight:.0%}) gives {most.low:,.0f} to "
        f"{most.high:,.0f}",
        advice="read the interval as a choice between explanations, not as one number with an error",
    )


def mixed(fit: Mapping[str, float]) -> bool:
    """Whether a walk's chains agree on the totals and on the graphs, and are worth enough independent totals."""
    return max(fit["rhat"], fit["rhat of the graphs"]) <= RHAT and fit["ess"] >= ESS


def _not_mixed(averaged: Averaged) -> Finding | None:
    fit = averaged.fit
    if not fit or mixed(fit):
        return None
    return Finding(
        code="estimate.mixing",
        where="",
        message=f"the chains have not come to agree: R-hat {fit['rhat']:.3f} of the totals and "
        f"{fit['rhat of the graphs']:.3f} of the graphs (should be at most {RHAT}), worth {fit['ess']:,.0f} "
        f"independent totals (should be at least {ESS})",
        advice="leave out lists that hardly overlap, or join them: on six lists or fewer every graph is looked at",
    )
