"""What is believed of the number missing: its posterior, in blocks of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import sqrt

import numpy as np
import numpy.typing as npt

from tollbook.estimates.graphs.blocks import Edges, middles

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Posterior:
    """The probability of each block of numbers missing, where `recorded` were recorded.

    Block k holds the numbers from edges[k] to edges[k + 1] - 1, alike within it; `share` sums to one.
    """

    recorded: int
    edges: Edges
    share: Floats

    @cached_property
    def _sums(self) -> Floats:
        return np.cumsum(self.share)

    def quantile(self, probability: float, ceiling: int | None = None) -> int:
        """The least total which, or fewer, has at least this probability; with none above `ceiling` missing."""
        probability *= 1.0 if ceiling is None else self.below(ceiling)
        block = int(np.searchsorted(self._sums, probability * self._sums[-1]))
        block = min(block, len(self.share) - 1)
        first, wide = int(self.edges[block]), int(self.edges[block + 1] - self.edges[block])
        into = probability * self._sums[-1] - (self._sums[block] - self.share[block])
        place = int(np.ceil(wide * into / self.share[block])) - 1 if self.share[block] else 0
        return self.recorded + first + min(max(place, 0), wide - 1)

    def interval(self, level: float, ceiling: int | None = None) -> tuple[int, int]:
        """The totals that leave out as much on either side; with none above `ceiling` missing."""
        return self.quantile((1 - level) / 2, ceiling), self.quantile((1 + level) / 2, ceiling)

    def below(self, ceiling: int) -> float:
        """The probability that `ceiling` or fewer are missing."""
        known = np.concatenate([[0.0], self._sums]) / self._sums[-1]
        return float(np.interp(ceiling + 1, self.edges, known))

    @property
    def mean(self) -> float:
        """The mean total."""
        return self.recorded + float(self.share @ middles(self.edges))

    @property
    def deviation(self) -> float:
        """The standard deviation of the total, but for what is within a block."""
        return sqrt(self.share @ (middles(self.edges) + self.recorded - self.mean) ** 2)

    def draw(self, much: int, chance: np.random.Generator) -> Floats:
        """Totals drawn from the posterior, shape (much,)."""
        block = np.searchsorted(self._sums, chance.random(much) * self._sums[-1])
        block = np.minimum(block, len(self.share) - 1)
        missing = chance.integers(self.edges[block], self.edges[block + 1])
        return np.asarray(self.recorded + missing, dtype=np.float64)
