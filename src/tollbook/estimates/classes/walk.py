"""A chain: many sweeps one after the other, of which every so many-th is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import numpy as np
from numba import njit

from tollbook.estimates.classes.cells import Cells
from tollbook.estimates.classes.moves import relabel, stretch
from tollbook.estimates.classes.sweep import Floats, Whole, concentrate, list_anew, share, tabulate, unseen
from tollbook.estimates.classes.variates import Stream, stream


@dataclass(slots=True)
class Chain:
    """Where one chain of `most` classes stands over `cells`: `alpha`, the weights, the listing probabilities."""

    cells: Cells
    words: Stream
    weights: Floats
    listing: Floats
    alpha: Floats = field(default_factory=lambda: np.ones(1))

    @classmethod
    def begin(cls, cells: Cells, most: int, seed: np.random.SeedSequence) -> Chain:
        """In half as many classes as there are lists, scattered about the shares of the recorded; the rest small.

        A class too many dies out, which takes the longer the fewer lists there are; one too few is hardly found
        where there are many. The last class, which takes what is left of the stick, begins the smallest: were it
        ever the largest, alpha would grow to keep it so, and a chain would need far too long to find out.
        """
        begun, walked = seed.spawn(2)
        random = np.random.default_rng(begun)
        many = min(most, -(-cells.lists // 2))
        shares = (cells.sizes() + 0.5) / (cells.counts.sum() + 1)
        scatter = random.normal(size=(many, 1)) + random.normal(size=(many, len(shares)))
        near = 1 / (1 + np.exp(-np.log(shares / (1 - shares)) - scatter))
        listing = np.concatenate([near, random.uniform(size=(most - many, len(shares)))])
        weights = np.concatenate([0.8 ** np.arange(many), 0.5 ** np.arange(many, most)])
        return cls(cells, stream(walked), weights / weights.sum(), listing)

    def walk(self, keep: int, every: int) -> Floats:
        """`keep` draws, one of `every` sweeps: shape (keep, 3), the total, alpha, and the classes that hold any.

        Releases Python's lock while it runs.
        """
        kept = np.empty((keep, 3))
        cells = self.cells
        _walk(
            self.words,
            cells.counts,
            cells.words,
            cells.starts,
            cells.on,
            cells.width,
            self.weights,
            self.listing,
            self.alpha,
            every,
            kept,
        )
        return kept


def _compiled(source: str) -> Callable[..., None]:
    """The walk, kept compiled until `source` changes: Numba itself would not notice a change in another file."""

    @njit(cache=True, nogil=True, error_model="numpy")
    def walk(
        stream: Stream,
        counts: Whole,
        words: Whole,
        starts: Whole,
        on: Whole,
        width: int,
        weights: Floats,
        listing: Floats,
        alpha: Floats,
        every: int,
        kept: Floats,
    ) -> None:
        classes, lists = listing.shape
        chances = np.empty((words.shape[1], 1 << width, classes))
        persons = np.empty(classes, np.int64)
        listed = np.empty((classes, lists), np.int64)
        scratch, old_weights, old = np.empty(classes), np.empty(classes), np.empty((classes, lists))
        recorded, _ = counts.sum(), source
        for draw in range(len(kept)):
            missed = 0
            for _ in range(every):
                tabulate(listing, width, chances)
                share(stream, counts, words, starts, on, weights, chances, persons, listed, scratch)
                stretch(stream, alpha[0], weights, listing, persons, listed)
                missed = unseen(stream, recorded, weights, listing, persons)
                alpha[0] = concentrate(stream, persons, alpha[0], weights)
                list_anew(stream, persons, listed, listing)
                relabel(stream, alpha[0], weights, listing, scratch, old_weights, old)
            kept[draw, 0] = recorded + missed
            kept[draw, 1] = alpha[0]
            kept[draw, 2] = (persons > 0).sum()

    return walk


def _source() -> str:
    """A digest of everything that is compiled."""
    folder = Path(__file__).parent
    files = ("variates.py", "sweep.py", "moves.py", "walk.py")
    return sha256(b"".join((folder / one).read_bytes() for one in files)).hexdigest()


_walk = _compiled(_source())
