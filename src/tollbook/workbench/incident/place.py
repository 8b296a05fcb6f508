"""Where an incident happened, for a map: the point, and the circle within which it is known."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

from tollbook.model.place import Location
from tollbook.model.vocabulary import WherePrecision
from tollbook.places.distance import point_off

RADIUS_KM: Final = {
    WherePrecision.EXACT: 1.0,
    WherePrecision.NEAR: 25.0,
    WherePrecision.DISTRICT: 40.0,
    WherePrecision.PROVINCE: 100.0,
    WherePrecision.VAGUE: 150.0,
    WherePrecision.COUNTRY: 400.0,
    WherePrecision.SEA_OR_AIR: 100.0,
}
"""How large the circle is drawn, by UCDP GED where_prec. Only that of "near" is the codebook's (about 25 km); the
others stand for areas whose bounds the book does not know, and the page says so."""
_CORNERS: Final = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """A drawing of the place without a map, the point in its middle.

    `radius` is that of the circle in units of the drawing; `lines` are meridians and parallels, each with where it
    stands and its name.
    """

    latitude: float
    longitude: float
    radius_km: float
    radius: float
    lines: tuple[tuple[str, float, str], ...]
    words: str


def geojson(where: Location) -> dict[str, Any] | None:
    """The point and the circle as a GeoJSON FeatureCollection; None where the place has no coordinates."""
    if where.latitude is None or where.longitude is None:
        return None
    centre = (where.latitude, where.longitude)
    km = radius_km(where)
    ring = [list(reversed(point_off(centre, km, corner * 360 / _CORNERS))) for corner in range(_CORNERS)]
    point = [where.longitude, where.latitude]
    return {
        "type": "FeatureCollection",
        "features": [
            _feature({"type": "Polygon", "coordinates": [[*ring, ring[0]]]}, what="within", km=km),
            _feature({"type": "Point", "coordinates": point}, what="place", name=where.name or where.written),
        ],
    }


def radius_km(where: Location) -> float:
    """The radius of the circle in which the place is drawn; of one without a precision that of a vague one."""
    return RADIUS_KM[where.precision or WherePrecision.VAGUE]


def locator(where: Location, *, size: float = 120.0) -> Locator | None:
    """A static drawing, `size` units wide and high: the circle and the graticule; None without a point."""
    if where.latitude is None or where.longitude is None:
        return None
    km = radius_km(where)
    half_km = km * 1.6
    down = 111.2
    across = down * max(math.cos(math.radians(where.latitude)), 0.05)
    lines: list[tuple[str, float, str]] = []
    for kind, middle, unit, names in (
        ("meridian", where.longitude, across, ("E", "W")),
        ("parallel", where.latitude, down, ("N", "S")),
    ):
        step = _step(half_km / unit)
        first = math.ceil((middle - half_km / unit) / step)
        last = math.floor((middle + half_km / unit) / step)
        for number in range(first, last + 1):
            degrees = round(number * step, 6)
            off = (degrees - middle) * unit / half_km * size / 2
            at = size / 2 + (off if kind == "meridian" else -off)
            lines.append(
                (kind, round(at, 2), f"{abs(degrees):g}° {names[degrees < 0] if degrees else ''}".strip())
            )
    return Locator(
        latitude=where.latitude,
        longitude=where.longitude,
        radius_km=km,
        radius=round(km / half_km * size / 2, 2),
        lines=tuple(lines),
        words=f"A circle of {km:g} km about {where.latitude:g}, {where.longitude:g}",
    )


def _step(half: float) -> float:
    """A distance between lines of 1, 2 or 5 times a power of ten degrees: two or three of them are seen."""
    power = 10.0 ** math.floor(math.log10(half))
    return next((power * one for one in (1, 2, 5) if half / (power * one) <= 1.5), power * 10)


def _feature(geometry: dict[str, Any], **said: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": said}
