"""What two reports show beside their claims: the days on which it can have happened, names, and words."""

from __future__ import annotations

import math
from collections.abc import Mapping

from tollbook.incidents.reports.index import Shared
from tollbook.incidents.reports.period import Days

Shown = tuple[str, float, str]
"""The name of a part, its bits, and words for a person to read."""

STRETCHES = (
    ("far_below", -10.0, -2.0),
    ("below", -2.0, 0.0),
    ("above", 0.0, 3.0),
    ("far_above", 3.0, 6.0),
    ("sure", 6.0, 10.0),
)
"""How likely the same day is, in bits above chance, in stretches: on each a bit more weighs what was learned."""
FEW = 3
"""So many days are as good as known."""
MOST_LEAD = 15.0
"""Bits that names at the beginnings count, at most."""


def along(bits: float) -> tuple[float, ...]:
    """How far `bits` goes along each of the STRETCHES, from nothing."""
    return tuple(min(max(bits, low), high) - (low if low >= 0 else high) for _, low, high in STRETCHES)


def compare_days(
    same: float, names: float, days: tuple[Days, Days], alone: Mapping[str, float], named: Mapping[str, float]
) -> tuple[Shown, ...]:
    """Parts for how likely the day is the same: by itself, and together with names (their cosine) that are alike.

    A day in common says more where names are alike as well, and less where they are not.
    """
    parts = along(same)
    bits = sum(alone[name] * part for (name, _, _), part in zip(STRETCHES, parts, strict=True))
    both = math.sqrt(names) * sum(named[name] * part for (name, _, _), part in zip(STRETCHES, parts, strict=True))
    found: list[Shown] = [("date", bits, day_words(*days))] if bits else []
    if both:
        found.append(("date and names", both, "names in common, and " + day_words(*days)))
    return tuple(found)


def day_words(a: Days, b: Days) -> str:
    """What two sets of days show, in words."""
    if both := (a & b).bit_count():
        if a.bit_count() == b.bit_count() == both == 1:
            return "same day"
        least = min(a.bit_count(), b.bit_count())
        return "the same day, as far as they say" if least <= FEW else "perhaps the same day"
    return "a day apart" if (a | a << 1 | a >> 1) & b else "on different days"


def compare_terms(shared: Shared, bits: Mapping[str, float]) -> tuple[Shown, ...]:
    """Parts for the names and the words that two passages share."""
    found: list[Shown] = []
    if shared.names:
        found.append(("names", bits["names"] * math.sqrt(shared.names), "names in common"))
    if shared.lead:
        lead = bits["lead"] * math.sqrt(min(shared.lead, MOST_LEAD) / 10)
        found.append(("lead", lead, "names in common at the beginning"))
    if shared.words:
        found.append(("words", bits["words"] * math.sqrt(shared.words), "words in common"))
    if shared.place:
        found.append(("called", bits["called"] * shared.place, "places called alike"))
    return tuple(found)
