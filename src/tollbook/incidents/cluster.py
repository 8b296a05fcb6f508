"""Put items together by the mean score between groups, the surest first, never against what is forbidden."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tollbook.incidents.groups import Groups

Joins = list[tuple[float, int, int]]
"""What was put together, in the order of branches: the mean, and the first items of both."""
MOST_LOOKED_AT = 64
"""Of the pairs between two groups that were not compared yet, so many are, before the groups are put together."""
_ROUND = 6  # digits of a mean that count, so that the order of summation cannot


@dataclass(slots=True)
class _Tie:
    """What is known between two clusters: the sum of the scores compared, how many, and whether that is enough."""

    total: float = 0.0
    count: int = 0
    sure: bool = False


class Clusters:
    """Average-link clustering of `items` (in order) from sparse scores.

    A pair that nobody compared is scored when its clusters are about to be put together; of very many such pairs
    an even sample is. Clusters are put together while the mean over all pairs between them is above `threshold`.
    Equal means go by the order of the items, so the result depends on nothing else. `scores` holds all pairs that
    were scored, those scored on the way too, and `joins`, by the first item of each cluster, how it came about.
    """

    def __init__(
        self,
        groups: Groups[int],
        items: Iterable[int],
        scores: Mapping[tuple[int, int], float],
        score: Callable[[int, int], float],
        threshold: float = 0.0,
    ) -> None:
        self._groups = groups
        self._score = score
        self._threshold = threshold
        self.scores = dict(scores)
        self.joins: dict[int, Joins] = {}
        self._members: dict[int, list[int]] = {}
        self._age: dict[int, int] = {}
        self._ties: dict[int, dict[int, _Tie]] = {}
        self._heap: list[tuple[float, int, int, int, int]] = []
        for members in groups.lists(items):
            self._members[members[0]] = members
            self.joins[members[0]] = []
            self._age[members[0]] = 0
            self._ties[members[0]] = {}
        self._home = {item: first for first, members in self._members.items() for item in members}

    def run(self) -> list[list[int]]:
        """The clusters, each sorted, in the order of their first items; `groups` holds them as well."""
        for (i, j), bits in sorted(self.scores.items()):
            a, b = sorted((self._home[i], self._home[j]))
            if a != b:
                tie = self._ties[a].setdefault(b, _Tie())
                self._ties[b][a] = tie
                tie.total += bits
                tie.count += 1
        for a in sorted(self._ties):
            for b in sorted(self._ties[a]):
                if a < b:
                    self._push(a, b)
        while self._heap:
            self._step()
        return [sorted(self._members[first]) for first in sorted(self._members)]

    def _step(self) -> None:
        _, a, b, age_a, age_b = heapq.heappop(self._heap)
        if self._age.get(a) != age_a or self._age.get(b) != age_b:
            return
        tie = self._ties[a][b]
        if self._groups.apart(self._members[a][0], self._members[b][0]):
            return
        if not tie.sure:
            mean = _mean(tie)
            self._look(a, b, tie)
            if _mean(tie) < mean:
                self._push(a, b)
                return
        self._join(a, b)

    def _push(self, a: int, b: int) -> None:
        mean = _mean(self._ties[a][b])
        if mean > self._threshold:
            heapq.heappush(self._heap, (-mean, a, b, self._age[a], self._age[b]))

    def _look(self, a: int, b: int, tie: _Tie) -> None:
        """Score pairs between two clusters that nobody compared: all, or an even sample of them for all."""
        tie.sure = True
        ours, theirs = self._members[a], self._members[b]
        open_pairs = len(ours) * len(theirs) - tie.count
        if not open_pairs:
            return
        side = int(MOST_LOOKED_AT**0.5)
        few = open_pairs <= MOST_LOOKED_AT
        looked = [
            self._looked(i, j)
            for i in (ours if few else _spread(ours, side))
            for j in (theirs if few else _spread(theirs, side))
            if few is False or (min(i, j), max(i, j)) not in self.scores
        ]
        if few:
            tie.total += sum(looked)
            tie.count += len(looked)
        else:
            tie.total += sum(looked) / len(looked) * open_pairs
            tie.count += open_pairs

    def _looked(self, i: int, j: int) -> float:
        pair = (min(i, j), max(i, j))
        if pair not in self.scores:
            self.scores[pair] = self._score(*pair)
        return self.scores[pair]

    def _join(self, a: int, b: int) -> None:
        self._groups.join(self._members[a][0], self._members[b][0])
        self._members[a] += self._members.pop(b)
        self.joins[a] += [*self.joins.pop(b), (_mean(self._ties[a][b]), a, b)]
        self._age[a] += 1
        del self._age[b]
        theirs = self._ties.pop(b)
        ours = self._ties[a]
        del ours[b], theirs[a]
        for other, tie in theirs.items():
            merged = ours.get(other)
            if merged is None:
                merged = ours[other] = _Tie()
                self._ties[other][a] = merged
            merged.total += tie.total
            merged.count += tie.count
            del self._ties[other][b]
        for other in sorted(ours):
            ours[other].sure = False
            self._push(min(a, other), max(a, other))


def _mean(tie: _Tie) -> float:
    return round(tie.total / tie.count, _ROUND)


def _spread(items: Sequence[int], most: int) -> Iterable[int]:
    """At most so many of the items, evenly spread."""
    ordered = sorted(items)
    if len(ordered) <= most:
        return ordered
    return [ordered[at * (len(ordered) - 1) // (most - 1)] for at in range(most)]
