"""The bound by a log-linear model, with the interval of its profile likelihood."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from scipy.optimize import brentq
from scipy.special import gammaln, psi
from scipy.stats import chi2

from tollbook.estimates.chao.captures import alone, captures_for_bound, evenness, pairs
from tollbook.estimates.chao.convex import Numbers, fit, log_likelihood
from tollbook.estimates.estimate import LEVEL, Estimate
from tollbook.estimates.table import Table
from tollbook.model.finding import Finding

FEW: Final = 10
"""A bound that rests on fewer persons on exactly two lists than these hangs on chance."""

DIFFER: Final = 0.05
"""A recorder is told where lists so differ in size that the bound falls by more than this share for that alone."""


def estimate(table: Table, *, level: float = LEVEL) -> Estimate:
    """At least how many there were: the log-linear form of Chao's bound, for the number of lists that there are.

    The lower bound for model M_h of Rivest & Baillargeon (2007), Biometrics 63, 999-1006; point and interval are
    of the multinomial profile likelihood (Cormack 1992, Biometrics 48, 567-576). `fit` has `f1` and `f2`, those on
    exactly one list and two. It takes the lists for alike: a warning says so where `by_list` bounds much lower.
    Raises NotIdentified where nobody stands on exactly two lists, or nobody on one only.
    """
    on = captures_for_bound(table).astype(float)
    profile = _Profile(on)
    unrecorded = profile.highest()
    low, high = profile.interval(unrecorded, level)
    total = table.recorded + unrecorded
    lists_apart = table.recorded + pairs(alone(table)) / on[2]
    return Estimate(
        estimator="chao",
        recorded=table.recorded,
        total=total,
        low=table.recorded + low,
        high=table.recorded + high,
        level=level,
        bound=True,
        fit={"f1": on[1], "f2": on[2]},
        warnings=_warnings(on, total, lists_apart, unrecorded * (1 - evenness(table))),
    )


class _Profile:
    """The multinomial profile likelihood of how many nobody recorded; `on[k]` stand on exactly k lists."""

    def __init__(self, on: Numbers) -> None:
        self.on = on
        self.recorded = float(on.sum())

    def fitted(self, unrecorded: float) -> tuple[Numbers, Numbers]:
        """All persons by the number of lists they are on, `unrecorded` on none; and the numbers then expected."""
        everyone = self.on.copy()
        everyone[0] = unrecorded
        return everyone, fit(everyone)

    def __call__(self, unrecorded: float) -> float:
        """Its logarithm."""
        everyone, expected = self.fitted(unrecorded)
        ways = gammaln(self.recorded + unrecorded + 1) - gammaln(unrecorded + 1)
        return float(ways) + log_likelihood(everyone, expected)

    def slope(self, unrecorded: float) -> float:
        """The derivative of its logarithm."""
        _, expected = self.fitted(unrecorded)
        share = np.log(expected[0] / expected.sum())
        return float(psi(self.recorded + unrecorded + 1) - psi(unrecorded + 1) + share)

    def highest(self) -> float:
        """Where it is highest."""
        if self.slope(0.0) <= 0:
            return 0.0
        expected = self.on.copy()
        expected[0] = np.nan
        return float(brentq(self.slope, 0.0, _beyond(self.slope, fit(expected)[0]), xtol=1e-6))

    def interval(self, top: float, level: float) -> tuple[float, float]:
        """Where it falls, on either side of `top`, by as much as the level allows."""
        least = self(top) - float(chi2.ppf(level, 1)) / 2

        def above(unrecorded: float) -> float:
            return self(unrecorded) - least

        low = 0.0 if above(0.0) >= 0 else brentq(above, 0.0, top, xtol=1e-4)
        return float(low), float(brentq(above, top, _beyond(above, top), xtol=1e-4))


def _beyond(falling: Callable[[float], float], start: float) -> float:
    """A number above `start` at which `falling` is below zero."""
    far = 2 * start + 1
    while falling(far) >= 0:
        far *= 2
    return far


def _warnings(on: Numbers, total: float, lists_apart: float, too_many: float) -> tuple[Finding, ...]:
    told = []
    if on[2] < FEW:
        told.append(
            Finding(
                code="estimate.few-on-two",
                where="",
                message=f"only {on[2]:.0f} stand on exactly two lists; the bound hangs on them",
                advice="Read the interval, not the point.",
            )
        )
    if too_many > total * DIFFER and lists_apart < total:
        told.append(
            Finding(
                code="estimate.lists-differ",
                where="",
                message=f"the lists differ much in size: with a coverage of its own for each, the bound is "
                f"{lists_apart:,.0f}, not {total:,.0f}",
                advice="Take the lower of the two for the bound: estimator “chao by list”.",
            )
        )
    return tuple(told)
