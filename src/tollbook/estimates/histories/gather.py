"""Rows added up as they stream by, in memory that grows with the patterns, not with the persons."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final

from tollbook.estimates.histories.columns import Columns
from tollbook.estimates.histories.histories import Stratum
from tollbook.estimates.histories.words import NoCountError, count, mark
from tollbook.estimates.histories.wrong import Wrong
from tollbook.model.finding import Refusal

Marks = str
"""What a row says of every list, one letter each: see `words.Mark`."""

REMEMBERED: Final = 100_000
"""So many different rows are not taken apart twice."""

MOST_STRATA: Final = 1000

COMPARED: Final = 1_000_000
"""So many rows of a table of counts are held against each other."""


@dataclass(slots=True)
class Gathered:
    """Persons by stratum and marks, of so many rows; of marks that may not count, the lines that hold them."""

    sums: Counter[tuple[Stratum, Marks]] = field(default_factory=Counter)
    lines: dict[Marks, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("q")))
    rows: int = 0


class Gathering:
    """Adds up rows by what `columns` says of them; what cannot be used is told to `wrong` and left out."""

    def __init__(self, columns: Columns, wrong: Wrong) -> None:
        self.columns = columns
        self.wrong = wrong
        self.gathered = Gathered()
        self._width = len(columns.names)
        self._pick = itemgetter(*columns.lists, *columns.by)
        self._known: dict[tuple[str, ...], tuple[Stratum, Marks]] = {}
        self._strata: set[Stratum] = set()
        self._first: dict[tuple[str, ...], int] = {}

    def add(self, rows: Iterable[tuple[int, Sequence[str]]]) -> Gathered:
        """All of `rows`, each with its line, added up."""
        sums, known, pick, width = self.gathered.sums, self._known, self._pick, self._width
        counted = self.columns.count is not None
        for line, row in rows:
            self.gathered.rows += 1
            if len(row) != width and not self.fits(line, row):
                continue
            cells = pick(row)
            key = known.get(cells) or self.key(line, cells)
            if key is None:
                continue
            many = self._count(line, row, key) if counted else 1
            if many is not None:
                sums[key] += many
        return self.gathered

    def key(self, line: int, cells: tuple[str, ...]) -> tuple[Stratum, Marks] | None:
        """The stratum and marks of the cells of lists and strata; None where a cell says neither yes nor no."""
        lists = self.columns.lists
        marks = ""
        for index, cell in zip(lists, cells, strict=False):
            said = mark(cell)
            if said is None:
                self.wrong.at(
                    line,
                    "lists.value-unknown",
                    f"“{cell}” under “{self.columns.names[index]}” says neither yes nor no; the row is left out",
                    "Write 1 for who is on the list, 0 for who is not.",
                )
                return None
            marks += said
        key = (self._stratum(line, cells[len(lists) :]), marks)
        if "1" in marks and "_" not in marks and "m" not in marks:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[cells] = key
        else:
            self.gathered.lines[marks].append(line)
        return key

    def _stratum(self, line: int, cells: tuple[str, ...]) -> Stratum:
        stratum = tuple(cell.strip() for cell in cells)
        if stratum not in self._strata:
            self._strata.add(stratum)
            if len(self._strata) > MOST_STRATA:
                raise Refusal(
                    f"there are more than {MOST_STRATA:,} strata by line {line}",
                    "Choose a column with few values, such as a district or a month.",
                )
            if "" in stratum:
                self.wrong.at(
                    line,
                    "lists.stratum-empty",
                    "no stratum is said here; those of whom none is said are one of their own",
                    "Fill it in where it is known.",
                )
        return stratum

    def fits(self, line: int, row: Sequence[str]) -> bool:
        """A row with more cells than columns fits if the rest is empty."""
        if len(row) >= self._width and not any(row[self._width :]):
            return True
        self.wrong.at(
            line,
            "lists.row-ragged",
            f"{len(row)} cells under {self._width} columns; the row is left out",
            "See whether a separator is missing or too many, or a text with one lacks its quotation marks.",
        )
        return False

    def _count(self, line: int, row: Sequence[str], key: tuple[Stratum, Marks]) -> int | None:
        """How many a row of a table of counts says; None where it says nothing that counts."""
        assert self.columns.count is not None
        self._compare(line, row)
        try:
            return count(row[self.columns.count])
        except NoCountError as none:
            if set(key[1]) != {"0"}:  # who is on no list cannot be counted, and need not be
                self.wrong.at(line, none.code, f"{none.message}; the row is left out", none.advice)
            return None

    def _compare(self, line: int, row: Sequence[str]) -> None:
        """Tell of a row that says the same as an earlier one, but for its count."""
        same = tuple(cell.strip() for index, cell in enumerate(row) if index != self.columns.count)
        first = self._first.get(same)
        if first is not None:
            self.wrong.at(
                line,
                "lists.pattern-twice",
                f"the same pattern as in line {first}; both are counted",
                "If one is a copy, take it out.",
            )
        elif len(self._first) < COMPARED:
            self._first[same] = line
