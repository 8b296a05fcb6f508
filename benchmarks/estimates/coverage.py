"""Predict what is known: the number on one list, from the other lists among those on it.

Those on list j are a population whose size is known. Who of them stands on the other lists is a table of its own;
an estimator that sees only it, not those on list j alone, should find that size. (Internal consistency: Binette &
Steorts 2022, Journal of the Royal Statistical Society A 185, 640-676. It cannot show whether those on no list at
all are like those on list j.)
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from benchmarks.estimates.estimators import Estimator
from tollbook.estimates import Estimate, Table, combine
from tollbook.estimates.estimators import DEFAULT
from tollbook.model.finding import Refusal

FAMILIES: Final = {
    "sparsemse_Ned": "msetools_Netherlands",
    "sparsemse_NewOrl": "msetools_NewOrleans",
    "sparsemse_UKdat": "msetools_UK",
}


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A population whose size is known: those on `list_` of `name`; `table` is what the others say of them."""

    name: str
    list_: str
    known: int
    table: Table


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an estimator said of a case; None where it refused."""

    case: Case
    estimator: str
    estimate: Estimate | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often the interval of one estimator held the known number."""

    estimator: str
    given: int
    refused: int
    held: int
    above: int
    below: int
    ratio: float
    width: float

    @property
    def share(self) -> float:
        """Of the intervals given, the share that held the known number."""
        return self.held / self.given if self.given else float("nan")


def cases(tables: Mapping[str, Table], fewest: int = 3) -> Iterator[Case]:
    """Every list of every table of which at least `fewest` other lists hold somebody."""
    for name, table in tables.items():
        for number, list_ in enumerate(table.lists):
            on = table.members[:, number]
            low, high = table.patterns & ((1 << number) - 1), table.patterns >> (number + 1) << number
            cells = zip((low | high)[on].tolist(), table.counts[on].tolist(), strict=True)
            others = [one for one in table.lists if one != list_]
            rest = Table.of(others, ((pattern, count) for pattern, count in cells if pattern))
            kept = [one for one, size in enumerate(rest.sizes.tolist()) if size]
            if len(kept) >= fewest:
                yield Case(name, list_, int(table.counts[on].sum()), rest.only(kept))


def outcomes(case: Case, estimators: Mapping[str, Estimator]) -> Iterator[Outcome]:
    """Each estimator on one case, and last those combined that the command asks by default."""
    given = []
    for name, estimator in estimators.items():
        started = time.perf_counter()
        try:
            said = estimator(case.table)
            given.append(said)
        except Refusal:
            said = None
        yield Outcome(case, name, said, time.perf_counter() - started)
    try:
        combined = combine.combine(one for one in given if one.estimator in DEFAULT)
    except Refusal:
        combined = None
    yield Outcome(case, combine.NAME, combined, 0.0)


def learned(of: Iterable[Outcome], share: float = 0.95) -> float:
    """By how much the unrecorded at the highest end must be widened to hold `share` of the known numbers.

    Rounded up to a tenth; at least 1.
    """
    needed = [
        (one.case.known - one.estimate.recorded) / max(one.estimate.fit["highest"] - one.estimate.recorded, 1)
        for one in of
        if one.estimator == combine.NAME and one.estimate is not None
    ]
    return max(1.0, math.ceil(10 * float(np.quantile(needed, share))) / 10) if needed else float("nan")


def held_out(of: list[Outcome]) -> tuple[int, int, list[float]]:
    """How many combined intervals hold where the factor is learned from other people; of how many; the factors."""
    mine = [one for one in of if one.estimator == combine.NAME and one.estimate is not None]
    families = sorted({family(one.case.name) for one in mine})
    held, factors = 0, []
    for here in families:
        others = [one for one in mine if family(one.case.name) != here]
        if not others:
            continue
        factors.append(learned(others))
        for one in mine:
            if one.estimate is not None and family(one.case.name) == here:
                recorded, highest = one.estimate.recorded, one.estimate.fit["highest"]
                held += one.estimate.low <= one.case.known <= recorded + factors[-1] * (highest - recorded)
    return held, len(mine), factors


def family(name: str) -> str:
    """Tables of the same people, cut into lists otherwise, are one family."""
    return next((family for beginning, family in FAMILIES.items() if name.startswith(beginning)), name)


def summed(of: list[Outcome], estimator: str) -> Coverage:
    """One estimator over all cases. A bound holds where the number is not below it."""
    mine = [one for one in of if one.estimator == estimator]
    pairs = [(one.case.known, one.estimate) for one in mine if one.estimate is not None]
    above = sum(known > said.high and not said.bound for known, said in pairs)
    below = sum(known < said.low for known, said in pairs)
    return Coverage(
        estimator=estimator,
        given=len(pairs),
        refused=len(mine) - len(pairs),
        held=len(pairs) - above - below,
        above=above,
        below=below,
        ratio=float(np.median([said.total / known for known, said in pairs])) if pairs else float("nan"),
        width=float(np.median([(said.high - said.low) / known for known, said in pairs]))
        if pairs
        else float("nan"),
    )
