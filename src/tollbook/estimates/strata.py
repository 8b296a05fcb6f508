"""Sums over strata: each estimated for itself, and what then holds of all of them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Final

import numpy as np

from tollbook.estimates.estimate import Draws, Estimate
from tollbook.model.finding import Finding

SAME: Final = 1e-3
"""A total that is within this share of the median of its draws is that median."""


def add(parts: Mapping[str, Estimate], *, silent: Mapping[str, int] | None = None, seed: int = 0) -> Estimate:
    """The sum of what one estimator says of several strata, by their names.

    Strata are estimated from different persons, so their draws are independent and are added one by one, in an
    order shuffled by `seed`: the interval is that of the sums, the point their median, or the sum of the points
    where the draws are of a bootstrap. Without draws the interval is the one of Zou & Donner (2008), Statistics in
    Medicine 27, 1693-1702 (the distances to the limits, added as squares), and a warning says so.

    `silent` are strata of which the estimator gives no number, with those recorded in them: these are counted as
    all that there were, so the sum is then a lower bound, with a warning. `fit` has the number of `strata`.
    Raises ValueError where there are no parts, or of different estimators or levels.
    """
    if len({(part.estimator, part.level) for part in parts.values()}) != 1:
        raise ValueError("parts of one estimator and one level can be added up")
    several, silent = list(parts.values()), silent or {}
    first, lone = several[0], sum(silent.values())
    draws = _sums([part.draws for part in several if part.draws is not None], seed)
    if draws is None or any(part.draws is None for part in several):
        draws, (total, low, high) = None, _without_draws(several)
    else:
        low, high = np.quantile(draws, [(1 - first.level) / 2, (1 + first.level) / 2]).tolist()
        total = float(np.median(draws)) if all(map(_of_median, several)) else sum(part.total for part in several)
        low, high = min(low, total), max(high, total)
    return Estimate(
        estimator=first.estimator,
        recorded=sum(part.recorded for part in several) + lone,
        total=total + lone,
        low=low + lone,
        high=high + lone,
        level=first.level,
        bound=bool(silent) or any(part.bound for part in several),
        draws=None if draws is None else draws + lone,
        fit={"strata": float(len(parts) + len(silent))},
        warnings=(*_told(parts, silent, draws), *once({name: part.warnings for name, part in parts.items()})),
        seed=seed if draws is not None else None,
    )


def _sums(several: Sequence[Draws], seed: int) -> Draws | None:
    """Draws of the sum: as many as the longest has; shorter ones are drawn from anew."""
    if not several or min(map(len, several)) == 0:
        return None
    generator = np.random.default_rng(seed)
    most = max(map(len, several))
    total = np.zeros(most)
    for draws in several:
        total += generator.permutation(draws) if len(draws) == most else generator.choice(draws, most)
    return total


def _of_median(part: Estimate) -> bool:
    return part.draws is not None and abs(part.total - float(np.median(part.draws))) <= SAME * part.total


def _without_draws(several: Sequence[Estimate]) -> tuple[float, float, float]:
    total = sum(part.total for part in several)
    below = sqrt(sum((part.total - part.low) ** 2 for part in several))
    above = sqrt(sum((part.high - part.total) ** 2 for part in several))
    return total, max(total - below, sum(part.recorded for part in several)), total + above


def _told(parts: Mapping[str, Estimate], silent: Mapping[str, int], draws: Draws | None) -> list[Finding]:
    told = []
    if silent:
        names = ", ".join(f"“{name}”" for name in silent)
        told.append(
            Finding(
                code="estimate.stratum-silent",
                where="",
                message=f"no number follows for {names}: those recorded there are counted as all that there were",
                advice="Take the sum for a lower bound, or make strata that hold more.",
            )
        )
    if draws is None and len(parts) > 1:
        told.append(
            Finding(
                code="estimate.sum-without-draws",
                where="",
                message="the interval of the sum is made of the strata's intervals, taken to be independent",
                advice="An estimator with draws gives the interval of the sum itself.",
            )
        )
    return told


def once(told: Mapping[str, Sequence[Finding]]) -> list[Finding]:
    """Findings of strata by their names: one of each code, with the strata that have it for its place."""
    by_code: dict[str, dict[str, Finding]] = {}
    for name, findings in told.items():
        for finding in findings:
            by_code.setdefault(finding.code, {}).setdefault(name, finding)
    gathered = []
    for several in by_code.values():
        name, first = next(iter(several.items()))
        more = "" if len(several) == 1 else f" and {len(several) - 1} more"
        where = f"stratum “{name}”{more}"
        gathered.append(Finding(code=first.code, where=where, message=first.message, advice=first.advice))
    return gathered
