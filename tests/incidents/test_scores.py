"""Scores: parties are what clustering could bring together at all, and clustering each alone changes nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tollbook.incidents.cluster import Clusters
from tollbook.incidents.groups import Groups
from tollbook.incidents.scores import Scores

COUNT = 9
PAIRS = st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)).filter(lambda pair: pair[0] < pair[1])
NEVER = -5.0


def grouped(together: list[tuple[int, int]], apart: list[tuple[int, int]]) -> Groups[int]:
    groups: Groups[int] = Groups()
    for a, b in together:
        groups.join(a, b)
    for a, b in apart:
        groups.forbid(a, b)
    return groups


@given(
    scores=st.dictionaries(PAIRS, st.floats(-9, 9), max_size=20),
    together=st.lists(PAIRS, max_size=2),
    apart=st.lists(PAIRS, max_size=3),
)
def test_clustering_party_by_party_is_clustering_all(
    scores: dict[tuple[int, int], float], together: list[tuple[int, int]], apart: list[tuple[int, int]]
) -> None:
    def score(i: int, j: int) -> float:
        return scores.get((i, j), NEVER)

    whole = Clusters(grouped(together, apart), range(COUNT), scores, score).run()
    groups = grouped(together, apart)
    clusters: list[list[int]] = []
    for members, within in Scores(sorted(scores.items())).parties(groups, COUNT):
        clusters += Clusters(groups, members, within, score).run()
    assert sorted(clusters) == whole


def test_without_a_score_every_item_is_a_party() -> None:
    assert list(Scores([]).parties(Groups(), 2)) == [([0], {}), ([1], {})]


def test_scores_come_back_in_their_order_and_by_their_size() -> None:
    scores = [((0, 1), 2.5), ((0, 2), -4.0), ((1, 2), -0.5)]
    assert list(Scores(scores)) == scores
    assert list(Scores(scores).near(3.0)) == [scores[0], scores[2]]
