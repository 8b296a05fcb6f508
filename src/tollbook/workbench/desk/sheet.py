"""A desk as it lies open: its columns, and what of them was chosen lately."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Final

import numpy as np

from tollbook.model.assessment import Range, When
from tollbook.model.vocabulary import DatePrecision
from tollbook.workbench.desk.choice import FACETS, Choice
from tollbook.workbench.desk.columns import Columns
from tollbook.workbench.desk.keep import Desk
from tollbook.workbench.desk.line import ABSENT, FIGURES, UNSAID
from tollbook.workbench.desk.ragged import Array, Terms
from tollbook.workbench.desk.search import Index
from tollbook.workbench.desk.voices import Voices

_LISTED: Final = {"party": "parties", "harm": "harms"}
"""Facets of which an incident may have several."""
_HELD: Final = 32
"""Choices of which the rows are remembered: a list is read a window at a time."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows that a choice leaves, in its order; and for each dimension which rows all the others leave."""

    rows: Array
    but: dict[str, Array]


class Sheet:
    """What is asked of a desk. It never changes; after a refresh there is another."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._chosen: OrderedDict[str, Chosen] = OrderedDict()
        self._lock = Lock()

    @property
    def columns(self) -> Columns:
        """The columns of the desk."""
        return self.desk.columns

    @cached_property
    def index(self) -> Index:
        """The index of words."""
        return Index(self.columns.lists["words"])

    @cached_property
    def voices(self) -> Voices:
        """Publishers and sources."""
        return Voices(self.columns)

    def warm(self) -> None:
        """Make what the first question would otherwise wait for."""
        self.index.find("warm")
        every = self.choose(Choice()).but[""]
        self.voices.publishers(every)
        self.voices.sources(every)

    def choose(self, choice: Choice) -> Chosen:
        """The rows of a choice."""
        key = choice.address()
        with self._lock:
            if key in self._chosen:
                self._chosen.move_to_end(key)
                return self._chosen[key]
        made = self._choose(choice)
        with self._lock:
            self._chosen[key] = made
            while len(self._chosen) > _HELD:
                self._chosen.popitem(last=False)
        return made

    def counts(self, name: str, rows: Array) -> list[tuple[str, int]]:
        """Of a facet, how many of `rows` (a truth value each) have each value; the most frequent first."""
        if name in _LISTED:
            column = self.columns.lists[_LISTED[name]]
            codes, names = column.terms.codes[rows[column.runs.owners]], column.terms.names
        else:
            terms = self.columns.terms[name]
            codes, names = terms.codes[rows], terms.names
        found = np.bincount(codes, minlength=len(names))
        ordered = np.argsort(-found, kind="stable")
        return [(names[code], int(found[code])) for code in ordered.tolist() if found[code]]

    def range_of(self, name: str, row: int) -> Range | None:
        """A figure of one row; None where the incident has none."""
        numbers = self.columns.numbers
        low, high = int(numbers[f"{name}_low"][row]), int(numbers[f"{name}_high"][row])
        if low == ABSENT:
            return None
        vague = bool(int(numbers["vague"][row]) >> FIGURES.index(name) & 1)
        return Range(low=_said(low), high=_said(high), vague=vague)

    def when(self, row: int) -> When:
        """The period of one row."""
        numbers = self.columns.numbers
        precision = int(numbers["date_precision"][row])
        return When(
            start=_day(int(numbers["start"][row])),
            end=_day(int(numbers["end"][row])),
            precision=DatePrecision(precision) if precision else None,
        )

    def term(self, name: str, row: int) -> str:
        """A term of one row."""
        terms = self.columns.terms[name]
        return terms.names[int(terms.codes[row])]

    def id(self, row: int) -> str:
        """The incident of a row."""
        return bytes(self.columns.ids[row]).decode()

    def _choose(self, choice: Choice) -> Chosen:
        masks: dict[str, Array] = {}
        if choice.words:
            masks["q"] = self.index.find(choice.words)
        if choice.since or choice.until or choice.months:
            masks["period"] = self._during(choice)
        if choice.box:
            masks["box"] = self._inside(choice)
        if choice.counted is not None:
            numbers = self.columns.numbers
            masks["counted"] = (numbers["counted"] & numbers["harmed"]) == choice.counted
        for name in FACETS:
            if name in choice.facets:
                masks[name] = self._having(name, choice.facets[name])
        every = np.ones(len(self.columns), bool)
        but = {}
        for name in (*masks, ""):
            left = every.copy()
            for other, mask in masks.items():
                if other != name:
                    left &= mask
            but[name] = left
        return Chosen(self._ordered(np.flatnonzero(but[""]), choice.sort), but)

    def _during(self, choice: Choice) -> Array:
        """Incidents whose period is wholly within the chosen one: no day is invented for vaguer ones."""
        start, end = self.columns.numbers["start"], self.columns.numbers["end"]
        found: Array = np.ones(len(start), bool)
        if choice.since:
            found &= start >= choice.since.toordinal()
        if choice.until:
            found &= (end != UNSAID) & (end <= choice.until.toordinal())
        if choice.months:
            found &= _among(self.columns.terms["month"], choice.months)
        return found

    def _inside(self, choice: Choice) -> Array:
        assert choice.box
        south, west, north, east = choice.box
        latitude, longitude = self.columns.numbers["latitude"], self.columns.numbers["longitude"]
        found: Array = (latitude >= south) & (latitude <= north) & (longitude >= west) & (longitude <= east)
        return found

    def _having(self, name: str, values: tuple[str, ...]) -> Array:
        columns = self.columns
        if name in _LISTED:
            column = columns.lists[_LISTED[name]]
            return column.holds(np.isin(np.array(column.terms.names, dtype=object), values).astype(bool))
        if name in ("source", "publisher"):
            found = np.zeros(len(columns), bool)
            told = columns.source if name == "source" else columns.publisher
            found[columns.told_runs.owners[_among(told, values)]] = True
            return found
        return _among(columns.terms[name], values)

    def _ordered(self, rows: Array, sort: str) -> Array:
        numbers = self.columns.numbers
        match sort:
            case "latest":
                return rows[np.argsort(-numbers["start"][rows], kind="stable")]
            case "killed" | "injured":
                low, high = numbers[f"{sort}_low"][rows], numbers[f"{sort}_high"][rows]
                return rows[np.lexsort((-low, -np.maximum(low, high)))]
            case "claims" | "sources":
                return rows[np.argsort(-numbers[sort][rows], kind="stable")]
            case "place":
                return rows[np.argsort(self.columns.terms["place"].codes[rows], kind="stable")]
        return rows


def without(choice: Choice, dimension: str) -> Choice:
    """The choice without one of its dimensions."""
    match dimension:
        case "q":
            return replace(choice, words="")
        case "period":
            return choice.during(None, None)
        case "box":
            return choice.inside(None)
        case "counted":
            return replace(choice, counted=None)
    return replace(choice, facets={name: values for name, values in choice.facets.items() if name != dimension})


def _among(terms: Terms, values: tuple[str, ...]) -> Array:
    wanted = np.array([name in values for name in terms.names], bool)
    found: Array = wanted[terms.codes] if len(wanted) else np.zeros(len(terms.codes), bool)
    return found


def _said(number: int) -> int | None:
    return None if number == UNSAID else number


def _day(ordinal: int) -> date | None:
    return None if ordinal == UNSAID else date.fromordinal(ordinal)
