"""What a report of estimates holds. Values only; the renderers beside this file make text, JSON and a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tollbook.estimates.estimate import Estimate
from tollbook.estimates.table import Table
from tollbook.model.finding import Finding


class Refused(NamedTuple):
    """An estimator that gave no number, with its reasons in plain words."""

    estimator: str
    message: str
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """One part of those recorded (a month, a district): its own table, and what the estimators say of it."""

    name: str
    table: Table
    estimates: tuple[Estimate, ...] = ()
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The estimates of a changed table: all lists (`left_out` empty), or all but one."""

    left_out: str
    table: Table
    estimates: tuple[Estimate, ...] = ()
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """What becomes of each estimate when a list is left out. The first variant has all lists.

    `told` says in sentences what differs most.
    """

    variants: tuple[Variant, ...]
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that is said of one table.

    `table` is of all strata together, `findings` what the checks found in what came in. `estimates` are of the
    whole (sums of strata where `strata` are given), `recommended` the `estimator` of the one to quote, empty where
    none can be: then `refused` says why. `source` is where the table came from, `seed` what every draw began with.
    `counted` is who is counted, in the plural.
    """

    table: Table
    findings: tuple[Finding, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    recommended: str = ""
    refused: tuple[Refused, ...] = ()
    strata: tuple[Stratum, ...] = ()
    source: str = ""
    seed: int = 0
    sensitivity: Sensitivity | None = None
    counted: str = "people"

    @property
    def quoted(self) -> Estimate | None:
        """The recommended estimate, None where no estimator gave one."""
        return next((one for one in self.estimates if one.estimator == self.recommended), None)
