"""Persons told apart one by one over a whole text, and the groups that they make."""

from __future__ import annotations

from datetime import date

from tollbook.assessments.single import assess_text
from tollbook.claims.read import read
from tollbook.model.assessment import Range


def assessed(text: str) -> dict[str, Range]:
    return assess_text(read(text, doc="d", published=date(2021, 5, 20), language="en"), text)


def test_persons_of_several_sentences_are_counted_each_once() -> None:
    found = assessed(
        "Four people were killed in the raid. Salim Askell (51) was killed along with his wife Mira Askell (47). "
        "Omar Rell (30) and Tovin Bek (9) were also killed. Salim Askell was a baker."
    )
    assert found["men"] == Range(low=2, high=2)
    assert found["women"] == Range(low=1, high=1)
    assert found["children"] == Range(low=1, high=1)


def test_those_counted_are_told_apart_by_the_names_that_follow() -> None:
    found = assessed("The shell killed a baker’s two sons, Omar Askell (24) and Salim Askell (7).")
    assert found["men"] == Range(low=1, high=1)
    assert found["children"] == Range(low=1, high=1)


def test_what_is_stated_of_the_dead_goes_before_persons_told_one_by_one() -> None:
    found = assessed(
        "Nine people, including three women, were killed. Mira Askell (47) was killed, a friend said."
    )
    assert found["women"] == Range(low=3, high=3)


def test_men_of_a_full_roll_stay_inside_what_the_total_leaves() -> None:
    found = assessed(
        "Three people, including one woman, were killed. Salim Askell (51) and Mira Askell (47) were killed. "
        "Omar Rell (30) and Saleem Askel (51) were killed, a neighbour said."
    )
    assert found["men"] == Range(low=2, high=2)
