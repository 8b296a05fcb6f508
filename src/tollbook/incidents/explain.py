"""Why tellings were put together, and which pairs are in doubt: the scores a person should see, part by part."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

from tollbook.incidents.block import Pair
from tollbook.incidents.groups import Groups
from tollbook.incidents.judge import Weighed
from tollbook.incidents.score import Scorer
from tollbook.model.incident import Link, Part

MOST_DOUBTFUL = 200
DOUBT = 3.0
"""Bits to either side of nothing within which a pair is doubtful: odds of less than eight to one."""
JUDGED = 50.0
"""The bits that a person's judgement counts where links are ordered: more than any evidence here can come to."""


def trees(
    clusters: Sequence[Sequence[int]], scores: Mapping[Pair, float], scorer: Scorer, weighed: Weighed
) -> list[tuple[Link, ...]]:
    """For each cluster of tellings the strongest links that hold it together, the strongest first.

    Of one document no link is shown: it tells its claims as one event. What a person judged the same is a link.
    """
    home = {one: number for number, members in enumerate(clusters) for one in members}
    tellings = scorer.tellings
    at = {claim: number for number, telling in enumerate(tellings) for claim in telling.claims}
    edges: list[list[tuple[float, int, int, Link | None]]] = [[] for _ in clusters]
    for a, b in weighed.same:
        if a in at and b in at:
            parts = (Part(name="judgement", weight=JUDGED, words="a person judged them the same"),)
            edge = (-JUDGED, at[a], at[b], Link(a=a, b=b, score=JUDGED, parts=parts))
            edges[home[at[a]]].append(edge)
    for (i, j), bits in scores.items():
        if home[i] == home[j]:
            edges[home[i]].append((-bits, i, j, None))
    return [_tree(found, scorer) for found in edges]


def _tree(edges: list[tuple[float, int, int, Link | None]], scorer: Scorer) -> tuple[Link, ...]:
    """A spanning tree of the strongest edges (Kruskal)."""
    joined: Groups[int] = Groups()
    links = []
    for _, i, j, judged in sorted(edges, key=lambda edge: edge[:3]):
        if not joined.together(i, j):
            joined.join(i, j)
            links.append(judged or scorer.link(i, j))
    return tuple(links)


def doubtful(scores: Mapping[Pair, float], scorer: Scorer, weighed: Weighed) -> tuple[Link, ...]:
    """The pairs that could as well be decided otherwise, the least certain first; none that a person judged."""
    at = {claim: number for number, telling in enumerate(scorer.tellings) for claim in telling.claims}
    judged = {tuple(sorted((at[a], at[b]))) for a, b in weighed.judged if a in at and b in at}
    open_pairs = [
        (round(abs(bits), 6), pair) for pair, bits in scores.items() if abs(bits) <= DOUBT and pair not in judged
    ]
    return tuple(scorer.link(*pair) for _, pair in heapq.nsmallest(MOST_DOUBTFUL, open_pairs))
