"""Draw where the draws of a total lie: a histogram. Across in per cent of the width, down in CSS pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from tollbook.estimates.estimate import Estimate
from tollbook.estimates.report import words
from tollbook.estimates.report.scale import Scale, Tick

BINS: Final = 48
SHOWN: Final = 0.99
"""The share of the draws that the picture holds; the rest lies in the tails beyond its edges."""

FEWEST: Final = 20
"""Fewer draws than these make no picture."""

_TOP, _TALL = 34, 120


@dataclass(frozen=True, slots=True)
class Bin:
    """Draws of about one size; `inside` the interval or not."""

    x: float
    width: float
    y: float
    height: float
    inside: bool


@dataclass(frozen=True, slots=True)
class Histogram:
    """The picture of one estimator's draws."""

    estimator: str
    name: str
    kind: str
    count: int
    bins: tuple[Bin, ...]
    ticks: tuple[Tick, ...]
    point: Tick
    floor: int
    height: int
    words: str


def draw(estimate: Estimate) -> Histogram | None:
    """The histogram of the middle 99% of the draws; None where there are fewer than `FEWEST`."""
    draws = np.sort(estimate.draws[np.isfinite(estimate.draws)]) if estimate.draws is not None else np.empty(0)
    if len(draws) < FEWEST:
        return None
    low, high = np.quantile(draws, [(1 - SHOWN) / 2, (1 + SHOWN) / 2], method="nearest").tolist()
    scale = Scale.over(low, high)
    low, high = max(low, scale.first), min(max(high, low + 1), scale.last)
    counts, edges = np.histogram(draws, bins=min(BINS, max(1, round(high - low))), range=(low, high))
    tallest = max(int(counts.max()), 1)
    floor = _TOP + _TALL
    bins = []
    for count, left, right in zip(counts.tolist(), edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        tall = round(_TALL * count / tallest, 1)
        middle = (left + right) / 2
        bins.append(
            Bin(
                x=scale.place(left),
                width=round(scale.place(right) - scale.place(left), 2),
                y=round(floor - tall, 1),
                height=tall,
                inside=estimate.low <= middle <= estimate.high,
            )
        )
    kind = "posterior" if estimate.estimator in words.BAYESIAN else "bootstrap"
    quartiles = np.quantile(draws, [0.25, 0.75]).tolist()
    return Histogram(
        estimator=estimate.estimator,
        name=words.name(estimate.estimator),
        kind=kind,
        count=len(draws),
        bins=tuple(bins),
        ticks=scale.ticks(),
        point=scale.tick(estimate.total, words.number(estimate.total), room=12),
        floor=floor,
        height=floor + 24,
        words=(
            f"{len(draws):,} draws of the {kind}. The point is {words.number(estimate.total)}; half of them lie "
            f"between {words.number(quartiles[0])} and {words.number(quartiles[1])}, the "
            f"{words.per_cent(estimate.level)} interval is {words.span(estimate)}."
        ),
    )
