from __future__ import annotations

from collections.abc import Sequence

import pytest

from tollbook.documents.extractors.pdf_lines import Line, continues, paragraphs, rejoiner, unshaped


def page(*lines: tuple[str, float], left: float = 72, height: float = 12, wide: float = 6) -> list[Line]:
    """Lines with how far each stands under the one before."""
    made, bottom = [], 800.0
    for text, drop in lines:
        bottom -= drop
        made.append(Line(text=text, left=left, right=left + wide * len(text), bottom=bottom, height=height))
    return made


def read(lines: Sequence[Line]) -> list[str]:
    return paragraphs(lines, rejoiner(" ".join(line.text for line in lines)))


def test_a_wider_gap_divides_paragraphs() -> None:
    assert read(page(("one two", 14), ("three four", 14), ("five six", 20), ("seven", 14))) == [
        "one two three four",
        "five six seven",
    ]


def test_a_short_line_that_ends_a_sentence_ends_a_paragraph() -> None:
    lines = page(
        ("a line as long as the others are", 14), ("the end.", 14), ("A line as long as the others are", 14)
    )
    assert read(lines) == ["a line as long as the others are the end.", "A line as long as the others are"]


def test_a_long_line_that_ends_a_sentence_does_not() -> None:
    lines = page(
        ("a line as long as the others is.", 14), ("And another of the same length is", 14), ("the end.", 14)
    )
    assert len(read(lines)) == 1


def test_double_spaced_lines_are_one_paragraph() -> None:
    assert read(page(("one two three", 28), ("four five six", 28), ("seven eight", 28))) == [
        "one two three four five six seven eight"
    ]


def test_a_heading_in_larger_letters_stands_alone() -> None:
    heading = page(("A heading", 14), height=18)
    (body,) = page(("words of it", 30))
    assert read([*heading, body]) == ["A heading", "words of it"]


def test_a_heading_of_two_lines_stays_whole() -> None:
    heading = page(("A heading that", 14), ("takes two lines", 24), height=18)
    body = page(("words of it", 70), ("and more words", 14))
    assert read([*heading, *body]) == ["A heading that takes two lines", "words of it and more words"]


@pytest.mark.parametrize("mark", ["•", "-", "1.", "(2)", "a)"])
def test_items_of_a_list_stand_apart(mark: str) -> None:
    lines = page((f"{mark} one thing", 14), ("goes on", 14), (f"{mark} another thing", 14))
    expected = 1 if mark == "-" else 2  # a dash at the start of a line is as often a dash of the sentence
    assert len(read(lines)) == expected


def test_a_sentence_goes_on_in_the_next_column_and_a_new_one_does_not() -> None:
    first = page(("one two", 14), ("three four", 14))
    assert read([*first, *page(("five six.", 14), left=300)]) == ["one two three four five six."]
    assert read([*first, *page(("Five six.", 14), left=300)]) == ["one two three four", "Five six."]
    ended = page(("one two", 14), ("three four.", 14))
    assert read([*ended, *page(("Five six.", 14), left=300)]) == ["one two three four.", "Five six."]


@pytest.mark.parametrize(
    ("first", "second", "known", "whole"),
    [
        ("the com", "mander said", "", "the commander said"),
        ("twenty", "nine others", "", "twenty-nine others"),
        ("2016", "2017", "", "2016-2017"),
        ("al", "Jadida", "", "al-Jadida"),
        ("well", "known", "a well-known man", "well-known"),
        ("re", "port", "the report", "report"),
        ("", "x", "", "x"),
    ],
)
def test_a_divided_word_is_put_together_as_it_was(first: str, second: str, known: str, whole: str) -> None:
    assert rejoiner(known)(first, second) == whole


def test_only_a_sentence_that_has_not_ended_continues() -> None:
    assert continues("the teams were", "still at work")
    assert not continues("the teams were.", "still at work")
    assert not continues("the teams were", "Still at work")
    assert not continues("the teams were", "")


def test_shapes_of_letters_become_the_letters() -> None:
    assert unshaped("\ufb01re and \ufb02ight") == "fire and flight"
    assert unshaped("\ufe91\ufe98") == "\u0628\u062a"
    assert unshaped("½ ① ²") == "½ ① ²"
