from __future__ import annotations

import datetime
from typing import Any

import pytest

from tollbook.model.vocabulary import Cause, Grade, Scope, Status, Step, StrikeStatus


@pytest.fixture
def two(book: Any) -> Any:
    book.report("a", "Alpha News", 20)
    book.report("b", "Beta Radio", 21)
    return book


def words(assessment: Any, rule: str) -> str:
    return str(next(reason.words for reason in assessment.reasons if reason.rule == rule))


def test_two_independent_sources_are_fair(two: Any) -> None:
    two.say("a", 9, 9)
    two.say("b", 9, 9)
    assessment = two.assess()
    assert assessment.grade is Grade.FAIR
    assert words(assessment, "grade.sources") == "2 independent sources (Alpha News, Beta Radio)"
    assert assessment.strike_status is StrikeStatus.LIKELY


def test_a_single_source_is_weak_and_for_ibc_provisional(two: Any) -> None:
    two.say("a", 9, 9)
    assert two.assess().grade is Grade.WEAK
    assert two.assess().strike_status is StrikeStatus.SINGLE_SOURCE_CLAIM
    assert two.assess("ibc").grade is Grade.PROVISIONAL
    assert two.assess("acled").grade is Grade.FAIR


def test_grade_and_attribution_are_two_axes(two: Any) -> None:
    two.say("a", 9, 9)
    two.say("b", 9, 9, actor="", cause=Cause.AIRSTRIKE)
    assessment = two.assess()
    assert (assessment.grade, assessment.strike_status) == (Grade.FAIR, StrikeStatus.SINGLE_SOURCE_CLAIM)
    assert "only Alpha News names US-led coalition" in words(assessment, "attribution")


def test_without_any_belligerents_action_two_sources_stay_weak(two: Any) -> None:
    for doc in "ab":
        two.say(doc, 9, 9, actor="")
    assert two.assess().grade is Grade.WEAK
    assert two.assess("ibc").grade is Grade.FAIR


def test_several_belligerents_named_is_contested(two: Any) -> None:
    two.say("a", 9, 9, actor="Russian warplanes")
    two.say("b", 9, 9, actor="the US-led coalition")
    assessment = two.assess()
    assert (assessment.grade, assessment.strike_status) == (Grade.CONTESTED, StrikeStatus.CONTESTED)
    assert "Russian warplanes (named by Alpha News)" in words(assessment, "grade.contested")


def test_words_that_are_plainly_no_belligerent_contest_nothing(two: Any) -> None:
    two.say("a", 9, 9, actor="camp residents")
    two.say("b", 9, 9, actor="Stray bullets")
    assert two.assess().grade is Grade.FAIR
    two.say("b", 9, 9, actor="Turkish forces")
    assert two.assess().parties == ("Turkish forces",)


def test_an_accused_party_that_blames_another_contests(two: Any) -> None:
    two.say("a", 9, 9)
    two.say("b", 9, 9)
    two.say("b", 9, 9, speakers=("the US-led coalition",), actor="Islamic State")
    assert two.assess().grade is Grade.CONTESTED


def test_a_party_that_accepts_responsibility_confirms(two: Any) -> None:
    two.say("a", 9, 9)
    two.state("US-led coalition", Step.ACCEPTS_RESPONSIBILITY, datetime.date(2017, 5, 1))
    assessment = two.assess()
    assert (assessment.grade, assessment.strike_status) == (Grade.CONFIRMED, StrikeStatus.DECLARED)
    assert words(assessment, "grade.confirmed") == "US-led coalition accepts responsibility on 1 May 2017"
    assert two.assess("ibc").grade is Grade.PROVISIONAL


@pytest.mark.parametrize(
    ("step", "conceded"),
    [
        (Step.NO_STATEMENT, None),
        (Step.STATES_CIRCUMSTANCES, None),
        (Step.DENIES_ACT, None),
        (Step.DENIES_RESPONSIBILITY, 9),
        (Step.ALTERNATIVE_EXPLANATION, None),
        (Step.ALTERNATIVE_EXPLANATION, 0),
    ],
)
def test_what_is_no_admission_confirms_nothing(two: Any, step: Step, conceded: int | None) -> None:
    two.say("a", 9, 9)
    two.state("US-led coalition", step, datetime.date(2017, 5, 1), conceded)
    assessment = two.assess()
    assert assessment.grade is Grade.WEAK
    assert assessment.days_to_admission is None
    assert (assessment.days_to_statement is None) == (step is Step.NO_STATEMENT)


def test_only_combatants_killed_is_discounted(two: Any) -> None:
    for doc in "ab":
        two.say(doc, 9, 9, status=Status.COMBATANT)
    assert two.assess().grade is Grade.DISCOUNTED
    assert two.assess("ucdp").grade is Grade.FAIR


def test_the_accused_partys_word_alone_discounts_nothing(two: Any) -> None:
    two.say("a", 9, 9, status=Status.COMBATANT, speakers=("the US-led coalition",))
    assessment = two.assess()
    assert assessment.grade is Grade.WEAK
    assert words(assessment, "grade.sources") == "no independent source"


def test_armed_forces_are_no_independent_source(two: Any) -> None:
    two.say("a", 9, 9)
    two.say("b", 9, 9, speakers=("the Iraqi army",))
    assert [root.name for root in two.assess().roots] == ["Alpha News"]


def test_positions_of_other_incidents_do_not_count(two: Any) -> None:
    two.say("a", 9, 9)
    before = two.assess()
    two.state("US-led coalition", Step.ACCEPTS_RESPONSIBILITY, datetime.date(2017, 5, 1))
    two.positions = [
        type(p)(**{**{f: getattr(p, f) for f in p.__slots__}, "incident": "i-2"}) for p in two.positions
    ]
    assert two.assess() == before


def test_statements_stand_in_time_with_days_from_the_first_report(two: Any) -> None:
    two.say("a", 9, 9)
    two.state("US-led coalition", Step.ACCEPTS_RESPONSIBILITY, datetime.date(2017, 5, 20))
    two.state("US-led coalition", Step.DENIES_ACT, datetime.date(2017, 3, 19))
    assessment = two.assess()
    assert assessment.first_report == datetime.date(2017, 3, 20)
    assert [statement.days for statement in assessment.statements] == [-1, 61]
    assert (assessment.days_to_statement, assessment.days_to_admission) == (-1, 61)


def test_an_incident_of_other_scopes_only_is_weak_and_empty(two: Any) -> None:
    two.say("a", 9, 9, scope=Scope.CUMULATIVE)
    assessment = two.assess()
    assert (assessment.grade, assessment.figures, assessment.roots) == (Grade.WEAK, (), ())
