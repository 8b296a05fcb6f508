from __future__ import annotations

import pytest

from tollbook.assessments.amounts import Amount, amount, vague_word
from tollbook.assessments.profiles import profile
from tollbook.model.claim import Claim
from tollbook.model.vocabulary import Harm


def claim(low: int | None, high: int | None, words: str) -> Claim:
    return Claim(doc="d", start=0, end=5, harm=Harm.KILLED, low=low, high=high, count_text=words)


@pytest.mark.parametrize(
    ("low", "high", "words", "expected"),
    [
        (29, None, "at least 29", Amount(29, 29)),
        (None, 40, "up to 40", Amount(40, 40)),
        (130, 230, "between 130 and 230", Amount(130, 230)),
        (201, None, "more than 200", Amount(201, 201)),
        (2, None, "at least two", Amount(2, 2)),
        (2, 2, "", Amount(2, 2)),
        (0, 0, "no", Amount(0, 0)),
        (24, None, "dozens", Amount(12, 24, vague=True)),
        (2, None, "", Amount(2, 2, vague=True)),
        (3, None, "several", Amount(2, 2, vague=True)),
        (3, None, "an entire", Amount(3, 3, vague=True)),
        (200, None, "hundreds", Amount(200, 200, vague=True)),
        (20, None, "عشرات", Amount(20, 20, vague=True)),
        (None, None, "", None),
    ],
)
def test_what_words_put_into_a_range(low: int, high: int, words: str, expected: Amount | None) -> None:
    assert amount(claim(low, high, words), profile("airwars").settings) == expected


@pytest.mark.parametrize(
    ("low", "words", "number"), [(24, "dozens", 12), (20, "tens", 10), (200, "hundreds", 100), (20, "عشرات", 10)]
)
def test_acled_takes_the_least_that_a_vague_word_can_mean(low: int, words: str, number: int) -> None:
    assert amount(claim(low, None, words), profile("acled").settings) == Amount(number, number, vague=True)


def test_acled_puts_ten_for_deaths_without_a_number() -> None:
    assert amount(claim(None, None, ""), profile("acled").settings) == Amount(10, 10, vague=True)


@pytest.mark.parametrize("words", ["two hundred", "at least 30", "twelve", "a couple"])
def test_a_numeral_is_never_vague(words: str) -> None:
    assert vague_word(claim(2, None, words)) == ""
