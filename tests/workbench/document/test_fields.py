from __future__ import annotations

from datetime import date

import pytest

from tollbook.ledger.serialise import from_json, to_json
from tollbook.model.claim import Claim
from tollbook.model.finding import Refusal
from tollbook.model.vocabulary import Cause, Harm
from tollbook.workbench.document.fields import differing, form_of, read

CLAIM = Claim(
    doc="a" * 64,
    start=3,
    end=9,
    harm=Harm.KILLED,
    low=12,
    high=None,
    count_text="12",
    speakers=("residents", "Civil Defence"),
    date_start=date(2031, 5, 3),
    date_end=date(2031, 5, 3),
    place="الموصل",
    cause=Cause.AIRSTRIKE,
    confidence=0.5,
)


def typed(claim: Claim) -> dict[str, str]:
    return {field.name: field.value for field in form_of(claim, claim)}


def test_a_form_sent_back_as_it_was_says_nothing_else() -> None:
    assert differing(CLAIM, read(typed(CLAIM)), {}) == {}


def test_what_was_changed_is_what_is_amended() -> None:
    said = read({**typed(CLAIM), "high": "15", "speakers": "residents", "date_end": "", "place": " Mosul "})
    fields = differing(CLAIM, said, {"end": 8})
    assert fields == {"end": 8, "high": 15, "speakers": ["residents"], "date_end": None, "place": "Mosul"}
    assert from_json(Claim, {**to_json(CLAIM), **fields}).high == 15


def test_what_the_reader_found_otherwise_stands_beside() -> None:
    (place,) = (one for one in form_of(CLAIM, CLAIM, {"place": "Erbil"}) if one.name == "place")
    assert (place.value, place.found) == ("Erbil", "الموصل")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("low", "-1"),
        ("low", "twelve"),
        ("high", "1" * 13),
        ("low", "٣"),
        ("harm", "slain"),
        ("date_start", "2031-02-30"),
        ("date_start", "3 May"),
        ("place", "x" * 5000),
    ],
)
def test_what_no_field_can_hold_is_refused_by_its_name(name: str, value: str) -> None:
    with pytest.raises(Refusal):
        read({**typed(CLAIM), name: value})
