from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.estimates import Estimate, Table
from tollbook.estimates.report import draw_intervals, draw_overlap, draw_posterior
from tollbook.estimates.report.scale import Scale

NUMBERS = st.floats(0, 1e9)


@given(NUMBERS, NUMBERS, st.floats(0, 1))
def test_a_scale_holds_its_numbers_and_keeps_their_order(one: float, other: float, share: float) -> None:
    low, high = min(one, other), max(one, other)
    scale = Scale.over(low, high)
    between = low + share * (high - low)
    assert scale.first <= low and high <= scale.last
    assert 0 <= scale.place(low) <= scale.place(between) <= scale.place(high) <= 100
    assert 2 <= len(scale.ticks()) <= 9
    assert (scale.ticks()[0].x, scale.ticks()[-1].x) == (0, 100)


def test_columns_stand_by_number_and_each_names_its_lists() -> None:
    drawn = draw_overlap.draw(Table.of(["a", "b", "c"], {0b001: 5, 0b110: 50, 0b111: 10}))
    assert [(one.lists, one.count) for one in drawn.columns] == [
        ("b and c", 50),
        ("a, b and c", 10),
        ("only a", 5),
    ]
    assert [one.on for one in drawn.columns] == [(False, True, True), (True, True, True), (True, False, False)]
    heights = [drawn.floor - one.y for one in drawn.columns]
    assert heights[1] == pytest.approx(heights[0] / 5) and heights[2] == pytest.approx(heights[0] / 10)
    assert drawn.unseen > drawn.columns[-1].x


def test_a_bar_that_leaves_the_picture_is_open_and_its_number_is_told_whole() -> None:
    near = Estimate(estimator="log-linear", recorded=100, total=150, low=120, high=200)
    far = Estimate(estimator="stepwise", recorded=100, total=160, low=110, high=10**9)
    endless = Estimate(estimator="latent classes", recorded=100, total=170, low=110, high=np.inf)
    drawn = draw_intervals.draw([near, far, endless], 100, "log-linear")
    assert drawn is not None
    assert [one.open for one in drawn.bars] == [False, True, True]
    assert drawn.bars[0].x2 < drawn.bars[1].x2 == 100
    assert "1,000,000,000" in drawn.bars[1].numbers and "no limit" in drawn.bars[2].numbers
    assert drawn.bars[0].recommended and not drawn.bars[1].recommended


def test_a_bound_is_drawn_without_an_end() -> None:
    chao = Estimate(estimator="chao", recorded=100, total=150, low=130, high=180, bound=True)
    drawn = draw_intervals.draw([chao], 100, "")
    assert drawn is not None and drawn.bars[0].open and drawn.bars[0].x2 == 100
    assert "180" not in drawn.words
    assert draw_intervals.draw([], 100, "") is None


def test_a_histogram_is_dark_inside_the_interval_only() -> None:
    draws = np.random.default_rng(1).normal(1000, 100, 4000)
    low, high = np.quantile(draws, [0.025, 0.975])
    drawn = draw_posterior.draw(
        Estimate(estimator="decomposable", recorded=500, total=1000, low=low, high=high, draws=draws)
    )
    assert drawn is not None and drawn.kind == "posterior"
    inside = [one.inside for one in drawn.bins]
    assert not inside[0] and not inside[-1] and inside[len(inside) // 2]
    assert max(one.height for one in drawn.bins) == 120


@pytest.mark.parametrize("draws", [None, np.array([5.0] * 19), np.full(100, 700.0), np.full(100, np.inf)])
def test_few_or_equal_or_endless_draws_break_no_picture(
    draws: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> None:
    one = Estimate(estimator="decomposable", recorded=500, total=700, low=600, high=800, draws=draws)
    drawn = draw_posterior.draw(one)
    assert drawn is None or len(drawn.bins) == 1
