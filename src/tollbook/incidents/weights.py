"""The weights of the evidence, from weights.toml and learned.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Weights:
    """The bits of one table ("between" documents or "within" one; or of "reports" with their texts)."""

    prior: float
    groups: dict[str, dict[str, float]]

    def __getitem__(self, group: str) -> dict[str, float]:
        return self.groups[group]


@cache
def weights(table: str) -> Weights:
    """The weights of the table called `table`."""
    return _weights(_read()[table])


def learned_version() -> int:
    """The version of the learned weights."""
    return int(_read()["learned"])


def learned() -> dict[str, object]:
    """The learned weights as they stand in their file."""
    return dict(_read()["reports"])


@contextmanager
def learned_as(table: dict[str, object]) -> Iterator[None]:
    """Within it the learned weights are those of `table`: for measuring what was learned from a part."""
    kept = _read()["reports"]
    try:
        _read()["reports"] = table
        weights.cache_clear()
        yield
    finally:
        _read()["reports"] = kept
        weights.cache_clear()


def _weights(found: dict[str, Any]) -> Weights:
    groups = {
        name: {level: float(bits) for level, bits in group.items()}
        for name, group in found.items()
        if isinstance(group, dict)
    }
    return Weights(float(found["prior"]), groups)


def linker(*, learned: bool = False) -> str:
    """What put the claims together, with the version of its weights; and of those that were `learned`, if used."""
    return f"tollbook-linker {_read()['version']}" + (f".{learned_version()}" if learned else "")


@cache
def _read() -> dict[str, Any]:
    """The weights set by hand, and as the table "reports" those learned from reports."""
    package = files(__package__)
    by_hand, learned = (
        tomllib.loads(package.joinpath(name).read_text(encoding="utf-8"))
        for name in ("weights.toml", "learned.toml")
    )
    return {**by_hand, "reports": learned["reports"], "learned": learned["version"]}
