from __future__ import annotations

import pytest

from tollbook.assessments.heard import across, described


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("وكالة القنطرة للأنباء", "Qantara News Agency"),
        ("وكالة أنباء الوادي", "Wadi News Agency"),
        ("شبكة زمرد الإخبارية", "Zumurrud News Network"),
        ("المرصد الصحراوي", "Sahrawi Observatory"),
        ("الدفاع المدني في برزان", "Barzan Civil Defence"),
        ("مركز النور الإعلامي", "Noor Media Center"),
        ("مديرية صحة سلمان", "Salman Health Directorate"),
    ],
)
def test_one_source_has_one_name_in_both_scripts(arabic: str, latin: str) -> None:
    others = ["Hillside News Agency", "وكالة التلال للصحافة", "Rawda News Network", "Marj Observatory"]
    assert across([arabic, latin, *others]) == {arabic: latin}


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("وكالة القنطرة للأنباء", "Qalamoun News Agency"),
        ("وكالة القنطرة للأنباء", "Qantara Radio"),
        ("صدى التلال", "Echo of the Hills"),  # what is proper to a name is not translated
        ("وكالة عدن للأنباء", "Wadi News Agency"),
        ("---", "..."),
    ],
)
def test_other_names_stay_two(arabic: str, latin: str) -> None:
    assert across([arabic, latin]) == {}


@pytest.mark.parametrize(
    ("description", "meant"),
    [
        ("The agency's correspondent", "Qantara News Agency"),
        ("مراسل الوكالة", "Qantara News Agency"),
        ("the hospital's director", "Rawda Field Hospital"),
        ("local officials", ""),
        ("residents", ""),
        ("the network", ""),
        ("Qantara News Agency", ""),
    ],
)
def test_generic_words_mean_the_one_source_that_they_fit(description: str, meant: str) -> None:
    assert described(description, ["Qantara News Agency", "Rawda Field Hospital", "Local Council"]) == meant


def test_generic_words_that_fit_two_sources_mean_none() -> None:
    assert described("the agency", ["Qantara News Agency", "Hillside News Agency"]) == ""
