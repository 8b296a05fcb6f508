from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.estimates import Estimate, NotIdentified
from tollbook.estimates.combine import MEMBERS, combine

CHAO = Estimate(estimator="chao", recorded=100, total=150, low=130, high=180, bound=True)
GRAPHS = Estimate(estimator="decomposable", recorded=100, total=200, low=160, high=260)
CLASSES = Estimate(estimator="latent classes", recorded=100, total=240, low=170, high=300)


def test_the_interval_reaches_from_the_lowest_to_beyond_the_highest() -> None:
    found = combine([CHAO, GRAPHS, CLASSES], widened=2)
    assert (found.low, found.total, found.high) == (130, 220, 500)
    assert not found.bound and found.recorded == 100 and found.fit["members"] == 3


@given(st.permutations([CHAO, GRAPHS, CLASSES]), st.floats(1, 5))
def test_no_order_changes_it_and_every_members_interval_lies_inside(
    members: list[Estimate], widened: float
) -> None:
    found = combine(members, widened=widened)
    assert found == combine([CHAO, GRAPHS, CLASSES], widened=widened)
    assert all(found.low <= one.low and one.high <= found.high for one in members)
    assert found.low <= found.total <= found.high


def test_estimators_that_are_no_members_do_not_count() -> None:
    stranger = replace(GRAPHS, estimator="log-linear", low=100, high=9000)
    assert "log-linear" not in MEMBERS
    assert combine([CHAO, GRAPHS, stranger]) == combine([CHAO, GRAPHS])


@pytest.mark.parametrize("given_", [[], [GRAPHS], [CHAO], [CHAO, replace(CHAO, estimator="stepwise")]])
def test_one_alone_or_bounds_alone_are_refused(given_: list[Estimate]) -> None:
    with pytest.raises(NotIdentified, match="several estimators, one"):
        combine(given_)


def test_members_of_different_tables_or_levels_are_a_mistake_of_the_caller() -> None:
    for other in (replace(CLASSES, recorded=99), replace(CLASSES, level=0.9)):
        with pytest.raises(ValueError, match="one table and one level"):
            combine([GRAPHS, other])
    with pytest.raises(ValueError, match="narrower"):
        combine([GRAPHS, CLASSES], widened=0.5)


def test_members_with_nothing_in_common_are_told() -> None:
    far = replace(CLASSES, low=400, total=500, high=600)
    assert not combine([CHAO, GRAPHS, CLASSES]).warnings
    (warning,) = combine([CHAO, GRAPHS, far]).warnings
    assert warning.code == "estimate.estimators-apart" and "at most 260" in warning.message
