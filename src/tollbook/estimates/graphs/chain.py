"""One chain of the walk: graphs at several heats, the coldest of which is the posterior."""

from __future__ import annotations

from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt

from tollbook.estimates.graphs import blocks
from tollbook.estimates.graphs.margin import base, margin
from tollbook.estimates.graphs.step import log_sum, steps
from tollbook.estimates.table import Table

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

HELD: Final = 1 << 24
"""So many figures of margins are held at once; when they are more, they are let go and worked out again."""

HEATS: Final = (1.0, 0.7, 0.5, 0.35, 0.2, 0.1)
"""The powers that the likelihood is raised to: at the last, graphs far from one another are easily reached."""

SCATTER: Final = 5
"""So many sweeps that take every step scatter a chain before it begins."""


class Margins:
    """The margins that the walk has needed, at each block of numbers missing; worked out when first asked for."""

    def __init__(self, table: Table, delta: float, edges: blocks.Edges) -> None:
        self.table, self.edges = table, edges
        self._delta, self._missing = delta, blocks.middles(edges)
        room = int(np.clip(HELD // len(self._missing), 64, 1 << len(table.lists)))
        self.slots = np.full(1 << len(table.lists), -1, dtype=np.int64)
        self.factors = np.empty((room, len(self._missing)))
        self._held = 0

    def hold(self, subsets: Ints) -> None:
        """Works out those of a few subsets that are not held; lets all others go where there is no room."""
        if self._held + len(subsets) > len(self.factors):
            self.slots[:] = -1
            self._held = 0
        for subset in subsets.tolist():
            if self.slots[subset] < 0:
                self.factors[self._held] = margin(self.table, subset, self._delta, self._missing)
                self.slots[subset] = self._held
                self._held += 1

    def empty(self) -> Floats:
        """The log likelihood of each block of numbers missing, by the graph without edges."""
        logs = base(self.table, self._missing) + np.log(blocks.widths(self.edges))
        for one in range(len(self.table.lists)):
            self.hold(np.array([0, 1 << one]))
            logs += self.factors[self.slots[1 << one]] - self.factors[self.slots[0]]
        return logs


class Rung:
    """A graph on its walk at one heat: its neighbours as bits, and what it says of each block of numbers missing.

    `score[0]` is the logarithm of its likelihood, `score[1]` how many steps it has taken.
    """

    def __init__(self, margins: Margins) -> None:
        self.adjacent = np.zeros(len(margins.table.lists), dtype=np.int64)
        self.logs = margins.empty()
        self.score = np.array([log_sum(self.logs), 0.0])
        self._trial = np.empty_like(self.logs)
        self._lacking = np.zeros(4, dtype=np.int64)

    @property
    def part(self) -> Floats:
        """What its graph says of each block of numbers missing: probabilities, which sum to one."""
        return np.asarray(np.exp(self.logs - self.score[0]))

    def sweep(self, pairs: Ints, thresholds: Floats, margins: Margins) -> None:
        """Tries each pair, shape (steps, 2), in turn; takes steps whose gain is more than its threshold."""
        done = 0
        while done < len(pairs):
            done = steps(
                pairs,
                thresholds,
                done,
                self.adjacent,
                self.logs,
                self._trial,
                self.score,
                margins.slots,
                margins.factors,
                self._lacking,
            )
            if done < len(pairs):
                margins.hold(self._lacking)


class Chain:
    """Graphs at all heats, which change places so that the coldest is not caught (Geyer 1991; Earl & Deem 2005).

    Of the steps of the coldest, `taken` were taken of those `tried`.
    """

    def __init__(self, margins: Margins, chance: np.random.Generator, scattered: bool) -> None:
        self.chance = chance
        self.taken = self.tried = 0.0
        self._margins = margins
        self.pairs = np.array(list(combinations(range(len(margins.table.lists)), 2)), dtype=np.int64)
        self.rungs = [Rung(margins) for _ in HEATS]
        if scattered:
            for rung in self.rungs:
                for _ in range(SCATTER):
                    rung.sweep(self._drawn(), np.full(len(self.pairs), -np.inf), margins)

    @property
    def coldest(self) -> Rung:
        """The graph that is of the posterior."""
        return self.rungs[0]

    def sweep(self) -> None:
        """Tries at each heat as many pairs as there are, drawn at random; then to change neighbours' places."""
        before = self.coldest.score[1]
        for rung, heat in zip(self.rungs, HEATS, strict=True):
            rung.sweep(self._drawn(), np.log(self.chance.random(len(self.pairs))) / heat, self._margins)
        self.taken += self.coldest.score[1] - before
        self.tried += len(self.pairs)
        for place in range(len(HEATS) - 1):
            cold, warm = self.rungs[place : place + 2]
            gain = (HEATS[place] - HEATS[place + 1]) * (warm.score[0] - cold.score[0])
            if np.log(self.chance.random()) < gain:
                self.rungs[place : place + 2] = [warm, cold]

    def _drawn(self) -> Ints:
        return self.pairs[self.chance.integers(0, len(self.pairs), len(self.pairs))]
