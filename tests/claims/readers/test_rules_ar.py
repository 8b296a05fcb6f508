"""The words and numbers of `rules-ar`: clitics, spelling, and what counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.claims.readers.rules_ar.numbers import find_counts
from tollbook.claims.readers.rules_ar.people import noun_in
from tollbook.claims.readers.rules_ar.read import RulesAr
from tollbook.claims.readers.rules_ar.words import normalise, sentences, words_of


@pytest.mark.parametrize(
    ("word", "anchor", "number"),
    [
        ("طفلان", "طفلان", 2),
        ("والطفلين", "الطفلين", 2),
        ("بمدنيٍّ", "مدنيٍّ", 1),
        ("لأطفالها", "أطفالها", 3),
        ("زوجته", "زوجته", 1),
        ("ابنتيهما", "ابنتيهما", 2),
        ("مـــدنيين", "مـــدنيين", 3),
        ("قتيلةً", "قتيلةً", 1),
    ],
)
def test_a_noun_is_known_under_its_clitics_and_begins_after_them(word: str, anchor: str, number: int) -> None:
    named = noun_in(words_of(word)[0])
    assert named is not None
    assert (word[named.start :], named.noun.number) == (anchor, number)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("ثلاثة عشر", 13, 13),
        ("خمس وعشرون", 25, 25),
        ("مئة وسبعة وأربعين", 147, 147),
        ("ثلاثمئة", 300, 300),
        ("ألفين", 2000, 2000),
        ("خمسة آلاف", 5000, 5000),
        ("١٢", 12, 12),
        ("3,400", 3400, 3400),
        ("أكثر من 18", 19, None),
        ("ما لا يقل عن سبعة", 7, None),
        ("نحو أربعين", 40, 40),
        ("عشرات", 20, None),
        ("آلاف", 2000, None),
        ("عدد من", 2, None),
    ],
)
def test_numbers_are_what_their_words_assert(text: str, low: int | None, high: int | None) -> None:
    (count,) = find_counts(words_of(text))
    assert (count.low, count.high) == (low, high)
    assert text[count.start : count.end] == text


def test_the_days_named_after_numbers_and_words_like_them_are_none() -> None:
    assert not find_counts(words_of("يوم الأحد والاثنين أثناء العمل"))


@given(st.text(alphabet='وفبلكاأإىةهقتلطفن مديين5١.،:\n"ـًّ', max_size=80))
def test_words_stand_where_they_say_and_any_text_is_read(text: str) -> None:
    for sentence in sentences(text):
        for word in sentence.words:
            assert text[word.start : word.end] == word.text
            assert word.bare == normalise(word.text)
    for claim in RulesAr().read(text, doc="d", published=None):
        assert 0 <= claim.start < claim.end <= len(text)
