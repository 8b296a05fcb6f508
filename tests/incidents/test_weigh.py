"""The score of a pair in words: nothing is left out, and the odds are what the bits say."""

from __future__ import annotations

import pytest

from tollbook.incidents.weigh import SELDOM, evidence
from tollbook.model.incident import Link, Part


def link(*weights: float) -> Link:
    parts = tuple(Part(name="part", weight=weight, words=f"{weight:+}") for weight in weights)
    return Link(a="a", b="b", score=sum(weights), parts=(Part(name="prior", weight=-0.1, words="begin"), *parts))


def test_every_part_stands_on_its_side() -> None:
    found = evidence(link(2.0, -0.5))
    assert (found.favour, found.against) == (("+2.0",), (SELDOM, "-0.5"))


@pytest.mark.parametrize(
    ("weight", "words"),
    [
        (3.0, "Rather the same event, about 8 to 1 (+3.0 bits)."),
        (-2.0, "Rather two events, about 4 to 1 (-2.0 bits)."),
        (0.4, "As likely the same event as not (+0.4 bits)."),
    ],
)
def test_bits_are_odds(weight: float, words: str) -> None:
    assert evidence(link(weight)).verdict == words
