"""The published rules on ranges, each as a test (RULES.md §3; docs/method/assessment.md)."""

from __future__ import annotations

from typing import Any

import pytest

from tollbook.model.assessment import Range
from tollbook.model.vocabulary import Age, Harm, Scope, Sex, Stance, Status


def killed(book: Any, name: str = "airwars") -> Range:
    figure = book.assess(name).figure("killed")
    assert figure is not None
    return figure.range  # type: ignore[no-any-return]


@pytest.fixture
def two(book: Any) -> Any:
    book.report("a", "Alpha News", 20)
    book.report("b", "Beta Radio", 21)
    return book


def test_at_least_and_up_to_give_their_numbers(two: Any) -> None:
    two.say("a", 29, None, "at least 29")
    two.say("b", None, 40, "up to 40")
    assert killed(two) == Range(low=29, high=40)


def test_a_vague_count_is_passed_over_where_a_source_gives_a_number(two: Any) -> None:
    vague = two.say("a", 24, None, "dozens")
    two.say("b", 9, 9)
    figure = two.assess().figure("killed")
    assert figure.range == Range(low=9, high=9)
    assert figure.context == (vague.id,)
    assert "range.vague" in [reason.rule for reason in figure.reasons]


def test_a_vague_count_alone_counts_and_stays_marked(two: Any) -> None:
    two.say("a", 24, None, "dozens")
    assert killed(two) == Range(low=12, high=24, vague=True)


def test_a_later_figure_of_the_same_source_replaces_its_earlier_one(two: Any) -> None:
    two.report("c", "Alpha News", 25)
    old = two.say("a", 12, 12)
    new = two.say("c", 29, 29)
    figure = two.assess().figure("killed")
    assert figure.range == Range(low=29, high=29)
    assert (figure.claims, figure.superseded) == ((new.id,), (old.id,))
    assert any(reason.rule == "range.revised" for reason in figure.reasons)


def test_another_sources_figure_replaces_nothing(two: Any) -> None:
    two.say("a", 12, 12)
    two.say("b", 29, 29)
    assert killed(two) == Range(low=12, high=29)


def test_two_speakers_of_one_outlet_are_heard_each(two: Any) -> None:
    two.report("c", "Alpha News", 25)
    two.say("a", 12, 12, speakers=("residents",))
    two.say("c", 29, 29, speakers=("medics",))
    assert killed(two) == Range(low=12, high=29)


def test_repeating_an_old_figure_does_not_bring_it_back(two: Any) -> None:
    two.report("c", "Civil Protection", 22)
    two.report("d", "Opinion Page", 28)
    two.say("b", 100, 100, speakers=("Civil Protection",))
    two.say("c", 200, 200)
    two.say("d", 100, 100, speakers=("Civil Protection",))
    assert killed(two) == Range(low=200, high=200)


def test_of_two_totals_in_one_report_the_larger_is_the_later(two: Any) -> None:
    old = two.say("a", 59, 59)
    two.say("a", 73, 73)
    figure = two.assess().figure("killed")
    assert figure.range == Range(low=73, high=73)
    assert figure.superseded == (old.id,)


def test_a_denial_gives_no_number(two: Any) -> None:
    two.say("a", 9, 9)
    denial = two.say("b", 0, 0, "no", stance=Stance.DENIED, speakers=("the coalition",))
    figure = two.assess().figure("killed")
    assert figure.range == Range(low=9, high=9)
    assert denial.id in figure.context


def test_a_source_that_says_nobody_died_gives_nought(two: Any) -> None:
    two.say("a", 9, 9)
    two.say("b", 0, 0, "no")
    assert killed(two) == Range(low=0, high=9)


def test_harm_without_a_number_stays_without_one(two: Any) -> None:
    two.say("a", None, None, "")
    figure = two.assess().figure("killed")
    assert figure.range == Range(low=None, high=None)
    assert figure.reasons[0].rule == "range.reported"


def test_combatants_are_left_out_of_the_civilian_figure(two: Any) -> None:
    two.say("a", 4, 4, status=Status.COMBATANT)
    two.say("a", 6, 6, status=Status.CIVILIAN)
    assert killed(two) == Range(low=6, high=6)


def test_combatants_among_the_dead_are_taken_off_their_total(two: Any) -> None:
    two.say("a", 12, 12, start=0)
    two.say("a", 3, 3, start=40, status=Status.COMBATANT, part_of=0)
    assert killed(two) == Range(low=9, high=9)
    assert killed(two, "ucdp") == Range(low=12, high=12)


def test_the_accused_partys_word_that_they_were_fighters_is_context(two: Any) -> None:
    two.say("a", 9, 9, status=Status.CIVILIAN)
    own = two.say("b", 9, 9, status=Status.COMBATANT, speakers=("the US-led coalition",))
    figure = two.assess().figure("killed")
    assert figure.range == Range(low=9, high=9)
    assert figure.context == (own.id,)


def test_status_contested_by_others_puts_the_lowest_at_nought(two: Any) -> None:
    two.say("a", 9, 9, status=Status.CIVILIAN)
    two.say("b", 9, 9, status=Status.COMBATANT)
    figure = two.assess().figure("killed")
    assert figure.range == Range(low=0, high=9)
    assert "range.contested-status" in [reason.rule for reason in figure.reasons]
    assert killed(two, "acled") == Range(low=9, high=9)


def test_parts_neither_raise_nor_lower_the_total(two: Any) -> None:
    two.say("a", 29, 29, start=0)
    two.say("a", 12, 12, start=40, part_of=0, age=Age.CHILD)
    assessment = two.assess()
    assert assessment.figure("killed").range == Range(low=29, high=29)
    assert assessment.figure("children").range == Range(low=12, high=12)


def test_a_part_larger_than_its_total_is_a_finding(two: Any) -> None:
    two.say("a", 5, 5, start=0)
    two.say("b", 7, 7, age=Age.CHILD)
    assessment = two.assess()
    assert [finding.code for finding in assessment.findings] == ["assessment.part-exceeds-total"]
    assert assessment.figure("killed").range == Range(low=5, high=5)


def test_parts_that_together_exceed_the_total_are_a_finding(two: Any) -> None:
    two.say("a", 5, 5, start=0)
    two.say("a", 3, 3, start=40, age=Age.CHILD, part_of=0)
    two.say("a", 3, 3, start=60, sex=Sex.WOMAN, part_of=0)
    assert [finding.code for finding in two.assess().findings] == ["assessment.part-exceeds-total"]


def test_persons_told_one_by_one_are_summed_only_where_nobody_gives_a_total(two: Any) -> None:
    two.say("a", 1, 1, "a", start=0, sex=Sex.WOMAN)
    two.say("a", 2, 2, "two", start=30, age=Age.CHILD)
    assessment = two.assess()
    assert assessment.figure("killed").range == Range(low=3, high=3)
    assert assessment.figure("killed").reasons[1].rule == "range.parts"
    two.say("b", 9, 9)
    assert killed(two) == Range(low=9, high=9)


def test_a_list_of_children_is_summed_and_a_part_of_a_part_is_not(two: Any) -> None:
    two.say("a", 12, 12, start=0)
    two.say("a", 2, 2, "two", start=40, age=Age.CHILD, sex=Sex.WOMAN, part_of=0)
    two.say("a", 3, 3, "three", start=60, age=Age.CHILD, sex=Sex.MAN, part_of=0)
    two.say("a", 1, 1, "one", start=80, age=Age.CHILD, part_of=2)
    assessment = two.assess()
    assert assessment.figure("children").range == Range(low=5, high=5)
    assert assessment.figure("men") is None


def test_killed_injured_and_the_rest_are_ranged_each_alone(two: Any) -> None:
    two.say("a", 5, 5)
    two.say("a", 8, 8, harm=Harm.INJURED)
    two.say("b", 10, 10, harm=Harm.INJURED)
    two.say("b", 4, 4, harm=Harm.DESTROYED)
    found = {figure.name: figure.range for figure in two.assess().figures}
    assert found == {
        "killed": Range(low=5, high=5),
        "injured": Range(low=8, high=10),
        "destroyed": Range(low=4, high=4),
    }


@pytest.mark.parametrize("scope", [Scope.CUMULATIVE, Scope.RATE, Scope.BACKGROUND])
def test_other_scopes_never_enter(two: Any, scope: Scope) -> None:
    two.say("a", 9, 9)
    before = two.assess()
    two.say("b", 3846, 3846, scope=scope)
    assert two.assess() == before


def test_ibc_lets_people_feed_only_the_highest(two: Any) -> None:
    two.say("a", 15, 15, status=Status.CIVILIAN)
    two.say("b", 18, 18)
    assert killed(two, "ibc") == Range(low=15, high=18)
    assert killed(two) == Range(low=15, high=18)


def test_ibc_has_no_lowest_where_nobody_is_identified_as_a_civilian(two: Any) -> None:
    two.say("a", 18, 18, start=0)
    assert killed(two, "ibc") == Range(low=0, high=18)
    two.say("a", 5, 5, start=40, age=Age.CHILD, part_of=0)
    assert killed(two, "ibc") == Range(low=5, high=18)


def test_ibc_counts_a_family_as_three(two: Any) -> None:
    two.say("a", 3, None, "an entire family", status=Status.CIVILIAN)
    assert killed(two, "ibc") == Range(low=3, high=3, vague=True)


def test_acled_takes_the_most_conservative_figure(two: Any) -> None:
    two.say("a", 15, 18, "15 to 18")
    two.say("b", 12, 12)
    assert killed(two, "acled") == Range(low=12, high=12)


def test_ucdp_gives_low_best_and_high(two: Any) -> None:
    two.report("c", "Gamma Times", 22)
    two.say("a", 12, 12)
    two.say("b", 15, 15)
    two.say("c", 15, 20, "15 to 20")
    assessment = two.assess("ucdp")
    assert assessment.figure("killed").range == Range(low=12, high=20)
    assert assessment.figure("killed_best").range == Range(low=15, high=15)
    assert "best 15: Beta Radio and Gamma Times" in assessment.figure("killed_best").reasons[0].words


def test_a_conceded_highest_below_its_lowest_is_raised_to_it(two: Any) -> None:
    two.say("a", 9, 9)
    two.say("b", 5, None, "at least five", stance=Stance.CONCEDED, speakers=("the US-led coalition",))
    assessment = two.assess()
    assert assessment.conceded.range == Range(low=5, high=5)
    assert assessment.figure("killed").range == Range(low=9, high=9)


def test_a_text_that_only_concedes_has_no_range(two: Any) -> None:
    two.say("a", 5, 5, stance=Stance.CONCEDED, speakers=("the US-led coalition",))
    assessment = two.assess()
    assert assessment.figure("killed").range == Range(low=None, high=None)
    assert assessment.conceded.range == Range(low=5, high=5)


def test_persons_counted_by_more_sources_than_give_a_total_stand_beside_it(two: Any) -> None:
    two.report("c", "Gamma Post", 22)
    two.say("a", 4, 4, age=Age.CHILD)
    two.say("b", 4, 4, age=Age.CHILD)
    two.say("c", 6, 6)
    assert killed(two) == Range(low=4, high=6)


def test_persons_counted_by_as_many_sources_as_give_a_total_are_set_aside(two: Any) -> None:
    two.say("a", 4, 4, age=Age.CHILD)
    two.say("b", 6, 6)
    assert killed(two) == Range(low=6, high=6)
