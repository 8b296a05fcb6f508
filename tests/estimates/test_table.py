from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.estimates.table import Table

CELLS = st.lists(st.tuples(st.integers(1, 15), st.integers(0, 50)), max_size=30)


@given(CELLS)
def test_a_table_holds_everyone_once_whatever_the_order_of_its_cells(cells: list[tuple[int, int]]) -> None:
    table = Table.of("abcd", cells)
    again = Table.of("abcd", reversed(cells))
    assert table.recorded == sum(count for _, count in cells) == table.full().sum()
    assert np.array_equal(table.patterns, again.patterns) and np.array_equal(table.counts, again.counts)
    assert table.full()[0] == 0


@given(CELLS, st.integers(0, 3))
def test_without_a_list_only_those_on_no_other_list_are_gone(cells: list[tuple[int, int]], left_out: int) -> None:
    table = Table.of("abcd", cells)
    rest = table.without(left_out)
    alone = sum(count for pattern, count in cells if pattern == 1 << left_out)
    assert rest.recorded == table.recorded - alone
    assert rest.sizes.tolist() == [size for one, size in enumerate(table.sizes.tolist()) if one != left_out]


def test_lists_are_counted_by_their_members() -> None:
    table = Table.of(["police", "hospital"], {0b01: 5, 0b10: 3, 0b11: 2})
    assert table.sizes.tolist() == [7, 5]
    assert table.members.tolist() == [[True, False], [False, True], [True, True]]


def test_lists_can_be_put_in_another_order() -> None:
    table = Table.of("ab", {0b01: 5, 0b11: 2}).only([1, 0])
    assert table.lists == ("b", "a")
    assert table.full().tolist() == [0, 0, 5, 2]


def test_tables_are_equal_where_their_lists_and_counts_are() -> None:
    table = Table.of("ab", {0b01: 5, 0b11: 2})
    assert {table, Table.of("ab", {0b11: 2, 0b01: 5})} == {table}
    assert table != Table.of("ac", {0b01: 5, 0b11: 2}) and table != Table.of("ab", {0b01: 5}) and table != 7


@pytest.mark.parametrize(
    ("lists", "cells"),
    [
        ("", {}),
        ("aa", {1: 1}),
        ("ab", {0: 1}),
        ("ab", {4: 1}),
        ("ab", {1: -1}),
        ([str(n) for n in range(21)], {1: 1}),
    ],
)
def test_a_table_that_cannot_be_is_refused(lists: str | list[str], cells: dict[int, int]) -> None:
    with pytest.raises(ValueError, match=r"lists|patterns"):
        Table.of(lists, cells)


@pytest.mark.parametrize(
    ("name", "recorded"),
    [
        ("kosovo", 4400),
        ("madigan_york", 626),
        ("massachusetts", 537),
        ("uk", 2744),
        ("netherlands", 8234),
        ("new_orleans", 185),
        ("western_us", 345),
    ],
)
def test_the_published_tables_hold_as_many_as_their_papers_say(
    name: str, recorded: int, request: pytest.FixtureRequest
) -> None:
    assert request.getfixturevalue(name).recorded == recorded
