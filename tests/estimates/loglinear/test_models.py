from __future__ import annotations

import numpy as np
import pytest

from tollbook.estimates.loglinear.models import bits, design, hierarchical, main_effects, pairs, written


@pytest.mark.parametrize(("lists", "number"), [(2, 1), (3, 8), (4, 113), (5, 6893)])
def test_there_are_as_many_hierarchical_models_as_the_literature_counts(lists: int, number: int) -> None:
    models = hierarchical(lists)
    assert len(set(models)) == len(models) == number


def test_with_a_set_comes_every_set_inside_it_and_the_set_of_all_lists_is_left_out() -> None:
    for model in hierarchical(4):
        assert set(main_effects(4)) <= set(model) and 15 not in model
        assert all(one ^ bit in model for one in model for bit in bits(one))


def test_six_lists_have_too_many_models_to_be_told() -> None:
    with pytest.raises(ValueError, match="1 to 5 lists"):
        hierarchical(6)


def test_a_model_is_written_by_its_largest_sets_and_lists_over_nine_stay_legible() -> None:
    assert written((0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12)) == "[123,14,34]"
    assert written(main_effects(3)) == "[1,2,3]"
    assert written((*main_effects(10), 1 | 512)) == "[1.10,2,3,4,5,6,7,8,9]"


def test_a_pattern_has_the_parameters_of_the_sets_inside_it() -> None:
    assert design((0, 1, 2, 3), np.array([1, 3, 4])).tolist() == [[1, 1, 0, 0], [1, 1, 1, 1], [1, 0, 0, 0]]
    assert pairs(3) == (3, 5, 6)
