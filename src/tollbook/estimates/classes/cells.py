"""The cells of a table as the walk wants them: the lists of each, and numbers to look its chances up by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tollbook.estimates.table import Counts, Table

WIDE = 5
"""A word has no more lists than this: there are 2**WIDE of each kind to look up."""


@dataclass(frozen=True, slots=True)
class Cells:
    """A table's cells. Lists are cut into words of `width` lists each, of which a cell has parts of its pattern.

    `counts`, shape (cells,). `words`, shape (cells, words): the part of the pattern. `starts`, shape (cells + 1,),
    and `on`: the lists of cell c are `on[starts[c]:starts[c + 1]]`.
    """

    lists: int
    width: int
    counts: Counts
    words: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    on: npt.NDArray[np.int64]

    @classmethod
    def of(cls, table: Table) -> Cells:
        """The cells of `table`."""
        lists = len(table.lists)
        words = -(-lists // WIDE)
        width = -(-lists // words)
        shifts = np.arange(words) * width
        members = table.members
        return cls(
            lists=lists,
            width=width,
            counts=table.counts.copy(),
            words=np.ascontiguousarray(table.patterns[:, None] >> shifts & ((1 << width) - 1)),
            starts=np.concatenate([[0], members.sum(axis=1).cumsum()]),
            on=np.nonzero(members)[1],
        )

    def sizes(self) -> Counts:
        """How many stand on each list: shape (lists,)."""
        of = np.repeat(self.counts, np.diff(self.starts))
        return np.bincount(self.on, weights=of, minlength=self.lists).astype(np.int64)
