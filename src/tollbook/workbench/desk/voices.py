"""Publishers and speakers: how much they say, how much of it is their own, how often revised, how soon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from tollbook.workbench.desk.columns import Columns
from tollbook.workbench.desk.line import NEVER
from tollbook.workbench.desk.ragged import Array, Terms

TABLE: Final = 5_000_000
"""Up to so many pairs of names are counted in a table, more by sorting those that there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A publisher, or a source, over all incidents.

    `own` is how many of the claims it makes itself and not for another, `others` through or for how many others it
    speaks, `revised` how many claims were replaced by later figures of the same source. `days` is the middle of
    the days from an event to the first report of it, None where no day is known.
    """

    name: str
    incidents: int
    claims: int
    own: int
    others: int
    revised: int
    days: int | None


class Voices:
    """Who speaks in a desk. What every question would sort is sorted once."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._owners = columns.told_runs.owners

    def publishers(self, chosen: Array) -> list[Voice]:
        """Who published reports of the chosen incidents (a truth value each row), most claims first."""
        columns = self._columns
        return self._voices(chosen, columns.publisher, columns.source, self._of_publishers)

    def sources(self, chosen: Array) -> list[Voice]:
        """The independent sources of the chosen incidents, most claims first; what counts for none is left out."""
        columns = self._columns
        found = self._voices(chosen, columns.source, columns.publisher, self._of_sources)
        return [one for one in found if one.name]

    @cached_property
    def _of_publishers(self) -> tuple[Array, Array]:
        return self._orders(self._columns.publisher)

    @cached_property
    def _of_sources(self) -> tuple[Array, Array]:
        return self._orders(self._columns.source)

    def _orders(self, of: Terms) -> tuple[Array, Array]:
        """The rows by code and incident, and by code and days."""
        by_incident = np.argsort(of.codes, kind="stable").astype(np.int32)
        by_days = np.lexsort((self._columns.told["days"], of.codes)).astype(np.int32)
        return by_incident, by_days

    def _voices(self, chosen: Array, of: Terms, other: Terms, orders: tuple[Array, Array]) -> list[Voice]:
        told = self._columns.told
        rows = chosen[self._owners]
        codes, size = of.codes[rows], len(of.names)
        mine = {name: column[rows] for name, column in told.items()}
        claims = np.bincount(codes, mine["claims"], size)
        own = np.bincount(codes, mine["claims"] * mine["own"], size)
        revised = np.bincount(codes, mine["revised"], size)
        first = orders[0][rows[orders[0]]]
        incidents = _runs(of.codes[first], self._owners[first], size)
        others = rows & ~told["own"] & np.array([name != "" for name in other.names], bool)[other.codes]
        through = _distinct(of.codes[others], other.codes[others], size, len(other.names))
        then = orders[1][rows[orders[1]]]
        days = _middle(of.codes[then], told["days"][then], size)
        found = [
            Voice(
                name=of.names[code],
                incidents=int(incidents[code]),
                claims=int(claims[code]),
                own=int(own[code]),
                others=int(through[code]),
                revised=int(revised[code]),
                days=None if days[code] == NEVER else int(days[code]),
            )
            for code in np.flatnonzero(claims).tolist()
        ]
        return sorted(found, key=lambda one: (-one.claims, one.name))


def _runs(codes: Array, owners: Array, size: int) -> Array:
    """For each code, how many different owners stand beside it; both in the order of code and owner."""
    fresh = np.ones(len(codes), bool)
    fresh[1:] = (codes[1:] != codes[:-1]) | (owners[1:] != owners[:-1])
    found: Array = np.bincount(codes[fresh], minlength=size)
    return found


def _distinct(codes: Array, others: Array, size: int, of_others: int) -> Array:
    """For each code, how many different others stand beside it."""
    pairs = codes.astype(np.int64) * of_others + others
    if size * of_others <= TABLE:
        there = np.bincount(pairs, minlength=size * of_others) > 0
        table: Array = there.reshape(size, of_others).sum(axis=1)
        return table
    found: Array = np.bincount(np.unique(pairs) // of_others, minlength=size)
    return found


def _middle(codes: Array, days: Array, size: int) -> Array:
    """For each code the (lower) median of its days, `NEVER` where there are none; in the order of code and day."""
    known = days != NEVER
    codes, days = codes[known], days[known]
    ends = np.searchsorted(codes, np.arange(size + 1))
    counts = np.diff(ends)
    found = np.full(size, NEVER, np.int64)
    there = counts > 0
    found[there] = days[ends[:-1][there] + (counts[there] - 1) // 2]
    return found
