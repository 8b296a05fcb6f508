"""What an estimator says: how many there were in all, recorded or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from tollbook.model.finding import Finding, Refusal

Draws = npt.NDArray[np.float64]

LEVEL: Final = 0.95
"""How sure an interval is, where nothing else is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """How many there were in all, recorded or not, as one estimator has it of one table.

    `total` is the point: the maximum likelihood estimate, or the median of a posterior. `low` to `high` is the
    interval of `level`; both include the recorded, and are never below them. `bound` where the estimator gives
    only a lower bound: nothing is then said of how many more there may be. `draws`, shape (draws,), are of the
    total: of the posterior, or of the bootstrap; None where there are none. `model` is written as lists numbered
    from 1, as in "[123,14,34]", or empty. `fit` holds the estimator's own figures by name (its docstring lists
    them), `warnings` what a recorder must know before the number is used, `seed` what makes it the same again.
    """

    estimator: str
    recorded: int
    total: float
    low: float
    high: float
    level: float = LEVEL
    bound: bool = False
    model: str = ""
    draws: Draws | None = field(default=None, repr=False, compare=False)
    fit: Mapping[str, float] = field(default_factory=dict)
    warnings: tuple[Finding, ...] = ()
    seed: int | None = None

    @property
    def unrecorded(self) -> float:
        """How many of the total nobody recorded."""
        return self.total - self.recorded


class NotIdentified(Refusal):
    """No number follows from this table by this estimator; the message says why, the advice what would help."""
