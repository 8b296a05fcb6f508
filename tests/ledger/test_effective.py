"""Judgements applied: the pure rule, on claims that nobody need find in a text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.ledger.views.effective import Effective, Found, Judged, effective
from tollbook.model.claim import Claim
from tollbook.model.vocabulary import Decision, Harm

Claims = Callable[..., Claim]

STARTS = st.integers(0, 30)
NEVER: dict[str, Judged] = {}


def found(*claims: Claim) -> dict[str, Found]:
    """Claims as a reading has them: `part_of` refers to their order."""
    return {
        claim.id: Found(claim, number, "" if claim.part_of is None else claims[claim.part_of].id)
        for number, claim in enumerate(claims)
    }


def judged(decision: Decision, record: Claim, *, whole: str = "", **fields: Any) -> dict[str, Judged]:
    return {record.id: Judged(9, decision, record, whole, fields)}


@st.composite
def readings(draw: st.DrawFn) -> dict[str, Found]:
    starts = sorted(draw(st.lists(STARTS, min_size=1, max_size=6, unique=True)))
    claims = []
    for number, start in enumerate(starts):
        part_of = draw(st.none() | st.sampled_from(range(len(starts))))
        claims.append(
            Claim(
                doc="d",
                start=start,
                end=start + 5,
                harm=draw(st.sampled_from([Harm.KILLED, Harm.INJURED])),
                low=draw(st.integers(0, 50)),
                high=None,
                count_text="some",
                part_of=None if part_of == number else part_of,
            )
        )
    return found(*claims)


@st.composite
def decisions(draw: st.DrawFn, reading: Mapping[str, Found]) -> dict[str, Judged]:
    """Judgements on some of the claims of a reading."""
    made = {}
    for id_ in draw(st.lists(st.sampled_from(sorted(reading)), unique=True)):
        decision = draw(st.sampled_from([Decision.ACCEPT, Decision.AMEND, Decision.REJECT]))
        fields = {"low": draw(st.integers(51, 99))} if decision is Decision.AMEND else {}
        made[id_] = Judged(draw(st.integers(1, 99)), decision, reading[id_].claim, reading[id_].whole, fields)
    return made


@given(st.data())
def test_what_a_person_decided_is_the_same_whatever_a_later_reading_finds(data: st.DataObject) -> None:
    first, later = data.draw(readings()), data.draw(readings())
    judgements = data.draw(decisions(first))
    before, after = effective(first, judgements), effective(later, judgements)
    for id_, judgement in judgements.items():
        if judgement.decision is Decision.REJECT:
            assert id_ not in before
            assert id_ not in after
        else:
            assert replace(after[id_].claim, part_of=None) == replace(before[id_].claim, part_of=None)
            assert after[id_].judged == judgement.seq


@given(st.data())
def test_claims_that_nobody_judged_are_as_they_were_found(data: st.DataObject) -> None:
    reading = data.draw(readings())
    judgements = data.draw(decisions(reading))
    result = effective(reading, judgements)
    for id_ in reading.keys() - judgements.keys():
        assert replace(result[id_].claim, part_of=None) == replace(reading[id_].claim, part_of=None)
        assert result[id_].judged is None


@given(st.data())
def test_claims_stand_in_order_and_parts_point_at_their_wholes_without_a_circle(data: st.DataObject) -> None:
    judgements = data.draw(decisions(data.draw(readings())))
    result = effective(data.draw(readings()), judgements)
    order = list(result)
    anchors = [(one.claim.start, one.claim.end, one.claim.harm) for one in result.values()]
    assert anchors == sorted(anchors)
    for id_, one in result.items():
        assert one.whole == ("" if one.claim.part_of is None else order[one.claim.part_of])
        seen, above = {id_}, one.whole
        while above:
            assert above not in seen
            seen.add(above)
            above = result[above].whole


def test_without_judgements_a_reading_counts_as_it_is(claim: Claims) -> None:
    whole, part = claim("d"), claim("d", 45, 56, low=12, part_of=0)
    assert effective(found(whole, part), NEVER) == {
        whole.id: Effective(whole, "", None),
        part.id: Effective(part, whole.id, None),
    }


def test_an_amended_claim_keeps_the_id_it_was_found_under(claim: Claims) -> None:
    one = claim("d")
    result = effective(found(one), judged(Decision.AMEND, one, low=30, place="Mosul"))
    assert result[one.id].claim == replace(one, low=30, place="Mosul")
    assert result[one.id].claim.id != one.id


def test_a_part_whose_whole_was_rejected_stands_alone(claim: Claims) -> None:
    whole, part = claim("d"), claim("d", 45, 56, low=12, part_of=0)
    result = effective(found(whole, part), judged(Decision.REJECT, whole))
    assert result == {part.id: Effective(replace(part, part_of=None), "", None)}


def test_parts_are_numbered_anew_when_a_claim_before_them_is_gone(claim: Claims) -> None:
    first, whole, part = claim("d", 0, 9), claim("d"), claim("d", 45, 56, low=12, part_of=1)
    result = effective(found(first, whole, part), judged(Decision.REJECT, first))
    assert result[part.id].claim.part_of == 0
    assert result[part.id].whole == whole.id


def test_an_accepted_claim_that_no_reading_finds_takes_its_place_in_the_order(claim: Claims) -> None:
    early, late = claim("d"), claim("d", 90, 95)
    result = effective(found(late), judged(Decision.ACCEPT, early))
    assert list(result) == [early.id, late.id]


def test_a_claim_moved_by_an_amendment_takes_its_new_place_in_the_order(claim: Claims) -> None:
    one, other = claim("d"), claim("d", 45, 56)
    result = effective(found(one, other), judged(Decision.AMEND, one, start=60, end=65))
    assert list(result) == [other.id, one.id]


def test_what_a_person_says_of_parts_goes_before_what_a_later_reading_says(claim: Claims) -> None:
    one, other = claim("d"), claim("d", 45, 56, low=12, part_of=0)
    result = effective(found(one, other), judged(Decision.AMEND, one, whole=other.id, low=5))
    assert result[one.id].whole == other.id
    assert result[other.id].whole == ""


def test_an_accepted_claim_does_not_take_over_what_a_better_reader_says_of_it(claim: Claims) -> None:
    seen = claim("d", place="Tal Afar")
    reread = replace(seen, place="Mosul")
    assert reread.id == seen.id
    assert effective(found(reread), judged(Decision.ACCEPT, seen))[seen.id].claim.place == "Tal Afar"


def test_a_value_that_does_not_fit_is_not_taken(claim: Claims) -> None:
    one = claim("d")
    with pytest.raises(ValueError, match="harm"):
        effective(found(one), judged(Decision.AMEND, one, harm="dead"))
