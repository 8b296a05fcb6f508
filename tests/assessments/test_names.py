from __future__ import annotations

import pytest

from tollbook.assessments import names


def test_forms_of_one_belligerent_are_one_party_under_its_fullest_form() -> None:
    shown = names.gather(["the coalition", "coalition", "US-led coalition", "coalition warplanes"], parties=True)
    assert set(shown.values()) == {"US-led coalition"}


def test_a_short_form_that_fits_two_parties_joins_neither() -> None:
    shown = names.gather(["coalition", "US-led coalition", "Saudi-led coalition"], parties=True)
    assert shown["coalition"] == "coalition"


def test_whoever_is_not_named_is_no_party() -> None:
    assert names.gather(["unknown gunmen", "warplanes", "militants"], parties=True) == {}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Civil Protection teams", "a spokesman for the Civil Protection"),
        ("AFP", "Agence France-Presse"),
        ("the Gaza Ministry of Health", "Health Ministry"),
        ("Al-Jazeera", "al Jazeera"),
    ],
)
def test_forms_of_one_source_are_one(a: str, b: str) -> None:
    shown = names.gather([a, b])
    assert shown[a] == shown[b]


@pytest.mark.parametrize(
    "name", ["Rudaw", "Tigris Wire", "Civil Protection", "@newsdesk", "UNAMA", "الدفاع المدني"]
)
def test_an_organisation_is_a_source_itself(name: str) -> None:
    assert names.is_organisation(name)


@pytest.mark.parametrize(
    "name", ["survivors", "Local officials", "aid agencies", "Mr Colville", "residents", "she"]
)
def test_people_are_not(name: str) -> None:
    assert not names.is_organisation(name)


def test_an_observatory_is_not_the_army_of_its_country() -> None:
    assert not names.is_belligerent("Syrian Observatory")
    assert names.is_belligerent("the Syrian army")


def test_names_are_compared_in_any_script_and_never_crash_on_emptiness() -> None:
    assert names.key("") == frozenset()
    assert names.key("الدفاع المدني") == names.key("Civil Defence")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("US-led coalition", "Saudi-led coalition", True),
        ("US-led coalition", "Islamic State", True),
        ("Turkish forces", "Russian warplanes", True),
        ("Turkish forces", "Turkish forces and allied factions", False),
        ("the Syrian army", "Syrian regime", False),
        ("ISIS", "Islamic State fighters", False),
        ("Katiba North", "Katiba South", True),
    ],
)
def test_belligerents_compete_when_their_countries_and_groups_differ(a: str, b: str, expected: bool) -> None:
    assert names.compete(a, b) is names.compete(b, a) is expected
