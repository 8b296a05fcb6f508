"""A scale of round numbers. Places along it are per cent of a picture's width, so that pictures fit any screen."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from tollbook.estimates.report import words


@dataclass(frozen=True, slots=True)
class Tick:
    """A number on the scale. `anchor` keeps its words inside the picture; phones have no room for `minor` ones."""

    x: float
    words: str
    anchor: str
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """From `first` to `last` in steps of 1, 2 or 5 times a power of ten."""

    first: float
    last: float
    step: float

    @classmethod
    def over(cls, low: float, high: float, ticks: int = 6) -> Scale:
        """The scale that holds `low` to `high` with at most `ticks` steps."""
        width = max(high - low, 1.0) / ticks
        power = 10 ** math.floor(math.log10(width))
        step = max(1.0, next(power * one for one in (1, 2, 5, 10) if power * one >= width))
        return cls(math.floor(low / step) * step, math.ceil(max(high, low + step) / step) * step, step)

    def place(self, value: float) -> float:
        """Where `value` stands, in per cent; what lies outside stands at the edge."""
        share = (value - self.first) / (self.last - self.first)
        return round(100 * min(1.0, max(0.0, share)), 2)

    def ticks(self) -> tuple[Tick, ...]:
        """Every step of the scale."""
        count = round((self.last - self.first) / self.step)
        marks = (self.tick(self.first + number * self.step) for number in range(count + 1))
        return tuple(replace(mark, minor=count > 4 and number % 2 == 1) for number, mark in enumerate(marks))

    def tick(self, value: float, said: str = "", room: float = 4) -> Tick:
        """A mark at `value`; nearer than `room` per cent to an edge, its words run away from that edge."""
        x = self.place(value)
        anchor = "start" if x < room else "end" if x > 100 - room else "middle"
        return Tick(x, said or words.number(value), anchor)
