"""Whether a word of harm tells what happened, what did not, or what was only tried, feared or not known."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.words import Word

REACH: Final = 5
DENIAL: Final = 20
"""Words from a verb of denial to what it denies."""
_NO_DENIAL: Final = (["يزال"], ["تزال"], ["يزالون"], ["يقل"], ["تقل"], ["يزيد"], ["تزيد"], ["سيما"])


class Told(Enum):
    """It happened; it did not; it was only tried or feared, or nothing is known of it; somebody denies it."""

    SO = "so"
    NOT = "not"
    UNREAL = "unreal"
    DENIED = "denied"


def told_of(words: Sequence[Word], i: int) -> Told:
    """What the words just before word `i` make of the harm that it tells."""
    before = [word.bare for word in words[max(0, i - REACH) : i]]
    for mark in ("،", ".", "؛", ":"):
        if mark in before:
            before = before[len(before) - before[::-1].index(mark) :]
    unreal, absence = lexicon.words("harm", "unreal", "words"), lexicon.words("harm", "absence", "words")
    told = lexicon.words("harm", "absence", "told")
    if before[-1:] == ["قد"] and words[i].bare[:1] in "يتن":
        return Told.UNREAL
    if lexicon.words("harm", "unreal", "sure") & {word.bare for word in words[max(0, i - REACH - 1) : i]}:
        return Told.UNREAL
    led = before[-2:-1] if before[-1:] and before[-1] in ("من", "في", "علي", "عن") else before[-1:]
    if set(led + before[-1:]) & unreal:
        return Told.UNREAL
    if lexicon.words("harm", "unreal", "tried") & set(before):
        return Told.UNREAL
    if _is_denied(words, i):
        return Told.DENIED
    gone = next((n for n, bare in enumerate(before) if bare in absence or bare.removeprefix("و") in absence), None)
    if gone is None or before[gone + 1 : gone + 2] in _NO_DENIAL:
        return Told.SO
    return Told.UNREAL if any(bare in told for bare in before[gone:]) else Told.NOT


def _is_denied(words: Sequence[Word], i: int) -> bool:
    """Whether a verb of denial stands before word `i`, and nothing that is said instead."""
    verbs, ends = lexicon.words("harm", "denied", "verb"), lexicon.words("harm", "denied", "ends")
    for word in reversed(words[max(0, i - DENIAL) : i]):
        if word.bare in ends or word.text in ".؛":
            return False
        if word.kind == "word" and word.is_one_of(verbs) is not None:
            return True
        if word.bare == "صحه" and word.i and words[word.i - 1].bare in ("لا", "ولا", "عدم"):
            return True
    return False
