from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tollbook.incidents.reports.series import bounds, chain

STEADY = [(1000 + 10 * day, 700_000 + day, 1.0) for day in range(0, 300, 15)]


def test_a_date_read_wrongly_stays_outside_the_chain() -> None:
    wrong = (1500, 690_000, 1.0)
    assert chain([*STEADY, wrong]) == [(number, day) for number, day, _ in STEADY]


def test_what_was_numbered_between_two_was_published_between_them() -> None:
    assert bounds(chain(STEADY), 1200) == (700_015, 700_030)
    assert bounds(chain(STEADY), 1) == (0, 700_000)


def test_one_report_makes_no_series() -> None:
    assert chain([(7, 700_000, 1.0)]) == []


@given(st.lists(st.tuples(st.integers(1, 99), st.integers(1, 99), st.floats(0.1, 1)), max_size=12))
def test_days_never_fall_by_more_than_the_grace_as_numbers_rise(anchors: list[tuple[int, int, float]]) -> None:
    found = chain(anchors)
    assert all(a[0] < b[0] and a[1] <= b[1] + 1 for a, b in pairwise(found))
    assert found == chain(list(reversed(anchors)))
