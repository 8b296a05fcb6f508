"""How far apart two points of the earth are, and the point some way off from another."""

from __future__ import annotations

import math

EARTH_KM = 6371.0088
"""Mean radius (IUGG); on a sphere distances are within 0.6 per cent of the ellipsoid's."""


def great_circle_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two points given as (latitude, longitude) in degrees."""
    north, south = math.radians(a[0]), math.radians(b[0])
    half_height = math.sin((south - north) / 2)
    half_width = math.sin(math.radians(b[1] - a[1]) / 2)
    chord = half_height**2 + math.cos(north) * math.cos(south) * half_width**2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))


def point_off(start: tuple[float, float], km: float, bearing: float) -> tuple[float, float]:
    """The point `km` from `start` in the direction `bearing` (degrees clockwise from north)."""
    angle, turn, latitude = km / EARTH_KM, math.radians(bearing), math.radians(start[0])
    there = math.asin(math.sin(latitude) * math.cos(angle) + math.cos(latitude) * math.sin(angle) * math.cos(turn))
    across = math.atan2(
        math.sin(turn) * math.sin(angle) * math.cos(latitude),
        math.cos(angle) - math.sin(latitude) * math.sin(there),
    )
    longitude = (start[1] + math.degrees(across) + 180) % 360 - 180
    return round(math.degrees(there), 4), round(longitude, 4)
