"""Counts: the number table of CLAIMS.md (docs/method/reading.md), and what must hold for any number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.claims.readers.rules_en.count import find_counts

ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(n: int) -> str:
    """A number from 1 to 999,999 in English words."""
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{ONES[n // 100]} hundred" + (f" and {spelled(n % 100)}" if n % 100 else "")
    return f"{spelled(n // 1000)} thousand" + (f" {spelled(n % 1000)}" if n % 1000 else "")


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("29 people", 29, 29),
        ("twenty-nine people", 29, 29),
        ("between 130 and 230 people", 130, 230),
        ("130-230 people", 130, 230),
        ("15 to 20 people", 15, 20),
        ("at least 29 people", 29, None),
        ("no fewer than 29 people", 29, None),
        ("more than 200 people", 201, None),
        ("over 200 people", 201, None),
        ("up to 29 people", None, 29),
        ("as many as 200 people", None, 200),
        ("no more than 12 people", None, 12),
        ("fewer than 10 people", None, 9),
        ("under 10 people", None, 9),
        ("about 400 people", 400, 400),
        ("an estimated 400 people", 400, 400),
        ("nearly 1,400 people", None, 1400),
        ("close to 1,400 people", None, 1400),
        ("a couple of people", 2, 2),
        ("several people", 3, None),
        ("a few people", 3, None),
        ("a dozen people", 12, 12),
        ("dozens of people", 24, None),
        ("scores of people", 40, None),
        ("tens of people", 20, None),
        ("hundreds of people", 200, None),
        ("tens of thousands of people", 20_000, None),
        ("hundreds of thousands of people", 200_000, None),
        ("millions of people", 2_000_000, None),
        ("700+ people", 700, None),
        ("most of the people", None, None),
    ],
)
def test_the_number_table(words: str, low: int | None, high: int | None) -> None:
    counts = find_counts(words)
    assert [(count.low, count.high) for count in counts] == [(low, high)]
    assert words[counts[0].start : counts[0].end] in words


@pytest.mark.parametrize(
    "words", ["F-16 jets", "$3,000 each", "the 27th man", "a 54-year-old", "1.5 and 3:30 am", "route #66"]
)
def test_numbers_that_are_parts_of_names_and_measures_are_no_counts(words: str) -> None:
    assert find_counts(words) == ()


@given(st.integers(1, 999_999))
def test_a_number_in_words_is_the_number_in_digits(n: int) -> None:
    in_words, in_digits = find_counts(f"{spelled(n)} people"), find_counts(f"{n:,} people")
    assert [(c.low, c.high) for c in in_words] == [(n, n)] == [(c.low, c.high) for c in in_digits]


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_a_range_keeps_its_order(a: int, b: int) -> None:
    low, high = sorted((a, b + a))
    (count,) = find_counts(f"between {low} and {high} people")
    assert (count.low, count.high) == (low, high)


@given(st.text())
def test_any_text_gives_ordered_counts_that_do_not_overlap(text: str) -> None:
    counts = find_counts(text)
    ends = 0
    for count in counts:
        assert ends <= count.start < count.end <= len(text)
        assert count.start <= count.number[0] < count.number[1] <= count.end
        assert count.low is None or count.high is None or count.low <= count.high
        ends = count.end
