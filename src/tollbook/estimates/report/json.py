"""Write a report as JSON for other programs: canonical (RFC 8785), so that the same report has the same bytes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import rfc8785

from tollbook.estimates.estimate import Estimate
from tollbook.estimates.report import words
from tollbook.estimates.report.report import Refused, Report, Sensitivity
from tollbook.estimates.table import Table
from tollbook.model.finding import Finding

VERSION: Final = 1
"""Raised when a field changes its meaning or goes; fields may be added without."""

QUANTILES: Final = (0.005, 0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975, 0.995)


def render(report: Report) -> str:
    """The report as one line of canonical JSON and a line end. What is not finite is null."""
    data = {
        "kind": "tollbook.estimates.report",
        "version": VERSION,
        "source": report.source,
        "seed": report.seed,
        "counted": report.counted,
        "table": _table(report.table),
        "recommended": report.recommended or None,
        "estimates": [_estimate(one) for one in report.estimates],
        "refused": _refused(report.refused),
        "findings": _findings(report.findings),
        "strata": [{"name": one.name, **_of(one.table, one.estimates, one.refused)} for one in report.strata],
        "sensitivity": _sensitivity(report.sensitivity) if report.sensitivity else None,
        "says": words.says(report),
        "does_not_say": words.says_not(report),
    }
    return rfc8785.dumps(_clean(data)).decode() + "\n"


def _of(table: Table, estimates: Iterable[Estimate], refused: Iterable[Refused]) -> dict[str, Any]:
    return {
        "table": _table(table),
        "estimates": [_estimate(one) for one in estimates],
        "refused": _refused(refused),
    }


def _table(table: Table) -> dict[str, Any]:
    """Patterns as strings of 0 and 1 in the order of the lists."""
    return {
        "lists": list(table.lists),
        "recorded": table.recorded,
        "sizes": table.sizes.tolist(),
        "patterns": ["".join("01"[on] for on in row) for row in table.members.tolist()],
        "counts": table.counts.tolist(),
    }


def _estimate(estimate: Estimate) -> dict[str, Any]:
    return {
        "estimator": estimate.estimator,
        "model": estimate.model or None,
        "recorded": estimate.recorded,
        "total": float(estimate.total),
        "low": float(estimate.low),
        "high": None if estimate.bound else float(estimate.high),
        "level": estimate.level,
        "bound": estimate.bound,
        "fit": {key: float(value) for key, value in estimate.fit.items()},
        "warnings": _findings(estimate.warnings),
        "seed": estimate.seed,
        "draws": None if estimate.draws is None else _draws(estimate.draws),
    }


def _draws(draws: np.ndarray[Any, Any]) -> dict[str, Any]:
    values = np.quantile(draws, QUANTILES)
    return {
        "count": len(draws),
        "mean": float(draws.mean()),
        "quantiles": [[share, float(value)] for share, value in zip(QUANTILES, values, strict=True)],
    }


def _refused(refused: Iterable[Refused]) -> list[dict[str, str]]:
    return [{"estimator": one[0], "message": one[1], "advice": one[2]} for one in refused]


def _findings(findings: Iterable[Finding]) -> list[dict[str, str]]:
    return [
        {"code": one.code, "where": one.where, "message": one.message, "advice": one.advice} for one in findings
    ]


def _sensitivity(sensitivity: Sensitivity) -> dict[str, Any]:
    return {
        "told": list(sensitivity.told),
        "variants": [
            {"left_out": one.left_out or None, **_of(one.table, one.estimates, one.refused)}
            for one in sensitivity.variants
        ],
    }


def _clean(value: Any) -> Any:
    """`value` as JSON can hold it: lone surrogates escaped, what is not finite null."""
    match value:
        case dict():
            return {_clean(key): _clean(one) for key, one in value.items()}
        case list():
            return [_clean(one) for one in value]
        case str():
            return value.encode("utf-8", "backslashreplace").decode()
        case float():
            return value if math.isfinite(value) else None
        case _:
            return value
