"""What comes of averaging over graphs, whether each was looked at or a walk went over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from tollbook.estimates.graphs.posterior import Posterior

Floats = npt.NDArray[np.float64]

TOLD: Final = 10
"""So many graphs of the greatest weight are told one by one."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A graph by its cliques, its weight, and the interval of the total that it alone would give."""

    cliques: str
    weight: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Averaged:
    """The posterior of the number missing, totals drawn from it, and the graphs behind it.

    `leading` are the `TOLD` graphs of the greatest weight, the greatest first; `complete` is the weight of the
    graph that joins all lists, `looked` how many graphs were looked at. `weights` are of all graphs, in the order
    of `decomposable`, where each was looked at; `fit` holds what only a walk has to say.
    """

    posterior: Posterior
    draws: Floats
    leading: tuple[Weighed, ...]
    complete: float
    looked: int
    weights: Floats | None = None
    fit: Mapping[str, float] = field(default_factory=dict)
