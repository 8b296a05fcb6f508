from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from tollbook.incidents.cluster import Clusters
from tollbook.incidents.groups import Groups

NEVER = -10.0


def clusters(
    count: int, scores: dict[tuple[int, int], float], groups: Groups[int] | None = None
) -> list[list[int]]:
    return Clusters(groups or Groups(), range(count), scores, lambda i, j: scores.get((i, j), NEVER)).run()


def test_a_chain_of_weak_links_does_not_make_one_group() -> None:
    scores = {(number, number + 1): 1.0 for number in range(9)}
    assert max(map(len, clusters(10, scores))) == 2


def test_the_surest_come_first() -> None:
    assert clusters(3, {(0, 1): 1.0, (1, 2): 5.0}) == [[0], [1, 2]]


def test_a_group_is_whole_where_all_speak_for_it() -> None:
    scores = {(i, j): 2.0 for i in range(6) for j in range(i + 1, 6)}
    assert clusters(6, scores) == [[0, 1, 2, 3, 4, 5]]


def test_what_is_forbidden_is_never_put_together() -> None:
    groups: Groups[int] = Groups()
    groups.forbid(0, 3)
    scores = {(i, j): 2.0 for i in range(4) for j in range(i + 1, 4)}
    found = clusters(4, scores, groups)
    assert not any({0, 3} <= set(group) for group in found)


def test_what_is_together_at_the_start_stays_together() -> None:
    groups: Groups[int] = Groups()
    groups.join(0, 2)
    assert clusters(3, {(0, 1): NEVER}, groups) == [[0, 2], [1]]


def test_pairs_that_nobody_compared_are_looked_at_before_groups_are_joined() -> None:
    looked = []

    def score(i: int, j: int) -> float:
        looked.append((i, j))
        return NEVER

    scores = {(0, 1): 9.0, (2, 3): 9.0, (1, 2): 3.0}
    assert Clusters(Groups(), range(4), scores, score).run() == [[0, 1], [2, 3]]
    assert sorted(looked) == [(0, 2), (0, 3), (1, 3)]


def test_of_very_large_groups_only_a_sample_is_looked_at() -> None:
    count, looked = 120, []
    scores = {(i, j): 9.0 for i in range(count) for j in range(i + 1, count) if (i < 60) == (j < 60)}
    scores[0, 119] = 3.0

    def score(i: int, j: int) -> float:
        looked.append((i, j))
        return NEVER

    found = Clusters(Groups(), range(count), scores, score).run()
    assert [len(group) for group in found] == [60, 60]
    assert len(looked) <= 64


@given(st.integers(0, 1000), st.integers(2, 12))
def test_the_order_of_scores_does_not_matter(seed: int, count: int) -> None:
    chance = random.Random(seed)
    scores = {(i, j): round(chance.uniform(-5, 5), 1) for i in range(count) for j in range(i + 1, count)}
    items = list(scores.items())
    chance.shuffle(items)
    assert clusters(count, dict(items)) == clusters(count, scores)
