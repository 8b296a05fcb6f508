from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.incidents.reports.chances import OPEN, Chances, chances, days_of, likeliest, mask_of, meeting

LENGTH = 900
WEIGHTS = st.lists(st.floats(0.001, 1000), min_size=1, max_size=40)


def at(day: int, sure: float = 1.0) -> Chances:
    likely = np.full(LENGTH, (1 - sure) / LENGTH)
    likely[day] += sure
    return chances(likely)


def some(weights: list[float]) -> Chances:
    likely = np.resize(np.array(weights), LENGTH)
    return chances(likely / likely.sum())


def mean(found: Chances) -> float:
    return found.rest + sum(added * days.bit_count() for added, days in found.levels) / LENGTH


@given(WEIGHTS)
def test_chances_are_one_as_a_mean_over_all_days(weights: list[float]) -> None:
    assert mean(some(weights)) == pytest.approx(1, abs=1e-3)


@given(WEIGHTS, WEIGHTS)
def test_two_meet_as_likely_whichever_comes_first(ours: list[float], theirs: list[float]) -> None:
    a, b = some(ours), some(theirs)
    assert meeting(a, b, LENGTH) == pytest.approx(meeting(b, a, LENGTH))


@given(WEIGHTS)
def test_what_is_open_says_nothing(weights: list[float]) -> None:
    assert meeting(OPEN, some(weights), LENGTH) == pytest.approx(0, abs=1e-2)


@given(st.integers(1, 200), st.data())
def test_days_come_back_from_their_mask(length: int, data: st.DataObject) -> None:
    days = data.draw(st.integers(0, (1 << length) - 1))
    assert days_of(mask_of(days, length)) == days


def test_the_same_day_counts_the_surer_the_days_are() -> None:
    sure, doubtful = meeting(at(7), at(7), LENGTH), meeting(at(7), at(7, 0.3), LENGTH)
    assert math.log2(LENGTH) > sure > doubtful > 4


def test_a_doubtful_day_counts_little_against() -> None:
    assert meeting(at(7), at(400), LENGTH) < -5
    assert -1 < meeting(at(7), at(400, 0.3), LENGTH) < 0


def test_the_likeliest_days_are_those_that_are_together_likely() -> None:
    assert likeliest(at(7), LENGTH) == 1 << 7
    assert likeliest(at(7, 0.1), LENGTH) == (1 << LENGTH) - 1
