from __future__ import annotations

import numpy as np
import pytest

from tollbook.estimates.graphs import estimate
from tollbook.estimates.graphs.averaged import Averaged, Weighed
from tollbook.estimates.graphs.doubt import doubts
from tollbook.estimates.graphs.enumerate import decomposable
from tollbook.estimates.graphs.exact import exact
from tollbook.estimates.graphs.look_ahead import look_ahead
from tollbook.estimates.graphs.posterior import Posterior
from tollbook.estimates.graphs.step import mended
from tollbook.estimates.graphs.walk import walk
from tollbook.estimates.table import Table


def short(table: Table, seed: int = 0, sweeps: int = 500) -> Averaged:
    delta, ceiling = 2.0 ** -len(table.lists), 40 * table.recorded
    return walk(table, delta, ceiling, level=0.95, seed=seed, burn=100, sweeps=sweeps, rounds=1)


@pytest.mark.parametrize("name", ["new_orleans", "massachusetts"])
def test_a_walk_agrees_with_looking_at_every_graph(name: str, request: pytest.FixtureRequest) -> None:
    """To Monte Carlo error: the quantiles within 4% and the weights of the greatest within 0.05."""
    table = request.getfixturevalue(name)
    each = exact(table, 2.0 ** -len(table.lists), 40 * table.recorded, level=0.95, seed=0)
    walked = short(table)
    for probability in (0.025, 0.5, 0.975):
        expected = each.posterior.quantile(probability)
        assert walked.posterior.quantile(probability) == pytest.approx(expected, rel=0.04)
        assert np.quantile(walked.draws, probability) == pytest.approx(expected, rel=0.06)
    weights = {one.cliques: one.weight for one in walked.leading}
    for one in each.leading[:3]:
        assert weights.get(one.cliques, 0.0) == pytest.approx(one.weight, abs=0.05)


def test_chains_pass_between_graphs_at_odds(netherlands: Table) -> None:
    """A third of the weight is with graphs that give four times as many; few graphs in between have any."""
    walked = short(netherlands, sweeps=300)
    each = exact(netherlands, 2**-5, 40 * netherlands.recorded, level=0.95, seed=0)
    far = 1 - each.posterior.below(80_000)
    assert 0.2 < far < 0.5
    assert 1 - walked.posterior.below(80_000) == pytest.approx(far, abs=0.1)


def test_the_same_seed_walks_the_same_way(new_orleans: Table) -> None:
    one, again, other = (short(new_orleans, seed, 40) for seed in (1, 1, 2))
    assert np.array_equal(one.draws, again.draws) and one.leading == again.leading
    assert not np.array_equal(one.draws, other.draws)


def test_steps_are_those_to_decomposable_graphs_and_no_others() -> None:
    graphs = decomposable(5)[0]
    told = {tuple(one) for one in graphs.tolist()}
    for graph in graphs[::9]:
        for one in range(5):
            for other in range(one):
                stepped = graph.copy()
                stepped[one] ^= 1 << other
                stepped[other] ^= 1 << one
                stays = mended(graph.astype(np.int64), one, other) >= 0
                assert stays == (tuple(stepped.tolist()) in told)


def test_seven_lists_are_walked_over_with_their_diagnostics_told() -> None:
    """Seven lists independent of one another, each with a fifth of all: about 600, of whom 126 are on none."""
    sizes = {pattern: round(600 * 0.8**7 / 4 ** pattern.bit_count()) for pattern in range(1, 128)}
    heard: list[float] = []
    made = estimate(Table.of("abcdefg", sizes), progress=heard.append)
    assert made.low < 600 < made.high
    assert made.model == "[1,2,3,4,5,6,7]"
    assert made.fit["rhat"] <= 1.01 and made.fit["ess"] >= 400 and made.fit["chains"] == 4
    assert made.warnings == ()
    assert made.draws is not None and len(made.draws) == 10_000
    assert heard == sorted(heard) and heard[-1] == 1.0


def test_chains_that_do_not_agree_are_a_warning() -> None:
    averaged = Averaged(
        posterior=Posterior(10, np.array([0, 1, 2]), np.array([0.5, 0.5])),
        draws=np.zeros(4),
        leading=(Weighed("[1,2,3]", 1.0, 10, 11),),
        complete=0.0,
        looked=1,
        fit={"rhat": 1.2, "ess": 30.0, "rhat of the graphs": 1.1},
    )
    (warning,) = doubts(averaged, 1_000, 0.95)
    assert warning.code == "estimate.mixing" and "1.200" in warning.message


def test_of_many_persons_only_likely_numbers_are_looked_at_closely() -> None:
    sizes = {pattern: 10_000 * 2 ** (7 - pattern.bit_count()) for pattern in range(1, 128)}
    table = Table.of("abcdefg", sizes)
    edges = look_ahead(table, 2**-7, 40 * table.recorded, np.random.default_rng(0))
    near = abs(edges[:-1] - 1_280_000) < 3_000
    widest = np.diff(edges)[near].max()
    assert widest <= 1_283_000 / (2 * table.recorded**0.5) + 1
    assert len(edges) < 8_000
