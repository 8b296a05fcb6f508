"""The log-linear model behind Chao's bound: who is on k lists, where persons differ in some unknown way.

Whatever the differences, the logarithm of the expected number of persons with one given pattern of k lists is
convex in k. So it is a line as far as k = 2, which says how many are on no list, and may bend upwards from there
(Rivest & Baillargeon 2007, Biometrics 63, 999-1006).
"""

from __future__ import annotations

from math import comb
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import nnls
from scipy.special import xlogy

Numbers = npt.NDArray[np.float64]

STEPS: Final = 200
CLOSE: Final = 1e-10


def fit(observed: Numbers) -> Numbers:
    """The expected numbers of persons on k lists that make `observed` likeliest: shape (lists + 1,), as observed.

    `observed[0]`, of those on no list, may be NaN: it then has no part in the fit, and is what the others expect.
    """
    k = np.arange(len(observed))
    ways = np.log(np.array([comb(len(observed) - 1, one) for one in k], dtype=np.float64))
    straight = np.stack([np.ones(len(k)), k.astype(np.float64)], axis=1)
    bends = np.maximum(k[:, None] - np.arange(2, len(k) - 1), 0.0)
    used = ~np.isnan(observed)
    seen = np.where(used, observed, 0.0)
    logs = np.log(seen + 0.5)
    best = -np.inf
    for _ in range(STEPS):
        weights = np.where(used, np.exp(logs), 0.0)
        target = logs - ways + np.where(used, seen / np.exp(logs) - 1, 0.0)
        goal = ways + _nearest(straight, bends, target, weights)
        logs, likelihood = _step(logs, goal, seen, used, best)
        if likelihood - best < CLOSE * (1 + abs(likelihood)):
            break
        best = likelihood
    return np.exp(logs)


def log_likelihood(observed: Numbers, expected: Numbers) -> float:
    """That of the shares of `expected`, a multinomial's, without what does not change with them."""
    return float(xlogy(observed, expected / expected.sum()).sum())


def _nearest(straight: Numbers, bends: Numbers, target: Numbers, weights: Numbers) -> Numbers:
    """Of lines with upward bends the one nearest to `target`, in weighted least squares."""
    root = np.sqrt(weights)[:, None]
    base, _ = np.linalg.qr(root * straight)
    rest = root * np.column_stack([bends, target])
    rest -= base @ (base.T @ rest)
    upward = nnls(rest[:, :-1], rest[:, -1])[0] if bends.shape[1] else np.zeros(0)
    bent = bends @ upward
    line = np.linalg.lstsq(root * straight, root[:, 0] * (target - bent), rcond=None)[0]
    return np.asarray(straight @ line + bent)


def _step(
    logs: Numbers, goal: Numbers, seen: Numbers, used: npt.NDArray[np.bool_], best: float
) -> tuple[Numbers, float]:
    """As far from `logs` to `goal` as the likelihood grows, and the likelihood there."""
    share = 1.0
    while True:
        there = logs + share * (goal - logs) if share < 1 else goal
        likelihood = float((seen * there - np.exp(there))[used].sum())
        if likelihood >= best or share < 1e-6:
            return there, likelihood
        share /= 2
