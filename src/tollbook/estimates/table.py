"""Who stands on which lists: the table that every estimator starts from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]
Patterns = npt.NDArray[np.int64]

MOST_LISTS: Final = 20
"""More lists than this are refused: a pattern must fit a machine word, a full table the memory of a laptop."""


@dataclass(frozen=True, eq=False)
class Table:
    """How many persons (or incidents) stand on exactly which of the lists.

    `lists` are their names. `patterns[i]` is a number whose bit j (value 2**j) says that these stand on
    `lists[j]`; patterns ascend, are told once each and are never 0, since nobody has seen those on no list.
    `counts[i]`, at least 1, is how many they are. What is not named has the count 0.

    Raises ValueError where the arrays are not so; doors check what comes in and say it in findings.
    """

    lists: tuple[str, ...]
    patterns: Patterns
    counts: Counts

    def __post_init__(self) -> None:
        if not 1 <= len(self.lists) <= MOST_LISTS or len(set(self.lists)) < len(self.lists):
            raise ValueError(f"a table has 1 to {MOST_LISTS} lists, each with a name of its own: {self.lists}")
        if self.patterns.shape != self.counts.shape or self.patterns.ndim != 1:
            raise ValueError("each pattern has one count")
        if len(self.counts) and (
            self.patterns[0] < 1
            or self.patterns[-1] >= 1 << len(self.lists)
            or (np.diff(self.patterns) < 1).any()
            or (self.counts < 1).any()
        ):
            raise ValueError("patterns ascend between 1 and 2**lists - 1, counts are at least 1")
        self.patterns.setflags(write=False)
        self.counts.setflags(write=False)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Table)
            and self.lists == other.lists
            and np.array_equal(self.patterns, other.patterns)
            and np.array_equal(self.counts, other.counts)
        )

    def __hash__(self) -> int:
        return hash((self.lists, self.patterns.tobytes(), self.counts.tobytes()))

    @classmethod
    def of(cls, lists: Sequence[str], cells: Mapping[int, int] | Iterable[tuple[int, int]]) -> Table:
        """The table of `cells`, pattern and count; cells of one pattern are added up, those of nobody left out."""
        sums: dict[int, int] = {}
        for pattern, count in cells.items() if isinstance(cells, Mapping) else cells:
            sums[pattern] = sums.get(pattern, 0) + count
        kept = sorted((pattern, count) for pattern, count in sums.items() if count)
        return cls(
            tuple(lists),
            np.array([pattern for pattern, _ in kept], dtype=np.int64),
            np.array([count for _, count in kept], dtype=np.int64),
        )

    @cached_property
    def recorded(self) -> int:
        """How many stand on at least one list."""
        return int(self.counts.sum())

    @cached_property
    def members(self) -> npt.NDArray[np.bool_]:
        """Of each pattern which lists are in it: shape (patterns, lists)."""
        return (self.patterns[:, None] >> np.arange(len(self.lists)) & 1).astype(bool)

    @cached_property
    def sizes(self) -> Counts:
        """How many stand on each list: shape (lists,)."""
        return self.counts @ self.members

    def full(self) -> Counts:
        """The counts of all 2**lists patterns, at their number; that of pattern 0, whom nobody recorded, is 0."""
        counts = np.zeros(1 << len(self.lists), dtype=np.int64)
        counts[self.patterns] = self.counts
        return counts

    def only(self, kept: Sequence[int]) -> Table:
        """The table of the lists with these numbers, in this order; who stands on none of them is left out."""
        pattern = self.members[:, list(kept)] @ (1 << np.arange(len(kept)))
        cells = zip(pattern.tolist(), self.counts.tolist(), strict=True)
        return Table.of([self.lists[one] for one in kept], ((one, count) for one, count in cells if one))

    def without(self, left_out: int) -> Table:
        """The table without the list of this number; who stands on that list alone is left out."""
        return self.only([one for one in range(len(self.lists)) if one != left_out])
