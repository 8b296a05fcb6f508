"""A confidence is a probability, the same on every run, and weighs what the shipped file says it weighs."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.claims import confidence
from tollbook.claims.confidence import FEATURES, with_confidence
from tollbook.claims.read import read
from tollbook.model.claim import Claim
from tollbook.model.vocabulary import Harm

TEXT = "At least 29 people, including 12 children, were killed in Tarfa, officials said. Civilians fled."


def claim(**fields: object) -> Claim:
    given = {"doc": "d", "start": 0, "end": 18, "harm": Harm.KILLED, "low": 29, "high": None, "count_text": "29"}
    return Claim(**{**given, **fields})  # type: ignore[arg-type]


def test_every_claim_that_is_read_carries_a_probability() -> None:
    found = read(TEXT, doc="d", published=None)
    assert found
    assert all(one.confidence is not None and 0 < one.confidence < 1 for one in found)


def test_a_confidence_that_a_reader_gives_itself_is_kept() -> None:
    (kept,) = with_confidence([claim(confidence=0.9)], TEXT)
    assert kept.confidence == 0.9


def test_confidence_changes_neither_the_claim_nor_its_id() -> None:
    one = claim()
    (with_one,) = with_confidence([one], TEXT)
    assert with_one.id == one.id
    assert with_one.confidence != one.confidence


def test_the_shipped_weights_are_those_of_the_features_there_are() -> None:
    data = tomllib.loads(files("tollbook.claims").joinpath("confidence.toml").read_text())
    assert data["weights"].keys() == FEATURES.keys()
    assert read("Two people were killed.", doc="d", published=None)
    assert data["version"].startswith("1, of rules-en")


def test_weights_for_other_features_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    confidence._model.cache_clear()
    monkeypatch.setattr(confidence, "FEATURES", {"another": lambda claim, anchor, beside: True})
    with pytest.raises(ValueError, match="other features"):
        with_confidence([claim()], TEXT)
    confidence._model.cache_clear()


@given(st.text(max_size=80), st.text(max_size=30), st.text(max_size=30))
def test_whatever_the_fields_hold_it_is_a_probability(count: str, place: str, actor: str) -> None:
    (one,) = with_confidence([claim(count_text=count, place=place, actor=actor, speakers=(place,))], TEXT)
    assert one.confidence is not None
    assert 0 <= one.confidence <= 1
