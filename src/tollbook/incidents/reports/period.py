"""The days of a book as bits: on which days what a report tells can have happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

Days = int
"""A set of days: bit n is the n-th day of the period."""


@dataclass(frozen=True)
class Period:
    """The days `first` to `last`, as ordinals, that a book's reports can tell of."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """The number of days."""
        return self.last - self.first + 1

    @property
    def whole(self) -> Days:
        """All the days."""
        return (1 << self.length) - 1

    def between(self, first: int, last: int) -> Days:
        """The days from one ordinal to another, as far as they are in the period."""
        low, high = max(first, self.first), min(last, self.last)
        return ((1 << (high - low + 1)) - 1) << (low - self.first) if high >= low else 0

    def weekday(self, weekday: int) -> Days:
        """Every Monday (0) and so on."""
        return self._weekdays[weekday]

    @cached_property
    def _weekdays(self) -> list[Days]:
        days = [0] * 7
        for at in range(self.length):
            days[(self.first + at - 1) % 7] |= 1 << at
        return days

    def ordinals(self, days: Days) -> Iterable[int]:
        """The days as ordinals, the earliest first."""
        while days:
            lowest = days & -days
            yield self.first + lowest.bit_length() - 1
            days ^= lowest

    def earliest(self, days: Days) -> int:
        """The first of the days, as an ordinal."""
        return self.first + (days & -days).bit_length() - 1

    def latest(self, days: Days) -> int:
        """The last of the days, as an ordinal."""
        return self.first + days.bit_length() - 1
