"""Where an incident is drawn: the circle says how exactly, and nothing is drawn where nothing is known."""

from __future__ import annotations

import pytest

from tollbook.model.place import Location
from tollbook.model.vocabulary import WherePrecision
from tollbook.places.distance import great_circle_km
from tollbook.workbench.incident.place import geojson, locator, radius_km

MOSUL = Location(written="Mosul", latitude=36.34, longitude=43.13, precision=WherePrecision.NEAR)


def test_every_corner_of_the_circle_is_as_far_off_as_the_place_is_inexact() -> None:
    found = geojson(MOSUL)
    assert found is not None
    (ring,) = found["features"][0]["geometry"]["coordinates"]
    for longitude, latitude in ring:
        assert great_circle_km((36.34, 43.13), (latitude, longitude)) == pytest.approx(25, abs=0.1)


def test_without_coordinates_nothing_is_drawn() -> None:
    assert geojson(Location(written="somewhere")) is None
    assert locator(Location(written="somewhere")) is None


@pytest.mark.parametrize("precision", WherePrecision)
@pytest.mark.parametrize("latitude", [0.0, 36.3, -89.0])
def test_the_drawing_holds_the_circle_and_some_lines(precision: WherePrecision, latitude: float) -> None:
    where = Location(written="x", latitude=latitude, longitude=43.1, precision=precision)
    drawn = locator(where)
    assert drawn is not None
    assert 0 < drawn.radius < 60
    assert drawn.radius_km == radius_km(where)
    assert {kind for kind, *_ in drawn.lines} >= {"parallel"}
    assert all(0 <= at <= 120 for _, at, _ in drawn.lines)
    assert len(drawn.lines) < 60
