from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.estimates import NotIdentified, Table, chao


@pytest.mark.parametrize(
    ("name", "total", "low", "high"),
    [
        ("kosovo", 8784.4, 8367.9, 9241.6),
        ("madigan_york", 859.0, 807.5, 920.3),
        ("massachusetts", 666.3, 628.8, 715.4),
        ("uk", 14956.4, 13302.3, 16925.5),
        ("netherlands", 66596.8, 60787.7, 73203.0),
        ("new_orleans", 1354.5, 799.0, 2628.5),
        ("western_us", 2303.3, 1578.9, 3592.0),
    ],
)
def test_the_bound_and_its_interval_are_those_of_rcapture(
    name: str, total: float, low: float, high: float, request: pytest.FixtureRequest
) -> None:
    found = chao.estimate(request.getfixturevalue(name))
    assert found.bound
    assert (found.total, found.low, found.high) == pytest.approx((total, low, high), abs=0.06)


@settings(deadline=None, max_examples=60)
@given(st.integers(2, 6).flatmap(lambda lists: st.dictionaries(st.integers(1, 2**lists - 1), st.integers(0, 500))))
def test_whatever_the_table_the_interval_holds_the_bound_and_the_recorded_or_it_is_refused(
    cells: dict[int, int],
) -> None:
    table = Table.of("abcdef", cells)
    on_one = sum(count for pattern, count in cells.items() if pattern.bit_count() == 1)
    on_two = sum(count for pattern, count in cells.items() if pattern.bit_count() == 2)
    if not on_one or not on_two:
        with pytest.raises(NotIdentified):
            chao.estimate(table)
    else:
        found = chao.estimate(table)
        assert table.recorded <= found.low <= found.total <= found.high < float("inf")


def test_it_is_the_same_whatever_the_order_of_the_lists(uk: Table) -> None:
    assert chao.estimate(uk.only([3, 1, 4, 0, 2])).total == pytest.approx(chao.estimate(uk).total)


def test_a_surer_interval_is_wider(kosovo: Table) -> None:
    sure, surer = chao.estimate(kosovo, level=0.8), chao.estimate(kosovo, level=0.99)
    assert surer.low < sure.low < sure.high < surer.high


def test_ten_times_the_persons_are_ten_times_the_bound_with_the_same_table(kosovo: Table) -> None:
    more = Table.of(kosovo.lists, zip(kosovo.patterns.tolist(), (kosovo.counts * 10).tolist(), strict=True))
    assert chao.estimate(more).total == pytest.approx(10 * chao.estimate(kosovo).total, rel=1e-3)


def test_lists_of_very_different_sizes_are_warned_of_with_the_lower_bound(
    netherlands: Table, kosovo: Table
) -> None:
    (warning,) = chao.estimate(netherlands).warnings
    assert warning.code == "estimate.lists-differ"
    assert f"{chao.by_list(netherlands).total:,.0f}" in warning.message
    assert not chao.estimate(kosovo).warnings


def test_a_bound_that_hangs_on_a_few_says_so() -> None:
    (warning,) = chao.estimate(Table.of("ab", {0b01: 30, 0b10: 30, 0b11: 3})).warnings
    assert warning.code == "estimate.few-on-two"


@pytest.mark.parametrize(
    ("lists", "cells", "why"),
    [
        ("a", {1: 5}, "one list"),
        ("ab", {0b01: 5, 0b10: 5}, "exactly two"),
        ("abc", {0b001: 5, 0b111: 5}, "exactly two"),
        ("ab", {0b11: 5}, "one list only"),
        ("ab", {}, "exactly two"),
    ],
)
def test_a_table_that_bounds_nothing_is_refused_with_the_reason(
    lists: str, cells: dict[int, int], why: str
) -> None:
    for estimate in (chao.estimate, chao.classical, chao.by_list):
        with pytest.raises(NotIdentified, match=why):
            estimate(Table.of(lists, cells))
