"""The day a text was written, as it says itself: the title of a round-up, a line of its own, a post's stamp."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from tollbook.claims.readers.rules_ar.phrases import is_word
from tollbook.claims.readers.rules_ar.when import find_times
from tollbook.claims.readers.rules_ar.words import Sentence

FULL: Final = 9
"""How exact a date with day, month and year is (when.py)."""
_LINE: Final = 9
"""Words of a line that says no more than when it was written."""


def written_on(sentences: Sequence[Sentence]) -> date | None:
    """The day of writing; None where the text does not say. Full dates only: nothing is resolved against today."""
    found: list[tuple[int, int, date]] = []
    for n, sentence in enumerate(sentences):
        words = sentence.words
        for when in find_times(words, None):
            day = when.days[1]
            if when.exact < FULL or day is None:
                continue
            if sentence.heading and any(is_word(word, "time", "roundup", "words") for word in words[:4]):
                found.append((0, n, day))
            elif len(words) <= _LINE:
                found.append((1, n, day))
            elif words[when.first].bare.isascii() and not words[when.first].bare[0].isdigit():
                found.append((2, n, day))
            elif when.first < len(words) and any(
                word.bare in ("اليوم", "صباح", "مساء") for word in words[max(0, when.first - 3) : when.first]
            ):
                found.append((3, n, day))
    return min(found)[2] if found else None
