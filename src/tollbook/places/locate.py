"""Locate the written places of a document, all together: coordinates, how exact they are, and what lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tollbook.model.place import Location
from tollbook.model.vocabulary import WherePrecision
from tollbook.places.choose import Found, chosen
from tollbook.places.distance import great_circle_km, point_off
from tollbook.places.gazetteer import Gazetteer
from tollbook.places.inside import distance_km, inside
from tollbook.places.names import fold
from tollbook.places.namesakes import Evidence, gather
from tollbook.places.phrase import Phrase, Piece, parse
from tollbook.places.vocabulary import BEARINGS, Sort

__all__ = ["distance_km", "inside", "locate"]

NEAR_KM = 25.0
"""UCDP GED, `where_prec` 2: within about 25 km."""
BEARING_KM = 60.0
"""So far a direction such as "south" (within 22.5 degrees) is still good to NEAR_KM."""


def locate(
    names: Sequence[str], gazetteer: Gazetteer, *, context: Sequence[str] = (), country: str = ""
) -> dict[str, Location]:
    """A location for each written place of one document.

    `context` are other places that the document names (its dateline, its title); they help to choose between
    namesakes and are not located themselves. `country` is the ISO code of the country it is known to speak of.
    Imprecision stays: a name that no gazetteer knows gets no coordinates, or those of what contains it with a
    `precision` that says so. The result does not depend on the order of `names`.
    """
    written = sorted(set(names))
    phrases = {name: _phrase(name, gazetteer) for name in written}
    around = [_phrase(name, gazetteer) for name in sorted(set(context))]
    evidence = gather(list(phrases.values()), around, country, gazetteer)
    return {name: _location(name, phrases[name], evidence, gazetteer) for name in written}


def _phrase(written: str, gazetteer: Gazetteer) -> Phrase:
    """The phrase taken apart, unless all of it is one name: "Bosnia and Herzegovina", a recorder's own place."""
    if gazetteer.country(written) is not None or gazetteer.own(written):
        return Phrase((Piece(written=written.strip(), name=written.strip()),))
    return parse(written)


def _location(written: str, phrase: Phrase, evidence: Evidence, gazetteer: Gazetteer) -> Location:
    if not phrase.pieces:
        return Location(written=written, reason="The words name no place." if written.strip() else "")
    heads, above = chosen(phrase, evidence, gazetteer)
    located = [_nested(written, (head, *above), gazetteer) for head in heads]
    return located[0] if len(located) == 1 else _together(written, located)


def _nested(written: str, chain: tuple[Found, ...], gazetteer: Gazetteer) -> Location:
    """The location of the smallest name of the chain, resting on the first that a gazetteer knows."""
    lost = chain[0].lost or next((found.lost for found in chain if found.lost), ())
    known = next((number for number, found in enumerate(chain) if found.place is not None), None)
    unknown = chain[:known]
    reasons = [found.why for found in unknown]
    if known is None:
        return Location(written=written, lost=lost, reason=" ".join(reasons))
    base = chain[known]
    if unknown and _town_or_province(unknown, base):
        base = _widened(base, gazetteer)
        reasons.append(f"{base.piece.name} may be the town or the province.")
    location = _resting(written, base, chain[known + 1 :], gazetteer, alone=known == 0)
    reasons.append(location.reason)
    for found in reversed(unknown):
        location = _inside(location, found.piece, base)
    if unknown and location.latitude is not None and "coordinates" not in location.reason:
        reasons.append(f"The coordinates are those of {base.place.name if base.place else base.piece.name}.")
    return replace(location, lost=lost, reason=" ".join(filter(None, reasons)))


def _town_or_province(unknown: Sequence[Found], base: Found) -> bool:
    """Whether "Foo, Idlib" leaves open which is meant: nothing says that Foo is a part of a town."""
    place = base.place
    if place is None or place.own or place.precision is not WherePrecision.EXACT or base.piece.near:
        return False
    parts = {Sort.AREA, Sort.DISTRICT, Sort.FACILITY}
    named_alike = bool(place.within) and fold(place.within[0]) == fold(base.piece.name)
    return named_alike and not base.piece.direction and not any(found.piece.sorts & parts for found in unknown)


def _widened(base: Found, gazetteer: Gazetteer) -> Found:
    division = gazetteer.divisions.place(base.place.division) if base.place else None
    return replace(base, place=division) if division else base


def _resting(
    written: str, found: Found, above: tuple[Found, ...], gazetteer: Gazetteer, *, alone: bool
) -> Location:
    """The location that a known place gives, made as vague as the words around its name make it."""
    place, piece = found.place, found.piece
    assert place is not None
    location = Location(
        written=written,
        name=place.name,
        id=place.id,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=place.precision,
        within=place.within,
        reason=found.why,
    )
    if place.precision is WherePrecision.PROVINCE:
        location = _explained(location, f"The coordinates are those of the largest town of {place.name}.")
    if piece.near:
        return _nearby(location, piece, gazetteer)
    town = place.precision < WherePrecision.DISTRICT and not (found.whole or place.own)
    if town and piece.sorts & {Sort.COUNTRYSIDE, Sort.DIVISION}:
        location = replace(_vaguer(location, WherePrecision.DISTRICT), name=piece.written, id=f"{place.id}/around")
        location = _explained(location, f"The land around {place.name}; the coordinates are the town's.")
    elif piece.direction and not found.whole:
        location = _part(location, f"{piece.direction} {place.name}", piece.direction)
        location = _explained(location, f"Of {place.name} only a part; the coordinates are the whole's.")
    elif Sort.FACILITY in piece.sorts and not found.whole:
        slug = _slug(piece.written)
        location = replace(_vaguer(location, WherePrecision.NEAR), name=piece.written, id=f"{place.id}/{slug}")
        location = _explained(location, f"Named after {place.name}; the coordinates are the town's.")
    elif town and Sort.DISTRICT in piece.sorts and not _in_a_town(above) and alone:
        location = replace(
            _vaguer(location, WherePrecision.DISTRICT), name=piece.written, id=f"{place.id}/district"
        )
        location = _explained(location, "The coordinates are those of its town.")
    return location


def _nearby(location: Location, piece: Piece, gazetteer: Gazetteer) -> Location:
    """Not the place itself: with a distance and a direction the point so far off, else the place's coordinates."""
    way = " of" if piece.bearing else " from"
    words = f"{piece.km:.0f} km {piece.bearing}".strip() + way if piece.km is not None else f"{piece.bearing}{way}"
    words = words if piece.km is not None or piece.bearing else "near"
    nearby = replace(
        _vaguer(location, WherePrecision.NEAR),
        name=f"{words} {location.name}",
        id=f"{location.id}/{_slug(words)}",
    )
    if piece.km is None or location.latitude is None or location.longitude is None:
        words = f"Not {location.name} itself, but nearby; the coordinates are those of {location.name}."
        return _explained(nearby, words if location.latitude is not None else "")
    if piece.bearing not in BEARINGS:
        if piece.km > NEAR_KM:
            nearby = _vaguer(nearby, WherePrecision.VAGUE)
        return _explained(
            nearby, f"The text does not say in which direction; the coordinates are {location.name}'s."
        )
    point = point_off((location.latitude, location.longitude), piece.km, BEARINGS[piece.bearing])
    near = gazetteer.index.nearest(*point)
    if piece.km > BEARING_KM:
        nearby = _vaguer(nearby, WherePrecision.VAGUE)
    return _explained(
        replace(
            nearby,
            latitude=point[0],
            longitude=point[1],
            within=gazetteer.containers(near)
            if near and near.country == location.country
            else location.within[-1:],
        ),
        f"The coordinates are those of the point {words} {location.name}, as the text gives it.",
    )


def _inside(location: Location, piece: Piece, rest: Found) -> Location:
    """A place that no gazetteer knows, in (or near) one that is located."""
    around = location.within if rest.piece.near else (location.name, *location.within)
    return replace(
        _vaguer(location, WherePrecision.NEAR),
        name=piece.name,
        id=f"{location.id}/{_slug(piece.name)}",
        within=around,
    )


def _together(written: str, located: list[Location]) -> Location:
    """One location for several places of the same rank: as exact as they lie close together."""
    points = [
        (it.latitude, it.longitude) for it in located if it.latitude is not None and it.longitude is not None
    ]
    first = located[0]
    names = " and ".join(it.name or it.written for it in located)
    shared = tuple(name for name in first.within if all(name in it.within for it in located))
    if len(points) == len(located) and all(great_circle_km(points[0], point) <= NEAR_KM for point in points):
        close = _vaguer(first, WherePrecision.NEAR)
        return replace(close, name=names, id="", within=shared, reason="Several places close together.")
    country = first.country if all(it.country == first.country for it in located) else ""
    precision = WherePrecision.VAGUE
    if country:
        precision = WherePrecision.PROVINCE if len(shared) > 1 else WherePrecision.COUNTRY
    elif all(it.precision is None for it in located):
        return Location(written=written, reason=" ".join(dict.fromkeys(it.reason for it in located)))
    return Location(
        written=written,
        name=names,
        country=country,
        precision=precision,
        within=shared,
        lost=first.lost,
        reason="Several places, not close together.",
    )


def _part(location: Location, name: str, slug: str) -> Location:
    return replace(
        _vaguer(location, WherePrecision.NEAR),
        name=name,
        id=f"{location.id}/{slug}",
        within=(location.name, *location.within),
    )


def _vaguer(location: Location, least: WherePrecision) -> Location:
    """The location with a precision no better than `least`."""
    return replace(location, precision=max(least, location.precision or least))


def _explained(location: Location, words: str) -> Location:
    return replace(location, reason=f"{location.reason} {words}".strip())


def _in_a_town(above: tuple[Found, ...]) -> bool:
    """Whether something smaller than a province contains the place."""
    return any(found.place is not None and found.place.precision < WherePrecision.PROVINCE for found in above)


def _slug(name: str) -> str:
    return fold(name, articles=True).replace(" ", "-")
