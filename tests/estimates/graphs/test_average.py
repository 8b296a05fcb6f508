from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.estimates.estimate import NotIdentified
from tollbook.estimates.graphs import estimate
from tollbook.estimates.table import Table

DGA = [
    ("madigan_york", None, 731, 694, 787, 734),
    ("madigan_york", 1.0, 732, 681, 800, 735),
    ("kosovo", None, 12_595, 9_827, 16_544, 12_749),
    ("massachusetts", None, 618, 590, 656, 619),
    ("massachusetts", 0.5, 616, 588, 655, 618),
    ("uk", None, 22_990, 10_387, 33_510, 21_282),
    ("netherlands", None, 50_436, 41_677, 207_827, 89_728),
    ("new_orleans", None, 869, 511, 1_762, 936),
    ("western_us", None, 2_133, 1_343, 3_876, 2_256),
]
"""Table, delta, and the median, 2.5% and 97.5% quantile and mean of the total that R's dga 2.0.1 gives."""


@pytest.mark.parametrize(("name", "delta", "total", "low", "high", "mean"), DGA)
def test_quantiles_are_those_of_r_to_the_integer(
    name: str, delta: float | None, total: int, low: int, high: int, mean: int, request: pytest.FixtureRequest
) -> None:
    made = estimate(request.getfixturevalue(name), delta=delta)
    assert (made.total, made.low, made.high) == (total, low, high)
    assert round(made.fit["mean"]) == mean


def test_the_graph_of_the_greatest_weight_is_the_model_and_the_ten_greatest_are_told(kosovo: Table) -> None:
    made = estimate(kosovo)
    weights = {name.removeprefix("weight "): one for name, one in made.fit.items() if name.startswith("weight")}
    assert made.model == "[123,134]" == next(iter(weights))
    assert len(weights) == 10 and list(weights.values()) == sorted(weights.values(), reverse=True)
    assert sum(weights.values()) == pytest.approx(1, abs=1e-6)
    assert made.fit["graphs"] == 61 and made.fit["ceiling"] == 40 * 4_400


def test_draws_are_of_the_posterior_and_the_same_for_the_same_seed(kosovo: Table) -> None:
    one, again, other = estimate(kosovo, seed=1), estimate(kosovo, seed=1), estimate(kosovo, seed=2)
    assert one.draws is not None and again.draws is not None and other.draws is not None
    assert np.array_equal(one.draws, again.draws) and not np.array_equal(one.draws, other.draws)
    assert np.quantile(one.draws, [0.025, 0.5, 0.975]) == pytest.approx([one.low, one.total, one.high], rel=0.02)
    assert one.draws.min() >= kosovo.recorded


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=15, max_size=15), st.permutations(range(4)))
def test_the_order_of_the_lists_changes_nothing(counts: list[int], order: list[int]) -> None:
    table = Table.of("abcd", enumerate([c + (i % 3 == 2) for i, c in enumerate(counts)], start=1))
    try:
        one = estimate(table, ceiling=2_000)
    except NotIdentified:
        with pytest.raises(NotIdentified):
            estimate(table.only(order), ceiling=2_000)
        return
    other = estimate(table.only(order), ceiling=2_000)
    assert (one.total, one.low, one.high) == pytest.approx((other.total, other.low, other.high), abs=1)
    assert one.fit["mean"] == pytest.approx(other.fit["mean"])
    assert table.recorded <= one.low <= one.total <= one.high <= table.recorded + 2_000


def test_two_lists_or_three_of_which_one_is_empty_are_refused() -> None:
    for lists in ("ab", "abc"):
        with pytest.raises(NotIdentified, match="two lists"):
            estimate(Table.of(lists, {0b01: 20, 0b10: 30, 0b11: 5}))


def test_lists_that_share_nobody_are_refused() -> None:
    with pytest.raises(NotIdentified, match="nobody stands on two lists"):
        estimate(Table.of("abc", {0b001: 20, 0b010: 30, 0b100: 5}))


def test_lists_all_joined_are_refused_since_only_the_prior_would_speak() -> None:
    """Every pair depends on the third list: only the graph that joins all three remains."""
    table = Table.of("abc", {1: 4_000, 2: 5_000, 4: 6_000, 3: 300, 5: 2_000, 6: 2_500, 7: 1_900})
    with pytest.raises(NotIdentified, match="from the prior"):
        estimate(table)


def test_an_estimate_that_hangs_on_the_ceiling_or_on_models_at_odds_says_so(
    kosovo: Table, netherlands: Table
) -> None:
    assert estimate(kosovo).warnings == ()
    warnings = {one.code: one.message for one in estimate(netherlands).warnings}
    assert set(warnings) == {"estimate.ceiling", "estimate.models"}
    assert "164,680 in place of 329,360 it is 49,385 (41,405 to 168,992)" in warnings["estimate.ceiling"]
    assert "[125,235,245] (55%)" in warnings["estimate.models"]


def test_where_the_prior_says_much_of_it_a_warning_says_so() -> None:
    """One pair of lists overlaps, the third with neither: a third of the weight is with all three joined."""
    made = estimate(Table.of("abc", {0b001: 40, 0b010: 30, 0b100: 20, 0b011: 6}))
    warning = next(one for one in made.warnings if one.code == "estimate.prior")
    assert warning.message.startswith("31% of the weight") and made.fit["weight [123]"] == pytest.approx(
        0.308, abs=1e-3
    )


def test_a_ceiling_binds(western_us: Table) -> None:
    made = estimate(western_us, ceiling=1_000)
    assert made.high <= western_us.recorded + 1_000
    assert "estimate.ceiling" in {one.code for one in made.warnings}


@pytest.mark.parametrize("wrong", [{"delta": 0.0}, {"ceiling": 0}, {"level": 1.0}])
def test_what_makes_no_prior_or_interval_is_an_error(madigan_york: Table, wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="above 0"):
        estimate(madigan_york, **wrong)  # type: ignore[arg-type]


def test_ten_million_persons_cost_no_more_than_a_few(madigan_york: Table) -> None:
    """Three lists independent of one another, each with a third of all: 15 million, of whom 10.6 are recorded."""
    sizes = {pattern: 555_556 * 2 ** (3 - pattern.bit_count()) for pattern in range(1, 8)}
    made = estimate(Table.of("abc", sizes), delta=1.0)
    everyone = sum(sizes.values()) + 555_556 * 8
    assert made.low < everyone < made.high
    assert made.high - made.low < 20_000
    assert made.model == "[1,2,3]"


def test_six_lists_are_looked_at_one_by_one_and_told_to_be() -> None:
    sizes = {pattern: 3 ** (6 - pattern.bit_count()) for pattern in range(1, 64)}
    heard: list[float] = []
    made = estimate(Table.of("abcdef", sizes), progress=heard.append)
    assert made.fit["graphs"] == 18_154
    assert made.low < sum(sizes.values()) + 729 < made.high
    assert heard == sorted(heard) and heard[-1] == 1.0
