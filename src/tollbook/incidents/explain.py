"""Why tellings were put together, and which pairs are in doubt: the scores a person should see, part by part."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from tollbook.incidents.block import Pair
from tollbook.incidents.groups import Groups
from tollbook.incidents.judge import Weighed
from tollbook.incidents.score import Scorer
from tollbook.incidents.telling import Telling
from tollbook.model.incident import Link, Part

MOST_DOUBTFUL = 200
DOUBT = 3.0
"""Bits to either side of nothing within which a pair is doubtful: odds of less than eight to one."""
JUDGED = 50.0
"""The bits that a person's judgement counts where links are ordered: more than any evidence here can come to."""


Edge = tuple[float, int, int, Link | None]
"""The bits, negated, of two tellings; and what a person judged of them."""


def judged_edges(tellings: Sequence[Telling], weighed: Weighed) -> dict[int, list[Edge]]:
    """What persons judged the same, as edges between tellings, by the first of the two.

    What follows from a judgement on whole incidents comes after the evidence: it is a reason only where that ends.
    """
    at = _at(tellings, {claim for pair in weighed.same for claim in pair})
    edges: dict[int, list[Edge]] = defaultdict(list)
    for a, b in weighed.same:
        if a in at and b in at:
            pair = (a, b) in weighed.judged
            words = "a person judged them the same" if pair else "a person put them together"
            parts = (Part(name="judgement", weight=JUDGED, words=words),)
            edges[at[a]].append(
                (-JUDGED if pair else 0.0, at[a], at[b], Link(a=a, b=b, score=JUDGED, parts=parts))
            )
    return edges


def trees(
    clusters: Sequence[Sequence[int]], scores: Mapping[Pair, float], scorer: Scorer, judged: Iterable[Edge] = ()
) -> list[tuple[Link, ...]]:
    """For each cluster of tellings the strongest links that hold it together, the strongest first.

    Of one document no link is shown: it tells its claims as one event. What a person judged the same is a link.
    """
    home = {one: number for number, members in enumerate(clusters) for one in members}
    edges: list[list[Edge]] = [[] for _ in clusters]
    for edge in judged:
        edges[home[edge[1]]].append(edge)
    for (i, j), bits in scores.items():
        if home[i] == home[j]:
            edges[home[i]].append((-bits, i, j, None))
    return [_tree(found, scorer) for found in edges]


def _tree(edges: list[Edge], scorer: Scorer) -> tuple[Link, ...]:
    """A spanning tree of the strongest edges (Kruskal)."""
    joined: Groups[int] = Groups()
    links = []
    for _, i, j, judged in sorted(edges, key=lambda edge: edge[:3]):
        if not joined.together(i, j):
            joined.join(i, j)
            links.append(judged or scorer.link(i, j))
    return tuple(links)


def doubtful(scores: Iterable[tuple[Pair, float]], scorer: Scorer, weighed: Weighed) -> tuple[Link, ...]:
    """The pairs that could as well be decided otherwise, the least certain first; none that persons settled."""
    pairs = {*weighed.same, *weighed.different, *weighed.judged}
    at = _at(scorer.tellings, {claim for pair in pairs for claim in pair})
    judged = {tuple(sorted((at[a], at[b]))) for a, b in weighed.judged if a in at and b in at}
    named = weighed.groups()
    settled: Groups[int] = Groups()
    first: dict[str, int] = {}
    for claim in sorted(at):
        settled.join(first.setdefault(named.root(claim), at[claim]), at[claim])
    for a, b in named.forbidden():
        if a in first and b in first:
            settled.forbid(first[a], first[b])
    open_pairs = (
        (round(abs(bits), 6), pair)
        for pair, bits in scores
        if abs(bits) <= DOUBT and pair not in judged and not settled.together(*pair) and not settled.apart(*pair)
    )
    return tuple(scorer.link(*pair) for _, pair in heapq.nsmallest(MOST_DOUBTFUL, open_pairs))


def _at(tellings: Sequence[Telling], claims: Collection[str]) -> dict[str, int]:
    """The positions of the tellings that `claims` are in."""
    return {claim: at for at, telling in enumerate(tellings) for claim in telling.claims if claim in claims}
