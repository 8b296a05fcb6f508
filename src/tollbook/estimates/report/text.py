"""Write a report as text for a terminal or a letter: no line wider than 88 characters but for long names."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Final

from tollbook.estimates.estimate import Estimate
from tollbook.estimates.report import words
from tollbook.estimates.report.report import Refused, Report, Sensitivity, Stratum
from tollbook.model.finding import Finding
from tollbook.model.visible import visible

WIDTH: Final = 88
_ONE_LINE: Final = str.maketrans("\n\t", "  ")


def render(report: Report) -> str:
    """The whole report as plain text; hidden characters in names are made visible."""
    parts = [
        _head(report),
        _wrapped(f"What this says. {words.says(report)}"),
        _wrapped(f"What it does not say. {words.says_not(report)}"),
        _lists(report),
        _estimates(report.estimates, report.recommended),
        _refused(report.refused),
        _strata(report.strata),
        _sensitivity(report.sensitivity),
        _fits(report.estimates),
        _findings((*report.findings, *(finding for one in report.estimates for finding in one.warnings))),
        _wrapped(f"Seed {report.seed}: the same table and seed give the same report."),
    ]
    return visible("\n\n".join(part for part in parts if part)) + "\n"


def _head(report: Report) -> str:
    quoted = report.quoted
    head = f"Recorded: {words.number(report.table.recorded)} {report.counted}"
    head += f", from {report.source}" if report.source else ""
    if quoted is None:
        return f"{head}\nEstimated in all: no number"
    least = "at least " if quoted.bound else ""
    return f"{head}\nEstimated in all: {least}{words.number(quoted.total)} ({words.span(quoted)})"


def _lists(report: Report) -> str:
    rows = [
        [str(number), name, words.number(size)]
        for number, (name, size) in enumerate(
            zip(report.table.lists, report.table.sizes.tolist(), strict=True), start=1
        )
    ]
    return _table("Lists", ["no", "list", "on it"], rows, right=(0, 2))


def _estimates(estimates: Sequence[Estimate], recommended: str) -> str:
    rows = [
        [
            ("* " if one.estimator == recommended else "  ") + words.name(one.estimator),
            ("≥ " if one.bound else "") + words.number(one.total),
            words.span(one),
            one.model,
        ]
        for one in estimates
    ]
    levels = {one.level for one in estimates}
    interval = f"{words.per_cent(levels.pop())} interval" if len(levels) == 1 else "interval"
    title = "Estimates of how many there were in all"
    return _table(
        title + (" (* recommended)" if recommended else ""), ["", "in all", interval, "model"], rows, right=(1, 2)
    )


def _refused(refused: Iterable[Refused]) -> str:
    lines = [
        _wrapped(f"{words.name(one[0])} gives no number. {_sentences(one[1], one[2])}", "  ") for one in refused
    ]
    return "\n".join(["Refused", *lines]) if lines else ""


def _strata(strata: Iterable[Stratum]) -> str:
    rows = []
    for stratum in strata:
        for one in stratum.estimates:
            rows.append(
                [
                    stratum.name,
                    words.number(stratum.table.recorded),
                    words.name(one.estimator),
                    ("≥ " if one.bound else "") + words.number(one.total),
                    words.span(one),
                ]
            )
        rows += [
            [stratum.name, words.number(stratum.table.recorded), words.name(one[0]), "no number", ""]
            for one in stratum.refused
        ]
    return _table("Strata", ["stratum", "recorded", "estimator", "in all", "interval"], rows, right=(1, 3, 4))


def _sensitivity(sensitivity: Sensitivity | None) -> str:
    if sensitivity is None:
        return ""
    rows = []
    for variant in sensitivity.variants:
        left_out = variant.left_out or "nothing"
        rows += [
            [
                left_out,
                words.name(one.estimator),
                ("≥ " if one.bound else "") + words.number(one.total),
                words.span(one),
            ]
            for one in variant.estimates
        ]
        rows += [[left_out, words.name(one[0]), "no number", ""] for one in variant.refused]
    table = _table(
        "Each list left out in turn", ["left out", "estimator", "in all", "interval"], rows, right=(2, 3)
    )
    return "\n".join([table, *(_wrapped(one) for one in sensitivity.told)])


def _fits(estimates: Iterable[Estimate]) -> str:
    lines = [
        _wrapped(
            f"{words.name(one.estimator)}: "
            + ", ".join(f"{words.measure(key)} {words.figure(value)}" for key, value in words.told(one.fit)),
            "  ",
        )
        for one in estimates
        if one.fit
    ]
    return "\n".join(["Diagnostics", *lines]) if lines else ""


def _findings(findings: Iterable[Finding]) -> str:
    lines = []
    for one in findings:
        where = f"{one.where}: " if one.where else ""
        lines.append(_wrapped(f"{where}{_sentences(one.message, one.advice)} [{one.code}]", "  "))
    return "\n".join(["Findings and warnings", *dict.fromkeys(lines)]) if lines else ""


def _sentences(message: str, advice: str) -> str:
    return f"{words.sentence(message)} {words.sentence(advice)}".rstrip()


def _table(title: str, head: list[str], rows: Sequence[list[str]], right: tuple[int, ...]) -> str:
    """Columns as wide as their widest cell; an empty last column is left out; no rows, no table."""
    if not rows:
        return ""
    rows = [[visible(cell.translate(_ONE_LINE)) for cell in row] for row in rows]
    if not any(row[-1] for row in rows):
        head, rows = head[:-1], [row[:-1] for row in rows]
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    lines = [
        "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in [head, *rows]
    ]
    return "\n".join([title, *(f"  {line}" for line in lines)])


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  " * bool(indent))
