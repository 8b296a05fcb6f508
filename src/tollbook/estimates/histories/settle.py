"""From marks to tables: what empty cells mean, and who cannot be counted."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite, nan

from tollbook.estimates.histories.gather import Gathered, Marks
from tollbook.estimates.histories.histories import Stratum
from tollbook.estimates.histories.wrong import Wrong
from tollbook.estimates.table import Table


def settle(gathered: Gathered, lists: Sequence[str], wrong: Wrong) -> dict[Stratum, Table]:
    """The table of each stratum, in the order of their values; rows that cannot be counted are told to `wrong`.

    An empty cell means "not on the list" where its column says yes but never no. Else nothing is known of the
    person and that list, and they are left out: so are those whom no list holds.
    """
    present = {key: many for key, many in gathered.sums.items() if many}
    plain = _only_marked({marks for _, marks in present}, len(lists))
    for one in plain:
        wrong.of_all(
            "lists.empty-not-on",
            f"empty cells under “{lists[one]}” were read as “not on the list”, for there is no 0 or no under it",
            "Write 0 for who is not on the list.",
        )
    settled = {marks: _settled(marks, plain) for _, marks in present}
    for marks, lines in gathered.lines.items():
        if marks in settled:
            _tell(settled[marks], lines, lists, wrong)
    tables: dict[Stratum, list[tuple[int, int]]] = {stratum: [] for stratum, _ in present}
    for (stratum, marks), many in present.items():
        if "1" in settled[marks] and set(settled[marks]) <= {"0", "1"}:
            tables[stratum].append((int(settled[marks][::-1], 2), many))
    return {stratum: Table.of(lists, tables[stratum]) for stratum in sorted(tables, key=_natural)}


def _only_marked(marks: set[Marks], lists: int) -> tuple[int, ...]:
    """The lists whose column holds yes and empty cells, and no no."""
    letters = [{one[index] for one in marks} for index in range(lists)]
    return tuple(
        index for index, found in enumerate(letters) if "1" in found and "_" in found and "0" not in found
    )


def _settled(marks: Marks, plain: Sequence[int]) -> Marks:
    return "".join("0" if one == "_" and index in plain else one for index, one in enumerate(marks))


def _tell(settled: Marks, lines: Sequence[int], lists: Sequence[str], wrong: Wrong) -> None:
    unknown = next((index for index, one in enumerate(settled) if one in "_m"), None)
    for line in lines:
        if unknown is not None:
            wrong.at(
                line,
                "lists.value-missing",
                f"nothing is said under “{lists[unknown]}”; the row is left out",
                "Write 1 for who is on the list, 0 for who is not; whom it is not known of cannot be counted.",
            )
        elif "1" not in settled:
            wrong.at(
                line,
                "lists.on-none",
                "on no list; left out, since an estimate says how many such there are",
                "Take the row out, or give the list that it comes from.",
            )


def _natural(stratum: Stratum) -> tuple[tuple[bool, float, str], ...]:
    """Numbers by their size, then words by their letters."""
    return tuple(
        (not isfinite(number := _number(value)), number if isfinite(number) else 0.0, value) for value in stratum
    )


def _number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        return nan
