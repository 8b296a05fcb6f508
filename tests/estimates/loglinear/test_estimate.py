from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import chi2

from tollbook.estimates.loglinear import average, estimate
from tollbook.estimates.loglinear.average import weights
from tollbook.estimates.loglinear.fit import Criterion, fit_all
from tollbook.estimates.loglinear.interval import Profile
from tollbook.estimates.loglinear.models import hierarchical
from tollbook.estimates.table import Table

PUBLISHED: list[tuple[str, Criterion, str, float, float, float]] = [
    ("kosovo", "bic", "[123,14,34]", 10_334.5, 8_994.3, 12_110.4),
    ("kosovo", "aic", "[123,134]", 12_688.0, 10_184.3, 16_703.4),
    ("madigan_york", "bic", "[23,1]", 729.7, 699.8, 766.5),
    ("madigan_york", "aic", "[12,23]", 756.3, 713.2, 813.8),
]


@pytest.mark.parametrize(("table", "criterion", "model", "total", "low", "high"), PUBLISHED)
def test_model_point_and_interval_are_those_of_rcapture_to_a_tenth(
    request: pytest.FixtureRequest,
    table: str,
    criterion: Criterion,
    model: str,
    total: float,
    low: float,
    high: float,
) -> None:
    found = estimate(request.getfixturevalue(table), criterion=criterion)
    assert found.model == model
    assert (found.total, found.low, found.high) == pytest.approx((total, low, high), abs=0.1)


def test_bic_is_by_the_recorded_and_the_poisson_likelihood(kosovo: Table, madigan_york: Table) -> None:
    """Rcapture 1.4: 203 for Kosovo, 76 for Madigan & York."""
    assert estimate(kosovo).fit["bic"] == pytest.approx(203.03, abs=0.005)
    assert estimate(madigan_york).fit["bic"] == pytest.approx(76.03, abs=0.005)


def test_the_carried_on_expectation_is_the_number_told_to_the_tribunal(kosovo: Table) -> None:
    """10,356: Ball and others (2002), Killings and Refugee Flow in Kosovo March-June 1999."""
    assert math.floor(kosovo.recorded + math.exp(fit_all(kosovo).best("bic").level)) == 10_356


def test_the_ends_of_an_interval_are_as_likely_as_its_level_says(madigan_york: Table) -> None:
    profile = Profile(madigan_york, hierarchical(3)[0])
    top = profile.highest()
    low, high = profile.interval(top, 0.9)
    assert low < top < high
    for end in (low, high):
        assert profile(top) - profile(end) == pytest.approx(chi2.ppf(0.9, 1) / 2, abs=1e-6)
    assert profile.slope(top) == pytest.approx(0, abs=1e-8)


def test_models_about_as_good_that_say_something_else_are_told(kosovo: Table, madigan_york: Table) -> None:
    assert "estimate.models-apart" in [one.code for one in estimate(kosovo).warnings]
    assert "estimate.models-apart" not in [one.code for one in estimate(madigan_york).warnings]


def test_two_lists_come_with_a_warning_that_independence_is_taken_for_granted() -> None:
    found = estimate(Table.of("ab", {1: 90, 2: 40, 3: 10}))
    assert [one.code for one in found.warnings] == ["estimate.independent"]
    assert found.low < 500 < found.high


def test_weights_sum_to_one_and_fall_with_the_criterion(kosovo: Table) -> None:
    fits = fit_all(kosovo)
    shares = weights(fits, "bic")
    assert shares.sum() == pytest.approx(1)
    order = np.argsort([one.bic for one in fits.fitted], kind="stable")
    assert (np.diff(shares[order]) <= 0).all()


def test_an_average_is_its_draws_and_the_same_for_the_same_seed(madigan_york: Table) -> None:
    found, again, other = (
        average(madigan_york, seed=3),
        average(madigan_york, seed=3),
        average(madigan_york, seed=4),
    )
    assert found.draws is not None and again.draws is not None and other.draws is not None
    assert (found.draws == again.draws).all() and (found.draws != other.draws).any()
    assert found.low < found.total < found.high and found.total == np.median(found.draws)
    assert found.fit["models"] == 8
    # As likely as the posterior of dga says, 731 (694 to 787), by another road.
    assert (found.low, found.total, found.high) == pytest.approx((694, 731, 787), rel=0.02)
