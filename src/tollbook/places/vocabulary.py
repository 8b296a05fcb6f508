"""The words around place-names, from vocabulary.toml, and where they stand in a phrase."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from tollbook.places.names import plain


class Role(StrEnum):
    """What a word does in a written place."""

    KIND = "kind"
    DIRECTION = "direction"
    NEAR = "near"
    WITHIN = "within"
    OF = "of"
    BESIDE = "beside"
    IDLE = "idle"
    PARTICLE = "particle"
    UNIT = "unit"


class Sort(StrEnum):
    """What sort of place the words say is meant."""

    DIVISION = "division"
    DISTRICT = "district"
    AREA = "area"
    SETTLEMENT = "settlement"
    FACILITY = "facility"
    COUNTRYSIDE = "countryside"


BEARINGS = {
    "north": 0,
    "north-east": 45,
    "east": 90,
    "south-east": 135,
    "south": 180,
    "south-west": 225,
    "west": 270,
    "north-west": 315,
}
"""Degrees clockwise from north, for the directions that have one ("central" and "old" have not)."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A role with its value: the sort, the direction, or the kilometres of the unit."""

    role: Role
    value: str = ""


def meaning(words: Sequence[str], at: int) -> tuple[Meaning, int] | None:
    """The longest expression of the vocabulary that starts at `words[at]`, and how many words it takes.

    `words` are plain (places/names.py). None where the word there is in no list.
    """
    known, longest = _expressions()
    for length in range(min(longest, len(words) - at), 0, -1):
        if found := known.get(tuple(words[at : at + length])):
            return found, length
    return None


def is_compound(word: str) -> bool:
    """Whether a plain word is made like "rebel-held": it tells of a place, and is no name of one."""
    stem, hyphen, ending = word.rpartition("-")
    return bool(stem and hyphen) and ending in _data()["compounds"]["endings"]


@cache
def _expressions() -> tuple[dict[tuple[str, ...], Meaning], int]:
    """Every expression of the file, and the length in words of the longest."""
    data = _data()
    listed: list[tuple[Meaning, list[str]]] = []
    listed += [(Meaning(Role.KIND, sort), words) for sort, words in data["kinds"].items()]
    listed += [(Meaning(Role.DIRECTION, name), words) for name, words in data["directions"].items()]
    listed += [(Meaning(Role.UNIT, km), words) for km, words in data["units"].items()]
    listed += [(Meaning(Role(name.removesuffix("s"))), words) for name, words in data["relations"].items()]
    known: dict[tuple[str, ...], Meaning] = {}
    for what, expressions in listed:
        for expression in expressions:
            known.setdefault(tuple(plain(expression).split()), what)
    return known, max(map(len, known))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8"))


@cache
def direction(word: str) -> str:
    """The direction that one word or hyphenated word stands for ("western": "west"), empty if none."""
    found = meaning([plain(word)], 0)
    return found[0].value if found and found[0].role is Role.DIRECTION else ""
