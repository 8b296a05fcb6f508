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


def test_a_number_of_some_of_the_dead_gives_way_to_more_persons_told() -> None:
    found = assessed(
        "Nine people were killed in the raid. Three brothers, Salim Askell (51), Omar Askell (48) and Hano Askell "
        "(44), were killed along with Karim Rell (30) and Fadi Bek (29)."
    )
    assert found["men"] == Range(low=5, high=5)


def test_a_number_of_an_earlier_toll_gives_way_to_more_persons_told() -> None:
    found = assessed(
        "Six people were killed in the raid. Mira Askell (51), Salma Rell (48) and Fatema Bek (44) were killed. "
        "At first three dead, including one woman, were reported."
    )
    assert found["women"] == Range(low=3, high=3)


def test_a_number_of_all_the_dead_stays() -> None:
    found = assessed(
        "Nine people, including two women, were killed. Mira Askell (51), Salma Rell (48) and Fatema Bek (44) "
        "were killed."
    )
    assert found["women"] == Range(low=2, high=2)


def test_where_the_lowest_total_leaves_nobody_the_highest_bounds_the_men() -> None:
    found = assessed(
        "Up to eleven people, including two children and one woman, were killed. Early reports said two died. "
        "Salim Askell (51), Omar Rell (48) and Karim Bek (44) were killed."
    )
    assert found["men"] == Range(low=3, high=3)


def test_a_by_name_in_brackets_is_no_other_person() -> None:
    found = assessed("Samira Askell (51) and Salma Rell (Umm Karim) were killed in the raid, with Amal Bek (30).")
    assert found["women"] == Range(low=3, high=3)


def test_sons_counted_and_then_named_are_counted_once() -> None:
    found = assessed(
        "Four people died. Karim Askell (61) was killed. His two sons were also among those killed: "
        "Salim Askell (30) and Omar Askell (28)."
    )
    assert found["men"] == Range(low=3, high=3)


def test_a_given_name_with_another_fathers_name_is_another_person() -> None:
    found = assessed("Omar Salim Askell (61), Omar Hano Askell (33) and Omar Karim Askell (7) were killed.")
    assert found["men"] == Range(low=2, high=2)
    assert found["children"] == Range(low=1, high=1)


def test_women_and_children_together_are_no_number_of_either() -> None:
    found = assessed("Nine civilians, all of them women and children, were killed.")
    assert found["killed"] == Range(low=9, high=9)
    assert "women" not in found
    assert "children" not in found
