"""What two reports show beside their claims: the days on which it can have happened, names, and words."""

from __future__ import annotations

import math
from collections.abc import Mapping

from tollbook.incidents.reports.index import Index, Terms
from tollbook.incidents.reports.period import Days

Shown = tuple[str, float, str]
"""The name of a part, its bits, and words for a person to read."""

CHANCES = ((600, "days_600"), (200, "days_200"), (60, "days_60"), (20, "days_20"), (8, "days_8"), (3, "days_3"))
"""How many times likelier the same day is, by the days that both allow, than of two reports at random."""
NO_MORE_LIKELY = 1.4
FEW = 9
"""Days of the one times days of the other up to which days are as good as known."""
MOST_LEAD = 15.0
"""Bits that names at the beginnings count, at most."""
LEAST_PERIOD = 730
"""Days that a book is thought to tell of at least."""


def compare_days(a: Days, b: Days, period: int) -> str | None:
    """The level of two sets of days in a book of so many days; None where they say nothing."""
    if not a or not b:
        return None
    many = a.bit_count() * b.bit_count()
    if both := (a & b).bit_count():
        times = max(period, LEAST_PERIOD) * both / many
        if times < NO_MORE_LIKELY:
            return None
        return next((level for least, level in CHANCES if times >= least), "days_1")
    beside = (a | a << 1 | a >> 1) & b
    if beside:
        return "beside_known" if many <= FEW else "beside"
    return "apart_known" if many <= FEW else "apart"


def day_words(a: Days, b: Days) -> str:
    """What two sets of days show, in words."""
    both, least = (a & b).bit_count(), min(a.bit_count(), b.bit_count())
    if both and a.bit_count() == b.bit_count() == 1:
        return "same day"
    if both:
        return "the same day, as far as they say" if least <= 3 else "perhaps the same day"
    return "a day apart" if (a | a << 1 | a >> 1) & b else "on different days"


def compare_terms(a: Terms, b: Terms, index: Index, bits: Mapping[str, float]) -> tuple[Shown, ...]:
    """Parts for the names and the words that two passages share."""
    shared = index.shared(a, b)
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
