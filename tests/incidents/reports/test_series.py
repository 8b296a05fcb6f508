from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tollbook.incidents.reports.series import told_by_others

DAYS = 300
EVEN = np.full(DAYS, 1 / DAYS)
STEADY = [(1000 + 10 * day, day) for day in range(0, 300, 15)]


def shown(*days: int | None) -> NDArray[np.float64]:
    """A row for each report: its day nine times in ten, or nothing."""
    rows = np.full((len(days), DAYS), 0.1)
    for row, day in zip(rows, days, strict=True):
        if day is None:
            row[:] = 1.0
        else:
            row[day] = 0.9 * DAYS
    return rows


def middle(likely: NDArray[np.float64]) -> int:
    return int(np.searchsorted(np.cumsum(likely), 0.5))


def test_a_number_between_two_of_known_days_was_published_between_them() -> None:
    numbers, days = zip(*STEADY, strict=True)
    found = told_by_others(numbers, shown(*days[:7], None, *days[8:]), EVEN)
    assert days[6] <= middle(found[7]) <= days[8]
    assert found[7][days[6] : days[8] + 1].sum() > 0.8


def test_a_day_read_wrongly_is_outvoted_by_the_others() -> None:
    numbers, days = zip(*STEADY, strict=True)
    wrong = 280
    found = told_by_others(numbers, shown(*days[:7], wrong, *days[8:]), EVEN)
    assert abs(middle(found[7]) - days[7]) <= 15
    assert abs(middle(found[6]) - days[6]) <= 15


def test_numbers_that_go_with_no_days_tell_nothing() -> None:
    days = list(range(290, 0, -29))
    found = told_by_others(list(range(1000, 2000, 100)), shown(*days), EVEN)
    assert found.max() < 0.05


@given(
    st.lists(st.tuples(st.integers(1, 9999), st.none() | st.integers(0, DAYS - 1)), min_size=2, max_size=8),
)
def test_what_others_say_is_a_chance_for_each_day(told: list[tuple[int, int | None]]) -> None:
    numbers, days = zip(*sorted(told, key=lambda one: one[0]), strict=True)
    found = told_by_others(numbers, shown(*days), EVEN)
    assert np.isfinite(found).all()
    assert (found >= 0).all()
    assert np.allclose(found.sum(1), 1)
