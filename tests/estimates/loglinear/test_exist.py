from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.estimates.loglinear.exist import empty_margins, exists, identified
from tollbook.estimates.loglinear.maximise import maximise
from tollbook.estimates.loglinear.models import design, hierarchical

BY_TWOS = (0, 1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    ("empty", "there"),
    [
        ((), True),
        ((0,), True),
        ((0, 7), False),  # Haberman's table: no margin is empty, and yet
        ((1, 6), False),
        ((2, 5), False),
        ((3, 4), False),
        ((0, 1), False),  # an empty margin
        ((0, 3), True),
        ((0, 3, 5), True),
        ((0, 3, 5, 6), True),
        ((0, 3, 5, 7), False),
    ],
)
def test_two_by_two_by_two_without_the_threefold_set(empty: tuple[int, ...], there: bool) -> None:
    """Fienberg & Rinaldo (2012), section 3: of 16 facets 12 are margins, 4 are pairs of opposite corners."""
    counts = np.array([0.0 if one in empty else 5.0 for one in range(8)])
    assert exists(design(BY_TWOS, np.arange(8)), counts) is there


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 4), st.data())
def test_newton_arrives_just_where_the_linear_programme_says_that_a_maximum_exists(
    lists: int, data: st.DataObject
) -> None:
    cells = (1 << lists) - 1
    counts = np.array(
        data.draw(st.lists(st.sampled_from([0, 0, 1, 3, 40, 10_000]), min_size=cells, max_size=cells)), dtype=float
    )
    model = data.draw(st.sampled_from(hierarchical(lists)))
    matrix = design(model, np.arange(1, cells + 1))
    there = bool(counts.any()) and exists(matrix, counts)
    if counts.any():
        assert maximise(matrix, counts)[-1] is there
    if empty_margins(np.array([0, *counts], dtype=np.int64), model):
        assert not there


def test_more_parameters_than_cells_are_not_identified() -> None:
    patterns = np.arange(1, 8)
    assert identified(design(BY_TWOS, patterns))
    assert not identified(design((*BY_TWOS, 7), patterns))
    assert not identified(design((0, 1, 2, 4), np.array([1, 2, 4])))
