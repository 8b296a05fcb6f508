"""Lay out results as tables of Markdown, and put them into the page on the method between their marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from benchmarks.estimates.anchors import Anchor
from benchmarks.estimates.compare import Row
from benchmarks.estimates.coverage import Coverage
from benchmarks.estimates.tables import ROOT
from tollbook.estimates import Estimate, combine

PAGE: Final = ROOT / "docs" / "method" / "estimates.md"


def comparison(rows: Iterable[Row]) -> str:
    """A line for each table and estimator: first the tables that R was run on, then the others."""
    rows = list(rows)
    beside = {row.table for row in rows if row.theirs}
    agree = [row.agrees for row in rows if row.agrees]
    parts = []
    if beside:
        cells = [_beside(row) for row in rows if row.table in beside]
        parts += [
            markdown(["table", "estimator", "ours", "R", "agrees", "published", "seconds"], cells, right=(6,)),
            f"Of {len(agree)} that R has a number for, {agree.count('exactly')} agree exactly, "
            f"{agree.count('within chance')} within chance, {agree.count('no')} do not, and "
            f"{agree.count('refused')} are refused here.",
        ]
    if alone := [_alone(row) for row in rows if row.table not in beside]:
        parts.append(markdown(["table", "estimator", "ours", "seconds"], alone, right=(3,)))
    return "\n\n".join(parts)


def _beside(row: Row) -> list[str]:
    published = f"{_anchor(row.published)}, {row.published.source}" if row.published else ""
    table, estimator, ours, seconds = _alone(row)
    return [table, estimator, ours, _anchor(row.theirs), row.agrees, published, seconds]


def _alone(row: Row) -> list[str]:
    ours = _ours(row.ours) if row.ours else f"refused: {row.refusal}"
    return [row.table, row.estimator, ours, f"{row.seconds:.1f}"]


def coverages(of: Iterable[Coverage]) -> str:
    """The coverage, one line for each estimator."""
    cells = [
        [
            one.estimator,
            str(one.given),
            str(one.refused),
            f"{one.share:.2f}",
            str(one.below),
            str(one.above),
            f"{one.ratio:.2f}",
            "" if one.width == float("inf") else f"{one.width:.2f}",
        ]
        for one in of
    ]
    head = [
        "estimator",
        "intervals",
        "refused",
        "held",
        "too high",
        "too low",
        "median point / known",
        "width / known",
    ]
    return markdown(head, cells, right=range(1, 8))


def widening(learned: float, held: int, of: int, factors: Sequence[float]) -> str:
    """The factor of the combined interval, and how it does on people that it was not learned from."""
    if not factors:
        return "No factor is learned from one people alone."
    return (
        f"The factor that holds 95% of the known numbers of people: {learned:.1f} (the package has "
        f"{combine.WIDENED:g}). Learned each time from the other peoples alone ({min(factors):.1f} to "
        f"{max(factors):.1f}), the combined interval holds {held} of {of}, {held / of:.2f}."
    )


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[int] = ()) -> str:
    """A table of Markdown."""
    right = frozenset(right)
    rule = ["---:" if column in right else "---" for column in range(len(head))]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in [head, rule, *rows])


def write(name: str, body: str, page: Path = PAGE) -> None:
    """Put `body` where the page has the marks of `name`. Raises ValueError where it has none."""
    begin, end = f"<!-- {name}: made by python -m benchmarks.estimates -->", f"<!-- end of {name} -->"
    before, mark, rest = page.read_text(encoding="utf-8").partition(begin)
    _, found, after = rest.partition(end)
    if not mark or not found:
        raise ValueError(f"{page} has no marks of {name}")
    page.write_text(f"{before}{begin}\n{body}\n{end}{after}", encoding="utf-8")


def _ours(one: Estimate) -> str:
    if one.bound:
        return f"≥ {one.total:,.0f} (from {one.low:,.0f})"
    model = f" {one.model}" if one.model else ""
    return f"{one.total:,.0f} ({one.low:,.0f}–{one.high:,.0f}){model}"


def _anchor(one: Anchor | None) -> str:
    return f"{one.total:,.0f} ({one.low:,.0f}–{one.high:,.0f})" if one else ""
