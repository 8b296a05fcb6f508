from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import stats

from tollbook.estimates.classes import variates

MANY = 20_000
TOO_RARE = 1e-4
"""A test that fails by chance once in ten thousand seeds; the seeds are fixed."""


def drawn(variate: Callable[..., Any], *of: float) -> np.ndarray[Any, Any]:
    stream = variates.stream(np.random.SeedSequence(5))
    return np.array([variate(stream, *of) for _ in range(MANY)])


def fits(found: np.ndarray[Any, Any], law: Any) -> bool:
    """By chi-square over about thirty equally likely steps of the law."""
    ends = np.unique(law.ppf(np.linspace(0, 1, 31)[1:-1]))
    expected = np.diff(np.concatenate([[0], law.cdf(ends), [1]])) * len(found)
    observed = np.diff(np.concatenate([[0], np.searchsorted(np.sort(found), ends, side="right"), [len(found)]]))
    kept = expected > 1
    return bool(
        stats.chi2.sf(((observed - expected)[kept] ** 2 / expected[kept]).sum(), kept.sum() - 1) > TOO_RARE
    )


@pytest.mark.parametrize(
    ("n", "p"), [(5, 0.3), (20, 0.5), (25, 0.45), (1_000, 0.001), (1_000, 0.97), (1_000, 0.3), (10**10, 0.4)]
)
def test_binomial(n: int, p: float) -> None:
    assert fits(drawn(variates.binomial, n, p), stats.binom(n, p))


@pytest.mark.parametrize("mean", [0.05, 0.8, 9.9, 10.0, 500.0, 1e8])
def test_poisson(mean: float) -> None:
    assert fits(drawn(variates.poisson, mean), stats.poisson(mean))


@pytest.mark.parametrize("shape", [0.05, 0.25, 1.0, 3.0, 5_000.0])
def test_gamma(shape: float) -> None:
    assert fits(drawn(variates.gamma, shape), stats.gamma(shape))


@pytest.mark.parametrize(("one", "other"), [(1.0, 1.0), (5.0, 100.0), (1.0, 0.3)])
def test_the_share_of_two_gammas_is_beta(one: float, other: float) -> None:
    found = drawn(variates.gammas, one, other)
    assert fits(found[:, 0] / found.sum(axis=1), stats.beta(one, other))


def test_nobody_and_everybody_are_certain() -> None:
    assert not drawn(variates.binomial, 10**6, 0.0).any()
    assert (drawn(variates.binomial, 10**6, 1.0) == 10**6).all()
    assert not drawn(variates.poisson, 0.0).any()


def test_uniform_is_never_at_its_ends() -> None:
    found = drawn(variates.uniform)
    assert fits(found, stats.uniform())
    assert found.min() > 0 and found.max() < 1


def test_streams_of_different_seeds_differ_and_of_the_same_do_not() -> None:
    one, again, other = (variates.stream(np.random.SeedSequence(seed)) for seed in (1, 1, 2))
    assert variates.uniform(one) == variates.uniform(again) != variates.uniform(other)
