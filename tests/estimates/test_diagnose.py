from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from scipy.signal import lfilter

from tollbook.estimates.diagnose import ESS, RHAT, ess, rhat


def autoregressive(chains: int, length: int, correlation: float, seed: int) -> npt.NDArray[np.float64]:
    noise = np.random.default_rng(seed).standard_normal((chains, length + 500))
    return np.asarray(lfilter([1.0], [1.0, -correlation], noise, axis=1))[:, 500:]


def test_independent_draws_agree_and_are_worth_about_their_number() -> None:
    draws = np.random.default_rng(0).standard_normal((4, 5_000))
    assert rhat(draws) < 1.002
    assert 0.85 * draws.size < ess(draws) < 1.15 * draws.size


@pytest.mark.parametrize("correlation", [0.5, 0.9, 0.98])
def test_correlated_draws_are_worth_what_theory_says(correlation: float) -> None:
    """The bulk size of a first-order autoregression is its length times (1 - r) / (1 + r); its tails have more."""
    draws = autoregressive(4, 50_000, correlation, seed=1)
    expected = draws.size * (1 - correlation) / (1 + correlation)
    assert 0.8 * expected < ess(draws) < 1.25 * expected


def test_chains_at_different_places_or_of_different_spread_do_not_agree() -> None:
    draws = np.random.default_rng(2).standard_normal((4, 1_000))
    shifted, spread = draws.copy(), draws.copy()
    shifted[0] += 2
    spread[0] *= 5
    assert rhat(shifted) > 1.1 and ess(shifted) < ESS
    assert rhat(spread) > 1.1
    assert rhat(draws) < RHAT


def test_a_chain_that_drifts_does_not_agree_with_itself() -> None:
    draws = np.random.default_rng(3).standard_normal((4, 1_000)) + np.linspace(0, 3, 1_000)
    assert rhat(draws) > 1.1


def test_neither_changes_under_a_monotone_change_of_scale() -> None:
    draws = autoregressive(4, 2_000, 0.6, seed=4)
    assert rhat(draws) == pytest.approx(rhat(np.exp(draws)), abs=0.01)
    assert ess(draws) == pytest.approx(ess(np.exp(draws)), rel=1e-9)


def test_draws_all_alike_agree_and_chains_that_never_move_do_not() -> None:
    alike = np.full((4, 100), 7.0)
    stuck = np.repeat(np.arange(4.0)[:, None], 100, axis=1)
    assert rhat(alike) == 1.0 and ess(alike) == 400
    assert rhat(stuck) == float("inf") and ess(stuck) < 20


def test_three_draws_are_too_few_to_say() -> None:
    with pytest.raises(ValueError, match="at least four"):
        rhat(np.zeros((4, 3)))
