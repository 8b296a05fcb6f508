"""What a model tells is held against the text: every kind of lie has a code of its own, the truth is taken."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.claims.readers.llm.accept import Source, Taken, accept
from tollbook.claims.readers.llm.find import Words
from tollbook.claims.readers.llm.told import SCHEMA, Told
from tollbook.model.claim import Claim
from tollbook.model.finding import Finding
from tollbook.model.vocabulary import Harm

TEXT = (
    "At least 29 people, including 12 children, were killed on Tuesday when a coalition air strike hit a house in "
    "Tarfa, survivors told the Northern Gazette. Nearly 1,400 people fled. A paramedic was wounded. "
    "The army said that no civilians were killed. Up to 1,200 homes were damaged on 3 May 2021."
)
ARABIC = "قتل ١٢ مدنيا بينهم خمسة وعشرون طفلا وأصيب 2 من المسعفين في قصف على تارفا، وجرح عشرات."


def source(text: str = TEXT, *, english: bool = True, published: date | None = date(2021, 5, 20)) -> Source:
    return Source(doc="d", name="a.txt", words=Words(text), published=published, english=english)


def taken(told: Any, of: Source | None = None) -> Claim:
    of = of or source()
    found = accept(told, of, 0, len(of.words.text))
    assert isinstance(found, Taken), found
    return found.claim


def refused(told: Any, of: Source | None = None) -> Finding:
    of = of or source()
    found = accept(told, of, 0, len(of.words.text))
    assert isinstance(found, Finding), found
    assert found.where.startswith("a.txt:")
    assert found.advice
    return found


def test_the_truth_is_taken_whole(told: Any) -> None:
    claim = taken(
        told(
            "At least 29 people",
            low=29,
            count_text="At least 29",
            speakers=["survivors", "the Northern Gazette"],
            date_text="on Tuesday",
            date_start="2021-05-18",
            date_end="2021-05-18",
            place="Tarfa",
            cause="airstrike",
            actor="coalition",
        )
    )
    assert (claim.start, claim.end, claim.harm, claim.low, claim.high) == (0, 18, Harm.KILLED, 29, None)
    assert claim.speakers == ("survivors", "the Northern Gazette")
    assert (claim.date_start, claim.place, claim.actor) == (date(2021, 5, 18), "Tarfa", "coalition")


@pytest.mark.parametrize(
    ("quote", "count_text", "low", "high"),
    [
        ("12 children", "12", 12, 12),
        ("Nearly 1,400 people", "Nearly 1,400", None, 1400),
        ("A paramedic", "A", 1, 1),
        ("no civilians", "no", 0, 0),
        ("Up to 1,200 homes", "Up to 1,200", None, 1200),
    ],
)
def test_numbers_that_their_words_mean_are_taken(
    told: Any, quote: str, count_text: str, low: int | None, high: int | None
) -> None:
    claim = taken(told(quote, count_text=count_text, low=low, high=high))
    assert claim.count_text == count_text


@pytest.mark.parametrize(
    ("quote", "count_text", "low", "high"),
    [
        ("At least 29 people", "At least 29", 29, 29),  # the hedge is lost
        ("29 people", "29", 29, 29),  # the hedge stands outside of the quote
        ("At least 29 people", "At least 29", 30, None),
        ("12 children", "12", 13, 13),
        ("12 children", "12", 120, 120),
        ("12 children", "12", None, None),  # a number that is said is not left out
        ("Nearly 1,400 people", "Nearly 1,400", 1400, 1400),
        ("A paramedic", "A", 2, None),
        ("A paramedic", "A", 2, 2),
        ("A paramedic", "A", None, None),
        ("no civilians", "no", 2, None),
        ("no civilians", "no", 1, 1),
        ("people fled", "", 40, 40),
        ("12 children", "twelve", 12, 12),  # the words of the count do not stand there
        ("12 children", "12", 5, 2),
    ],
)
def test_numbers_that_their_words_cannot_mean_are_refused(
    told: Any, quote: str, count_text: str, low: int | None, high: int | None
) -> None:
    assert refused(told(quote, count_text=count_text, low=low, high=high)).code == "llm.number"


def test_an_age_is_no_count(told: Any) -> None:
    text = "The strike in Tarfa killed his 71-year-old aunt."
    assert taken(told("his 71-year-old aunt", low=1, high=1), source(text)).low == 1
    assert (
        refused(told("his 71-year-old aunt", low=71, high=71, count_text="71"), source(text)).code == "llm.number"
    )


def test_all_but_some_are_the_rest(told: Any) -> None:
    text = "At least 30 people were trapped in Tarfa, and all but two of them were killed."
    claim = taken(told("all but two of them", low=28, count_text="all but two"), source(text))
    assert (claim.low, claim.high) == (28, None)
    assert (
        refused(told("all but two of them", low=30, count_text="all but two"), source(text)).code == "llm.number"
    )


def test_a_hedge_outside_of_the_quote_is_taken_into_the_anchor(told: Any) -> None:
    claim = taken(told("29 people", count_text="29", low=29))
    assert (claim.start, claim.end, claim.count_text) == (0, 18, "At least 29")


@pytest.mark.parametrize(
    "quote", ["30 people", "12 childrens", "2 children", "200 homes", "400 people", "peop", " "]
)
def test_a_quote_that_does_not_stand_in_the_text_is_refused(told: Any, quote: str) -> None:
    """Nor does one that tears a word or a number: "2 children" does not stand in "12 children"."""
    assert refused(told(quote, low=2, high=2)).code == "llm.quote-not-in-text"


def test_a_quote_may_differ_in_white_space_and_marks_only(told: Any) -> None:
    text = "The hospital’s 12\n  “young”\u00a0patients were killed."
    claim = taken(told('12 "young" patients', low=12, high=12, count_text="12"), source(text))
    assert text[claim.start : claim.end] == "12\n  “young”\u00a0patients"


def test_of_several_places_the_words_before_decide(told: Any) -> None:
    text = "In Tarfa two people died. In Duhra two people died. In Sella two people died."
    claim = taken(told("two people", before="died. In Duhra", low=2, high=2, count_text="two"), source(text))
    assert claim.start == text.index("two people", 30)
    for before in ("", "In Hama"):
        finding = refused(told("two people", before=before, low=2, high=2, count_text="two"), source(text))
        assert finding.code == "llm.quote-ambiguous"


@pytest.mark.parametrize(
    "lie",
    [
        {"speakers": ["survivors", "the Ministry of Truth"]},
        {"speakers": [""]},
        {"speakers": ["survivor"]},
        {"place": "Damascus"},
        {"actor": "the Russian air force"},
        {"harm": "annoyed"},
        {"harm": "KILLED"},
        {"status": None},
        {"cause": "airstrike "},
        {"low": "12"},
        {"low": 12.5},
        {"low": True},
        {"low": -12},
        {"high": 10**30},
        {"part_of": -1},
        {"date_start": "18 May"},
        {"date_start": 1},
        {"speakers": "survivors"},
        {"quote": None},
        {"quote": ""},
        {"quote": "x" * 5000},
        {"extra": 1},
        {"place": "\ud800"},
    ],
    ids=str,
)
def test_a_field_that_cannot_be_taken_refuses_the_claim(told: Any, lie: dict[str, Any]) -> None:
    claim = {**told("12 children", low=12, high=12, count_text="12"), **lie}
    finding = refused(claim)
    assert finding.code == "llm.refused-field"
    finding.message.encode()  # can be written down, whatever was told


@pytest.mark.parametrize("told", [None, [], 5, "12 children", {}, {"quote": "12 children"}], ids=str)
def test_what_is_no_claim_at_all_is_refused(told: Any) -> None:
    assert refused(told).code == "llm.refused-field"


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("on Tuesday", "2021-05-17", "2021-05-17"),
        ("on Tuesday", "2021-05-18", "2021-05-19"),
        ("on Tuesday", "2021-05-18", None),
        ("on Wednesday", "2021-05-19", "2021-05-19"),
        ("", "2021-05-18", "2021-05-18"),
        ("3 May 2021", "2021-03-05", "2021-03-05"),
        ("on Tuesday", "2021-05-18", "2021-05-11"),
        ("on Tuesday", "2031-05-18", "2031-05-18"),
        ("on Tuesday", "0001-01-01", "0001-01-01"),
    ],
)
def test_a_day_that_the_text_does_not_say_is_refused(told: Any, words: str, start: str, end: str | None) -> None:
    claim = told("12 children", low=12, high=12, count_text="12", date_text=words, date_start=start, date_end=end)
    assert refused(claim).code == "llm.date"


def test_without_a_day_of_publication_a_weekday_is_no_day(told: Any) -> None:
    claim = told("12 children", low=12, high=12, count_text="12", date_text="on Tuesday")
    dated = {**claim, "date_start": "2021-05-18", "date_end": "2021-05-18"}
    assert refused(dated, source(published=None)).code == "llm.date"
    assert taken(claim, source(published=None)).date_start is None


@pytest.mark.parametrize(
    ("quote", "count_text", "low", "high"),
    [("١٢ مدنيا", "١٢", 12, 12), ("خمسة وعشرون طفلا", "خمسة وعشرون", 25, 25), ("عشرات", "عشرات", 20, None)],
)
def test_arabic_numbers_are_checked_by_their_digits_and_words(
    told: Any, quote: str, count_text: str, low: int, high: int | None
) -> None:
    of = source(ARABIC, english=False)
    assert taken(told(quote, low=low, high=high, count_text=count_text), of).low == low
    more = None if high is None else high + 7
    assert refused(told(quote, low=low + 7, high=more, count_text=count_text), of).code == "llm.number"


def test_the_form_that_is_sent_is_the_form_that_is_taken() -> None:
    fields = SCHEMA["properties"]["claims"]["items"]["properties"]
    assert list(fields) == list(Told.model_fields)
    assert fields["harm"]["enum"] == [harm.value for harm in Harm]


WORDS = st.sampled_from([*TEXT.split(), "At least 29 people", "12 children", "Ministry", "2", "", "\x00", "no"])
ANYTHING = st.one_of(st.none(), st.integers(-3, 50), WORDS, st.booleans(), st.dates().map(str), st.lists(WORDS))
FIELDS = st.sampled_from(list(Told.model_fields))


@given(st.dictionaries(FIELDS, ANYTHING), st.sampled_from(["12 children", "At least 29 people", "A paramedic"]))
def test_whatever_is_told_comes_to_a_claim_that_holds_or_to_a_finding(lies: dict[str, Any], quote: str) -> None:
    claim: dict[str, Any] = {
        **dict.fromkeys(("status", "age", "sex", "cause"), "unknown"),
        **dict.fromkeys(("before", "count_text", "date_text", "place", "actor"), ""),
        **dict.fromkeys(("low", "high", "part_of", "date_start", "date_end")),
        "quote": quote,
        "harm": "killed",
        "scope": "incident",
        "stance": "denied",
        "speakers": [],
        **lies,
    }
    found = accept(claim, source(), 0, len(TEXT))
    if isinstance(found, Finding):
        json.dumps(found.message).encode()
        return
    one = found.claim
    for words in (TEXT[one.start : one.end], one.count_text, one.place, one.actor, *one.speakers):
        assert words in TEXT
    assert one.low is None or one.high is None or one.low <= one.high
    assert (one.date_start is None) == (one.date_end is None)
