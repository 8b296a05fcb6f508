from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.places.phrase import Piece, names, parse
from tollbook.places.vocabulary import Sort


def only(written: str) -> Piece:
    (piece,) = parse(written).pieces
    return piece


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("al-Jadida district, west Mosul", ("al-Jadida", "Mosul")),
        ("al-Jadida district of Mosul", ("al-Jadida", "Mosul")),
        ("Mosul's al-Jadida neighbourhood", ("al-Jadida", "Mosul")),
        ("the Damascus suburb of Douma", ("Douma", "Damascus")),
        ("the village of Sarfana, some 45km (28 miles) south of Mosul", ("Sarfana", "Mosul")),
        ("near Raqqa, Syria", ("Raqqa", "Syria")),
        ("a building outside Mosul", ("Mosul",)),
        ("on the outskirts of Tal Afar in Nineveh province", ("Tal Afar", "Nineveh")),
        ("حي الجديدة في الموصل", ("الجديدة", "الموصل")),
        ("E. Ghouta", ("Ghouta",)),
        ("rebel-held eastern Aleppo", ("Aleppo",)),
        ("Iran-backed positions near Al-Bukamal", ("Al-Bukamal",)),
        ("Khan al-Assal", ("Khan al-Assal",)),
        ("Bab al-Hawa crossing", ("Bab al-Hawa",)),
    ],
)
def test_names_come_smallest_first(written: str, expected: tuple[str, ...]) -> None:
    assert names(written) == expected


@pytest.mark.parametrize(
    "written",
    ["", "market", "the market", "a house", "hit", "of", "their home", "the IS-held areas", "  ", "—", "12"],
)
def test_ordinary_words_are_no_names(written: str) -> None:
    assert parse(written).pieces == ()


def test_a_distance_and_a_direction_are_read() -> None:
    sarfana, mosul = parse("the village of Sarfana, some 45km (28 miles) south of Mosul").pieces
    assert not sarfana.near
    assert (mosul.near, mosul.km, mosul.bearing) == (True, 45.0, "south")


@pytest.mark.parametrize(
    ("written", "km"),
    [("28 miles from Homs", 45.1), ("10-15 km north of Homs", 12.5), ("20 كم شمال من حمص", 20.0)],
)
def test_units_and_ranges_of_distance_become_kilometres(written: str, km: float) -> None:
    found = only(written).km
    assert found is not None
    assert round(found, 1) == km


@pytest.mark.parametrize(
    "written", ["near Homs", "outside Homs", "Homs outskirts", "the suburbs of Homs", "قرب حمص"]
)
def test_nearby_is_not_there(written: str) -> None:
    assert only(written).near


@pytest.mark.parametrize(
    "written", ["a house near the market in Homs", "in Homs", "a crowded market in central Homs"]
)
def test_nearness_to_something_in_a_place_is_in_that_place(written: str) -> None:
    assert not only(written).near


def test_kinds_and_directions_stand_beside_the_name() -> None:
    piece = only("ريف حلب الشمالي")
    assert (piece.name, piece.sorts, piece.direction) == ("حلب", frozenset({Sort.COUNTRYSIDE}), "north")
    assert only("western Mosul").direction == "west"
    assert only("Deir Ezzor air base").sorts == frozenset({Sort.FACILITY})


def test_two_places_of_one_rank_stand_beside_each_other() -> None:
    first, second = parse("Aleppo and Idlib").pieces
    assert (first.beside, second.beside) == (False, True)


def test_a_people_says_which_country_is_spoken_of() -> None:
    phrase = parse("the Iraqi city of Mosul")
    assert phrase.peoples == ("IQ",)
    assert [piece.name for piece in phrase.pieces] == ["Mosul"]


@given(st.text(max_size=600))
def test_anything_can_be_parsed(written: str) -> None:
    for piece in parse(written).pieces:
        assert piece.name
        assert piece.km is None or piece.km >= 0
