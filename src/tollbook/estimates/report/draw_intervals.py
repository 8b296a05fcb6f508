"""Draw what every estimator says on one axis, with the number recorded. Across in per cent, down in CSS pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tollbook.estimates.estimate import Estimate
from tollbook.estimates.report import words
from tollbook.estimates.report.scale import Scale, Tick

FAR: Final = 4.0
"""An interval is cut off, with an arrow, beyond so many times the largest point of any estimator."""

_TOP, _ROW = 40, 48


@dataclass(frozen=True, slots=True)
class Bar:
    """What one estimator says. `open` where it goes on beyond the picture, or says no more than a bound."""

    estimator: str
    name: str
    model: str
    numbers: str
    short: str
    y: int
    x1: float
    x2: float
    point: float
    bound: bool
    open: bool
    recommended: bool


@dataclass(frozen=True, slots=True)
class Intervals:
    """The whole picture, and in words for those who do not see it."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    recorded: Tick
    floor: int
    height: int
    words: str


def draw(estimates: Sequence[Estimate], recorded: int, recommended: str) -> Intervals | None:
    """The picture of `estimates`, in their order; None of none."""
    if not estimates:
        return None
    points = max(one.total for one in estimates)
    ends = [one.high for one in estimates if not one.bound and math.isfinite(one.high)]
    top = min(max([points, *ends]), FAR * points)
    scale = Scale.over(0, max(top, recorded))
    bars = tuple(
        Bar(
            estimator=one.estimator,
            name=words.name(one.estimator),
            model=one.model,
            numbers=f"{'at least ' if one.bound else ''}{words.number(one.total)}"
            + ("" if one.bound else f" ({words.number(one.low)}–{words.number(one.high)})"),
            short=("≥ " if one.bound else "") + words.number(one.total),
            y=_TOP + number * _ROW,
            x1=scale.place(one.low),
            x2=100.0 if one.bound else scale.place(one.high),
            point=scale.place(one.total),
            bound=one.bound,
            open=one.bound or one.high > scale.last,
            recommended=one.estimator == recommended,
        )
        for number, one in enumerate(estimates)
    )
    floor = _TOP + len(bars) * _ROW
    said = [f"{bar.name}: {bar.numbers}{', recommended' if bar.recommended else ''}" for bar in bars]
    return Intervals(
        bars=bars,
        ticks=scale.ticks(),
        recorded=scale.tick(recorded, f"recorded {words.number(recorded)}", room=25),
        floor=floor,
        height=floor + 24,
        words=f"The number recorded is {words.number(recorded)}. {'. '.join(said)}.",
    )
