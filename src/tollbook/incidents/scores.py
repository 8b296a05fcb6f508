"""The scores of all pairs that were compared, held tightly; and what they could bring together at all."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from tollbook.incidents.block import Pair
from tollbook.incidents.groups import Groups


class Scores:
    """Scores of pairs of items 0 to n-1: sixteen bytes a pair, where a dict would take two hundred."""

    def __init__(self, scored: Iterable[tuple[Pair, float]]) -> None:
        self._first, self._second, self._bits = array("i"), array("i"), array("d")
        for (first, second), bits in scored:
            self._first.append(first)
            self._second.append(second)
            self._bits.append(bits)

    @classmethod
    def of(cls, first: NDArray[np.int64], second: NDArray[np.int64], bits: NDArray[np.float64]) -> Scores:
        """The scores of pairs given as arrays, the lower item first, in the order of pairs."""
        scores = cls(())
        scores._first.frombytes(first.astype(np.int32).tobytes())
        scores._second.frombytes(second.astype(np.int32).tobytes())
        scores._bits.frombytes(bits.tobytes())
        return scores

    def __iter__(self) -> Iterator[tuple[Pair, float]]:
        for first, second, bits in zip(self._first, self._second, self._bits, strict=True):
            yield (first, second), bits

    def near(self, most: float) -> Iterator[tuple[Pair, float]]:
        """The pairs whose score is within `most` of nothing."""
        for at in np.flatnonzero(np.abs(np.asarray(self._bits)) <= most).tolist():
            yield (self._first[at], self._second[at]), self._bits[at]

    def parties(self, groups: Groups[int], count: int) -> Iterator[tuple[list[int], dict[Pair, float]]]:
        """The items in parties, in the order of their first items, each with the scores inside it.

        Two items are of one party where a chain of scores above nothing, or of groups, leads from one to the
        other. Average-link clustering never puts items of two parties together, as no mean of scores that are
        all nothing or less is above it: so that each party can be clustered, and forgotten, by itself.
        """
        homes: Groups[int] = Groups()
        for members in groups.lists(range(count)):
            for one in members[1:]:
                homes.join(members[0], one)
        for (first, second), bits in self:
            if bits > 0:
                homes.join(first, second)
        parties = homes.lists(range(count))
        home = np.empty(count, np.int32)
        for number, members in enumerate(parties):
            home[members] = number
        ours, theirs = home[np.asarray(self._first)], home[np.asarray(self._second)]
        inside = np.flatnonzero(ours == theirs)
        inside = inside[np.argsort(ours[inside], kind="stable")]
        starts = np.searchsorted(ours[inside], np.arange(len(parties) + 1))
        for number, members in enumerate(parties):
            chosen = inside[starts[number] : starts[number + 1]].tolist()
            yield members, {(self._first[at], self._second[at]): self._bits[at] for at in chosen}
