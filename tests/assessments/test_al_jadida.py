"""The worked case of the field's rules: al-Jadida, west Mosul, 17 March 2017, after public facts."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tollbook.assessments.explain import explain
from tollbook.model.assessment import Range
from tollbook.model.vocabulary import Age, Cause, DatePrecision, Grade, Stance, Status, Step, StrikeStatus

WIRE = (
    "Up to 200 civilians were killed when a coalition air strike brought down a house, survivors told the wire. "
    * 3
)


@pytest.fixture
def mosul(book: Any) -> Any:
    book.report("a", "Rudaw", 23)
    book.report("b", "Civil Protection", 25)
    book.report("c", "US-led coalition", 25)
    book.report("d", "Iraqi military command", 26)
    book.report("e", "Tigris Wire", 26, WIRE)
    book.report("f", "Nineveh Post", 26, "MOSUL " + WIRE)
    book.report("g", "US-led coalition", 25, month=5)
    book.report("h", "Tigris Wire", 25, month=5)
    air = {"cause": Cause.AIRSTRIKE}
    book.say("a", 130, 130, speakers=("survivors", "Rudaw"), **air)
    book.say("b", 201, None, "more than 200", actor="", speakers=("Civil Protection teams",), **air)
    book.say("d", 61, 61, "Sixty-one", actor="", speakers=("Iraqi military command",))
    for doc in "ef":
        book.say(doc, None, 200, "Up to 200", status=Status.CIVILIAN, speakers=("survivors", "Tigris Wire"), **air)
        book.say(doc, 2, None, "many", age=Age.CHILD, part_of=0, speakers=("survivors", "Tigris Wire"), **air)
    book.say("g", 105, 105, status=Status.CIVILIAN, stance=Stance.CONCEDED, speakers=("the coalition",), **air)
    book.say("h", 105, 105, status=Status.CIVILIAN, stance=Stance.CONCEDED, speakers=("US-led coalition",), **air)
    book.say("h", 201, None, "more than 200", actor="", speakers=("Civil Protection teams",))
    return book


def with_positions(mosul: Any) -> Any:
    mosul.state("US-led coalition", Step.STATES_CIRCUMSTANCES, datetime.date(2017, 3, 25))
    mosul.state("Iraqi military command", Step.DENIES_ACT, datetime.date(2017, 3, 26))
    mosul.state("US-led coalition", Step.ALTERNATIVE_EXPLANATION, datetime.date(2017, 5, 25), conceded=105)
    return mosul


def test_the_range_runs_from_the_iraqi_command_to_civil_protection(mosul: Any) -> None:
    killed = with_positions(mosul).assess().figure("killed")
    assert killed.range == Range(low=61, high=201)
    assert killed.reasons[0].words == (
        "lowest 61: Iraqi military command of 26 March 2017; highest 201: Civil Protection of 25 March 2017"
    )


def test_the_near_copy_and_the_relays_do_not_make_a_fourth_source(mosul: Any) -> None:
    roots = with_positions(mosul).assess().roots
    assert [root.name for root in roots] == ["Rudaw", "Civil Protection", "Tigris Wire"]
    assert [root.via for root in roots] == [
        "its own report",
        "its own report; quoted by Tigris Wire",
        "its own report; near-same text in Nineveh Post",
    ]


def test_the_parties_word_is_no_independent_source(mosul: Any) -> None:
    reasons = with_positions(mosul).assess().reasons
    assert any(
        reason.rule == "roots.parties" and "Iraqi military command and US-led coalition" in reason.words
        for reason in reasons
    )


def test_the_concession_stands_beside_the_range_and_confirms(mosul: Any) -> None:
    assessment = with_positions(mosul).assess()
    assert assessment.conceded.range == Range(low=105, high=105)
    assert not set(assessment.conceded.claims) & set(assessment.figure("killed").claims)
    assert assessment.grade is Grade.CONFIRMED
    assert assessment.strike_status is StrikeStatus.DECLARED
    assert (assessment.days_to_statement, assessment.days_to_admission) == (2, 63)
    assert assessment.when.precision is DatePrecision.DAY


def test_before_the_admission_it_is_fair(mosul: Any) -> None:
    mosul.claims = {i: c for i, c in mosul.claims.items() if c.doc not in "gh"}
    assessment = mosul.assess()
    assert assessment.grade is Grade.FAIR
    assert assessment.strike_status is StrikeStatus.LIKELY
    assert explain(assessment).startswith(
        "fair: 3 independent sources (Rudaw, Civil Protection, Tigris Wire); "
        "the action of US-led coalition is reported; "
        "range 61–201 because lowest 61: Iraqi military command of 26 March 2017; highest 201: "
    )


def test_a_concession_without_a_position_is_a_finding(mosul: Any) -> None:
    assert [finding.code for finding in mosul.assess().findings] == ["assessment.concession-without-position"]


@pytest.mark.parametrize(
    ("name", "low", "high", "grade"),
    [
        ("acled", 61, 61, Grade.FAIR),
        ("ucdp", 61, 201, Grade.FAIR),
        ("ibc", 200, 201, Grade.FAIR),
    ],
)
def test_other_profiles_read_the_same_claims_their_own_way(
    mosul: Any, name: str, low: int, high: int, grade: Grade
) -> None:
    assessment = with_positions(mosul).assess(name)
    assert assessment.figure("killed").range == Range(low=low, high=high)
    assert assessment.grade is grade
    assert assessment.strike_status is None
