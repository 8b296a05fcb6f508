"""Sums over strata: as wide as they must be, and no wider."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.estimates import Estimate, Table, chao
from tollbook.estimates.strata import add
from tollbook.model.finding import Finding

WARNING = Finding(code="estimate.some", where="", message="something", advice="do this")


def posterior(recorded: int, mean: float, spread: float, seed: int, draws: int = 20_000) -> Estimate:
    values = np.maximum(recorded, np.random.default_rng(seed).normal(mean, spread, draws))
    low, total, high = np.quantile(values, [0.025, 0.5, 0.975]).tolist()
    return Estimate(estimator="some", recorded=recorded, total=total, low=low, high=high, draws=values, seed=seed)


def test_draws_of_strata_add_up_as_independent_numbers_do() -> None:
    found = add({"north": posterior(100, 1000, 30, 1), "south": posterior(100, 2000, 40, 1)}, seed=5)
    assert found.recorded == 200
    assert found.total == pytest.approx(3000, abs=3)
    assert (found.low, found.high) == pytest.approx((3000 - 1.96 * 50, 3000 + 1.96 * 50), abs=4)
    assert found.draws is not None and len(found.draws) == 20_000 and not found.warnings


def test_the_same_seed_gives_the_same_sum_and_strata_with_fewer_draws_are_drawn_from_anew() -> None:
    parts = {"north": posterior(100, 1000, 30, 1), "south": posterior(100, 2000, 40, 2, draws=500)}
    assert add(parts, seed=3) == add(parts, seed=3)
    assert add(parts, seed=3).high == pytest.approx(3000 + 1.96 * 50, abs=12)


def test_one_stratum_alone_is_itself() -> None:
    part = posterior(100, 1000, 30, 1)
    found = add({"north": part})
    assert (found.total, found.low, found.high) == pytest.approx((part.total, part.low, part.high))


def test_bootstrap_draws_give_the_interval_and_the_points_the_point() -> None:
    part = posterior(100, 1000, 30, 1)
    shifted = Estimate(estimator="some", recorded=100, total=950, low=900, high=1060, draws=part.draws, seed=1)
    found = add({"north": shifted, "south": shifted})
    assert found.total == 1900
    assert found.low <= 1900 < found.high


def test_without_draws_the_distances_to_the_limits_add_as_squares_and_this_is_told(kosovo: Table) -> None:
    part = chao.estimate(kosovo)
    found = add({"north": part, "south": part, "east": part, "west": part})
    assert found.total == pytest.approx(4 * part.total)
    assert found.total - found.low == pytest.approx(2 * (part.total - part.low))
    assert found.high - found.total == pytest.approx(2 * (part.high - part.total))
    assert found.bound
    assert [warning.code for warning in found.warnings] == ["estimate.sum-without-draws"]


def test_a_stratum_without_a_number_counts_as_recorded_and_makes_the_sum_a_bound() -> None:
    found = add({"north": posterior(100, 1000, 30, 1)}, silent={"south": 40, "east": 2})
    assert found.bound and found.recorded == 142
    assert found.total == pytest.approx(1042, abs=2)
    (warning,) = found.warnings
    assert warning.code == "estimate.stratum-silent" and "“south”, “east”" in warning.message


def test_warnings_of_strata_are_told_once_with_where_they_hold() -> None:
    part = Estimate(estimator="some", recorded=1, total=2, low=1, high=3, warnings=(WARNING, WARNING))
    codes = [(one.code, one.where) for one in add({"a": part, "b": part, "c": part}).warnings]
    assert ("estimate.some", "stratum “a” and 2 more") in codes
    assert len(codes) == 2


def test_estimates_of_different_kinds_are_not_added() -> None:
    part = Estimate(estimator="some", recorded=1, total=2, low=1, high=3)
    other = Estimate(estimator="other", recorded=1, total=2, low=1, high=3)
    for parts in ({}, {"a": part, "b": other}):
        with pytest.raises(ValueError, match="one estimator"):
            add(parts)


@given(
    st.lists(st.tuples(st.integers(1, 10**6), st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 1e6)), min_size=1)
)
def test_the_sum_lies_between_the_sums_of_the_limits(several: list[tuple[int, float, float, float]]) -> None:
    parts = {}
    for name, (recorded, more, below, above) in enumerate(several):
        total = recorded + more
        low = max(float(recorded), total - below)
        parts[str(name)] = Estimate(estimator="e", recorded=recorded, total=total, low=low, high=total + above)
    found = add(parts)
    near = 1e-6 * found.high
    assert sum(part.low for part in parts.values()) - near <= found.low <= found.total <= found.high
    assert found.high <= sum(part.high for part in parts.values()) + near
    assert found.low >= found.recorded - near
