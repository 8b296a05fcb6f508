"""Compare ours with R's runs and with what was published, table by table."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.estimates.agree import agreement
from benchmarks.estimates.anchors import PUBLISHED, Anchor, runs_of_r
from benchmarks.estimates.estimators import Estimator
from tollbook.estimates import Estimate, Table
from tollbook.model.finding import Refusal


@dataclass(frozen=True, slots=True)
class Row:
    """One estimator on one table: ours (or why not), R's, and what was published."""

    table: str
    estimator: str
    ours: Estimate | None
    refusal: str
    theirs: Anchor | None
    published: Anchor | None
    seconds: float

    @property
    def agrees(self) -> str:
        """In words, empty where R has nothing to compare with."""
        if self.theirs is None:
            return ""
        return agreement(self.ours, self.theirs, self.estimator) if self.ours else "refused"


def compare(tables: Mapping[str, Table], estimators: Mapping[str, Estimator]) -> Iterator[Row]:
    """Every estimator on every table, as they come."""
    theirs = runs_of_r()
    for name, table in tables.items():
        for estimator, run in estimators.items():
            started, ours, refusal = time.perf_counter(), None, ""
            try:
                ours = run(table)
            except Refusal as no:
                refusal = no.message
            key = (name, estimator)
            yield Row(
                name, estimator, ours, refusal, theirs.get(key), PUBLISHED.get(key), time.perf_counter() - started
            )
