"""A tally: a sum over incidents, with the list of them; aggregates are held against it, never added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tollbook.model.assessment import Range
from tollbook.model.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a tally: a key ("2017-03", "fair"), the sums, and the incidents they are made of.

    `counted` says whether the row enters the headline; weak, contested and discounted stand beside it.
    """

    key: str
    killed: Range
    injured: Range
    incidents: tuple[str, ...]
    counted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The headline (sum of minima and of maxima over counted incidents), its rows, and what stands beside."""

    profile: str
    by: str
    headline: Row
    rows: tuple[Row, ...]
    beside: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One aggregate of a series, by claim id. `gain` is what a running total grew by since the point before it,
    None for the first, for an increment, and where either number has no exact value."""

    claim: str
    period: tuple[date | None, date | None]
    number: Range
    gain: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Aggregates of one speaker over time, of the same harm, people and area, in the order of their dates.

    `form` is "running total" (all counted from one day on) or "increments" (each counts a period of its own).
    `total` sums increments whose periods are disjoint; None for running totals, and where periods overlap.
    """

    speaker: str
    area: str
    population: str
    form: str
    points: tuple[Point, ...]
    total: Range | None
    words: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """An aggregate against the incidents inside its scope (RULES.md §5).

    `unaccounted` is the least number that the aggregate claims and no incident in its scope records: claimed
    low less recorded high, at least 0; None where either is unbounded.
    """

    claim: str
    period: tuple[date | None, date | None]
    area: str
    population: str
    claimed: Range
    recorded: Range
    incidents: tuple[str, ...]
    unaccounted: int | None
    words: str
