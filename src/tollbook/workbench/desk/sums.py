"""Sums over the desk's incidents, by what a profile counts: the same as `tallies.count.tally`, from columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from tollbook.model.assessment import Range
from tollbook.tallies.count import HEADLINE, UNKNOWN
from tollbook.workbench.desk.columns import Columns
from tollbook.workbench.desk.line import FIGURES, UNSAID
from tollbook.workbench.desk.ragged import Array

KEYED: Final = ("month", "place", "grade", "party", "cause", "status", "country")
"""What every incident has exactly one of, so that rows add up to the headline."""
PARTS: Final = {
    "harm": tuple(name for name in FIGURES if name not in ("children", "women", "men")),
    "sex": ("killed", "women", "men"),
    "age": ("killed", "children"),
}
"""Figures as rows: they stand beside each other and add up to nothing."""
BY: Final = ("month", "place", "grade", "party", "cause", "harm", "sex", "age", "status")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A row: the sums of the killed and of the injured, over so many incidents."""

    key: str
    killed: Range
    injured: Range
    incidents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A row of one figure: its sum, over the incidents in which anybody speaks of it."""

    name: str
    range: Range
    incidents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """The headline over what the profile counts, its rows, and by grade what stands beside and never in it."""

    by: str
    headline: Sum
    rows: tuple[Sum, ...]
    beside: tuple[Sum, ...]


def sums(columns: Columns, chosen: Array, by: str) -> Sums:
    """The sums over the chosen rows (a truth value each), by one of `KEYED`; an unknown key stands last."""
    harmed = chosen & columns.numbers["harmed"]
    counted = harmed & columns.numbers["counted"]
    rows = _rows(columns, counted, by)
    headline = Sum(
        key=HEADLINE,
        killed=_total(columns, counted, "killed"),
        injured=_total(columns, counted, "injured"),
        incidents=int(counted.sum()),
    )
    beside = _rows(columns, harmed & ~columns.numbers["counted"], "grade")
    return Sums(by=by, headline=headline, rows=rows, beside=beside)


def parts(columns: Columns, chosen: Array, by: str) -> tuple[Part, ...]:
    """The sums of the figures that `by`, one of `PARTS`, tells apart, over what the profile counts."""
    counted = chosen & columns.numbers["harmed"] & columns.numbers["counted"]
    found = []
    for name in PARTS[by]:
        told = counted & (columns.numbers[f"{name}_high"] >= UNSAID) & (columns.numbers[f"{name}_high"] != 0)
        if told.any():
            found.append(Part(name=name, range=_total(columns, told, name), incidents=int(told.sum())))
    return tuple(found)


def _rows(columns: Columns, counted: Array, by: str) -> tuple[Sum, ...]:
    terms = columns.terms[by]
    codes = terms.codes[counted]
    count = np.bincount(codes, minlength=len(terms.names))
    ranges = {name: _by_code(columns, counted, name, codes, len(terms.names)) for name in ("killed", "injured")}
    rows = [
        Sum(
            key=terms.names[code],
            killed=ranges["killed"][code],
            injured=ranges["injured"][code],
            incidents=int(count[code]),
        )
        for code in np.flatnonzero(count).tolist()
    ]
    return tuple(sorted(rows, key=lambda row: (row.key == UNKNOWN, row.key)))


def _by_code(columns: Columns, counted: Array, name: str, codes: Array, size: int) -> list[Range]:
    low, high, vague = _ends(columns, counted, name)
    lows, highs = np.bincount(codes, low, size), np.bincount(codes, high, size)
    vagues = np.bincount(codes, vague, size)
    return [
        Range(low=int(one), high=int(other), vague=bool(any_))
        for one, other, any_ in zip(lows.tolist(), highs.tolist(), vagues.tolist(), strict=True)
    ]


def _total(columns: Columns, counted: Array, name: str) -> Range:
    low, high, vague = _ends(columns, counted, name)
    return Range(low=int(low.sum()), high=int(high.sum()), vague=bool(vague.any()))


def _ends(columns: Columns, counted: Array, name: str) -> tuple[Array, Array, Array]:
    """Lowest, highest and whether vague, of the counted rows. What is not known adds nothing."""
    low = columns.numbers[f"{name}_low"][counted]
    high = columns.numbers[f"{name}_high"][counted]
    vague = (columns.numbers["vague"][counted] >> FIGURES.index(name)) & 1
    least = np.maximum(low, 0).astype(np.int64)
    return least, np.where(high >= 0, high, least).astype(np.int64), vague
