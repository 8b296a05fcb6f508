from __future__ import annotations

import datetime
from typing import Any

import pytest

from tollbook.model.assessment import Range
from tollbook.model.vocabulary import Harm, Stance, Status, Step

PARTY = "US-led coalition"


@pytest.fixture
def reported(book: Any) -> Any:
    book.report("a", "Alpha News", 20)
    book.report("b", PARTY, 25)
    book.report("c", PARTY, 28)
    book.say("a", 130, 130)
    return book


def test_nothing_conceded_is_no_figure(reported: Any) -> None:
    assert reported.assess().conceded is None


def test_a_later_concession_replaces_the_partys_earlier_one(reported: Any) -> None:
    old = reported.say("b", 10, 10, stance=Stance.CONCEDED)
    new = reported.say("c", 105, 105, stance=Stance.CONCEDED)
    conceded = reported.assess().conceded
    assert conceded.range == Range(low=105, high=105)
    assert (conceded.claims, conceded.superseded) == ((new.id,), (old.id,))
    assert conceded.reasons[0].words == "US-led coalition concedes 105 killed on 28 March 2017"


def test_a_position_and_a_claim_of_one_party_are_one_history(reported: Any) -> None:
    reported.say("b", 10, 10, stance=Stance.CONCEDED)
    reported.state("the coalition", Step.ALTERNATIVE_EXPLANATION, datetime.date(2017, 5, 25), 105)
    assert reported.assess().conceded.range == Range(low=105, high=105)


def test_two_parties_concede_each_its_own(reported: Any) -> None:
    reported.state(PARTY, Step.ACCEPTS_RESPONSIBILITY, datetime.date(2017, 5, 25), 105)
    reported.state("Iraqi military command", Step.ACCEPTS_RESPONSIBILITY, datetime.date(2017, 5, 1), 61)
    assert reported.assess().conceded.range == Range(low=61, high=105)


def test_a_concession_told_by_an_outlet_is_the_partys(reported: Any) -> None:
    reported.say("a", 105, 105, stance=Stance.CONCEDED)
    assessment = reported.assess()
    assert assessment.conceded.reasons[0].words.startswith("US-led coalition concedes 105")
    assert assessment.figure("killed").range == Range(low=130, high=130)


def test_civilians_whom_the_accused_party_counts_are_conceded_unless_it_denies_the_act(reported: Any) -> None:
    reported.say("b", 5, 5, status=Status.CIVILIAN)
    assert reported.assess().conceded.range == Range(low=5, high=5)
    reported.state(PARTY, Step.DENIES_ACT, datetime.date(2017, 3, 26))
    assert reported.assess().conceded is None


@pytest.mark.parametrize("fields", [{"status": Status.COMBATANT}, {"harm": Harm.INJURED}])
def test_fighters_and_the_wounded_are_not_conceded_deaths(reported: Any, fields: dict[str, Any]) -> None:
    reported.say("b", 5, 5, stance=Stance.CONCEDED, **fields)
    assert reported.assess().conceded is None


def test_the_conceded_figure_is_never_merged_into_the_range(reported: Any) -> None:
    before = reported.assess().figure("killed").range
    for number in (1, 500):
        reported.say("b", number, number, stance=Stance.CONCEDED)
    assert reported.assess().figure("killed").range == before
