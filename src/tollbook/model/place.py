"""Places: what a name written in a text stands for on the map, how exactly, and what else it might have been."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.model.vocabulary import WherePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A gazetteer's place that a name might stand for. `reason` says why it lost, in words."""

    id: str
    name: str
    country: str
    latitude: float
    longitude: float
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place as written, resolved. Imprecision stays: coordinates are None where no gazetteer knows the name.

    `id` is the gazetteer's ("geonames:99608", "own:al-jadida"; empty if unresolved), `within` the names of
    what contains the place, smallest first, `lost` the candidates that were not chosen, best first.
    """

    written: str
    name: str = ""
    id: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    precision: WherePrecision | None = None
    within: tuple[str, ...] = ()
    lost: tuple[Candidate, ...] = ()
    reason: str = ""
