"""One text taken as one incident: what the filter `tollbook assess` answers."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tollbook.assessments.groups import Groups, adults_among
from tollbook.assessments.profiles import profile
from tollbook.assessments.single import FIELDS, assess_text
from tollbook.model.assessment import Range
from tollbook.model.claim import Claim
from tollbook.model.vocabulary import Age, Harm, Scope, Sex, Stance, Status


def claims(text: str, *told: tuple[str, int | None, int | None, str, dict[str, Any]]) -> list[Claim]:
    """Claims at the first place after the one before where their anchor stands in the text."""
    made: list[Claim] = []
    after = 0
    for anchor, low, high, words, fields in told:
        start = text.index(anchor, after)
        after = start + 1
        given = {"harm": Harm.KILLED, **fields}
        made.append(
            Claim(doc="d", start=start, end=start + len(anchor), low=low, high=high, count_text=words, **given)
        )
    return made


def test_a_total_with_its_parts() -> None:
    text = "At least 29 people, including 12 children and four women, died."
    made = claims(
        text,
        ("At least 29 people", 29, None, "At least 29", {}),
        ("12 children", 12, 12, "12", {"age": Age.CHILD, "part_of": 0}),
        ("four women", 4, 4, "four", {"sex": Sex.WOMAN, "part_of": 0}),
    )
    assert assess_text(made, text) == {
        "killed": Range(low=29, high=29),
        "children": Range(low=12, high=12),
        "women": Range(low=4, high=4),
    }


def test_what_the_text_sums_up_first_is_the_lowest_and_more_raises_the_highest() -> None:
    text = "At least nine were killed. Early reports said four died. A hospital later counted 14 bodies."
    made = claims(
        text,
        ("nine", 9, None, "At least nine", {}),
        ("four", 4, 4, "four", {"speakers": ("Early reports",)}),
        ("14 bodies", 14, 14, "14", {"speakers": ("A hospital",)}),
    )
    assert assess_text(made, text)["killed"] == Range(low=9, high=14)


def test_after_up_to_the_others_give_the_lowest() -> None:
    text = "Up to 27 were killed. A rights group counted 19 dead."
    made = claims(
        text,
        ("Up to 27", None, 27, "Up to 27", {}),
        ("19 dead", 19, 19, "19", {"speakers": ("A rights group",)}),
    )
    assert assess_text(made, text)["killed"] == Range(low=19, high=27)


def test_persons_named_are_counted_where_no_number_is_given_and_once() -> None:
    text = (
        "A baker, his wife and two daughters were killed. The baker was known to all. His wife had taught there."
    )
    made = claims(
        text,
        ("A baker", 1, 1, "A", {"sex": Sex.MAN}),
        ("his wife", 1, 1, "", {"sex": Sex.WOMAN}),
        ("two daughters", 2, 2, "two", {"age": Age.CHILD}),
        ("The baker", 1, 1, "", {"sex": Sex.MAN}),
        ("His wife", 1, 1, "", {"sex": Sex.WOMAN}),
    )
    found = assess_text(made, text)
    assert found["killed"] == Range(low=4, high=4)
    assert found["women"] == Range(low=1, high=1)


def test_others_come_on_top_of_those_named_before_them() -> None:
    text = "A farmer and three others were killed."
    made = claims(text, ("A farmer", 1, 1, "A", {}), ("three others", 3, 3, "three", {}))
    assert assess_text(made, text)["killed"] == Range(low=4, high=4)


def test_unnumbered_children_are_two_and_vague() -> None:
    text = "Children were killed and dozens wounded."
    made = claims(
        text,
        ("Children", 2, None, "", {"age": Age.CHILD}),
        ("dozens", 24, None, "dozens", {"harm": Harm.INJURED}),
    )
    assert assess_text(made, text) == {
        "killed": Range(low=2, high=2, vague=True),
        "injured": Range(low=12, high=24, vague=True),
        "children": Range(low=2, high=2, vague=True),
    }


def test_a_text_that_tells_of_fighters_only_gives_their_number() -> None:
    text = "Five alleged militants were killed, including one commander."
    made = claims(
        text,
        ("Five alleged militants", 5, 5, "Five", {"status": Status.COMBATANT}),
        ("one commander", 1, 1, "one", {"status": Status.COMBATANT, "part_of": 0}),
    )
    assert assess_text(made, text)["killed"] == Range(low=5, high=5)


def test_beside_civilians_fighters_are_left_out_unless_the_profile_counts_all() -> None:
    text = "Seven people were killed, two of them fighters."
    made = claims(
        text,
        ("Seven people", 7, 7, "Seven", {}),
        ("two of them", 2, 2, "two", {"status": Status.COMBATANT, "part_of": 0}),
    )
    assert assess_text(made, text)["killed"] == Range(low=5, high=5)
    assert assess_text(made, text, profile("ucdp"))["killed"] == Range(low=7, high=7)


def test_a_concession_is_what_a_single_text_has_to_go_by() -> None:
    text = "The coalition accepted that 105 civilians were killed."
    made = claims(text, ("105 civilians", 105, 105, "105", {"stance": Stance.CONCEDED}))
    assert assess_text(made, text)["killed"] == Range(low=105, high=105)


def test_nothing_said_is_left_out_and_other_scopes_are_nothing() -> None:
    text = "Since March 3,846 civilians have been killed. No civilians were killed, the army said."
    made = claims(
        text,
        ("3,846 civilians", 3846, 3846, "3,846", {"scope": Scope.CUMULATIVE}),
        ("No civilians", 0, 0, "No", {"stance": Stance.DENIED}),
    )
    assert assess_text(made, text) == {}
    assert assess_text([], "") == {}


COUNTS = st.one_of(
    st.integers(0, 300).map(lambda n: (n, n, str(n))),
    st.integers(1, 300).map(lambda n: (n, None, f"at least {n}")),
    st.integers(1, 300).map(lambda n: (None, n, f"up to {n}")),
    st.just((24, None, "dozens")),
    st.just((2, None, "")),
    st.just((None, None, "")),
)


@st.composite
def any_claims(draw: st.DrawFn) -> list[Claim]:
    made = []
    for number in range(draw(st.integers(0, 7))):
        low, high, words = draw(COUNTS)
        made.append(
            Claim(
                doc="d",
                start=number * 40,
                end=number * 40 + 9,
                harm=draw(st.sampled_from([Harm.KILLED, Harm.INJURED, Harm.CASUALTIES])),
                low=low,
                high=high,
                count_text=words,
                status=draw(st.sampled_from(Status)),
                age=draw(st.sampled_from(Age)),
                sex=draw(st.sampled_from(Sex)),
                scope=draw(st.sampled_from(Scope)),
                stance=draw(st.sampled_from(Stance)),
                part_of=draw(st.one_of(st.none(), st.integers(0, 9))),
            )
        )
    return made


@given(any_claims(), st.sampled_from(["airwars", "ibc", "acled", "ucdp"]), st.randoms())
def test_any_claims_give_bounded_ranges_whatever_their_order(made: list[Claim], name: str, random: Any) -> None:
    found = assess_text(made, "", profile(name))
    assert set(found) <= set(FIELDS)
    for one in found.values():
        assert one.low is not None and one.high is not None and 0 <= one.low <= one.high
    shuffled = list(made)
    random.shuffle(shuffled)
    assert assess_text(shuffled, "", profile(name)) == found


def test_women_and_men_told_apart_stay_inside_what_the_total_leaves() -> None:
    told = Groups({}, Counter({"children": 1, "women": 3, "men": 1, "": 2}))
    children = {"children": Range(low=2, high=2)}
    assert adults_among("women", told, Range(low=4, high=4), children) == 2
    both = children | {"women": Range(low=2, high=2)}
    assert adults_among("men", told, Range(low=4, high=4), both) == 1
    assert adults_among("men", told, Range(low=4, high=7), both) == 1
    assert adults_among("men", told, Range(low=6, high=6), both) == 2
    assert adults_among("men", told, Range(low=9, high=9), both) == 3
    assert adults_among("women", told, None, children) == 3


def test_the_rest_of_the_dead_are_men_where_the_others_are_stated_and_nearly_all_men_are_told() -> None:
    told = Groups({}, Counter({"children": 1, "women": 3, "men": 3}), frozenset({"children", "women"}))
    both = {"children": Range(low=2, high=2), "women": Range(low=2, high=2)}
    assert adults_among("men", told, Range(low=9, high=9), both) == 5
    assert adults_among("men", told, Range(low=20, high=20), both) == 3
