"""Point and interval of the total under one model, from the profile of its multinomial likelihood."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from scipy.optimize import brentq
from scipy.special import gammaln, psi
from scipy.stats import chi2

from tollbook.estimates.loglinear.maximise import maximise
from tollbook.estimates.loglinear.models import Model, design
from tollbook.estimates.table import Table

LEAST: Final = 1e-9
"""So few unrecorded stand for none, of which no logarithm is."""

FARTHEST: Final = 1e12
"""An interval that reaches beyond this is taken to have no end."""


class Profile:
    """The multinomial likelihood of how many nobody recorded, all else at its best: Cormack (1992), Biometrics 48,
    567-576; Rivest & Baillargeon (2007), Biometrics 63, 999-1006.
    """

    def __init__(self, table: Table, model: Model) -> None:
        self._counts = table.full().astype(np.float64)
        self._recorded = float(table.recorded)
        self._design = design(model, np.arange(len(self._counts)))

    def _fitted(self, unrecorded: float) -> tuple[float, float]:
        """The log-likelihood of the completed table at its fit, and how many that expects on no list."""
        self._counts[0] = unrecorded
        _, expected, likelihood, _, _ = maximise(self._design, self._counts)
        return likelihood, expected[0]

    def __call__(self, unrecorded: float) -> float:
        """Its logarithm, but for what does not depend on the unrecorded."""
        total = self._recorded + unrecorded
        likelihood, _ = self._fitted(unrecorded)
        # A Poisson likelihood at its fit is the multinomial one times that of the total.
        return float(gammaln(total + 1) - gammaln(unrecorded + 1) + likelihood + total - total * math.log(total))

    def slope(self, unrecorded: float) -> float:
        """The derivative of its logarithm."""
        total = self._recorded + unrecorded
        _, expected = self._fitted(unrecorded)
        return float(psi(total + 1) - psi(unrecorded + 1)) + math.log(expected / total)

    def highest(self) -> float:
        """Where it is highest."""
        if self.slope(LEAST) <= 0:
            return LEAST
        far = 2.0 * self._recorded
        while self.slope(far) > 0:
            far *= 4
        return float(brentq(self.slope, LEAST, far, xtol=1e-6))

    def interval(self, top: float, level: float) -> tuple[float, float]:
        """Where it falls by half the quantile of chi-squared, below and above `top`; the upper may be infinite."""
        least = self(top) - float(chi2.ppf(level, 1)) / 2

        def above(unrecorded: float) -> float:
            return self(unrecorded) - least

        low = 0.0 if top <= LEAST or above(LEAST) >= 0 else float(brentq(above, LEAST, top, xtol=1e-4))
        far = 2 * top + 1
        while above(far) >= 0:
            far *= 2
            if far > FARTHEST:
                return low, math.inf
        return low, float(brentq(above, top, far, xtol=1e-4))
