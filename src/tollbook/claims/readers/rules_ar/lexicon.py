"""The vocabulary of `rules-ar`, loaded once from `vocabulary/*.toml`; every word normalised as the text is."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType
from typing import Any

from tollbook.claims.readers.rules_ar.words import normalise


@functools.cache
def table(name: str) -> Mapping[str, Any]:
    """The whole of `vocabulary/NAME.toml`, every string in it normalised; keys stay as written."""
    text = resources.files(__package__).joinpath("vocabulary", f"{name}.toml").read_text(encoding="utf-8")
    return MappingProxyType({key: _normalised(value) for key, value in tomllib.loads(text).items()})


def _normalised(value: Any) -> Any:
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, list):
        return [_normalised(item) for item in value]
    if isinstance(value, dict):
        return {key: _normalised(item) for key, item in value.items()}
    return value


@functools.cache
def words(name: str, group: str, key: str) -> frozenset[str]:
    """One list of one group of a vocabulary file, as a set."""
    return frozenset(table(name)[group][key])


@functools.cache
def ends() -> frozenset[str]:
    """The small words that end a name or a chain of people."""
    return words("grammar", "stop", "words") | words("grammar", "new", "words")
