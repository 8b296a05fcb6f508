"""A spot: where a telling places its event, in the form in which two of them are compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tollbook.model.place import Location
from tollbook.model.vocabulary import WherePrecision
from tollbook.places.names import fold
from tollbook.places.phrase import names
from tollbook.places.sound import sound
from tollbook.places.vocabulary import direction

_UNKNOWN = 8  # vaguer than any precision: named, but in no gazetteer
_NOWHERE = 9
_PARTS = ("near", "around", "district")
SHORTEST_SOUND = 3
"""Names of so many consonants are the same where these are; of fewer they may be."""


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A written place with its location, folded for comparison; equal only to itself (`spot` makes each once).

    `key` is the same for spots that are the same place as far as is known: the location's id, else the folded
    names. `name` is the smallest name, `heard` its consonants in either script, `bones` the same (empty if too
    few), `pieces` all names, folded; `vagueness` orders spots from exact to unknown. `specific`: the name is that
    of a village or quarter.
    """

    key: str
    location: Location
    name: str = ""
    pieces: frozenset[str] = frozenset()
    vagueness: int = _NOWHERE
    specific: bool = False
    heard: str = ""

    @property
    def bones(self) -> str:
        """The consonants, where they are enough to tell a name by."""
        return self.heard if len(self.heard) >= SHORTEST_SOUND else ""

    @property
    def anchor(self) -> str:
        """The key of the gazetteer's place that the coordinates rest on: Mosul's, for the west of Mosul."""
        return self.key.partition("/")[0]

    @property
    def keys(self) -> frozenset[str]:
        """The keys under which its namings are counted; none where no place is named."""
        return frozenset((self.key, self.anchor, self.called)) if self.key else frozenset()

    @property
    def called(self) -> str:
        """The key of the name, wherever it may be."""
        return f"name:{self.name}"

    @property
    def shown(self) -> str:
        """The place as a person reads it."""
        return self.location.name or self.location.written

    @property
    def precision(self) -> WherePrecision | None:
        """How exactly it is located; None if it is not."""
        return self.location.precision


NOWHERE = Spot(key="", location=Location(written=""))
"""No place is named."""


@lru_cache(maxsize=100_000)
def spot(written: str, location: Location | None) -> Spot:
    """The spot of a place as written, with its location if there is one."""
    located = location is not None and location.precision is not None
    told = [name for name in names(written) if fold(name)]
    pieces = [fold(name) for name in told]
    if location is None or not located:
        if not pieces:
            return NOWHERE
        key = "name:" + "|".join(pieces)
        named = location or Location(written=written)
        heard = sound(told[0])
        return Spot(key, named, pieces[0], frozenset(pieces), _UNKNOWN, specific=True, heard=heard)
    within = [fold(name) for name in location.within]
    specific = _specific(location)
    named_after = specific and bool(told) and _is_named_after(location, pieces[0])
    smallest = told[0] if told and (named_after or not location.name) else location.name
    name = fold(smallest)
    return Spot(
        key=location.id or f"{location.country}:{name}",
        location=location,
        name=name,
        pieces=frozenset([name, *pieces, *within]) - {""},
        vagueness=int(location.precision or _UNKNOWN),
        specific=specific and not named_after,
        heard=sound(smallest),
    )


def _is_named_after(location: Location, name: str) -> bool:
    """Whether a part of a place is called only by that place's name and what it is: "Homs market"."""
    called = fold(location.name)
    return "/" in location.id and called != name and name in called


def _specific(location: Location) -> bool:
    """Whether the location is a recorder's own place, or a named part of one that a gazetteer knows."""
    if location.id.startswith("own:") and "/" not in location.id:
        return True
    _, slash, part = location.id.rpartition("/")
    vague = direction(part) or part in _PARTS or part.endswith(("-of", "-from"))
    return bool(slash) and not vague and location.precision is not WherePrecision.COUNTRY
