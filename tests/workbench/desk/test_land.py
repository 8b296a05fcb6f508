from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tollbook.workbench.desk import land
from tollbook.workbench.desk.land import outline


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two countries: a square of ten degrees with a thousand points a side, and a speck."""
    side = [number / 100 for number in range(1000)]
    square = [(x, 0.0) for x in side] + [(10.0, y) for y in side]
    square += [(10.0 - x, 10.0) for x in side] + [(0.0, 10.0 - y) for y in side]
    speck = [(20.0, 20.0), (20.01, 20.0), (20.0, 20.01)]
    shapes = [{"type": "Polygon", "coordinates": [square]}, {"type": "MultiPolygon", "coordinates": [[speck]]}]
    made = {"features": [{"geometry": shape} for shape in shapes]}
    (tmp_path / "countries-1.json").write_text(json.dumps(made))
    monkeypatch.setattr(land, "STATIC", tmp_path)
    land._rings.cache_clear()
    outline.cache_clear()
    yield
    land._rings.cache_clear()
    outline.cache_clear()


@pytest.mark.usefixtures("base")
def test_an_outline_is_drawn_no_finer_than_is_seen() -> None:
    path = outline((-10.0, -10.0, 30.0, 30.0), 400.0, 400.0)
    assert path.count("M") == 1  # the speck is smaller than anybody sees
    assert path.startswith("M100 300L")
    assert 40 < path.count("L") < 250


@pytest.mark.usefixtures("base")
def test_what_is_not_in_the_frame_is_not_drawn() -> None:
    assert outline((50.0, 50.0, 60.0, 60.0), 400.0, 400.0) == ""


@pytest.mark.usefixtures("base")
def test_a_frame_inside_of_a_country_has_it_all_around() -> None:
    path = outline((4.0, 4.0, 5.0, 5.0), 400.0, 400.0)
    assert path.count("M") == 1
    assert path.count("L") < 50


def test_without_the_base_there_is_no_outline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(land, "STATIC", tmp_path)
    land._rings.cache_clear()
    outline.cache_clear()
    assert outline((0.0, 0.0, 1.0, 1.0), 10.0, 10.0) == ""
    land._rings.cache_clear()
    outline.cache_clear()
