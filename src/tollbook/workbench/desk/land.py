"""The outlines of countries under the spots of a map, from the base that the package brings."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from tollbook.workbench.desk.choice import Box
from tollbook.workbench.desk.ragged import Array

STATIC: Final = Path(__file__).parent.parent / "static"
STEPS: Final = (0.0, 0.02, 0.1, 0.4, 1.0)
"""Outlines are held in several grains, each so many degrees coarse; the coarsest that nobody sees is drawn."""
BEYOND: Final = 10.0
"""So far beyond its frame an outline is drawn, in units of the picture: its edge is never seen."""
NEAR: Final = 2.0
"""So many units of the picture nobody sees."""


@dataclass(frozen=True, slots=True)
class Ring:
    """An outline: longitudes and latitudes, and what holds them (west, south, east, north)."""

    points: Array
    bounds: tuple[float, float, float, float]


@lru_cache(maxsize=64)
def outline(frame: Box, width: float, height: float) -> str:
    """The path of all outlines in `frame`, drawn `width` by `height`; empty where the base was not built."""
    grain = NEAR * (frame[3] - frame[1]) / width
    step = max(one for one in STEPS if one <= grain)
    seen = (ring for ring in _rings(step) if _meets(ring, frame) and _extent(ring) > NEAR * grain)
    return "".join(_path(ring, frame, width, height) for ring in seen)


@cache
def _rings(step: float) -> tuple[Ring, ...]:
    if step:
        thinned = ((ring, ring.points[_kept(ring.points, step)]) for ring in _rings(0.0))
        return tuple(Ring(points, ring.bounds) for ring, points in thinned if len(points) > 2)
    base = next(iter(sorted(STATIC.glob("countries-*.json"))), None)
    if base is None:
        return ()
    found = []
    for feature in json.loads(base.read_bytes())["features"]:
        geometry = feature["geometry"]
        shapes = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        for ring in (ring for shape in shapes for ring in shape):
            points = np.array(ring, np.float64)
            west, south = points.min(axis=0)
            east, north = points.max(axis=0)
            found.append(Ring(points, (float(west), float(south), float(east), float(north))))
    return tuple(found)


def _extent(ring: Ring) -> float:
    west, south, east, north = ring.bounds
    return max(east - west, north - south)


def _meets(ring: Ring, frame: Box) -> bool:
    south, west, north, east = frame
    return ring.bounds[0] < east and ring.bounds[2] > west and ring.bounds[1] < north and ring.bounds[3] > south


def _kept(points: Array, step: float) -> Array:
    """Of points that fall into one cell of `step` after one another, the first."""
    cells = np.round(points / step)
    kept: Array = np.ones(len(points), bool)
    kept[1:] = (cells[1:] != cells[:-1]).any(axis=1)
    return kept


def _path(ring: Ring, frame: Box, width: float, height: float) -> str:
    """One outline, cut off a little beyond the frame."""
    south, west, north, east = frame
    x = (ring.points[:, 0] - west) / (east - west) * width
    y = (north - ring.points[:, 1]) / (north - south) * height
    points = np.stack([x, y], axis=1)
    for axis, size in ((0, width), (1, height)):
        points = _cut(_cut(points, axis, -BEYOND), axis, size + BEYOND, -1.0)
    drawn = [f"{a:.0f} {b:.0f}" for a, b in points[_kept(points, NEAR)].tolist()]
    return f"M{'L'.join(drawn)}Z" if len(drawn) > 2 else ""


def _cut(points: Array, axis: int, limit: float, sign: float = 1.0) -> Array:
    """An outline without what lies below a line, with `sign` -1 above it (Sutherland and Hodgman 1974)."""
    if not len(points):
        return points
    inside = sign * points[:, axis] >= sign * limit
    after = np.roll(points, -1, axis=0)
    crossing = inside != np.roll(inside, -1)
    way = np.where(crossing, after[:, axis] - points[:, axis], 1.0)
    share = np.where(crossing, (limit - points[:, axis]) / way, 0.0)
    crossed = points + share[:, None] * (after - points)
    both = np.stack([points, crossed], axis=1)
    cut: Array = both[np.stack([inside, crossing], axis=1)]
    return cut
