from __future__ import annotations

import numpy as np

from tollbook.estimates import Table
from tollbook.estimates.classes.cells import Cells
from tollbook.estimates.classes.walk import Chain
from tollbook.estimates.diagnose import Floats, ess

LISTS, MOST, RECORDED = 3, 4, 15
PATTERNS = np.arange(1 << LISTS)[:, None] >> np.arange(LISTS) & 1


def figures(alpha: float, weights: Floats, listing: Floats) -> list[float]:
    """What is compared: no figure of it may be further from its prior than chance has it."""
    cells = chances(weights, listing)
    return [
        float(alpha < 0.05),
        float(alpha > 1),
        weights[0],
        float(weights[-1] > 0.05),
        float(weights.max()),
        listing[0, 0],
        float((listing[-1] ** 2).mean()),
        cells[0],
        cells[0] ** 2,
        cells[-1],
    ]


def chances(weights: Floats, listing: Floats) -> Floats:
    """Of each pattern its probability, that of nobody's list first."""
    of = np.where(PATTERNS[:, None, :] == 1, listing, 1 - listing).prod(axis=2)
    return np.asarray(of @ weights)


def prior(rng: np.random.Generator) -> list[float]:
    alpha = rng.gamma(0.25, 4)
    broken = np.append(rng.beta(1, max(alpha, 1e-12), MOST - 1), 1)
    weights = broken * np.append(1, np.cumprod(1 - broken[:-1]))
    return figures(alpha, weights, rng.uniform(size=(MOST, LISTS)))


def test_the_walk_keeps_to_the_model() -> None:
    """Geweke (2004), Getting it right, JASA 99, 799-804: data drawn of the walk's unknowns, and these again of the
    data, in turn, must leave the unknowns at their prior. With this prior of the total, the recorded being of a
    given number says nothing of the rest, and their patterns are a multinomial.

    Every figure of the walk is within four standard errors of its mean in the prior.
    """
    rng = np.random.default_rng(1)
    chain = Chain.begin(Cells.of(Table.of("abc", dict.fromkeys(range(1, 8), 2))), MOST, np.random.SeedSequence(2))
    walked = []
    for step in range(20_100):
        cells = chances(chain.weights, chain.listing)[1:]
        chain.cells.counts[:] = rng.multinomial(RECORDED, cells / cells.sum())
        chain.walk(1, 1)
        if step >= 100:
            walked.append(figures(float(chain.alpha[0]), chain.weights, chain.listing))
    of_walk, of_prior = np.array(walked), np.array([prior(rng) for _ in range(20_000)])
    for figure in range(of_walk.shape[1]):
        one, other = of_walk[:, figure], of_prior[:, figure]
        error = np.hypot(one.std() / ess(one.reshape(4, -1)) ** 0.5, other.std() / len(other) ** 0.5)
        assert abs(one.mean() - other.mean()) < 4 * error, (figure, one.mean(), other.mean(), error)
