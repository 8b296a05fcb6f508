from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.model.place import Location
from tollbook.places.distance import EARTH_KM, great_circle_km, point_off
from tollbook.places.gazetteer import Gazetteer
from tollbook.places.index import Index
from tollbook.places.inside import distance_km, inside
from tollbook.places.locate import locate
from tollbook.places.own import read_gazetteer

NAMES = [
    *("Mosul", "west Mosul", "east Mosul", "al-Jadida", "the Xqwz quarter of Mosul", "near Mosul", "Tal Afar"),
    *("Nineveh province", "Anbar province", "Iraq", "northern Iraq", "Syria", "Aleppo", "Aleppo province"),
    *("Manbij", "Xqwzburg", "the Shaar neighbourhood of Aleppo", "Tall Kayf"),
]


@pytest.fixture(scope="module")
def located(own: Gazetteer) -> dict[str, Location]:
    return locate(NAMES, own)


@pytest.mark.parametrize(
    ("place", "area", "answer"),
    [
        ("al-Jadida", "west Mosul", True),
        ("al-Jadida", "Mosul", True),
        ("al-Jadida", "Nineveh province", True),
        ("al-Jadida", "Iraq", True),
        ("al-Jadida", "Syria", False),
        ("al-Jadida", "Anbar province", False),
        ("al-Jadida", "Tal Afar", False),
        ("the Xqwz quarter of Mosul", "Mosul", True),
        ("near Mosul", "Mosul", None),
        ("near Mosul", "Nineveh province", True),
        ("Mosul", "west Mosul", None),
        ("west Mosul", "Mosul", True),
        ("Tal Afar", "Mosul", False),
        ("Tall Kayf", "Mosul", None),
        ("Nineveh province", "Mosul", None),
        ("Nineveh province", "Anbar province", False),
        ("Iraq", "Mosul", None),
        ("Mosul", "northern Iraq", None),
        ("Manbij", "Aleppo", False),
        ("Manbij", "Aleppo province", True),
        ("the Shaar neighbourhood of Aleppo", "Aleppo", True),
        ("the Shaar neighbourhood of Aleppo", "Aleppo province", True),
        ("Xqwzburg", "Iraq", None),
        ("Mosul", "Xqwzburg", None),
    ],
)
def test_containment(located: dict[str, Location], place: str, area: str, answer: bool | None) -> None:
    assert inside(located[place], located[area]) is answer


NEAR_MOSUL = """name,other names,lat,lon,parent
Kafr Welun,,36.30,43.20,
Tal Orsham,,36.31,43.21,
Bab Orsham,,36.341,43.131,Tal Orsham
Ras Zuhur,,36.30,42.10,
"""


def test_two_villages_of_a_recorder_are_not_inside_one_another_for_being_near(index: Index) -> None:
    rows, _ = read_gazetteer(NEAR_MOSUL.encode(), "villages.csv", index=index)
    names = ["Kafr Welun", "Tal Orsham", "Bab Orsham", "Ras Zuhur", "Mosul"]
    places = locate(names, Gazetteer(rows, index=index))
    assert inside(places["Kafr Welun"], places["Tal Orsham"]) is None
    assert inside(places["Tal Orsham"], places["Kafr Welun"]) is None
    assert inside(places["Bab Orsham"], places["Tal Orsham"]) is True
    assert inside(places["Bab Orsham"], places["Mosul"]) is True
    assert inside(places["Ras Zuhur"], places["Kafr Welun"]) is False


def test_opposite_parts_of_a_town_lie_apart(world: Gazetteer) -> None:
    parts = locate(["west Mosul", "east Mosul", "north Mosul"], world)
    assert inside(parts["west Mosul"], parts["east Mosul"]) is False
    assert inside(parts["west Mosul"], parts["north Mosul"]) is None


def test_every_place_that_has_an_id_lies_in_itself(located: dict[str, Location]) -> None:
    assert all(inside(location, location) for location in located.values() if location.id)


def test_distance_is_known_only_where_both_points_are(located: dict[str, Location]) -> None:
    apart = distance_km(located["Mosul"], located["Tal Afar"])
    assert apart == pytest.approx(60.4, abs=1.0)
    assert distance_km(located["Mosul"], located["Iraq"]) is None


POINT = st.tuples(st.floats(-89, 89), st.floats(-180, 180))


@given(POINT, POINT)
def test_distance_is_the_same_both_ways(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert great_circle_km(a, b) == pytest.approx(great_circle_km(b, a))
    assert 0 <= great_circle_km(a, b) <= 3.1416 * EARTH_KM


@given(POINT, st.floats(0.1, 300), st.floats(0, 360))
def test_a_point_so_far_off_is_so_far_off(start: tuple[float, float], km: float, bearing: float) -> None:
    assert great_circle_km(start, point_off(start, km, bearing)) == pytest.approx(km, abs=0.02)
