"""Records on lists, and how likely pairs of them are of one person."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from tollbook.estimates.table import MOST_LISTS
from tollbook.model.finding import Finding

Whole = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Records:
    """All records of several lists, and the pairs of them that may be of one person.

    `lists` are the lists' names. `on`, shape (records,), is each record's list, by its number. `pairs`, shape
    (pairs, 2), are records by their numbers, of two different lists; `probabilities`, shape (pairs,), how likely
    each pair is of one person, from a linkage model whose probabilities hold (of the pairs at 0.7 seven in ten are
    of one person). Pairs that are not named are of two persons. `findings` are what was wrong in what came in.

    Raises ValueError where the arrays are not so; `read` checks what comes in and says it in findings.
    """

    lists: tuple[str, ...]
    on: Whole
    pairs: Whole
    probabilities: Floats
    findings: tuple[Finding, ...] = field(default=())

    def __post_init__(self) -> None:
        if not 1 <= len(self.lists) <= MOST_LISTS:
            raise ValueError(f"records are on 1 to {MOST_LISTS} lists: {self.lists}")
        if self.on.ndim != 1 or (self.on < 0).any() or (self.on >= len(self.lists)).any():
            raise ValueError("each record is on one of the lists")
        if self.pairs.shape != (len(self.probabilities), 2):
            raise ValueError("each pair is two records, and has one probability")
        if (self.pairs < 0).any() or (self.pairs >= len(self.on)).any():
            raise ValueError("pairs are of records")
        if (self.on[self.pairs[:, 0]] == self.on[self.pairs[:, 1]]).any():
            raise ValueError("a pair is of two lists: no list holds a person twice")
        if not ((self.probabilities >= 0) & (self.probabilities <= 1)).all():
            raise ValueError("probabilities are from 0 to 1")
