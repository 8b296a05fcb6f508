from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.releases.quote import REACH, find, quote

TEXT = st.text(alphabet=st.sampled_from("ab C.!?؟\n \t\u200f\u202eقت۔…'\""), min_size=1, max_size=900)


@given(TEXT, st.data())
def test_a_quote_is_verbatim_at_its_offsets(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 60)))
    taken = quote("d", text, start, end)
    assert text[taken.start : taken.end] == taken.text
    assert text[taken.anchor_start : taken.anchor_end] == taken.anchor == text[start:end]
    assert taken.start >= start - REACH
    assert taken.end <= end + REACH


@given(TEXT, st.data())
def test_under_the_anchor_screen_only_the_counted_words_are_quoted(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert quote("d", text, start, end, anchor_only=True).text == text[start:end]


@pytest.mark.parametrize(
    ("text", "anchor", "sentence"),
    [
        ("It began early. At least 29 people died. Rain fell.", "29 people", "At least 29 people died."),
        ("Gen. Doe said 29 died in the U.S. strike. No more.", "29", "Gen. Doe said 29 died in the U.S. strike."),
        ("قال شهود إن 12 شخصا قتلوا؟ لا خبر بعد.", "12 شخصا", "قال شهود إن 12 شخصا قتلوا؟"),
        ("A title without an end\n\nTwelve people died", "Twelve people", "Twelve people died"),
        ("He said “29 people died.” Then he left.", "29 people", "He said “29 people died.”"),
        ("29 people", "29 people", "29 people"),
    ],
)
def test_a_quote_is_the_sentence_around_the_anchor(text: str, anchor: str, sentence: str) -> None:
    start = text.index(anchor)
    assert quote("d", text, start, start + len(anchor)).text == sentence


def test_a_sentence_without_end_is_cut_at_a_word_and_the_cut_is_said() -> None:
    text = "word " * 500 + "29 people " + "word " * 500
    start = text.index("29 people")
    taken = quote("d", text, start, start + 9)
    assert taken.cut_before
    assert taken.cut_after
    assert taken.text.startswith("word ")
    assert taken.text.endswith(" word")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 3), (0, 99)])
def test_an_anchor_outside_its_text_is_our_own_mistake(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="does not lie"):
        quote("d", "some text", start, end)


def test_words_that_do_not_stand_in_the_text_are_no_quote() -> None:
    assert find("d", "It did not happen.", "it happened") is None
    assert find("d", "It did not happen.", "") is None
    found = find("d", "It did not happen.", "did not")
    assert found is not None
    assert (found.start, found.end, found.text) == (3, 10, "did not")
