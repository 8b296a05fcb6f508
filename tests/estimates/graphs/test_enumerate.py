from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest

from tollbook.estimates.graphs.enumerate import decomposable, factors, written


@pytest.mark.parametrize(("lists", "graphs"), [(1, 1), (2, 2), (3, 8), (4, 61), (5, 822), (6, 18_154)])
def test_there_are_as_many_as_have_been_counted(lists: int, graphs: int) -> None:
    """Labelled chordal graphs: OEIS A058862; Wormald (1985), Graphs and Combinatorics 1, 193-200."""
    adjacent, powers = decomposable(lists)
    assert adjacent.shape == (graphs, lists) and powers.shape == (graphs, 1 << lists)
    assert len(np.unique(adjacent, axis=0)) == graphs


def has_a_hole(edges: set[frozenset[int]], lists: int) -> bool:
    """Whether four or more lists stand in a ring without a chord; by trying every ring."""
    for size in range(4, lists + 1):
        for ring in permutations(range(lists), size):
            around = {frozenset((ring[one], ring[one - 1])) for one in range(size)}
            inside = {frozenset(pair) for pair in combinations(ring, 2)}
            if edges & inside == around:
                return True
    return False


def test_just_those_without_a_ring_that_has_no_chord_are_told() -> None:
    told = {tuple(one) for one in decomposable(5)[0].tolist()}
    pairs = list(combinations(range(5), 2))
    for number in range(0, 1 << len(pairs), 7):
        edges = [pair for bit, pair in enumerate(pairs) if number >> bit & 1]
        adjacent = [0] * 5
        for one, other in edges:
            adjacent[one] |= 1 << other
            adjacent[other] |= 1 << one
        assert (tuple(adjacent) in told) != has_a_hole({frozenset(pair) for pair in edges}, 5)


def test_a_graph_is_its_cliques_over_its_separators() -> None:
    """1, 2 and 3 are joined, and 3 and 4: [123] and [34] over [3], and over that of no list, which is of all."""
    powers, chordal = factors(np.array([[0b0110, 0b0101, 0b1011, 0b0100]], dtype=np.int32))
    assert chordal.all()
    assert {subset: powers[0, subset] for subset in np.flatnonzero(powers[0])} == {
        0b0111: 1,
        0b1100: 1,
        0b0100: -1,
        0b0000: -1,
    }
    assert written(powers[0]) == "[123,34]"


def test_a_ring_of_four_is_not_decomposable() -> None:
    assert not factors(np.array([[0b1010, 0b0101, 0b1010, 0b0101]], dtype=np.int32))[1].any()


def test_of_many_lists_the_numbers_are_parted() -> None:
    ring = np.zeros((1, 11), dtype=np.int32)
    ring[0, 0], ring[0, 10] = 1 << 10, 1
    assert written(factors(ring)[0][0]) == "[1.11,2,3,4,5,6,7,8,9,10]"


def test_seven_lists_are_too_many() -> None:
    with pytest.raises(ValueError, match="not on 7"):
        decomposable(7)
