"""One estimate over many linkages: what is not known of the matches is in its interval."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log
from statistics import NormalDist
from typing import Final

import numpy as np

from tollbook.estimates.estimate import LEVEL, Draws, Estimate, NotIdentified
from tollbook.estimates.linkage.link import at, draw
from tollbook.estimates.linkage.records import Floats, Records
from tollbook.estimates.table import Table
from tollbook.model.finding import Finding, Refusal

EACH: Final = 1_000
"""So many draws of each linkage are pooled."""

THRESHOLDS: Final = (0.5, 0.7, 0.9)
"""From what probability on pairs might be taken for matches, had one linkage to be chosen."""

FAR: Final = 1.5
"""Linkages whose points are this many times apart move an estimate much."""

OFTEN: Final = 0.1
"""What an estimator warns of in more than this share of the linkages is told once."""


def estimate(
    records: Records,
    estimator: Callable[[Table], Estimate],
    *,
    linkages: int = 100,
    level: float = LEVEL,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> Estimate:
    """The estimate over `linkages` linkages drawn from the pairs' probabilities: linkage averaging.

    Sadinle (2018), Bayesian propagation of record linkage uncertainty into population size estimation of human
    rights violations, Annals of Applied Statistics 12, 1013-1038: as many draws of each linkage's estimate are
    pooled; the point is their median, the interval that of the pool. An estimate without draws is taken for
    log-normal in its unrecorded, each side by its own limit.

    `recorded` is the least over the linkages. `fit`: `linkages`, `least` and `most` (the points'), `within`
    (the mean variance of one linkage's draws) and `between` (the variance of their means), `share between` (of
    both), `recorded_most`, and by threshold ("at 0.7") the point of the linkage that takes every pair from it on
    for a match. Warnings: `estimate.linkage-moves`, `estimate.linkage-silent`, and what the estimator warns of
    in more than a tenth of them. Raises NotIdentified where it refuses more than half of the linkages.
    """
    if linkages < 2:
        raise Refusal("linkage uncertainty needs at least two linkages", "Ask for a hundred.")
    generator = np.random.default_rng(seed)
    found: list[Estimate] = []
    refused: list[Refusal] = []
    for number in range(linkages):
        try:
            found.append(estimator(draw(records, generator)))
        except NotIdentified as silent:
            refused.append(silent)
        if progress:
            progress((number + 1) / linkages)
    if len(refused) * 2 > linkages:
        raise NotIdentified(
            f"in {len(refused)} of {linkages} linkages no number follows: {refused[0].message}", refused[0].advice
        )
    by_linkage = np.array([_quantiles(one) for one in found])
    draws = generator.permutation(by_linkage.reshape(-1))
    low, middle, high = np.quantile(draws, [(1 - level) / 2, 0.5, (1 + level) / 2]).tolist()
    fit = _figures(found, by_linkage) | _by_threshold(records, estimator)
    return Estimate(
        estimator=found[0].estimator,
        recorded=min(one.recorded for one in found),
        total=middle,
        low=low,
        high=high,
        level=level,
        bound=any(one.bound for one in found),
        draws=draws,
        fit=fit,
        warnings=(*_moves(fit), *_silent(len(refused), linkages), *_often(found)),
        seed=seed,
    )


def _quantiles(one: Estimate) -> Draws:
    """EACH draws that stand for all of `one`: its quantiles at equal steps."""
    steps = (np.arange(EACH) + 0.5) / EACH
    if one.draws is not None:
        return np.asarray(np.quantile(one.draws, steps))
    if not one.unrecorded > 0:
        return np.full(EACH, one.total)
    width = NormalDist().inv_cdf((1 + one.level) / 2)
    point = log(one.unrecorded)
    below = (point - log(max(one.low - one.recorded, one.unrecorded * 1e-3))) / width
    above = (log(one.high - one.recorded) - point) / width
    normal = np.array([NormalDist().inv_cdf(step) for step in steps])
    return np.asarray(one.recorded + np.exp(point + normal * np.where(normal < 0, below, above)))


def _figures(found: Sequence[Estimate], by_linkage: Floats) -> dict[str, float]:
    points = [one.total for one in found]
    within, between = float(by_linkage.var(axis=1).mean()), float(by_linkage.mean(axis=1).var(ddof=1))
    both = within + between
    return {
        "linkages": float(len(found)),
        "least": min(points),
        "most": max(points),
        "within": within,
        "between": between,
        "share between": between / both if both else 0.0,
        "recorded_most": float(max(one.recorded for one in found)),
    }


def _by_threshold(records: Records, estimator: Callable[[Table], Estimate]) -> dict[str, float]:
    points = {}
    for threshold in THRESHOLDS:
        try:
            points[f"at {threshold}"] = estimator(at(records, threshold)).total
        except NotIdentified:
            continue  # fit then has no point at this threshold
    return points


def _moves(fit: dict[str, float]) -> list[Finding]:
    """That the linkage alone moves the estimate, where it does: among the drawn ones, or with the threshold."""
    told = []
    cut = {name: point for name, point in fit.items() if name.startswith("at ")}
    known = "The published estimate of Khartoum's dead (Dahab & others 2024) moved from 20,660 to 211,334 with it."
    if cut and max(cut.values()) > FAR * min(cut.values()):
        least, most = min(cut, key=cut.__getitem__), max(cut, key=cut.__getitem__)
        told.append(
            _finding(
                "linkage-moves",
                f"the match threshold alone moves the estimate from {cut[least]:,.0f} (matches from "
                f"{least[3:]} on) to {cut[most]:,.0f} (from {most[3:]} on)",
                f"Do not choose one threshold. {known} See whether the probabilities of the pairs hold.",
            )
        )
    if fit["most"] > FAR * fit["least"]:
        told.append(
            _finding(
                "linkage-moves",
                f"between linkages that the same probabilities allow, the estimate moves from {fit['least']:,.0f} "
                f"to {fit['most']:,.0f}; {fit['share between']:.0%} of the variance is the linkage's",
                "More certain matches would narrow this interval more than another estimator.",
            )
        )
    return told


def _silent(refused: int, linkages: int) -> list[Finding]:
    if not refused:
        return []
    return [
        _finding(
            "linkage-silent",
            f"in {refused} of {linkages} linkages no number follows; the interval is of the others",
            "It leaves out what these might have said: take it for too narrow.",
        )
    ]


def _often(found: Sequence[Estimate]) -> list[Finding]:
    """What the estimator warns of in many linkages, one of each code."""
    by_code: dict[str, list[Finding]] = {}
    for one in found:
        for code, warning in {warning.code: warning for warning in one.warnings}.items():
            by_code.setdefault(code, []).append(warning)
    return [
        Finding(
            code=code,
            where=f"{len(several)} of {len(found)} linkages",
            message=several[0].message,
            advice=several[0].advice,
        )
        for code, several in by_code.items()
        if len(several) > OFTEN * len(found)
    ]


def _finding(kind: str, message: str, advice: str) -> Finding:
    return Finding(code=f"estimate.{kind}", where="", message=message, advice=advice)
