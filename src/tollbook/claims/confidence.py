"""How likely it is that a recorder would accept a claim unchanged: so that the doubtful ones are looked at first.

A logistic regression over a few plain facts of the claim and of the claims beside it; it knows nothing of how the
reader found it. `confidence.toml` holds the weights with the command that made them; docs/method/reading.md
has the reliability table.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Final

from tollbook.model.claim import Claim
from tollbook.model.vocabulary import Cause, Scope, Stance, Status

DIGITS: Final = 3
"""Decimals of a confidence: more would claim more than the calibration can tell, and differ between machines."""

_DIGIT: Final = re.compile(r"\d")

FEATURES: Final[Mapping[str, Callable[[Claim, str, int], bool]]] = {
    "number in digits": lambda claim, anchor, beside: bool(_DIGIT.search(claim.count_text)),
    "no counting word": lambda claim, anchor, beside: not claim.count_text,
    "an open bound": lambda claim, anchor, beside: None in (claim.low, claim.high),
    "no bound at all": lambda claim, anchor, beside: claim.low is None and claim.high is None,
    "a bare number": lambda claim, anchor, beside: anchor.strip() == claim.count_text.strip() != "",
    "a long anchor": lambda claim, anchor, beside: len(anchor.split()) > 5,
    "part of another": lambda claim, anchor, beside: claim.part_of is not None,
    "not of one incident": lambda claim, anchor, beside: claim.scope is not Scope.INCIDENT,
    "background": lambda claim, anchor, beside: claim.scope is Scope.BACKGROUND,
    "not merely asserted": lambda claim, anchor, beside: claim.stance is not Stance.ASSERTED,
    "status known": lambda claim, anchor, beside: claim.status is not Status.UNKNOWN,
    "no date": lambda claim, anchor, beside: claim.date_start is None,
    "no place": lambda claim, anchor, beside: not claim.place,
    "no cause": lambda claim, anchor, beside: claim.cause is Cause.UNKNOWN,
    "no actor": lambda claim, anchor, beside: not claim.actor,
    "no speaker": lambda claim, anchor, beside: not claim.speakers,
    "nested speakers": lambda claim, anchor, beside: len(claim.speakers) > 1,
    "a long place": lambda claim, anchor, beside: len(claim.place.split()) > 4,
    "many claims beside it": lambda claim, anchor, beside: beside > 3,
}
"""Facts of a claim, of its anchor, and of how many claims stand in the same paragraph. Each holds or does not."""


def with_confidence(claims: Sequence[Claim], text: str) -> tuple[Claim, ...]:
    """The claims of one text, each with its confidence, where its reader gave none."""
    beside = _beside(claims, text)
    return tuple(
        claim if claim.confidence is not None else replace(claim, confidence=_confidence(claim, text, count))
        for claim, count in zip(claims, beside, strict=True)
    )


def facts(claim: Claim, text: str, beside: int) -> list[bool]:
    """Which of `FEATURES` hold, in their order. `beside` counts the claims of the same paragraph."""
    anchor = text[claim.start : claim.end]
    return [holds(claim, anchor, beside) for holds in FEATURES.values()]


def facts_of_all(claims: Sequence[Claim], text: str) -> list[list[bool]]:
    """`facts` of each claim of one text."""
    return [facts(claim, text, count) for claim, count in zip(claims, _beside(claims, text), strict=True)]


def _confidence(claim: Claim, text: str, beside: int) -> float:
    intercept, weights = _model()
    score = intercept + sum(
        weight for weight, held in zip(weights, facts(claim, text, beside), strict=True) if held
    )
    return round(1 / (1 + math.exp(-score)), DIGITS)


def _beside(claims: Sequence[Claim], text: str) -> list[int]:
    paragraphs = [text.count("\n", 0, claim.start) for claim in claims]
    counts = Counter(paragraphs)
    return [counts[paragraph] for paragraph in paragraphs]


@cache
def _model() -> tuple[float, list[float]]:
    """Intercept and weights in the order of `FEATURES`. Raises ValueError where the file speaks of other ones."""
    data = tomllib.loads(files(__package__).joinpath("confidence.toml").read_text(encoding="utf-8"))
    if data["weights"].keys() != FEATURES.keys():
        raise ValueError(
            "confidence.toml was made for other features: run `python -m benchmarks.reading.calibrate`"
        )
    return data["intercept"], [data["weights"][name] for name in FEATURES]
