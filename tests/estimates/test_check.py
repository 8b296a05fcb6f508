"""Checks before any estimate: every trap that lists lay is told, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.estimates import NotIdentified, Table
from tollbook.estimates.check import check, kept

SOUND = {0b001: 100, 0b010: 80, 0b100: 60, 0b011: 20, 0b101: 20, 0b110: 20, 0b111: 5}


def told(table: Table) -> list[tuple[str, str]]:
    return [(finding.code.removeprefix("estimate."), finding.where) for finding in check(table)]


def test_four_lists_that_overlap_have_nothing_to_tell(kosovo: Table) -> None:
    assert not check(kosovo)


def test_the_published_tables_with_lists_that_shun_each_other_say_which(netherlands: Table) -> None:
    apart = [where for code, where in told(netherlands) if code == "pair-apart"]
    assert apart == ["“K” and “R”"]
    finding = next(one for one in check(netherlands) if one.code == "estimate.pair-apart")
    assert "121" in finding.message  # 1,348 times 742 over 8,234


@pytest.mark.parametrize(
    ("lists", "cells", "expected"),
    [
        ("ab", {0b01: 100, 0b10: 80, 0b11: 20}, [("two-lists", "")]),
        ("abc", SOUND, [("three-lists", "")]),
        ("abcd", SOUND, [("list-empty", "d"), ("three-lists", "")]),
        ("abcd", {0b0011: 12, 0b0100: 4, 0b1101: 4, 0b1000: 2}, [("few", ""), ("list-nested", "b")]),
        ("abcd", {**SOUND, 0b1001: 3, 0b1011: 2}, [("list-nested", "d")]),
        ("abcd", {**SOUND, 0b1000: 30}, [("list-alone", "d")]),
        ("abcd", {0b0011: 40, 0b0001: 9, 0b0010: 9, 0b1100: 30, 0b1000: 9, 0b0100: 9}, [("lists-apart", "")]),
        ("abcd", {0b0001: 90, 0b0010: 90, 0b0111: 90, 0b1100: 90, 0b1000: 5}, [("pair-apart", "“a” and “d”")]),
    ],
)
def test_each_trap_is_told_with_the_lists_it_is_of(
    lists: str, cells: dict[int, int], expected: list[tuple[str, str]]
) -> None:
    found = told(Table.of(lists, cells))
    assert set(expected) <= set(found)
    assert {code for code, _ in found} <= {code for code, _ in expected} | {"pair-apart"}
    assert all(finding.message and finding.advice for finding in check(Table.of(lists, cells)))


def test_lists_of_the_same_persons_are_one() -> None:
    assert ("lists-same", "“a” and “b”") in told(Table.of("abc", {0b011: 60, 0b111: 30, 0b100: 40}))


def test_an_estimate_that_hangs_on_a_few_is_told() -> None:
    assert told(Table.of("abcd", {0b0001: 60, 0b0010: 60, 0b0100: 60, 0b1000: 9, 0b1111: 4})) == [
        ("few-shared", "")
    ]


def test_lists_too_small_to_meet_by_chance_are_not_told_of() -> None:
    cells = {0b0001: 500, 0b0010: 3, 0b0100: 3, 0b0011: 9, 0b0101: 9, 0b1001: 9}
    assert not [code for code, _ in told(Table.of("abcd", cells)) if code == "pair-apart"]


@pytest.mark.parametrize(
    ("lists", "cells", "why"),
    [
        ("a", {1: 9}, "one list"),
        ("abc", {0b001: 9}, "one list"),
        ("abc", {}, "nobody"),
        ("abc", {0b001: 9, 0b010: 9, 0b100: 9}, "nobody stands on two"),
    ],
)
def test_lists_that_can_say_nothing_are_refused(lists: str, cells: dict[int, int], why: str) -> None:
    with pytest.raises(NotIdentified, match=why) as refused:
        check(Table.of(lists, cells))
    assert refused.value.advice


def test_a_list_that_holds_nobody_is_left_out_and_the_others_stay_as_they_are() -> None:
    table, findings = kept(Table.of("abcd", {pattern << 1: count for pattern, count in SOUND.items()}))
    assert [finding.where for finding in findings] == ["a"]
    assert table.lists == ("b", "c", "d")
    assert table.full().tolist() == Table.of("bcd", SOUND).full().tolist()


@given(st.dictionaries(st.integers(1, 31), st.integers(0, 40)))
def test_every_table_is_checked_or_refused_and_the_order_of_lists_does_not_matter(cells: dict[int, int]) -> None:
    table = Table.of("abcde", cells)
    try:
        codes = sorted(finding.code for finding in check(table))
    except NotIdentified as refused:
        with pytest.raises(NotIdentified, match=refused.message):
            check(table.only([4, 3, 2, 1, 0]))
    else:
        assert codes == sorted(finding.code for finding in check(table.only([4, 3, 2, 1, 0])))
