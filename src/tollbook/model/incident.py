"""An incident: the claims that speak of one event; and why they were put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One named part of the score of a pair: "same day" +2.1. Weights are log2 likelihood ratios (bits)."""

    name: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Why two claims were put together (or nearly): the sum of the parts, in bits, and the parts."""

    a: str
    b: str
    score: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """The claims (by id, sorted) that speak of one event, and the links that hold them together."""

    id: str
    claims: tuple[str, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """One linking run: the incidents, the ids that went out of use with their heirs, and the doubtful pairs."""

    incidents: tuple[Incident, ...]
    retired: Mapping[str, str] = field(default_factory=dict)
    doubtful: tuple[Link, ...] = ()
    linker: str = ""
