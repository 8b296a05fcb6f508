"""Several chains side by side, each in a thread of its own, from starts of their own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np

from tollbook.estimates.classes.cells import Cells
from tollbook.estimates.classes.walk import Chain
from tollbook.estimates.diagnose import Floats

ROUNDS: Final = 50
"""After each of so many rounds the chains wait for each other, and say how far they are."""


def run(
    cells: Cells,
    *,
    most: int,
    burn: int,
    keep: int,
    thin: int,
    chains: int,
    seed: int,
    heard: Callable[[float], None] | None = None,
) -> Floats:
    """`keep` draws of each chain, one of `thin` sweeps after the first `burn`: shape (chains, keep, 3), as walk's.

    `heard` is told the share done. Every chain's seed is of `seed` and its number alone, so the draws do not
    depend on how many threads there are.
    """
    begun = [Chain.begin(cells, most, one) for one in np.random.SeedSequence(seed).spawn(chains)]
    sweeps, done = burn + keep * thin, 0
    kept = []
    with ThreadPoolExecutor(min(chains, os.cpu_count() or 1)) as threads:
        for draws, every, stays in _rounds(burn, keep, thin):
            found = list(threads.map(Chain.walk, begun, [draws] * chains, [every] * chains))
            if stays:
                kept.append(np.stack(found))
            done += draws * every
            if heard:
                heard(done / sweeps)
    return np.concatenate(kept, axis=1)


def _rounds(burn: int, keep: int, thin: int) -> Iterator[tuple[int, int, bool]]:
    """Of each round how many draws, of how many sweeps each, and whether they stay."""
    size = -(-(burn + keep * thin) // ROUNDS)
    for start in range(0, burn, size):
        yield 1, min(size, burn - start), False
    draws = max(1, size // thin)
    for start in range(0, keep, draws):
        yield min(draws, keep - start), thin, True
