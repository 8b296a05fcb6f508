"""The words of cells: is somebody on a list, and how many are they."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Final, Literal

Mark = Literal["1", "0", "_", "m"]
"""On the list; not on it; an empty cell; a word that says that it is not known."""

_TOLD = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))

MARKS: Final[Mapping[str, Mark]] = {
    **dict.fromkeys(_TOLD["marks"]["on"], "1"),
    **dict.fromkeys(_TOLD["marks"]["off"], "0"),
    **dict.fromkeys(_TOLD["marks"]["unknown"], "m"),
    "": "_",
}
"""What a cell of a list may hold, in lower case."""

COLUMNS: Final[Mapping[str, frozenset[str]]] = {kind: frozenset(names) for kind, names in _TOLD["columns"].items()}
"""What columns are called, in lower case, by what they are: `count`, `person`, `captures` or `trait`."""

MOST_OF_ONE: Final = 10**10
"""A larger count is a slip of the keyboard: there are not so many people."""


class NoCountError(ValueError):
    """A cell that should say how many does not; `code` is the finding's."""

    def __init__(self, code: str, message: str, advice: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.advice = advice


def mark(cell: str) -> Mark | None:
    """What a cell says of somebody and a list; None where it says neither yes nor no, nor that it is not known."""
    return MARKS.get(cell.strip().casefold())


def count(cell: str) -> int:
    """How many persons a cell says there are. Raises NoCountError where it gives no whole number from 0."""
    text = cell.strip()
    if text.isdecimal() and len(text) <= 10:
        return int(text)
    if MARKS.get(text.casefold()) in ("_", "m"):
        raise NoCountError("lists.count-missing", "the count is missing", "Write how many they are; 0 for nobody.")
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise NoCountError(
            "lists.count-no-number",
            f"the count “{text}” is no number",
            "Write it in digits alone, with no sign for thousands.",
        )
    if number < 0:
        raise NoCountError("lists.count-negative", f"the count {text} is below zero", "Write how many they are.")
    if number != int(number):
        raise NoCountError(
            "lists.count-fractional",
            f"the count {text} is no whole number of persons",
            "Give persons as they were recorded; weighted or scaled counts cannot be used.",
        )
    if number > MOST_OF_ONE:
        raise NoCountError("lists.count-too-large", f"the count {text} is larger than mankind", "Correct it.")
    return int(number)
