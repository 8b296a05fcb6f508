"""The tables to measure on: those of ../shared/data/mse, or where they are not there, the shipped example."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

from tollbook.estimates import Table
from tollbook.estimates.table import MOST_LISTS

ROOT: Final = Path(__file__).resolve().parents[2]
DATA: Final = ROOT.parent / "shared" / "data" / "mse"
EXAMPLE: Final = ROOT / "examples" / "kosovo-1999" / "lists.csv"

COUNTS: Final = ("count", "freq", "frequency", "n")
STRATA: Final = ("gender", "gov", "month_death_f")
ANIMALS: Final = frozenset(
    {"rcapture_bunting", "rcapture_duck", "rcapture_hare", "rcapture_mvole", "rcapture_rbvole", "rcapture_cbird"}
)
"""Trapped, not recorded: the same animals are caught again and again by the same traps."""


def tables() -> tuple[dict[str, Table], dict[str, str]]:
    """By name every table found, equal ones once; and by name why a file is passed over."""
    found: dict[str, Table] = {}
    passed: dict[str, str] = {}
    seen: dict[tuple[object, ...], str] = {}
    for path in sorted(DATA.glob("*.csv")) if DATA.is_dir() else [EXAMPLE]:
        name = path.stem if path != EXAMPLE else "kosovo_1999"
        if name == "anchor_runs_R":
            continue
        table = load(path)
        if isinstance(table, str):
            passed[name] = table
            continue
        same = seen.setdefault((*table.patterns.tolist(), *table.counts.tolist()), name)
        if same == name:
            found[name] = table
        else:
            passed[name] = f"the same counts as {same}"
    return found, passed


def load(path: Path) -> Table | str:
    """The table of a file, its strata added up; or why it has none."""
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    if "nbcap" in head:
        return "tells only how many were caught how often, not on which lists"
    lists = [name for name in head if name not in (*COUNTS, *STRATA)]
    if len(lists) > MOST_LISTS:
        return f"{len(lists)} lists, more than {MOST_LISTS}"
    columns = [head.index(name) for name in lists]
    counted = next((head.index(name) for name in COUNTS if name in head), None)
    cells = [
        (
            sum((row[column] == "1") << bit for bit, column in enumerate(columns)),
            1 if counted is None else int(row[counted]),
        )
        for row in rows
    ]
    return Table.of(lists, ((pattern, count) for pattern, count in cells if pattern))
