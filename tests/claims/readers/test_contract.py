"""What every reader must keep to, whatever it reads: the same tests for all of them.

The language model is the stub of conftest.py: it tells what the rules find, and lies beside it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tollbook.claims.read import Item, answers
from tollbook.claims.read import reader as reader_called
from tollbook.claims.readers import Reader
from tollbook.claims.readers.rules_en.read import RulesEn
from tollbook.model.claim import Claim

Told = Callable[..., dict[str, Any]]
PUBLISHED = date(2021, 5, 20)
REPORT = (
    "At least 29 people, including 12 children, were killed on Tuesday when an air strike hit a house in Tarfa, "
    "local officials told the Northern Gazette. Two paramedics were wounded.\n\n"
    "The army denied that any civilians were killed. “We struck fighters,” a spokesman said. Aid agencies say "
    "that more than 3,000 people have been displaced since April, and about 40 homes destroyed."
)
ARABIC = (
    "قال مجلس البلدة إن 29 شخصاً على الأقل، بينهم 12 طفلاً، قتلوا يوم الثلاثاء في قصف جوي على تارفا. "
    "وأصيب مسعفان بجروح.\n"
    "أسماء الضحايا:\n1- سالم الراوي\n2- هدى النجار\n\nونزح أكثر من 3000 شخص منذ نيسان، ودُمّر نحو 40 منزلاً."
)
TEXTS = {
    "report": REPORT,
    "long": "\n\n".join(f"Day {n}. {REPORT.replace('29', str(30 + n))}" for n in range(12)),
    "repeated": "Two children were killed. " * 30,
    "capitals": REPORT.upper(),
    "odd marks": REPORT.replace(" ", "\u00a0").replace("12", "twelve") + "\x00\ufeff",
    "arabic": ARABIC,
    "two languages": f"{REPORT}\n\n{ARABIC}\n\n{REPORT}",
    "nothing": "The market in Tarfa was busy on Monday.",
    "numbers": "1 2 3, 4-5; 1,000,000,000,000,000,000 killed, 12.5 wounded, 7th dead",
    "empty": "",
    "blank": " \n\n\t ",
}


def as_told(text: str, claim: Claim, told: Told) -> dict[str, Any]:
    """What an honest model would tell of a claim, but for its days."""
    return told(
        text[claim.start : claim.end],
        before=text[max(0, claim.start - 40) : claim.start],
        harm=claim.harm,
        low=claim.low,
        high=claim.high,
        count_text=claim.count_text,
        status=claim.status,
        age=claim.age,
        sex=claim.sex,
        scope=claim.scope,
        part_of=claim.part_of,
        stance=claim.stance,
        speakers=list(claim.speakers),
        place=claim.place,
        cause=claim.cause,
        actor=claim.actor,
    )


def with_lies(claims: list[dict[str, Any]], text: str, told: Told) -> list[Any]:
    """Every claim, and beside it now and then one that is not true: always the same for the same text."""
    dice = random.Random(text)
    words = text.split() or ["none"]
    answer: list[Any] = []
    for claim in claims:
        answer.append(claim)
        lie: Any = dice.choice(
            [
                claim,
                {**claim, "low": 77, "high": 77},
                {**claim, "quote": "77 civilians"},
                {**claim, "speakers": ["the Ministry of Truth"]},
                {**claim, "harm": "annoyed"},
                {**claim, "part_of": len(claims) * 3},
                {**claim, "part_of": 0},
                told(" ".join(dice.sample(words, min(3, len(words)))), low=3, high=2),
                told(dice.choice(words), low=dice.randrange(9), part_of=1),
                None,
                [],
                {"quote": 5},
            ]
        )
        answer.append(lie)
    return answer


@pytest.fixture(params=["rules", "rules-en", "rules-ar", "llm"])
def reader(request: pytest.FixtureRequest) -> Reader:
    if request.param != "llm":
        return reader_called(request.param)
    rules = RulesEn()
    server, told = request.getfixturevalue("server"), request.getfixturevalue("told")

    def model(asked: Any) -> None:
        found = rules.read(asked.text, doc="", published=PUBLISHED)
        honest = [as_told(asked.text, claim, told) for claim in found]
        asked.say(json.dumps({"claims": with_lies(honest, asked.text, told)}))

    server.always = model
    made: Reader = server.reader()
    return made


@pytest.fixture(params=TEXTS)
def text(request: pytest.FixtureRequest) -> str:
    return TEXTS[request.param]


@pytest.fixture
def claims(reader: Reader, text: str) -> tuple[Claim, ...]:
    return reader.read(text, doc="d", published=PUBLISHED)


def test_words_of_a_claim_stand_in_the_text(claims: tuple[Claim, ...], text: str) -> None:
    for claim in claims:
        assert 0 <= claim.start < claim.end <= len(text)
        assert text[claim.start : claim.end].strip()
        for words in (claim.count_text, claim.place, claim.actor, *claim.speakers):
            assert "".join(words.split()).casefold() in "".join(text.split()).casefold()
        assert all(claim.speakers)


def test_no_two_claims_are_the_same_and_they_stand_in_order(claims: tuple[Claim, ...]) -> None:
    keys = [(claim.start, claim.end, claim.harm, claim.low, claim.high) for claim in claims]
    assert len(set(keys)) == len(keys)
    places = [(claim.start, claim.end, str(claim.harm)) for claim in claims]
    assert places == sorted(places)


def test_a_part_leads_to_another_claim_and_never_back_to_itself(claims: tuple[Claim, ...]) -> None:
    for number, claim in enumerate(claims):
        seen = {number}
        whole = claim.part_of
        while whole is not None:
            assert 0 <= whole < len(claims)
            assert whole not in seen
            seen.add(whole)
            whole = claims[whole].part_of


def test_numbers_and_days_are_closed_ranges(claims: tuple[Claim, ...]) -> None:
    for claim in claims:
        assert claim.doc == "d"
        assert claim.low is None or claim.low >= 0
        assert claim.low is None or claim.high is None or claim.low <= claim.high
        assert (claim.date_start is None) == (claim.date_end is None)
        if claim.date_start and claim.date_end:
            assert claim.date_start <= claim.date_end


def test_the_same_text_gives_the_same_claims(reader: Reader, claims: tuple[Claim, ...], text: str) -> None:
    reader.read("Nine nurses were killed in Duhra, the mayor said.", doc="other", published=None)
    assert reader.read(text, doc="d", published=PUBLISHED) == claims


def test_the_report_is_read(reader: Reader) -> None:
    report = ARABIC if reader.language == "ar" else REPORT
    found = {(one.harm, one.low, one.high) for one in reader.read(report, doc="d", published=PUBLISHED)}
    assert {("killed", 29, None), ("killed", 12, 12)} <= found


def test_a_stream_keeps_the_order_of_its_items_whatever_is_read_at_once(reader: Reader) -> None:
    items = [Item(doc=name, text=text, published=PUBLISHED) for name, text in TEXTS.items()]
    alone = list(answers(items, reader=reader))
    assert [answer.item.doc for answer in alone] == list(TEXTS)
    assert all(answer.answered for answer in alone)
    assert list(answers(items, reader=reader, processes=4)) == alone


def test_a_reader_names_itself(reader: Reader) -> None:
    assert reader.version
    assert reader.language
