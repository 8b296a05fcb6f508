"""Publishers and speakers: how much they say, how much of it is their own, how often revised, how soon."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tollbook.workbench.desk.columns import Columns
from tollbook.workbench.desk.line import NEVER
from tollbook.workbench.desk.ragged import Array, Terms


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


def publishers(columns: Columns, chosen: Array) -> list[Voice]:
    """Who published reports of the chosen incidents (a truth value each row), most claims first."""
    return _voices(columns, chosen, columns.publisher, columns.source)


def sources(columns: Columns, chosen: Array) -> list[Voice]:
    """The independent sources of the chosen incidents, most claims first; what counts for none is left out."""
    return [one for one in _voices(columns, chosen, columns.source, columns.publisher) if one.name]


def _voices(columns: Columns, chosen: Array, of: Terms, other: Terms) -> list[Voice]:
    owners = columns.told_runs.owners
    rows = chosen[owners]
    codes, owners, size = of.codes[rows], owners[rows], len(of.names)
    told = {name: column[rows] for name, column in columns.told.items()}
    claims = np.bincount(codes, told["claims"], size)
    own = np.bincount(codes, told["claims"] * told["own"], size)
    revised = np.bincount(codes, told["revised"], size)
    incidents = _distinct(codes, owners, size)
    named = np.array([name != "" for name in other.names], bool)[other.codes[rows]] & ~told["own"]
    others = _distinct(codes[named], other.codes[rows][named], size)
    days = _middle(codes, told["days"], size)
    found = [
        Voice(
            name=of.names[code],
            incidents=int(incidents[code]),
            claims=int(claims[code]),
            own=int(own[code]),
            others=int(others[code]),
            revised=int(revised[code]),
            days=None if days[code] == NEVER else int(days[code]),
        )
        for code in np.flatnonzero(claims).tolist()
    ]
    return sorted(found, key=lambda one: (-one.claims, one.name))


def _distinct(codes: Array, others: Array, size: int) -> Array:
    """For each code, how many different others stand beside it."""
    pairs = np.unique((codes.astype(np.int64) << 32) | others.astype(np.int64))
    return np.bincount(pairs >> 32, minlength=size)


def _middle(codes: Array, days: Array, size: int) -> Array:
    """For each code the (lower) median of its days, `NEVER` where there are none."""
    known = days != NEVER
    codes, days = codes[known], days[known]
    order = np.lexsort((days, codes))
    ends = np.searchsorted(codes[order], np.arange(size + 1))
    counts = np.diff(ends)
    found = np.full(size, NEVER, np.int64)
    there = counts > 0
    found[there] = days[order][ends[:-1][there] + (counts[there] - 1) // 2]
    return found
