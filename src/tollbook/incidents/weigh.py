"""The score of a pair in plain words: what speaks for one event, what against, and what that comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tollbook.model.incident import Link

SELDOM: Final = "two reports are seldom of one event"
"""What a score begins with, in words."""
UNDECIDED: Final = 0.5
"""A score within so many bits of nothing says neither."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks `favour` or `against` two claims being of one event, in words; and the odds, in a sentence."""

    favour: tuple[str, ...]
    against: tuple[str, ...]
    verdict: str


def evidence(link: Link) -> Evidence:
    """The parts of a score in words, and what they come to."""
    told = [(part.weight, SELDOM if part.name == "prior" else part.words) for part in link.parts]
    return Evidence(
        favour=tuple(words for weight, words in told if weight > 0),
        against=tuple(words for weight, words in told if weight < 0),
        verdict=_verdict(link.score),
    )


def _verdict(score: float) -> str:
    odds = f"about {2 ** abs(score):.0f} to 1"
    if abs(score) < UNDECIDED:
        return f"As likely the same event as not ({score:+.1f} bits)."
    rather = "Rather the same event" if score > 0 else "Rather two events"
    return f"{rather}, {odds} ({score:+.1f} bits)."
