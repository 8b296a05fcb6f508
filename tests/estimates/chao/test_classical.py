from __future__ import annotations

import pytest

from tollbook.estimates import Table, chao


@pytest.mark.parametrize(
    ("name", "total"),
    [
        ("kosovo", 10270.5),
        ("madigan_york", 871.6),
        ("massachusetts", 700.6),
        ("uk", 17616.7),
        ("netherlands", 81239.8),
        ("new_orleans", 1681.4),
        ("western_us", 2813.7),
    ],
)
def test_the_bound_is_the_recorded_and_f1_squared_over_2_f2(
    name: str, total: float, request: pytest.FixtureRequest
) -> None:
    assert chao.classical(request.getfixturevalue(name)).total == pytest.approx(total, abs=0.06)


def test_the_interval_is_that_of_chao_1987() -> None:
    """Worked by hand: f1 = 60, f2 = 30, so 60 unrecorded; variance 30 (4 + 8 + 2) = 420; C = exp(1.96 sqrt(log(1 +
    420 / 3600))) = 1.917."""
    found = chao.classical(Table.of("abc", {0b001: 60, 0b011: 30}))
    assert (found.total, found.low, found.high) == pytest.approx((150, 90 + 60 / 1.917, 90 + 60 * 1.917), rel=1e-3)
