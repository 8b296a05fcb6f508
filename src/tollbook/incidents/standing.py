"""What stands: the linking of a book as it is, so that what comes in later is linked on to it.

How rare names, words and places are, and what days running numbers are of, was measured once, in the tellings that
there were then. By the same measures linking on gives what linking from the beginning gives.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tollbook.incidents.block import Pair
from tollbook.incidents.explain import DOUBT, MOST_DOUBTFUL, doubtful
from tollbook.incidents.gather import lifted
from tollbook.incidents.judge import Weighed
from tollbook.incidents.link import Found, cluster
from tollbook.incidents.reports.shelf import Shelf
from tollbook.incidents.score import Named, Scorer
from tollbook.incidents.telling import Telling
from tollbook.incidents.web import Web
from tollbook.model.incident import Link
from tollbook.model.progress import Watch, unwatched


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured in all tellings of a book: of reports the shelf, and how often places are named."""

    named: Named
    shelf: Shelf | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """Tellings that were clustered anew, in their order, and what came of it, by their positions among them."""

    tellings: Sequence[Telling]
    found: Found


@dataclass(slots=True)
class Standing:
    """A linking that stands; `weighed` is what persons had judged."""

    web: Web
    measures: Measures
    weighed: Weighed

    def change(self, gone: Collection[int], count: int, weighed: Weighed, watch: Watch = unwatched) -> Changed:
        """Take out tellings, take in the last `count` of the web's, and cluster anew what that can change.

        Judgements that hold now and did not, or did and do no more, are changes as well. What is clustered grows
        until nothing at its border has changed.
        """
        web = self.web
        changed = web.change(gone, count, self._scorer(web.tellings))
        changed |= set(web.of_claims(differing_claims(self.weighed, weighed)))
        changed |= set(web.of_claims(self._bound(changed, weighed)))
        self.weighed = weighed
        inside = web.around(changed)
        while True:
            ordered = web.ordered(inside)
            told = [web.tellings[one] for one in ordered]
            scorer, groups = self._scorer(told), lifted(told, weighed)
            found = cluster(scorer, groups, weighed, web.scores(ordered), watch, web.looked_at(ordered))
            wider = inside | web.around(web.differing(ordered, found.clusters, found.joins))
            if (wider == inside).all():
                break
            inside = wider
        web.put(ordered, found)
        return Changed(told, found)

    def _bound(self, tellings: Iterable[int], weighed: Weighed) -> set[str]:
        """The claims that persons judged the same as claims of these tellings."""
        named = weighed.groups()
        judged = {claim for pair in weighed.same for claim in pair}
        roots = {
            named.root(claim) for one in tellings for claim in self.web.tellings[one].claims if claim in judged
        }
        return {claim for claim in judged if named.root(claim) in roots}

    def doubtful(self) -> tuple[Link, ...]:
        """The pairs of the whole book that could as well be decided otherwise, as `explain.doubtful` has them."""
        codes, bits = self.web.near(DOUBT)
        most = MOST_DOUBTFUL
        while True:
            chosen = _first(bits, most)
            pairs = [(code >> 32, code & 0xFFFFFFFF) for code in codes[:chosen].tolist()]
            found = self._doubtful(pairs, bits[:chosen].tolist())
            if len(found) >= MOST_DOUBTFUL or chosen == len(codes):
                return found
            most *= 4

    def _doubtful(self, pairs: Sequence[Pair], bits: Iterable[float]) -> tuple[Link, ...]:
        tellings = self.web.tellings
        settled = self.web.of_claims(
            {claim for pair in (*self.weighed.same, *self.weighed.different) for claim in pair}
        )
        ordered = sorted(
            {one for pair in pairs for one in pair} | set(settled), key=lambda one: tellings[one].order
        )
        at = {one: position for position, one in enumerate(ordered)}
        by_position = ((min(at[i], at[j]), max(at[i], at[j])) for i, j in pairs)
        scorer = self._scorer([tellings[one] for one in ordered])
        return doubtful(zip(by_position, bits, strict=True), scorer, self.weighed)

    def _scorer(self, tellings: Sequence[Telling]) -> Scorer:
        return Scorer(tellings, "between", self.measures.shelf, self.measures.named)


def _first(bits: NDArray[np.float64], most: int) -> int:
    """How many of the nearest to nothing are to be looked at: so many, and those that are as near as the last."""
    if len(bits) <= most:
        return len(bits)
    near = np.abs(bits)
    return int(np.searchsorted(near, round(float(near[most - 1]), 6) + 1e-6, "right"))


def differing_claims(before: Weighed, now: Weighed) -> set[str]:
    """The claims of pairs that hold in the one and not in the other."""
    pairs = (set(before.same) ^ set(now.same)) | (set(before.different) ^ set(now.different))
    return {claim for pair in pairs for claim in pair}
