"""Capture histories from a CSV file: who stands on which lists, row by row or already counted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from tollbook.estimates.histories.columns import SAMPLE, Asked, Columns, choose
from tollbook.estimates.histories.gather import Gathering
from tollbook.estimates.histories.histories import Histories
from tollbook.estimates.histories.open import Written, written
from tollbook.estimates.histories.persons import Ids, unite
from tollbook.estimates.histories.settle import settle
from tollbook.estimates.histories.wrong import Wrong
from tollbook.model.finding import Refusal
from tollbook.model.progress import Watch, unwatched


def read(
    path: str | Path,
    *,
    by: Sequence[str] = (),
    lists: Sequence[str] = (),
    count: str = "",
    person: str = "",
    watch: Watch = unwatched,
) -> Histories:
    """The capture histories in the CSV file at `path`. Persons with ids take eight bytes each, others none.

    A row is a person, or where a column `count` says how many (or "count", "freq", "n" and the like) a pattern.
    Each list is a column of 1 and 0 (true and false, yes and no); `lists` names them where that is not plain.
    `person` is the column of ids ("id", "person" and the like): who has two rows is one person. `by` names
    columns by whose values tables are made apart. What is wrong with a row is a finding with its line.

    Raises Refusal where the file cannot be read, has no rows, fewer than 2 lists or more than 20, or nobody is
    left of it.
    """
    file = Path(path)
    wrong = Wrong(file.name)
    how = written(file, wrong)
    with how.rows() as rows:
        sample = [row for _, row in islice(rows, SAMPLE)]
    asked = Asked(by=tuple(by), lists=tuple(lists), count=count, person=person)
    columns = choose(how.header, sample, asked, wrong)
    _tell_unused(columns, wrong)
    gathering = _gathered(how, columns, wrong, watch)
    tables = settle(gathering.gathered, [columns.names[one] for one in columns.lists], wrong)
    if not any(table.recorded for table in tables.values()):
        first = next((finding for finding in wrong.findings() if ":" in finding.where), None)
        raise Refusal(
            f"{file.name}: nobody can be counted in {gathering.gathered.rows:,} rows"
            + (f"; {first.where}: {first.message}" if first else ""),
            first.advice if first else "See whether the counts are all 0.",
        )
    by_names = tuple(columns.names[one] for one in columns.by)
    return Histories(tables, by=by_names, rows=gathering.gathered.rows, findings=wrong.findings())


def _gathered(how: Written, columns: Columns, wrong: Wrong, watch: Watch) -> Gathering:
    gathering = Gathering(columns, wrong)
    if columns.person is None or columns.count is not None:
        with how.rows(watch) as rows:
            gathering.add(rows)
        return gathering
    ids = Ids(columns.person)
    with how.rows(watch) as rows:
        gathering.add(ids.heard(rows))
    with how.rows() as rows:
        unite(rows, ids, gathering, wrong)
    return gathering


def _tell_unused(columns: Columns, wrong: Wrong) -> None:
    if columns.unused:
        names = ", ".join(f"“{columns.names[one]}”" for one in columns.unused)
        wrong.of_all(
            "lists.column-unused",
            f"not used: {names}",
            "Where one is a list, name all lists with --list; where strata, with --by.",
        )
