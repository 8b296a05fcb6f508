"""Hold aggregates against the desk's incidents: the same as `tallies.reconcile.reconcile`, from columns."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

import numpy as np

from tollbook.model.assessment import Range
from tollbook.model.place import Location
from tollbook.model.vocabulary import Grade
from tollbook.places.inside import inside
from tollbook.tallies.aggregate import Aggregate, Period
from tollbook.tallies.reconcile import held_against, in_words
from tollbook.workbench.desk.columns import Columns
from tollbook.workbench.desk.line import ABSENT, UNSAID, from_site, to_site
from tollbook.workbench.desk.ragged import Array

OUT, PERHAPS, SURELY = 0, 1, 2
MOST_AREAS: Final = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An aggregate against the incidents inside its scope: `rows` of the desk that may be, in the order of dates.

    `sure` is how many of them surely are, and of a grade that the headline counts; `recording` how many of all
    record any of it.
    """

    aggregate: Aggregate
    claimed: Range
    recorded: Range
    unaccounted: int | None
    rows: Array
    sure: int
    recording: int
    words: str


class Scopes:
    """Which incidents of a desk lie in a period and an area. What was asked of an area is remembered."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self._sites = [from_site(name) for name in columns.terms["site"].names]
        self._areas: dict[str, Array] = {}

    def hold(self, aggregate: Aggregate, area: Location | None) -> Held:
        """The aggregate, whose area is located at `area`, against the incidents in its scope."""
        columns = self.columns
        in_time, in_area = self._during(aggregate.period), self._within(area)
        graded = columns.terms["grade"]
        discounted = np.array([name == Grade.DISCOUNTED for name in graded.names], bool)[graded.codes]
        possible = (in_time != OUT) & (in_area != OUT) & ~discounted
        sure = (in_time == SURELY) & (in_area == SURELY) & columns.numbers["counted"]
        claimed = Range(low=aggregate.claim.low, high=aggregate.claim.high)
        recorded, recording = self._recorded(aggregate, sure, possible)
        unaccounted = None
        if claimed.low is not None and recorded.high is not None:
            unaccounted = max(0, claimed.low - recorded.high)
        return Held(
            aggregate=aggregate,
            claimed=claimed,
            recorded=recorded,
            unaccounted=unaccounted,
            rows=np.flatnonzero(possible),
            sure=int(np.count_nonzero(sure)),
            recording=recording,
            words=in_words(aggregate, claimed, recorded, unaccounted, recording),
        )

    def _recorded(self, aggregate: Aggregate, sure: Array, possible: Array) -> tuple[Range, int]:
        names = held_against(aggregate)
        if not names:
            return Range(low=None, high=None), 0
        least = most = 0
        any_ = np.zeros(len(self.columns), bool)
        for name in names:
            low, high = self.columns.numbers[f"{name}_low"], self.columns.numbers[f"{name}_high"]
            any_ |= possible & (low != ABSENT)
            known = np.where(low == UNSAID, 0, low)
            least += int(known[sure & (low != ABSENT)].sum(dtype=np.int64))
            most += int(np.where(high == UNSAID, known, high)[possible & (low != ABSENT)].sum(dtype=np.int64))
        return Range(low=least, high=most), int(np.count_nonzero(any_))

    def _during(self, period: Period) -> Array:
        """As `reconcile.within` has it of every incident."""
        start, end = self.columns.numbers["start"], self.columns.numbers["end"]
        first, last = (_ordinal(day) for day in period)
        out = np.zeros(len(start), bool)
        full = np.full(len(start), first is not None and last is not None)
        if last is not None:
            out |= start > last
            full &= end <= last
        if first is not None:
            out |= end < first
            full &= start >= first
        unsaid = (start == UNSAID) | (end == UNSAID)
        told: Array = np.where(unsaid, PERHAPS, np.where(out, OUT, np.where(full, SURELY, PERHAPS)))
        return told

    def _within(self, area: Location | None) -> Array:
        terms = self.columns.terms["site"]
        if area is None:
            return np.full(len(terms.codes), PERHAPS)
        key = to_site(area)
        if key not in self._areas:
            if len(self._areas) >= MOST_AREAS:
                self._areas.pop(next(iter(self._areas)))
            self._areas[key] = np.array([_inside(site, area) for site in self._sites], np.int8)
        found: Array = self._areas[key][terms.codes]
        return found


def _inside(site: Location | None, area: Location) -> int:
    found = inside(site, area) if site else None
    return PERHAPS if found is None else SURELY if found else OUT


def _ordinal(day: datetime.date | None) -> int | None:
    return None if day is None else day.toordinal()
