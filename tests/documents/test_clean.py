from __future__ import annotations

import re
from unicodedata import is_normalized, normalize

from hypothesis import given
from hypothesis import strategies as st

from tollbook.documents.clean import clean, shorten


def test_every_line_end_is_a_newline() -> None:
    assert clean("a\r\nb\rc\nd\x0be\x0cf\x85g\u2028h\u2029i\n\rj", "x") == ("a\nb\nc\nd\ne\nf\ng\nh\ni\n\nj", ())


def test_control_characters_become_spaces_and_a_finding() -> None:
    text, (finding,) = clean("a\x00b\x1bc\ufffed\ud800e", "x")
    assert text == "a b c d e"
    assert (finding.code, finding.where) == ("document.controls", "x")
    assert finding.message.startswith("4 control characters")


def test_a_text_is_in_nfc() -> None:
    assert clean("cafe\u0301", "x") == ("café", ())


def test_the_marks_of_direction_and_joining_stay() -> None:
    marks = "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2069\u061c\u00ad"
    assert clean(marks, "x") == (marks, ())


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_needs_no_cleaning_comes_out_as_it_went_in_and_what_came_out_needs_none(text: str) -> None:
    cleaned, _ = clean(text, "x")
    assert is_normalized("NFC", cleaned)
    assert clean(cleaned, "x") == (cleaned, ())
    if not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]", text):
        assert cleaned == normalize("NFC", text)


def test_a_short_text_is_not_shortened() -> None:
    assert shorten("a b\nc", "x", 5) == ("a b\nc", ())


def test_a_long_text_ends_with_a_line_or_a_word_and_says_so() -> None:
    text, (finding,) = shorten("one\ntwo three four", "x", 12)
    assert text == "one\n"
    assert finding.code == "document.too-long"
    assert "first 4 characters" in finding.message
    assert shorten("one two three", "x", 6)[0] == "one "
    assert shorten("onetwothree", "x", 6)[0] == "onetwo"
