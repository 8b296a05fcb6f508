"""Which lists shun each other, told from what other lists hold."""

from __future__ import annotations

import numpy as np
import pytest

from tollbook.estimates import Table
from tollbook.estimates.depend import look, shunning


def drawn(persons: int, odds: float, generator: np.random.Generator) -> Table:
    """Four lists of 30% each, independent but for the first two: the odds of the second are `odds` times those
    of the others for whoever is on the first."""
    chance = np.full((persons, 4), 0.3)
    on = generator.random((persons, 4)) < chance
    altered = odds * 0.3 / 0.7
    on[:, 1] = np.where(on[:, 0], generator.random(persons) < altered / (1 + altered), on[:, 1])
    patterns, counts = np.unique(on @ (1 << np.arange(4)), return_counts=True)
    return Table.of("abcd", ((int(p), int(n)) for p, n in zip(patterns, counts, strict=True) if p))


def test_lists_that_shun_each_other_are_found_with_how_much() -> None:
    (found,) = shunning(drawn(20_000, 0.5, np.random.default_rng(1)))
    assert (found.one, found.other) == (0, 1)
    assert found.odds == pytest.approx(0.5, abs=0.06)
    assert found.deviations < -10


def test_lists_that_lean_on_each_other_are_not() -> None:
    assert not shunning(drawn(20_000, 3.0, np.random.default_rng(2)))


def test_independent_lists_seldom_seem_to_shun_each_other() -> None:
    generator = np.random.default_rng(3)
    assert sum(bool(shunning(drawn(500, 1.0, generator))) for _ in range(200)) <= 7


def test_by_hand() -> None:
    """Of 40 on list c 10 are on each of a and b, 1 on both: 2.5 expected, variance 10 30 10 30 / (1600 39)."""
    table = Table.of("abc", {0b100: 21, 0b101: 9, 0b110: 9, 0b111: 1, 0b001: 7, 0b010: 4})
    found = look(table, 0, 1)
    assert found.odds == pytest.approx(21 / 81)
    assert found.deviations == pytest.approx((1 - 2.5) / (90_000 / 62_400) ** 0.5)


def test_spina_bifida_the_dead_are_seldom_in_care(madigan_york: Table) -> None:
    (found,) = shunning(madigan_york)
    assert (madigan_york.lists[found.one], madigan_york.lists[found.other]) == ("b", "c")


def test_nothing_can_be_seen_with_two_lists_or_none_on_a_third() -> None:
    assert not shunning(Table.of("ab", {0b01: 900, 0b10: 900, 0b11: 1}))
    assert not shunning(Table.of("abc", {0b001: 900, 0b010: 900, 0b011: 1}))
    assert not shunning(Table.of("a", {1: 5}))
