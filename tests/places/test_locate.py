from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.model.place import Location
from tollbook.model.vocabulary import WherePrecision
from tollbook.places.gazetteer import Gazetteer
from tollbook.places.locate import locate


def one(written: str, gazetteer: Gazetteer, *context: str, country: str = "") -> Location:
    return locate([written], gazetteer, context=context, country=country)[written]


def test_a_named_town_is_exact_with_what_contains_it(world: Gazetteer) -> None:
    mosul = one("Mosul", world)
    assert (mosul.id, mosul.country, mosul.precision) == ("geonames:99072", "IQ", WherePrecision.EXACT)
    assert mosul.within == ("Nineveh", "Iraq")
    assert (mosul.latitude, mosul.longitude) == (36.335, 43.11889)


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ("الموصل", "geonames:99072"),
        ("في الموصل", "geonames:99072"),
        ("مدينة الرقة", "geonames:172955"),
        ("Мосул", "geonames:99072"),
        ("Deir Ezzor", "geonames:170794"),
        ("the town of Tal Afar", "geonames:90393"),
    ],
)
def test_names_are_found_in_any_script_and_spelling(world: Gazetteer, written: str, id_: str) -> None:
    assert one(written, world).id == id_


@pytest.mark.parametrize(
    "written", ["a building outside Mosul", "near Mosul", "on the outskirts of Mosul", "west Mosul"]
)
def test_near_or_in_a_part_of_a_town_is_near_at_its_coordinates(world: Gazetteer, written: str) -> None:
    found = one(written, world)
    assert found.precision is WherePrecision.NEAR
    assert (found.latitude, found.longitude) == (36.335, 43.11889)
    assert found.id.startswith("geonames:99072/")
    assert found.reason


def test_an_unknown_quarter_of_a_known_town_is_near(world: Gazetteer) -> None:
    found = one("al-Jadida district, west Mosul", world)
    assert (found.name, found.precision, found.latitude) == ("al-Jadida", WherePrecision.NEAR, 36.335)
    assert found.within == ("west Mosul", "Mosul", "Nineveh", "Iraq")
    assert [lost.name for lost in found.lost] == ["El Jadida"]
    assert "not in" in found.lost[0].reason


def test_a_distance_and_direction_give_the_point_so_far_off(world: Gazetteer) -> None:
    found = one("the village of Sarfana, some 45km (28 miles) south of Mosul", world)
    assert found.name == "Sarfana"
    assert found.precision is WherePrecision.NEAR
    assert found.latitude == pytest.approx(36.335 - 45 / 111.2, abs=0.01)
    assert found.longitude == pytest.approx(43.119, abs=0.01)


def test_a_long_way_off_without_direction_is_vague(world: Gazetteer) -> None:
    assert one("90 km from Mosul", world).precision is WherePrecision.VAGUE
    assert one("10 km from Mosul", world).precision is WherePrecision.NEAR


def test_a_facility_named_after_a_town_is_near_it_and_not_the_town(world: Gazetteer) -> None:
    found = one("Deir Ezzor air base", world)
    assert (found.precision, found.id) == (WherePrecision.NEAR, "geonames:170794/deir-ezzor-air-base")
    assert "Deir ez-Zor" in found.within[0]


def test_a_province_is_a_province(world: Gazetteer) -> None:
    for written in ("Nineveh province", "Ninewa governorate", "محافظة نينوى", "Nineveh"):
        found = one(written, world)
        assert (found.id, found.precision) == ("geonames:IQ.15", WherePrecision.PROVINCE), written
    assert one("Aleppo province", world).id == "geonames:SY.09"
    assert one("Aleppo", world).precision is WherePrecision.EXACT
    assert one("Kharkiv oblast", world).id == "geonames:UA.07"


def test_a_country_has_no_coordinates(world: Gazetteer) -> None:
    for written in ("Syria", "northern Syria", "سوريا", "the US", "Bosnia and Herzegovina"):
        found = one(written, world)
        assert found.precision is WherePrecision.COUNTRY, written
        assert found.latitude is None
        assert found.longitude is None
        assert found.country


def test_letters_are_a_country_only_in_capitals(world: Gazetteer) -> None:
    assert one("US", world).country == "US"
    assert one("us", world).precision is None


@pytest.mark.parametrize("written", ["Xqwzburg", "market", "the house of a doctor", "", "eastern Xqwz"])
def test_what_no_gazetteer_knows_gets_no_coordinates(world: Gazetteer, written: str) -> None:
    found = one(written, world)
    assert (found.latitude, found.longitude, found.precision, found.id) == (None, None, None, "")
    assert found.reason or not written


def test_the_rest_of_the_phrase_decides_between_namesakes(world: Gazetteer) -> None:
    assert one("Paris", world).country == "FR"
    assert one("Paris, Texas", world).within == ("Texas", "United States")
    assert one("Tripoli, Lebanon", world).country == "LB"


def test_the_other_places_of_the_document_decide_between_namesakes(world: Gazetteer) -> None:
    assert one("Tripoli", world).country == "LY"
    together = locate(["Tripoli", "Beirut", "Sidon"], world)
    assert together["Tripoli"].country == "LB"
    assert any(lost.country == "LY" and "Lebanon" in lost.reason for lost in together["Tripoli"].lost)
    assert one("Tripoli", world, "Lebanon").country == "LB"
    assert one("Tripoli", world, country="LB").country == "LB"


def test_then_the_largest_is_taken_and_the_losers_are_kept(world: Gazetteer) -> None:
    found = one("Springfield", world)
    assert 1 <= len(found.lost) <= 5
    assert all(lost.reason for lost in found.lost)
    assert "nothing in the document says which is meant" in found.reason


def test_a_small_namesake_in_a_country_nobody_speaks_of_is_not_taken(world: Gazetteer) -> None:
    found = locate(["al-Jadida", "Mosul"], world)["al-Jadida"]
    assert found.precision is None
    assert found.latitude is None
    assert "Morocco" in found.reason
    assert [lost.country for lost in found.lost] == ["MA"]


def test_a_name_that_may_be_a_town_or_its_province_stays_vague(world: Gazetteer) -> None:
    assert one("Xqwzburg, Aleppo", world).precision is WherePrecision.PROVINCE
    assert one("the Xqwz neighbourhood of Aleppo", world).precision is WherePrecision.NEAR


def test_several_places_far_apart_have_no_point(world: Gazetteer) -> None:
    found = one("Aleppo and Idlib", world)
    assert (found.latitude, found.country, found.precision) == (None, "SY", WherePrecision.COUNTRY)
    assert one("between Mosul and Tal Afar", world).precision is WherePrecision.PROVINCE


def test_the_recorders_own_gazetteer_comes_first(own: Gazetteer) -> None:
    for written in ("al-Jadida", "al-Jadida district, west Mosul", "Aghawat Jadidah", "حي الجديدة في الموصل"):
        found = one(written, own, "Iraq")
        assert (found.id, found.precision) == ("own:al-jadida", WherePrecision.EXACT), written
        assert (found.latitude, found.longitude) == (36.325, 43.10)
        assert found.within == ("west Mosul", "Mosul", "Nineveh", "Iraq")
    assert one("western Mosul", own).id == "own:west-mosul"


def test_the_recorders_place_is_not_taken_where_the_phrase_says_elsewhere(own: Gazetteer) -> None:
    assert one("al-Jadida, Morocco", own).country == "MA"


CHOICE = (
    *("Mosul", "Tripoli", "Beirut", "near Hama", "Springfield", "Paris", "Syria", "al-Jadida", "Aleppo and Idlib"),
    *("Nineveh province", "Xqwz", "market", "Tal Afar", "الرقة"),
)
WRITTEN = st.lists(st.sampled_from(CHOICE), min_size=1, max_size=6)


@settings(deadline=None, max_examples=60)
@given(st.data(), WRITTEN)
def test_the_order_of_names_does_not_matter(world: Gazetteer, data: st.DataObject, written: list[str]) -> None:
    shuffled = data.draw(st.permutations(written))
    assert locate(written, world) == locate([*shuffled, *shuffled], world)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80))
def test_anything_can_be_located(world: Gazetteer, written: str) -> None:
    found = one(written, world)
    assert found.written == written
    assert (found.latitude is None) == (found.longitude is None)
    assert found.latitude is None or found.precision is not None
