"""The weights of the evidence, from weights.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Weights:
    """The bits of one table of weights.toml ("between" documents, or "within" one)."""

    prior: float
    groups: dict[str, dict[str, float]]

    def __getitem__(self, group: str) -> dict[str, float]:
        return self.groups[group]


@cache
def weights(table: str) -> Weights:
    """The weights of the table called `table`."""
    found = _read()[table]
    groups = {
        name: {level: float(bits) for level, bits in group.items()}
        for name, group in found.items()
        if isinstance(group, dict)
    }
    return Weights(float(found["prior"]), groups)


def linker() -> str:
    """What put the claims together, with its version."""
    return f"tollbook-linker {_read()['version']}"


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("weights.toml").read_text(encoding="utf-8"))
