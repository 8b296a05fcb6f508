from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.estimates.graphs import blocks
from tollbook.estimates.graphs.posterior import Posterior

CEILINGS = st.integers(1, 10**9)
RATIOS = st.floats(0.001, 0.1)


@given(CEILINGS, RATIOS)
def test_blocks_hold_every_number_once_and_are_no_wider_than_asked(ceiling: int, ratio: float) -> None:
    edges = blocks.lay(ceiling, ratio)
    assert edges[0] == 0 and edges[-1] == ceiling + 1 and (np.diff(edges) >= 1).all()
    assert (np.diff(edges) <= 1 + 1.1 * ratio * edges[1:]).all()
    assert blocks.widths(edges).sum() == ceiling + 1


@given(CEILINGS, RATIOS, st.integers(0, 2**32))
def test_cutting_keeps_every_edge_and_leaves_no_share_too_large(ceiling: int, ratio: float, seed: int) -> None:
    edges = blocks.lay(ceiling, ratio)
    share = np.random.default_rng(seed).dirichlet(np.full(len(edges) - 1, 0.05))
    finer = blocks.split(edges, share)
    assert np.isin(edges, finer).all() and (np.diff(finer) >= 1).all()
    parts = np.diff(np.searchsorted(finer, edges))
    assert ((share / parts <= 1 / blocks.FINEST * (1 + 1e-9)) | (parts == np.diff(edges))).all()
    assert np.array_equal(blocks.split(edges, np.zeros_like(share)), edges)


@given(CEILINGS, st.integers(0, 2**32))
def test_only_the_chosen_are_narrowed(ceiling: int, seed: int) -> None:
    edges = blocks.lay(ceiling, 1 / 32)
    chosen = np.random.default_rng(seed).random(len(edges) - 1) < 0.3
    finer = blocks.narrow(edges, chosen, 1 / 1000)
    parts = np.diff(np.searchsorted(finer, edges))
    assert np.isin(edges, finer).all() and (parts[~chosen] == 1).all()
    assert (np.diff(edges)[chosen] / parts[chosen] <= np.maximum(1, edges[:-1][chosen] / 1000) + 1e-9).all()


def test_quantiles_inside_a_block_are_shared_out_evenly() -> None:
    posterior = Posterior(100, np.array([0, 1, 11, 12]), np.array([0.25, 0.5, 0.25]))
    quantiles = [posterior.quantile(one) for one in (0.1, 0.25, 0.3, 0.5, 0.75, 0.9)]
    assert quantiles == [100, 100, 101, 105, 110, 111]
    assert posterior.mean == pytest.approx(105.5)
    assert posterior.below(10) == pytest.approx(0.75) and posterior.below(5) == pytest.approx(0.5)
    assert posterior.quantile(1.0, ceiling=5) == 105
    assert posterior.interval(0.5, ceiling=10) == (100, 107)
