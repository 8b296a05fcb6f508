"""Whether a word of harm tells what happened, what did not, or what was only tried, feared or not known."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.words import Word

REACH: Final = 5
_NO_DENIAL: Final = (["يزال"], ["تزال"], ["يزالون"], ["يقل"], ["تقل"], ["يزيد"], ["تزيد"], ["سيما"])


class Told(Enum):
    """It happened; it did not; or it was only tried or feared, or nothing is known of it."""

    SO = "so"
    NOT = "not"
    UNREAL = "unreal"


def told_of(words: Sequence[Word], i: int) -> Told:
    """What the words just before word `i` make of the harm that it tells."""
    before = [word.bare for word in words[max(0, i - REACH) : i]]
    for mark in ("،", ".", "؛", ":"):
        if mark in before:
            before = before[len(before) - before[::-1].index(mark) :]
    unreal, absence = lexicon.words("harm", "unreal", "words"), lexicon.words("harm", "absence", "words")
    told = lexicon.words("harm", "absence", "told")
    if before and (
        before[-1] in unreal or (before[-1] in ("من", "في", "علي") and before[-2:-1] and before[-2] in unreal)
    ):
        return Told.UNREAL
    if lexicon.words("harm", "unreal", "tried") & set(before):
        return Told.UNREAL
    gone = next((n for n, bare in enumerate(before) if bare in absence or bare.removeprefix("و") in absence), None)
    if gone is None or before[gone + 1 : gone + 2] in _NO_DENIAL:
        return Told.SO
    return Told.UNREAL if any(bare in told for bare in before[gone:]) else Told.NOT
