"""Records and pairs from two CSV files."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tollbook.estimates.histories.open import Written, written
from tollbook.estimates.histories.wrong import Wrong
from tollbook.estimates.linkage.records import Records
from tollbook.estimates.table import MOST_LISTS
from tollbook.model.finding import Finding, Refusal


def read(records: str | Path, pairs: str | Path) -> Records:
    """The records in a CSV file with the columns `record` and `list`, and the pairs of them in another one.

    A record's name is its own over all lists. The pairs' columns are `one`, `other` and `probability`. What is
    wrong with a row is a finding with its line, and the row is left out: a record told twice
    (`linkage.record-twice`) or of no name or list (`.no-record`), a pair of one that is not there
    (`.no-record`), of two records of one list (`.same-list`) or told twice (`.pair-twice`), a probability that
    is none (`.no-probability`).

    Raises Refusal where a file cannot be read, a column is missing, or there are more than 20 lists.
    """
    names, lists, of_records = _records(Path(records))
    on = np.array(list(names.values()), np.int64)
    found, of_pairs = _pairs(Path(pairs), names)
    return Records(
        lists=lists,
        on=on,
        pairs=np.array(list(found), np.int64).reshape(-1, 2),
        probabilities=np.array(list(found.values()), np.float64),
        findings=(*of_records, *of_pairs),
    )


def _records(path: Path) -> tuple[dict[str, int], tuple[str, ...], tuple[Finding, ...]]:
    """Each record's list, by its name, in the file's order; the lists' names."""
    wrong = Wrong(path.name)
    how = written(path, wrong)
    record, on = _columns(how, "record", "list")
    numbers: dict[str, int] = {}
    lists: dict[str, int] = {}
    with how.rows() as rows:
        for line, row in rows:
            name, of = _cell(row, record), _cell(row, on)
            if not name or not of:
                wrong.at(line, "linkage.no-record", "the row has no record or no list", "Give both.")
            elif name in numbers:
                wrong.at(line, "linkage.record-twice", f"the record “{name}” is told twice", "Name each apart.")
            else:
                numbers[name] = lists.setdefault(of, len(lists))
    if not 1 <= len(lists) <= MOST_LISTS:
        raise Refusal(
            f"{path.name} has {len(lists)} lists; there can be 1 to {MOST_LISTS}",
            "See whether the column “list” holds the lists' names.",
        )
    return numbers, tuple(lists), wrong.findings()


def _pairs(path: Path, lists: dict[str, int]) -> tuple[dict[tuple[int, int], float], tuple[Finding, ...]]:
    """The probability of each pair, by the numbers of its records, the lower one first."""
    wrong = Wrong(path.name)
    how = written(path, wrong)
    columns = _columns(how, "one", "other", "probability")
    numbers = {name: number for number, name in enumerate(lists)}
    found: dict[tuple[int, int], float] = {}
    with how.rows() as rows:
        for line, row in rows:
            one, other, told = (_cell(row, column) for column in columns)
            missing = next((name for name in (one, other) if name not in numbers), None)
            probability = _probability(told)
            if missing is not None:
                wrong.at(line, "linkage.no-record", f"there is no record “{missing}”", "See the file of records.")
            elif lists[one] == lists[other]:
                wrong.at(
                    line,
                    "linkage.same-list",
                    f"“{one}” and “{other}” are on one list; no list holds a person twice",
                    "Make records that are of one person one record before.",
                )
            elif probability is None:
                wrong.at(line, "linkage.no-probability", f"“{told}” is no probability", "Give it from 0 to 1.")
            elif (pair := (min(numbers[one], numbers[other]), max(numbers[one], numbers[other]))) in found:
                wrong.at(line, "linkage.pair-twice", f"“{one}” and “{other}” are told twice", "Tell pairs once.")
            else:
                found[pair] = probability
    return found, wrong.findings()


def _columns(how: Written, *names: str) -> list[int]:
    header = [name.casefold() for name in how.header]
    missing = [name for name in names if name not in header]
    if missing:
        raise Refusal(
            f"{how.path.name} has no column “{missing[0]}”",
            f"Name its columns {', '.join(names)} in the first line.",
        )
    return [header.index(name) for name in names]


def _cell(row: list[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _probability(told: str) -> float | None:
    try:
        probability = float(told)
    except ValueError:
        return None
    return probability if 0 <= probability <= 1 else None
