from __future__ import annotations

import numpy as np
import pytest

from tollbook.estimates import NotIdentified, Table, chao

COVERAGES = np.array([0.5, 0.3, 0.1, 0.05])


def independent(persons: int, generator: np.random.Generator, easier: float = 1.0) -> Table:
    """Persons on four independent lists; half of them `easier` times as likely to be on each."""
    chance = np.where(np.arange(persons)[:, None] % 2, COVERAGES, COVERAGES * easier)
    patterns = (generator.random((persons, 4)) < chance) @ (1 << np.arange(4))
    found, counts = np.unique(patterns[patterns > 0], return_counts=True)
    return Table.of("abcd", zip(found.tolist(), counts.tolist(), strict=True))


def test_kosovo_by_hand(kosovo: Table) -> None:
    """On one list alone 1131, 845, 936 and 306: sum of products of pairs 3,696,303; on exactly two 882."""
    assert chao.by_list(kosovo).total == pytest.approx(4400 + 3_696_303 / 882)


def test_with_independent_lists_of_different_sizes_it_is_the_number_where_others_overshoot() -> None:
    table = independent(400_000, np.random.default_rng(1))
    assert chao.by_list(table).total == pytest.approx(400_000, rel=0.01)
    assert chao.estimate(table).total > 440_000
    assert "estimate.lists-differ" in {warning.code for warning in chao.estimate(table).warnings}


def test_persons_who_differ_make_it_too_low_never_too_high() -> None:
    found = chao.by_list(independent(400_000, np.random.default_rng(2), easier=0.3))
    assert found.high < 400_000


def test_its_interval_holds_the_number_about_as_often_as_it_says() -> None:
    generator = np.random.default_rng(3)
    found = [chao.by_list(independent(1000, generator)) for _ in range(300)]
    assert 0.91 <= np.mean([one.low <= 1000 <= one.high for one in found]) <= 0.99


def test_it_is_refused_where_only_one_list_has_persons_of_its_own() -> None:
    with pytest.raises(NotIdentified, match="stand on the same"):
        chao.by_list(Table.of("abc", {0b001: 30, 0b011: 20, 0b101: 9}))
