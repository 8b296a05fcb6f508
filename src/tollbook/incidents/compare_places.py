"""What two places say of whether two tellings are of one event: distance, containment, and likeness of names."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from tollbook.incidents.spot import NOWHERE, Spot
from tollbook.model.vocabulary import WherePrecision
from tollbook.places.inside import distance_km, inside

SAME_NAME, LIKE_NAME = 90.0, 78.0
"""Of two folded names, rapidfuzz ratio from 0 to 100: variant spellings of one place, and what may be."""
ROUGH_KM = 25.0
NEIGHBOURS_KM = (1.0, 15.0)
"""Two exactly known places of different names so far apart are two villages: nearer, one may be the other's part,
farther, the distance alone says enough."""
_FAR = frozenset({"other_country", "km_far", "around_far"})


@dataclass(frozen=True, slots=True)
class Likeness:
    """One thing that two places show: the level of weights.toml, with words for a person to read.

    Where the weight depends on how rarely a place is named in the book, `rare` is the key of that place
    (`Spot.key`, `Spot.anchor` or `Spot.called`).
    """

    level: str
    words: str
    rare: str = ""


def compare(a: Spot, b: Spot) -> tuple[Likeness, ...]:
    """What two spots show; nothing where either is nowhere. The same whichever comes first."""
    if a is NOWHERE or b is NOWHERE or not a.key or not b.key:
        return ()
    a, b = sorted((a, b), key=lambda one: (one.key, one.name))
    where = _where(a, b)
    name = _names(a, b, where)
    return tuple(one for one in (where, name) if one is not None)


def _where(a: Spot, b: Spot) -> Likeness | None:
    """What coordinates and containment show."""
    if a.precision is None or b.precision is None:
        return None
    coarse = max(a.precision, b.precision)
    if a.key == b.key:
        return _same(a, coarse)
    for small, large in ((a, b), (b, a)):
        if inside(small.location, large.location):
            return _inside(small, large)
    if a.location.country != b.location.country and a.location.country and b.location.country:
        apart = distance_km(a.location, b.location)
        if a.name == b.name:
            return None  # of two namesakes one may be on the wrong map; the names say enough
        if apart is None or apart > 2 * ROUGH_KM:
            return Likeness("other_country", f"{a.shown} and {b.shown} are in different countries")
    if coarse is WherePrecision.COUNTRY:
        same = a.location.country == b.location.country
        return Likeness("same_country", "in the same country") if same and a.location.country else None
    return _apart(a, b, coarse)


def _same(a: Spot, coarse: WherePrecision) -> Likeness:
    if coarse is WherePrecision.COUNTRY:
        return Likeness("same_country", "in the same country")
    if coarse is WherePrecision.PROVINCE:
        return Likeness("same_province", f"in the same province ({a.shown})")
    return Likeness("same_place", f"both at {a.shown}", rare=a.key)


def _inside(small: Spot, large: Spot) -> Likeness:
    words = f"{small.shown} lies in {large.shown}"
    match large.precision:
        case WherePrecision.COUNTRY | WherePrecision.VAGUE:
            return Likeness("inside_country", words)
        case WherePrecision.PROVINCE:
            return Likeness("inside_province", words)
        case _:
            return Likeness("inside_town", words, rare=large.key)


def _apart(a: Spot, b: Spot, coarse: WherePrecision) -> Likeness | None:
    """What the distance shows, the less exact the less."""
    apart = distance_km(a.location, b.location)
    if apart is None:
        return None
    words = f"{apart:.0f} km apart" if apart >= 1 else "less than 1 km apart"
    bounds: tuple[tuple[int, str], ...]
    match coarse:
        case WherePrecision.EXACT if NEIGHBOURS_KM[0] < apart <= NEIGHBOURS_KM[1] and _differ(a, b):
            return Likeness("other_name", f"{a.shown} and {b.shown}, {words}")
        case WherePrecision.EXACT:
            bounds = ((1, "km_1"), (5, "km_5"), (15, "km_15"), (40, "km_40"), (100, "km_100"))
            return Likeness(next((level for km, level in bounds if apart <= km), "km_far"), words)
        case WherePrecision.NEAR | WherePrecision.DISTRICT if a.anchor == b.anchor:
            return Likeness("same_anchor", f"{a.shown} and {b.shown}", rare=a.anchor)
        case WherePrecision.NEAR | WherePrecision.DISTRICT:
            bounds = ((25, "around_25"), (60, "around_60"), (150, "around_150"))
            return Likeness(
                next((level for km, level in bounds if apart <= km), "around_far"), f"about {apart:.0f} km apart"
            )
        case WherePrecision.PROVINCE if _province(a) == _province(b) and _province(a):
            return Likeness("same_province", f"in the same province ({_province(a)})")
        case WherePrecision.PROVINCE:
            near = apart <= 4 * ROUGH_KM
            words = f"{a.shown} and {b.shown} are in different provinces"
            return Likeness("other_province_near" if near else "other_province_far", words)
        case _:
            return Likeness(
                "vague_near" if apart <= 4 * ROUGH_KM else "vague_far", f"perhaps {apart:.0f} km apart"
            )


def _province(spot: Spot) -> str:
    """The name of the province in which a spot lies, empty where it is not known."""
    location = spot.location
    if location.precision is WherePrecision.PROVINCE and "/" not in location.id:
        return location.name
    return location.within[-2] if len(location.within) > 1 else ""


def _names(a: Spot, b: Spot, where: Likeness | None) -> Likeness | None:
    """What the names show, where coordinates do not show it already."""
    if a.key == b.key:
        unknown = a.precision is None
        return Likeness("same_name", f"both name {a.shown}", rare=a.called) if unknown else None
    exact = WherePrecision.EXACT
    if (a.precision is exact and b.precision is exact) or not (a.specific or b.specific):
        return None
    if where is not None and where.level in _FAR:
        return None
    if where is not None and where.level == "same_anchor" and not (a.specific and b.specific):
        return None  # a town's name in that of something in it says no more than that it is there
    told = f"{a.location.written} and {b.location.written}"
    if _likeness(a, b) >= SAME_NAME:
        return Likeness("same_name", f"the same name ({told})", rare=max(a.called, b.called))
    if a.name in b.pieces or b.name in a.pieces:
        return None  # one names what contains the other
    if _likeness(a, b) >= LIKE_NAME:
        return Likeness("like_name", f"names alike ({told})")
    return Likeness("other_name", f"different names ({told})") if a.specific and b.specific else None


def _likeness(a: Spot, b: Spot) -> float:
    """How alike two names are, 0 to 100; names of the same consonants are the same, or alike if they are few."""
    likeness = fuzz.ratio(a.name, b.name)
    if a.heard and a.heard == b.heard:
        return 100.0 if a.bones else max(likeness, LIKE_NAME)
    return likeness


def _differ(a: Spot, b: Spot) -> bool:
    """Whether two places have names that are not alike, and neither is named with the other."""
    return not (a.name in b.pieces or b.name in a.pieces) and _likeness(a, b) < LIKE_NAME
