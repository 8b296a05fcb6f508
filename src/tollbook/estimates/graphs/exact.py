"""The posterior of the number missing over all decomposable graphs, none left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

from tollbook.estimates.graphs import blocks
from tollbook.estimates.graphs.averaged import TOLD, Averaged, Weighed
from tollbook.estimates.graphs.enumerate import Powers, decomposable, written
from tollbook.estimates.graphs.margin import base, margin
from tollbook.estimates.graphs.posterior import Posterior
from tollbook.estimates.table import Table

Floats = npt.NDArray[np.float64]

AT_ONCE: Final = 1 << 20
"""So many figures are held at once: graphs times blocks."""

NEGLIGIBLE: Final = 1e-13
"""The graphs that together have less of the posterior than this are not looked at again once that is known."""

COARSE: Final = 1 / 128
"""Where the blocks must be narrower, blocks as wide as this come first, to pass over what is far too unlikely."""

UNLIKELY: Final = 50.0
"""Graphs whose log likelihood is less than another's by more than this have no weight that a number could show."""

ROUNDS: Final = 4
"""Blocks are cut so many times at most."""

DRAWS: Final = 10_000
"""So many totals are drawn."""


def exact(
    table: Table,
    delta: float,
    ceiling: int,
    *,
    level: float,
    seed: int,
    progress: Callable[[float], None] | None = None,
) -> Averaged:
    """Every graph weighed, all alike beforehand, with every number missing from 0 to `ceiling`.

    Blocks of numbers are first so narrow that none passes over a graph's posterior, and are then cut until none
    of several numbers holds more than a part in `blocks.FINEST` of it: quantiles come out to the integer.
    """
    powers = decomposable(len(table.lists))[1]
    edges, scores, logs, kept = _first(table, delta, ceiling, powers)
    for turn in range(ROUNDS):
        if progress:
            progress((turn + 1) / (ROUNDS + 1))
        finer = blocks.split(edges, _normal(logs))
        if len(finer) == len(edges):
            break
        edges = finer
        scores[kept], logs = _weigh(table, delta, edges, powers[kept])
    weights = _normal(scores)
    posterior = Posterior(table.recorded, edges, _normal(logs))
    return Averaged(
        posterior=posterior,
        draws=posterior.draw(DRAWS, np.random.default_rng(seed)),
        leading=_leading(table, delta, edges, powers, weights, level),
        complete=float(weights[powers[:, -1] > 0].sum()),
        looked=len(weights),
        weights=weights,
    )


def _leading(
    table: Table, delta: float, edges: blocks.Edges, powers: Powers, weights: Floats, level: float
) -> tuple[Weighed, ...]:
    told = []
    for graph in np.argsort(-weights, kind="stable")[:TOLD].tolist():
        alone = Posterior(table.recorded, edges, _normal(_weigh(table, delta, edges, powers[[graph]])[1]))
        low, high = alone.interval(level)
        told.append(Weighed(written(powers[graph]), float(weights[graph]), low, high))
    return tuple(told)


def _first(
    table: Table, delta: float, ceiling: int, powers: Powers
) -> tuple[blocks.Edges, Floats, Floats, npt.NDArray[np.bool_]]:
    """Blocks that no posterior falls between, the graphs' scores, the blocks' logarithms, and the graphs to keep.

    Where many are recorded such blocks are many; coarse ones then show first where none are needed, and most of
    the graphs that are far too unlikely.
    """
    ratio = blocks.ratio(table.recorded, 1.0)
    edges = blocks.lay(ceiling, max(ratio, COARSE))
    scores, logs = _weigh(table, delta, edges, powers)
    kept = np.ones(len(powers), dtype=bool)
    if ratio < COARSE:
        below = blocks.passed_over(table.recorded, COARSE) + UNLIKELY
        kept = scores > scores.max() - below
        edges = blocks.narrow(edges, logs > logs.max() - below, ratio)
        scores[kept], logs = _weigh(table, delta, edges, powers[kept])
    kept[kept] = _kept(scores[kept])
    return edges, scores, logs, kept


def _normal(logs: Floats) -> Floats:
    """What `logs` are the logarithms of, so that they sum to one."""
    shares = np.exp(logs - logs.max())
    return np.asarray(shares / shares.sum())


def _kept(scores: Floats) -> npt.NDArray[np.bool_]:
    weights = _normal(scores)
    order = np.argsort(weights, kind="stable")
    kept = np.zeros(len(scores), dtype=bool)
    kept[order[np.cumsum(weights[order]) > NEGLIGIBLE]] = True
    return kept


def _weigh(table: Table, delta: float, edges: blocks.Edges, powers: Powers) -> tuple[Floats, Floats]:
    """The logarithms of each graph's likelihood and of each block's, all graphs together; of bounded memory."""
    subsets = np.flatnonzero(powers.any(axis=0))
    powers = powers[:, subsets]
    middles, widths = blocks.middles(edges), blocks.widths(edges)
    scores = np.full(len(powers), -np.inf)
    shares: list[Floats] = []
    step = max(1, AT_ONCE // len(powers))
    for start in range(0, len(middles), step):
        missing = middles[start : start + step]
        factors = np.array([margin(table, subset, delta, missing) for subset in subsets.tolist()])
        logs = powers @ factors
        logs += base(table, missing) + np.log(widths[start : start + step])
        top = float(logs.max())
        np.exp(np.subtract(logs, top, out=logs), out=logs)
        with np.errstate(divide="ignore"):
            scores = np.logaddexp(scores, np.log(logs.sum(axis=1)) + top)
            shares.append(np.log(logs.sum(axis=0)) + top)
    return scores, np.concatenate(shares)
