from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.estimates.estimate import NotIdentified
from tollbook.estimates.loglinear.fit import fit_all
from tollbook.estimates.loglinear.maximise import maximise
from tollbook.estimates.loglinear.models import design, hierarchical
from tollbook.estimates.table import Table

COUNTS = st.lists(st.integers(1, 5_000), min_size=15, max_size=15)


@settings(max_examples=25, deadline=None)
@given(COUNTS, st.sampled_from(hierarchical(4)))
def test_at_the_maximum_expected_and_counted_agree_on_every_set_of_the_model(
    counts: list[int], model: tuple[int, ...]
) -> None:
    """The score equations."""
    matrix, observed = design(model, np.arange(1, 16)), np.array(counts, dtype=float)
    _, expected, _, _, arrived = maximise(matrix, observed)
    assert arrived
    assert matrix.T @ expected == pytest.approx(matrix.T @ observed, rel=1e-7)


@settings(max_examples=10, deadline=None)
@given(COUNTS, st.sampled_from(list(permutations(range(4)))))
def test_the_order_of_the_lists_does_not_matter(counts: list[int], order: tuple[int, ...]) -> None:
    table = Table.of("abcd", enumerate(counts, start=1))
    fits, others = fit_all(table), fit_all(table.only(order))
    assert sorted(one.bic for one in fits.fitted) == pytest.approx(sorted(one.bic for one in others.fitted))
    assert sorted(one.level for one in fits.fitted) == pytest.approx(sorted(one.level for one in others.fitted))


def test_two_lists_give_lincoln_and_petersen() -> None:
    (only,) = fit_all(Table.of("ab", {1: 90, 2: 40, 3: 10})).fitted
    assert np.exp(only.level) == pytest.approx(90 * 40 / 10)
    # The delta method on log(90) + log(40) - log(10).
    assert only.variance == pytest.approx(1 / 90 + 1 / 40 + 1 / 10)


def test_models_without_a_maximum_are_left_out_and_counted(new_orleans: Table, kosovo: Table) -> None:
    sparse, whole = fit_all(new_orleans), fit_all(kosovo)
    assert (len(sparse.fitted), sparse.left_out) == (164, 6893 - 164)
    assert (len(whole.fitted), whole.left_out) == (113, 0)


def test_of_six_lists_a_search_over_sets_of_two_is_made(massachusetts: Table) -> None:
    cells = zip(massachusetts.patterns.tolist(), massachusetts.counts.tolist(), strict=True)
    table = Table.of("abcdef", [*cells, (32, 40), *((32 | 1 << one, 5 + one) for one in range(5))])
    fits = fit_all(table)
    assert not fits.all
    assert all(one.bit_count() <= 2 for fitted in fits.fitted for one in fitted.model)
    assert fits.best("bic").bic < fits.fitted[0].bic


@pytest.mark.parametrize(
    ("lists", "cells", "why"),
    [
        ("a", {1: 5}, "one list"),
        ("ab", {}, "hold nobody"),
        ("ab", {1: 5, 2: 5}, "no log-linear model"),
        ("abc", {1: 5, 2: 5, 4: 5}, "no log-linear model"),
        ("abc", {1: 5, 2: 5, 3: 5}, "“c” holds nobody"),
        ("abcdefghijk", {(1 << 11) - 1: 5}, "at most 10"),
    ],
)
def test_what_is_not_identified_is_refused(lists: str, cells: dict[int, int], why: str) -> None:
    with pytest.raises(NotIdentified, match=why):
        fit_all(Table.of(lists, cells))


def test_another_criterion_is_a_mistake_of_the_caller(kosovo: Table) -> None:
    with pytest.raises(ValueError, match="aic"):
        fit_all(kosovo, "deviance")  # type: ignore[arg-type]
