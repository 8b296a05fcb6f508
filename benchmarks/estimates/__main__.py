"""`python -m benchmarks.estimates [--coverage] [--speed] [--table NAME] [--estimator NAME] [--write]`.

Without options: every estimator on every table of ../shared/data/mse beside the runs of R there and what was
published, and which agree. `--coverage`: leave lists out and predict what is known. `--speed`: how long the slow
ones take, beside R where it is installed (benchmarks/estimates/r/install.sh says how). `--write` puts the table
into docs/method/estimates.md. Without the data, all of it runs on the shipped example, Kosovo 1999.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from typing import TypeVar

from benchmarks.estimates import compare, coverage, lay_out, speed
from benchmarks.estimates.estimators import Estimator, estimators
from benchmarks.estimates.tables import ANIMALS, DATA, tables
from tollbook.estimates import Table, combine

Value = TypeVar("Value")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--coverage", action="store_true")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--table", action="append", help="only tables of this name (more than once: these)")
    parser.add_argument("--estimator", action="append", help="only this estimator (more than once: these)")
    parser.add_argument("--write", action="store_true", help="put the result into docs/method/estimates.md")
    asked = parser.parse_args()
    if asked.write and (asked.table or asked.estimator or not DATA.is_dir()):
        sys.exit("Only a table of everything is written into the documents.")
    try:
        runs = chosen(estimators(short=asked.coverage), asked.estimator)
    except ImportError as missing:
        sys.exit(f"The estimates need their extra (pip install tollbook[estimates]): {missing}")
    if not DATA.is_dir():
        print("No data beside the repository; the shipped example alone is measured.")
    found, passed = tables()
    for name, why in passed.items():
        print(f"passed over: {name}, {why}")
    found = chosen(found, asked.table)
    if asked.speed:
        name, body = "speed", speed.measure(found)
    elif asked.coverage:
        name, body = "coverage", covered(found, runs)
    else:
        name, body = "comparison", lay_out.comparison(told(compare.compare(found, runs)))
    print(f"\n{body}")
    if asked.write:
        lay_out.write(name, body)


def chosen(of: Mapping[str, Value], names: list[str] | None) -> dict[str, Value]:
    """Those asked for; all where nobody asked."""
    return {name: value for name, value in of.items() if not names or name in names}


def told(rows: Iterable[compare.Row]) -> list[compare.Row]:
    """The rows, each said as it comes."""
    kept = []
    for row in rows:
        said = f"{row.ours.total:,.0f} ({row.ours.low:,.0f}–{row.ours.high:,.0f})" if row.ours else row.refusal
        print(f"{row.table}: {row.estimator}: {said} {row.agrees} {row.seconds:.1f} s", flush=True)
        kept.append(row)
    return kept


def covered(found: Mapping[str, Table], runs: Mapping[str, Estimator]) -> str:
    """The coverage over lists of people, and over all."""
    outcomes: list[coverage.Outcome] = []
    for case in coverage.cases(found):
        for one in coverage.outcomes(case, runs):
            outcomes.append(one)
            said = one.estimate
            words = f"{said.total:,.0f} ({said.low:,.0f}–{said.high:,.0f})" if said else "refused"
            print(f"{case.name} {case.list_} known {case.known:,}: {one.estimator}: {words}", flush=True)
    people = [one for one in outcomes if one.case.name not in ANIMALS]
    parts = [(f"**People** ({len({one.case for one in people})} lists)", people)]
    if len(people) < len(outcomes):
        parts.append((f"**People and animals** ({len({one.case for one in outcomes})} lists)", outcomes))
    names = [*runs, combine.NAME]
    tables = [
        f"{title}\n\n{lay_out.coverages(coverage.summed(part, name) for name in names)}" for title, part in parts
    ]
    return "\n\n".join([*tables, lay_out.widening(coverage.learned(people), *coverage.held_out(people))])


if __name__ == "__main__":
    main()
