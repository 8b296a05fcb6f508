"""Log-linear models averaged, each by its weight."""

from __future__ import annotations

from typing import Final

import numpy as np

from tollbook.estimates.estimate import LEVEL, Draws, Estimate
from tollbook.estimates.loglinear.estimate import doubts
from tollbook.estimates.loglinear.fit import Criterion, Fits, fit_all
from tollbook.estimates.loglinear.models import written
from tollbook.estimates.table import Table

DRAWS: Final = 20_000
MOST: Final = 1e15
"""No draw expects more unrecorded than this: a Poisson number must fit a machine word."""


def average(table: Table, *, criterion: Criterion = "bic", level: float = LEVEL, seed: int = 0) -> Estimate:
    """The total as a mixture over all models that `estimate` looks at, of weight exp(-BIC/2) (or AIC) each.

    Weights as Buckland, Burnham & Augustin (1997), Biometrics 53, 603-618. Under one model the unrecorded are
    drawn as a Poisson number whose mean's logarithm is normal about the maximum, with the variance that the
    information matrix gives it. Point and interval are quantiles of the draws; `model` is the one of the greatest
    weight. `fit` has its `weight`, how many `models` were fitted, and how many were `left out`. Raises
    NotIdentified as `estimate` does.
    """
    fits = fit_all(table, criterion)
    shares = weights(fits, criterion)
    draws = table.recorded + _draw(fits, shares, seed)
    low, total, high = np.quantile(draws, [(1 - level) / 2, 0.5, (1 + level) / 2]).tolist()
    heaviest = int(shares.argmax())
    return Estimate(
        estimator="log-linear averaged",
        recorded=table.recorded,
        total=total,
        low=low,
        high=high,
        level=level,
        model=written(fits.fitted[heaviest].model),
        draws=draws,
        fit={
            "weight": float(shares[heaviest]),
            "models": float(len(fits.fitted)),
            "left out": float(fits.left_out),
        },
        warnings=doubts(table, fits),
        seed=seed,
    )


def weights(fits: Fits, criterion: Criterion) -> Draws:
    """What each model weighs; they sum to one."""
    values = np.array([one.criterion(criterion) for one in fits.fitted])
    share = np.exp((values.min() - values) / 2)
    return np.asarray(share / share.sum(), dtype=np.float64)


def _draw(fits: Fits, shares: Draws, seed: int) -> Draws:
    generator = np.random.default_rng(seed)
    chosen = generator.choice(len(shares), DRAWS, p=shares)
    levels = np.array([one.level for one in fits.fitted])[chosen]
    spread = np.sqrt([one.variance for one in fits.fitted])[chosen]
    means = np.exp(np.minimum(generator.normal(levels, spread), np.log(MOST)))
    return generator.poisson(means).astype(np.float64)
