"""Which column of a CSV file is what: a list, the count, who it is, a stratum, or none of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tollbook.estimates.histories.words import COLUMNS, NoCountError, count, mark
from tollbook.estimates.histories.wrong import Wrong
from tollbook.estimates.table import MOST_LISTS
from tollbook.model.finding import Refusal

SAMPLE: Final = 1000
"""So many rows show what a column is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the recorder says of the columns, by their names; what is empty is to be found out."""

    by: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    count: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The numbers of the columns: the lists, the strata, the count and the person's id (None: there is none)."""

    names: tuple[str, ...]
    lists: tuple[int, ...]
    by: tuple[int, ...]
    count: int | None
    person: int | None

    @property
    def unused(self) -> tuple[int, ...]:
        """The columns that are nothing of this, and have a name."""
        used = {*self.lists, *self.by, self.count, self.person}
        return tuple(one for one, name in enumerate(self.names) if one not in used and name)


def choose(names: Sequence[str], sample: Sequence[Sequence[str]], asked: Asked, wrong: Wrong) -> Columns:
    """What the columns called `names` are, by what is asked for, else by their names and the rows in `sample`.

    Raises Refusal where two columns have one name, one asked for is not there, or there are not 2 to 20 lists.
    """
    _distinct(names, sample)
    by = tuple(_find(one, names) for one in asked.by)
    told = {index: [row[index] for row in sample if index < len(row)] for index in range(len(names))}
    number = _find(asked.count, names) if asked.count else _count(names, told, by)
    person = _find(asked.person, names) if asked.person else _person(names, by)
    if asked.lists:
        lists = tuple(_find(one, names) for one in asked.lists)
    else:
        lists = _lists(names, told, {*by, number, person}, wrong)
    chosen = Columns(names=tuple(names), lists=lists, by=by, count=number, person=person)
    _refuse_clashes(chosen)
    _refuse_wrong_number(chosen, told)
    return chosen


def _distinct(names: Sequence[str], sample: Sequence[Sequence[str]]) -> None:
    named = [name for name in names if name]
    twice = sorted({name for name in named if named.count(name) > 1})
    if all(name.isdecimal() for name in named):
        raise Refusal(
            "the first line holds numbers, not the names of columns",
            "Put a line over the rows that names the lists.",
        )
    if twice:
        raise Refusal(f"two columns are called “{twice[0]}”", "Give every column a name of its own.")
    if not sample:
        raise Refusal("there is no row under the first line", "Give a row for each person, or each pattern.")


def _find(name: str, names: Sequence[str]) -> int:
    for wanted, written in ((name.strip(), names), (name.strip().casefold(), [one.casefold() for one in names])):
        if wanted in written:
            return written.index(wanted)
    raise Refusal(f"there is no column “{name}”", f"The columns are {_listed(names)}.")


def _count(names: Sequence[str], told: dict[int, list[str]], by: Sequence[int]) -> int | None:
    """The last column called like a count; one called "n" that holds only marks is a list of that name."""
    for index in reversed(range(len(names))):
        name = names[index].casefold()
        if name in COLUMNS["count"] and index not in by and (name != "n" or not _only_marks(told[index])):
            return index
    return None


def _person(names: Sequence[str], by: Sequence[int]) -> int | None:
    found = (index for index, name in enumerate(names) if name.casefold().replace(" ", "_") in COLUMNS["person"])
    return next((index for index in found if index not in by), None)


def _lists(
    names: Sequence[str], told: dict[int, list[str]], taken: set[int | None], wrong: Wrong
) -> tuple[int, ...]:
    """The columns that mostly say yes or no. Those whose names describe persons are left aside, and told."""
    found = [index for index, name in enumerate(names) if index not in taken and name and _marks(told[index])]
    traits = [index for index in found if names[index].casefold() in COLUMNS["trait"]]
    if traits:
        wrong.of_all(
            "lists.column-trait",
            f"{_listed([names[one] for one in traits])}: by the name no list but what a person is; not used",
            "If it is a list, name all lists with --list; if a stratum, with --by.",
        )
    return tuple(index for index in found if index not in traits)


def _marks(cells: Sequence[str]) -> bool:
    marks = [mark(cell) for cell in cells]
    said = [one for one in marks if one not in ("_", "m")]
    return 0 < len(said) <= 2 * sum(one is not None for one in said)


def _only_marks(cells: Sequence[str]) -> bool:
    return all(mark(cell) is not None for cell in cells)


def _refuse_clashes(chosen: Columns) -> None:
    used = [*chosen.lists, *chosen.by, *(one for one in (chosen.count, chosen.person) if one is not None)]
    twice = next((one for one in used if used.count(one) > 1), None)
    if twice is not None:
        raise Refusal(
            f"the column “{chosen.names[twice]}” cannot be two things at once",
            "Name each column once: as a list, a stratum, the count, or the person.",
        )


def _refuse_wrong_number(chosen: Columns, told: dict[int, list[str]]) -> None:
    """Refuse what has no lists, one, or more than a table can have, and say why it seems so."""
    names = [chosen.names[one] for one in chosen.lists]
    if len(names) > MOST_LISTS:
        raise Refusal(
            f"there are {len(names)} lists; at most {MOST_LISTS} can be used",
            "Leave out the smallest, or make one of lists of one kind; name those to use with --list.",
        )
    if len(names) > 1:
        return
    if times := _captures(chosen, told):
        raise Refusal(
            f"“{times}” says on how many lists persons stand, not on which: these are captures, not lists",
            "Give a column for each list. Which lists hold the same persons is what an estimate rests on.",
        )
    listed = f"only “{names[0]}” reads as a list" if names else "no column reads as a list"
    raise Refusal(
        f"{listed}; the columns are {_listed(chosen.names)}",
        "Two lists are the least: columns with 1 for those on the list and 0 for the others.",
    )


def _captures(chosen: Columns, told: dict[int, list[str]]) -> str:
    """The column that says how many times somebody was captured, if that is what the file holds; else empty."""
    others = [*chosen.lists, *chosen.unused]
    for one in others:
        if chosen.names[one].casefold().replace(" ", "_") in COLUMNS["captures"]:
            return chosen.names[one]
    if chosen.count is not None and len(others) == 1 and _numbers(told[others[0]]):
        return chosen.names[others[0]]
    return ""


def _numbers(cells: Sequence[str]) -> bool:
    """Whole numbers throughout, not all of them 0 or 1."""
    return all(map(_whole, cells)) and not _only_marks(cells)


def _whole(cell: str) -> bool:
    try:
        count(cell)
    except NoCountError:
        return False
    return True


def _listed(names: Sequence[str]) -> str:
    shown = [f"“{name}”" for name in names if name]
    return ", ".join(shown[:20]) + (f" and {len(shown) - 20} more" if len(shown) > 20 else "")
