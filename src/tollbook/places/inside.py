"""Whether one location lies inside another, and how far two are apart, as far as can be said."""

from __future__ import annotations

from tollbook.model.place import Location
from tollbook.model.vocabulary import WherePrecision
from tollbook.places.distance import great_circle_km
from tollbook.places.names import fold

INSIDE_KM, OUTSIDE_KM = 8.0, 40.0
"""Nearer to a town's centre than the first a point is taken to lie inside, farther than the second outside.
Between the two nobody can say without the town's outline (greater Baghdad reaches some 40 km)."""
_OPPOSITES = ({"north", "south"}, {"east", "west"})


def distance_km(a: Location, b: Location) -> float | None:
    """Kilometres between the coordinates of two locations; None where either has none.

    It says nothing of how exact they are: that is `precision`.
    """
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    return great_circle_km((a.latitude, a.longitude), (b.latitude, b.longitude))


def inside(location: Location, area: Location) -> bool | None:
    """Whether `location` lies inside `area`: by what contains what, then by country, then by distance.

    None where it cannot be said: an unresolved name, a whole against its part, a point at a town's edge.
    """
    if (location.id and location.id == area.id) or _contained(location, area):
        return True
    if _contained(area, location):
        return None  # the area is a part of what the location names
    if (location.country and area.country and location.country != area.country) or _opposite(location, area):
        return False
    if area.precision is WherePrecision.COUNTRY:
        return True if _undivided(area) and location.country == area.country else None
    if area.precision is WherePrecision.PROVINCE:
        return _in_province(location, area)
    return _by_distance(location, area)


def _contained(location: Location, area: Location) -> bool:
    """Whether the names of what contains the location name the area."""
    if area.id and location.id.startswith(f"{area.id}/"):
        return area.name in location.within  # not "near" it, nor an air base that is called after it
    if location.country and area.country and location.country != area.country:
        return False
    name = fold(area.name or area.written)
    if not name or name not in map(fold, location.within):
        return False
    # A town that its province is called after: to lie in the province is not to lie in the town.
    town = area.precision is not None and area.precision < WherePrecision.PROVINCE
    return not (town and name in map(fold, area.within) and list(map(fold, location.within)).count(name) < 2)


def _in_province(location: Location, area: Location) -> bool | None:
    """For a province that is not among what contains the location: False where that is known, else None."""
    if not area.id or not _undivided(area):
        return None
    if location.precision is WherePrecision.PROVINCE and location.id and _undivided(location):
        return False
    return False if len(location.within) > 1 else None


def _by_distance(location: Location, area: Location) -> bool | None:
    """Inside a town of the world, for a point of a recorder's own; no other place is so inside another.

    Two points of the recorder's own may be neighbouring villages: of them only what contains what can say.
    """
    apart = distance_km(location, area)
    precise = (WherePrecision.EXACT, WherePrecision.NEAR)
    if apart is None or location.precision not in precise or area.precision not in precise:
        return None
    if apart > OUTSIDE_KM:
        return False
    exact = location.precision is WherePrecision.EXACT and area.precision is WherePrecision.EXACT
    own_in_world = location.id.startswith("own:") and not area.id.startswith("own:")
    return True if exact and own_in_world and apart <= INSIDE_KM else None


def _opposite(location: Location, area: Location) -> bool:
    """Whether they are opposite parts of the same whole: the west of Mosul and the east of Mosul."""
    whole, _, part = location.id.rpartition("/")
    other, _, other_part = area.id.rpartition("/")
    if not whole or whole != other:
        return False
    ways, others = set(part.split("-")), set(other_part.split("-"))
    return any(ways & pair and others & pair and (ways & pair) != (others & pair) for pair in _OPPOSITES)


def _undivided(area: Location) -> bool:
    """Whether a province or country itself is meant, not a part of it or an unknown place in it."""
    return "/" not in area.id
