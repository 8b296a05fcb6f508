"""Columns of terms and of lists: whole numbers that stand for names, and lists laid end to end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Terms:
    """One term a row: `codes` are numbers in `names`, which are sorted and each of which is used."""

    codes: Array
    names: tuple[str, ...]

    @classmethod
    def of(cls, values: Sequence[str]) -> Terms:
        """The column of these values."""
        names = sorted(set(values))
        code = {name: number for number, name in enumerate(names)}
        return cls(np.fromiter((code[value] for value in values), np.int32, len(values)), tuple(names))

    def take(self, rows: Array) -> Terms:
        """These rows, in this order."""
        return _tidied(self.codes[rows], self.names)

    def join(self, other: Terms) -> Terms:
        """The rows of this column, then those of `other`."""
        names, mine, others = _united(self.names, other.names)
        return Terms(np.concatenate([mine[self.codes], others[other.codes]]), names)


@dataclass(frozen=True, slots=True)
class Runs:
    """How values laid end to end belong to rows: those of row i are `ends[i]` to `ends[i + 1]`."""

    ends: Array

    @classmethod
    def of(cls, lengths: Iterable[int]) -> Runs:
        """Rows of these lengths."""
        counts = np.fromiter(lengths, np.int64)
        return cls(np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)]))

    @property
    def lengths(self) -> Array:
        """How many values each row has."""
        lengths: Array = self.ends[1:] - self.ends[:-1]
        return lengths

    @property
    def owners(self) -> Array:
        """The row of each value."""
        return np.repeat(np.arange(len(self.ends) - 1, dtype=np.int32), self.lengths)

    def positions(self, rows: Array) -> Array:
        """Where the values of `rows` stand, row after row."""
        lengths = self.lengths[rows]
        ends = np.cumsum(lengths)
        shift = self.ends[:-1][rows] - (ends - lengths)
        positions: Array = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(shift, lengths)
        return positions

    def take(self, rows: Array) -> Runs:
        """The runs of these rows, in this order."""
        return Runs.of(self.lengths[rows].tolist())

    def join(self, other: Runs) -> Runs:
        """The runs of this, then those of `other`."""
        return Runs(np.concatenate([self.ends, self.ends[-1] + other.ends[1:]]))


@dataclass(frozen=True, slots=True)
class Lists:
    """A list of terms a row."""

    runs: Runs
    terms: Terms

    @classmethod
    def of(cls, values: Sequence[Sequence[str]]) -> Lists:
        """The column of these lists."""
        return cls(Runs.of(len(one) for one in values), Terms.of([name for one in values for name in one]))

    def at(self, row: int) -> tuple[str, ...]:
        """The list of one row."""
        codes = self.terms.codes[self.runs.ends[row] : self.runs.ends[row + 1]]
        return tuple(self.terms.names[code] for code in codes.tolist())

    def take(self, rows: Array) -> Lists:
        """These rows, in this order."""
        return Lists(self.runs.take(rows), self.terms.take(self.runs.positions(rows)))

    def join(self, other: Lists) -> Lists:
        """The rows of this column, then those of `other`."""
        return Lists(self.runs.join(other.runs), self.terms.join(other.terms))

    def holds(self, wanted: Array) -> Array:
        """Which rows hold a term that `wanted`, a truth value for each name, is true for."""
        found = np.zeros(len(self.runs.ends) - 1, bool)
        found[self.runs.owners[wanted[self.terms.codes]]] = True
        return found


def _tidied(codes: Array, names: tuple[str, ...]) -> Terms:
    """The column without names that no row uses."""
    used = np.zeros(len(names), bool)
    used[codes] = True
    if used.all():
        return Terms(codes, names)
    number = np.cumsum(used, dtype=np.int32) - 1
    return Terms(number[codes].astype(np.int32), tuple(names[one] for one in np.flatnonzero(used).tolist()))


def _united(mine: tuple[str, ...], others: tuple[str, ...]) -> tuple[tuple[str, ...], Array, Array]:
    """All names, sorted; and the new number of each old one."""
    if mine == others:
        same = np.arange(len(mine), dtype=np.int32)
        return mine, same, same
    names = tuple(sorted({*mine, *others}))
    code = {name: number for number, name in enumerate(names)}
    return (
        names,
        np.fromiter((code[name] for name in mine), np.int32, len(mine)),
        np.fromiter((code[name] for name in others), np.int32, len(others)),
    )
