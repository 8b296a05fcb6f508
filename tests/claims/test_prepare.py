"""The working copy keeps every offset; sentences leave nothing out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tollbook.claims.readers.rules_en.prepare import MAX_SENTENCE, lower_capitals, plain, sentences

LETTERS = st.text(alphabet=st.sampled_from('Aa.!? \n"“”’,;:1é\u0130\x00ß'), max_size=400)


@given(LETTERS)
def test_the_working_copy_is_as_long_as_the_text(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert len(lower_capitals(text)) == len(text)


@given(LETTERS)
def test_sentences_hold_every_character_that_is_not_white_space(text: str) -> None:
    found = list(sentences(text))
    covered = {i for sentence in found for i in range(sentence.start, sentence.end)}
    assert all(not plain(text[i]).strip() for i in range(len(text)) if i not in covered)
    assert all(len(s.text) == s.end - s.start <= MAX_SENTENCE for s in found)


def test_a_run_without_sentence_ends_is_cut() -> None:
    text = "killed " * 2000
    assert max(len(sentence.text) for sentence in sentences(text)) <= MAX_SENTENCE


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "Lt. Gen. Orrin of the U.S. Army spoke on Oct. 3 in Tarfa. He left."
    assert [sentence.text for sentence in sentences(text)] == [text[:-9], "He left."]


def test_capitals_become_ordinary_case_with_names_kept() -> None:
    assert lower_capitals("GUNMEN KILLED THE MAYOR OF ZORBITO.") == "Gunmen killed the mayor of Zorbito."


def test_wrapped_lines_are_one_paragraph() -> None:
    lines = [
        "GUNMEN ATTACKED THE VILLAGE OF OSTER AND KILLED THREE",
        "FARMERS ON THEIR WAY HOME FROM THE MARKET IN THE TOWN",
        "OF TARFA.  THE ARMY SAID THE ATTACKERS FLED.",
    ]
    found = list(sentences("\n".join(lines)))
    assert len(found) == 2
    assert "THREE FARMERS".lower() in found[0].text.lower()
