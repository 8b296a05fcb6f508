from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from tollbook.assessments.profiles.load import Settings, compose, names, profile
from tollbook.model.finding import Refusal


def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((files("tollbook.assessments.profiles") / f"{name}.toml").read_text(encoding="utf-8"))


def test_there_are_four_profiles() -> None:
    assert names() == ("acled", "airwars", "ibc", "ucdp")


def test_an_unknown_profile_is_refused_with_the_list_of_names() -> None:
    with pytest.raises(Refusal) as refused:
        profile("airwar")
    assert refused.value.advice == "The profiles are: acled, airwars, ibc, ucdp."


@pytest.mark.parametrize("name", names())
def test_every_rule_says_what_it_does_and_where_that_was_published(name: str) -> None:
    for rule in profile(name).rules:
        assert rule.words and rule.source and rule.mark in {"R", "M", "T"}


@pytest.mark.parametrize("name", names())
def test_every_setting_is_set_by_one_rule(name: str) -> None:
    set_by = [rule.setting for rule in profile(name).rules if rule.setting]
    assert sorted(set_by) == sorted(Settings.__dataclass_fields__)


@pytest.mark.parametrize("name", names())
def test_the_method_that_a_release_states_has_every_rule_with_its_value(name: str) -> None:
    method = profile(name).method()
    assert [rule.name for rule in method.rules] == [rule.name for rule in profile(name).rules]
    assert all(rule.source.endswith("]") for rule in method.rules)
    assert str(profile(name)) == f"{method.profile} {method.version}"


def test_values_are_shown_in_words() -> None:
    words = {rule.name: rule.words for rule in profile("airwars").method().rules}
    assert "dozens 12–24; several 2" in words["range.vague-values"]
    assert words["range.vague"].endswith("[no]")


def _changed(setting: str, value: object) -> dict[str, Any]:
    own = _file("airwars")
    for rule in own["rule"]:
        if rule.get("setting") == setting:
            rule["value"] = value
    return own


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("choice", "middle"),
        ("sources_required", 0),
        ("vague", {"dozens": [12]}),
        ("grade_enough", "good"),
        ("headline_grades", ["fair", "great"]),
        ("counted_status", ["soldier"]),
    ],
)
def test_a_value_that_a_setting_cannot_take_is_refused(setting: str, value: object) -> None:
    with pytest.raises(Refusal, match="cannot be used"):
        compose(_file("common"), _changed(setting, value))


def test_a_setting_that_no_rule_sets_is_refused() -> None:
    own = _file("airwars")
    own["rule"] = [rule for rule in own["rule"] if rule.get("setting") != "choice"]
    with pytest.raises(Refusal, match="choice"):
        compose(_file("common"), own)


def test_a_setting_that_two_rules_set_is_refused() -> None:
    own = _file("airwars")
    own["rule"].append({"name": "range.other", "words": "w", "source": "s", "setting": "choice", "value": "span"})
    with pytest.raises(Refusal, match="sets twice: choice"):
        compose(_file("common"), own)


def test_a_setting_nobody_knows_is_refused() -> None:
    own = _file("airwars")
    own["rule"].append({"name": "range.other", "words": "w", "source": "s", "setting": "mood", "value": 1})
    with pytest.raises(Refusal, match="mood"):
        compose(_file("common"), own)
