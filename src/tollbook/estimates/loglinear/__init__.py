"""Log-linear models of who stands on which lists: the best one, their average, and a stepwise choice."""

from __future__ import annotations

from tollbook.estimates.loglinear.average import average
from tollbook.estimates.loglinear.estimate import estimate
from tollbook.estimates.loglinear.stepwise import stepwise

__all__ = ["average", "estimate", "stepwise"]
