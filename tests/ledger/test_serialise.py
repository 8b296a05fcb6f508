from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tollbook.ledger.serialise import canonical, from_bytes, from_json, to_json, unknown_keys
from tollbook.model.claim import Claim
from tollbook.model.document import Document, Extraction, Origin
from tollbook.model.finding import Finding
from tollbook.model.incident import Incident, Link, Linking, Part
from tollbook.model.judgement import Judgement, Position
from tollbook.model.place import Candidate, Location
from tollbook.model.vocabulary import Harm

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.floats(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)
TYPES = [Claim, Document, Extraction, Origin, Finding, Linking, Judgement, Position, Location]

PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: NUMBERS,
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    object: JSON,
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    type(None): st.none(),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a model type, by the types of its fields."""
    if hint in PLAIN:
        return PLAIN[hint]
    inner = get_args(hint)
    if get_origin(hint) is tuple:
        return st.lists(values(inner[0]), max_size=3).map(tuple)
    if get_origin(hint) in (dict, Mapping):
        return st.dictionaries(values(inner[0]), values(inner[1]), max_size=3)
    if inner:
        return st.one_of(*(values(one) for one in inner))
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    types = get_type_hints(hint)
    return st.builds(hint, **{field.name: values(types[field.name]) for field in fields(hint)})


@pytest.mark.parametrize("type_", TYPES)
def test_every_value_of_the_model_comes_back_through_json(type_: type) -> None:
    @given(values(type_))
    def comes_back(value: object) -> None:
        data = to_json(value)
        assert from_json(type_, data) == value
        assert from_bytes(type_, canonical(data)) == value

    comes_back()


@given(JSON)
def test_canonical_bytes_are_canonical_json_of_the_same_data(data: Any) -> None:
    written = canonical(data)
    assert json.loads(written) == data
    assert canonical(json.loads(written)) == written


@given(st.dictionaries(TEXTS, NUMBERS, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_matter(data: dict[str, int], chance: Any) -> None:
    keys = list(data)
    chance.shuffle(keys)
    assert canonical({key: data[key] for key in keys}) == canonical(data)


@pytest.mark.parametrize(
    ("data", "written"),
    [
        # RFC 8785, 3.2.2 and 3.2.3
        (
            '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],'
            '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
            '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
            '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
        ),
        (
            '{"\\u20ac":1,"\\r":2,"\\ufb33":3,"1":4,"\\ud83d\\ude00":5,"\\u0080":6,"\\u00f6":7}',
            '{"\\r":2,"1":4,"\x80":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
        ),
    ],
)
def test_the_examples_of_rfc_8785_come_out_as_published(data: str, written: str) -> None:
    assert canonical(json.loads(data)).decode() == written


@pytest.mark.parametrize("data", [2**53, math.nan, math.inf, "\ud800", {1: 2}, {"a": object()}])
def test_what_json_cannot_hold_is_refused(data: object) -> None:
    with pytest.raises(ValueError):
        canonical(data)


def test_times_are_written_in_utc_and_dates_as_days() -> None:
    there = timezone(timedelta(hours=3))
    assert to_json(datetime(2017, 3, 17, 8, 24, tzinfo=there)) == "2017-03-17T05:24:00Z"
    assert to_json(date(2017, 3, 17)) == "2017-03-17"


@pytest.mark.parametrize("value", [{"a", "b"}, datetime(2017, 3, 17), b"bytes", object(), {3: 4}, Claim])
def test_what_has_no_order_no_zone_or_no_form_is_not_written(value: object) -> None:
    with pytest.raises(TypeError):
        to_json(value)


def test_keys_may_be_words_of_the_vocabulary() -> None:
    assert to_json({Harm.KILLED: (1, 2)}) == {"killed": [1, 2]}


@pytest.mark.parametrize(
    "changed",
    [
        {"low": "29"},
        {"low": 1.5},
        {"harm": "dead"},
        {"start": None},
        {"date_start": "2017-02-31"},
        {"speakers": "AFP"},
    ],
)
def test_a_claim_in_foreign_json_is_checked_strictly(claim: Callable[..., Claim], changed: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        from_json(Claim, {**to_json(claim("d")), **changed})


def test_keys_that_are_no_fields_are_named() -> None:
    assert unknown_keys(Finding, {"code": "a", "colour": "b", "bode": "c"}) == ["bode", "colour"]


def test_links_keep_their_parts_in_order() -> None:
    parts = (
        Part(name="same day", weight=2.5, words="same day"),
        Part(name="near", weight=-0.5, words="2 km apart"),
    )
    linking = Linking(
        incidents=(Incident(id="i-1", claims=("c-1",), links=(Link(a="c-1", b="c-2", score=2.0, parts=parts),)),)
    )
    assert from_json(Linking, to_json(linking)) == linking


def test_an_unresolved_place_keeps_its_blanks() -> None:
    place = Location(
        written="الجديدة", lost=(Candidate(id="x", name="y", country="IQ", latitude=1.5, longitude=2.0),)
    )
    assert from_bytes(Location, canonical(to_json(place))) == place


def test_a_value_of_no_type_is_no_value() -> None:
    @dataclass
    class Own:
        inner: object

    with pytest.raises(TypeError, match="frozenset"):
        to_json(Own(frozenset()))
