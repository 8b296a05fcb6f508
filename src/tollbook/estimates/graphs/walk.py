"""The posterior of the number missing by a walk over graphs, where they are too many to look at each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
import numpy.typing as npt

from tollbook.estimates.diagnose import ess, rhat
from tollbook.estimates.graphs import blocks
from tollbook.estimates.graphs.averaged import TOLD, Averaged, Weighed
from tollbook.estimates.graphs.chain import Chain, Margins
from tollbook.estimates.graphs.doubt import mixed
from tollbook.estimates.graphs.enumerate import factors, written
from tollbook.estimates.graphs.look_ahead import look_ahead
from tollbook.estimates.graphs.posterior import Posterior
from tollbook.estimates.table import Table

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Heard = Callable[[float], None] | None

CHAINS: Final = 4
BURN: Final = 500
SWEEPS: Final = 2_500

ROUNDS: Final = 3
"""Where the chains do not agree, all so far is passed over and twice as many sweeps follow; this often at most."""


@dataclass(frozen=True)
class Trace:
    """What the chains of one round passed.

    `share` is the sum over them of what each graph says of the blocks of numbers missing. Of each chain and sweep
    `draws` has the logarithm of a total drawn, `means` the mean of that logarithm by the graph (both of shape
    (chains, sweeps)), and `adjacent`, shape (chains, sweeps, lists), each list's neighbours in the graph as bits.
    """

    share: Floats
    draws: Floats
    means: Floats
    adjacent: Ints

    def fit(self) -> dict[str, float]:
        """R-hat and effective sample size of the totals, and R-hat of what the graphs say of them.

        The last is over half chains, and leaves out the chance within each graph, which would hide that the
        chains pass different ones: the square root of 1 + the variance of the half chains' means / that of all.
        """
        halves = np.array([half.mean() for one in self.means for half in np.array_split(one, 2)])
        between, within = float(halves.var(ddof=1)), float(self.draws.var())
        among = sqrt(1 + between / within) if within > 0 else 1.0
        return {"rhat": rhat(self.draws), "ess": ess(self.draws), "rhat of the graphs": among}


def walk(
    table: Table,
    delta: float,
    ceiling: int,
    *,
    level: float,
    seed: int,
    chains: int = CHAINS,
    burn: int = BURN,
    sweeps: int = SWEEPS,
    rounds: int = ROUNDS,
    progress: Heard = None,
) -> Averaged:
    """A reversible walk that joins or parts two lists at a time (Giudici & Green 1999; Madigan & York 1995).

    The number missing is not walked over but summed out: a graph is weighed with all numbers missing at once,
    and of each graph passed all that it says of them is kept. A sweep tries as many pairs as there are; the
    first `burn` of each chain are passed over. The first chain begins at the graph without edges, the others at
    scattered ones.
    """
    first, *sources = np.random.SeedSequence(seed).spawn(chains + 1)
    edges = look_ahead(table, delta, ceiling, np.random.default_rng(first))
    margins = Margins(table, delta, edges)
    walking = [Chain(margins, np.random.default_rng(one), scattered=turn > 0) for turn, one in enumerate(sources)]
    for turn in range(rounds):
        trace = _round(
            table, edges, walking, burn if turn == 0 else 0, sweeps << turn, _within(progress, turn, rounds)
        )
        fit = trace.fit()
        if mixed(fit):
            break
    alike, draws = trace.adjacent.reshape(-1, len(table.lists)), np.exp(trace.draws.ravel()).round()
    graphs, found = np.unique(alike, axis=0, return_inverse=True)
    complete = (1 << len(table.lists)) - 1 - (1 << np.arange(len(table.lists)))
    tried = sum(one.tried for one in walking)
    return Averaged(
        posterior=Posterior(table.recorded, edges, trace.share / trace.share.sum()),
        draws=draws,
        leading=_leading(graphs, found.ravel(), draws, level),
        complete=float((alike == complete).all(axis=1).mean()),
        looked=len(graphs),
        fit={
            **fit,
            "chains": chains,
            "sweeps": trace.draws.shape[1],
            "accepted": float(sum(one.taken for one in walking) / tried),
        },
    )


def _within(progress: Heard, turn: int, rounds: int) -> Heard:
    return (lambda share: progress((turn + share) / rounds)) if progress else None


def _round(
    table: Table, edges: blocks.Edges, walking: list[Chain], burn: int, sweeps: int, progress: Heard
) -> Trace:
    """Lets each chain go on, `burn` sweeps unheeded and `sweeps` that are kept."""
    shape = (len(walking), sweeps)
    share, draws, means = np.zeros(len(edges) - 1), np.empty(shape), np.empty(shape)
    totals = np.log(table.recorded + blocks.middles(edges))
    adjacent = np.empty((*shape, len(table.lists)), dtype=np.int64)
    for number, chain in enumerate(walking):
        for turn in range(-burn, sweeps):
            chain.sweep()
            if turn >= 0:
                part = chain.coldest.part
                share += part
                draws[number, turn] = np.log(Posterior(table.recorded, edges, part).draw(1, chain.chance)[0])
                means[number, turn] = part @ totals
                adjacent[number, turn] = chain.coldest.adjacent
            if progress and turn % 100 == 0:
                progress((number + (turn + burn) / (burn + sweeps)) / len(walking))
    return Trace(share, draws, means, adjacent)


def _leading(graphs: Ints, found: Ints, draws: Floats, level: float) -> tuple[Weighed, ...]:
    """Those most often passed; graphs, shape (graphs, lists); found and draws, shape (all sweeps,)."""
    passed = np.bincount(found)
    told = []
    for graph in np.argsort(-passed, kind="stable")[:TOLD].tolist():
        cliques = written(factors(graphs[[graph]].astype(np.int32))[0][0])
        low, high = np.quantile(draws[found == graph], [(1 - level) / 2, (1 + level) / 2]).tolist()
        told.append(Weighed(cliques, float(passed[graph] / len(found)), low, high))
    return tuple(told)
