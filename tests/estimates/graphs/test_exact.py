from __future__ import annotations

from itertools import combinations_with_replacement

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaln

from tollbook.estimates.graphs.enumerate import decomposable
from tollbook.estimates.graphs.exact import exact
from tollbook.estimates.graphs.margin import base, margin
from tollbook.estimates.graphs.posterior import Posterior
from tollbook.estimates.table import Table


@pytest.mark.parametrize(("lists", "persons"), [(2, 4), (3, 3), (4, 2)])
@pytest.mark.parametrize("delta", [0.1, 1.0])
def test_by_each_graph_the_probabilities_of_all_tables_sum_to_one(lists: int, persons: int, delta: float) -> None:
    """What a likelihood is: over all ways in which so many persons may stand on the lists."""
    powers = decomposable(lists)[1]
    total = np.zeros(len(powers))
    for places in combinations_with_replacement(range(1 << lists), persons):
        full = np.bincount(places, minlength=1 << lists)
        table = Table.of("abcd"[:lists], enumerate(full.tolist()[1:], start=1))
        missing = np.array([float(full[0])])
        factors = np.array([margin(table, subset, delta, missing)[0] for subset in range(1 << lists)])
        total += np.exp(powers @ factors + gammaln(persons + 1) - gammaln(full + 1).sum())
    assert total == pytest.approx(np.ones(len(powers)))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 400), min_size=7, max_size=7), st.sampled_from([0.125, 1.0]))
def test_blocks_give_the_quantiles_of_every_number_looked_at_one_by_one(counts: list[int], delta: float) -> None:
    table = Table.of("abc", enumerate([*counts[:-1], counts[-1] + 1], start=1))
    ceiling = 20_000
    powers = decomposable(3)[1]
    missing = np.arange(ceiling + 1.0)
    logs = powers @ np.array([margin(table, one, delta, missing) for one in range(8)]) + base(table, missing)
    share = np.exp(logs - logs.max())
    whole = Posterior(table.recorded, np.arange(ceiling + 2), share.sum(axis=0) / share.sum())
    averaged = exact(table, delta, ceiling, level=0.95, seed=0)
    for probability in (0.025, 0.5, 0.975):
        assert abs(averaged.posterior.quantile(probability) - whole.quantile(probability)) <= 1
    assert averaged.posterior.mean == pytest.approx(whole.mean, rel=1e-4)
    assert averaged.posterior.deviation == pytest.approx(whole.deviation, rel=1e-3, abs=1e-3)
    assert averaged.weights == pytest.approx(share.sum(axis=1) / share.sum(), abs=1e-5)


def test_weights_and_shares_sum_to_one(netherlands: Table) -> None:
    averaged = exact(netherlands, 2**-5, 300_000, level=0.95, seed=0)
    assert averaged.posterior.share.sum() == pytest.approx(1)
    assert averaged.weights is not None and averaged.weights.sum() == pytest.approx(1)
    assert averaged.looked == 822 and len(averaged.leading) == 10


def test_as_many_people_more_take_about_as_many_blocks(uk: Table) -> None:
    """The posterior of ten thousand times as many has no more blocks: cost does not grow with the persons."""
    few, many = (
        exact(Table(uk.lists, uk.patterns, uk.counts * more), 2**-5, 40 * uk.recorded * more, level=0.95, seed=0)
        for more in (1, 3_000)
    )
    assert len(many.posterior.share) < 3 * len(few.posterior.share)
