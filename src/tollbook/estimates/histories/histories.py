"""What came of reading capture histories: a table for each stratum, and what was wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tollbook.estimates.table import Table
from tollbook.model.finding import Finding

Stratum = tuple[str, ...]
"""The values of the stratum columns, in the order of `Histories.by`; empty where nothing was asked for."""


@dataclass(frozen=True)
class Histories:
    """The persons of one source by stratum, in the order of the strata's values; every table has the same lists.

    Without strata `tables` has the one key (). `rows` is how many rows were counted, `findings` what was wrong.
    """

    tables: Mapping[Stratum, Table]
    by: tuple[str, ...] = ()
    rows: int = 0
    findings: tuple[Finding, ...] = ()

    @cached_property
    def whole(self) -> Table:
        """All strata together."""
        first = next(iter(self.tables.values()))
        cells = (
            cell
            for table in self.tables.values()
            for cell in zip(table.patterns.tolist(), table.counts.tolist(), strict=True)
        )
        return Table.of(first.lists, cells)
