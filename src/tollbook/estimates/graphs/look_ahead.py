"""Where a walk over graphs must look closely: at the numbers missing that some graph on it holds for likely."""

from __future__ import annotations

from typing import Final

import numpy as np

from tollbook.estimates.graphs import blocks
from tollbook.estimates.graphs.chain import HEATS, Chain, Margins
from tollbook.estimates.table import Table

FINENESS: Final = 2.0
"""Blocks of half of the least standard deviation that a posterior can have."""

WIDER: Final = 8.0
"""The first walk is over blocks so much wider: it may misjudge a graph by no more than about two."""

WIDEST: Final = 1 / 32
NARROWEST: Final = 1 / 256
"""But they are no wider than the first of these, nor narrower than the second."""

SWEEPS: Final = 200

WARM: Final = 0.2
"""What graphs say at this heat and colder is heeded: those too that are far less likely than those of the walk."""

HARDLY: Final = 1e-9
"""A block of less probability than this, by each graph passed, is left wide."""


def look_ahead(table: Table, delta: float, ceiling: int, chance: np.random.Generator) -> blocks.Edges:
    """Blocks as narrow as `blocks.ratio` asks wherever a graph passed on a first walk puts weight.

    Narrow blocks everywhere would cost more the more persons there are, so that walk is over wider ones. Where
    few are recorded none need be narrower, and there is no first walk.
    """
    ratio = blocks.ratio(table.recorded, FINENESS)
    coarse = min(WIDEST, max(NARROWEST, WIDER * ratio))
    edges = blocks.lay(ceiling, coarse)
    if ratio >= coarse:
        return edges
    chain = Chain(Margins(table, delta, edges), chance, scattered=False)
    likely = np.zeros(len(edges) - 1, dtype=bool)
    for turn in range(2 * SWEEPS):
        chain.sweep()
        if turn >= SWEEPS:
            for rung, heat in zip(chain.rungs, HEATS, strict=True):
                if heat >= WARM:
                    likely |= rung.part > HARDLY
    beside = np.convolve(likely, np.ones(5), "same") > 0
    return blocks.narrow(edges, beside, ratio)
