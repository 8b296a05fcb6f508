"""The words that name a place, behind the noun of place: where they end."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.harm import is_harm
from tollbook.claims.readers.rules_ar.phrases import is_word, phrase_at
from tollbook.claims.readers.rules_ar.words import Word, is_definite

MARKS: Final = "#\"“”«»'‘’„_\u200e\u200f\u202a\u202b\u202c\u200b"
_MOST: Final = 3
"""Words of one name."""


_FIRST: Final = frozenset({"ام", "ابو", "بيت", "تل", "كفر", "راس", "عين"})
"""First parts of names whose second may be a noun of place: "Umm Qura"."""

_OTHERS: Final = (
    ("causes", "cause"),
    ("causes", "general"),
    ("causes", "event"),
    ("time", "day"),
    ("time", "weekday"),
    ("time", "month"),
    ("actors", "noun"),
    ("speech", "verb"),
)


@functools.cache
def heads() -> Mapping[str, int]:
    """The nouns of place, with how exactly each places an event."""
    return {form: int(level) for level, listed in lexicon.table("places")["head"].items() for form in listed}


def head_of(word: Word) -> tuple[int, int, bool] | None:
    """(exactness, letters before it, whether definite) of a noun of place."""
    if word.kind != "word":
        return None
    for form, cut in word.forms:
        if form in heads():
            return heads()[form], cut, is_definite(word, cut)
    return None


def is_side(word: Word) -> bool:
    """A direction that a place follows: "شمالي", "غرب"; with its article it describes what is before it."""
    return any(f in lexicon.words("places", "side", "words") and not is_definite(word, c) for f, c in word.forms)


def is_adjective(word: Word) -> bool:
    """An adjective that describes a place: a direction, "neighbouring", "residential"."""
    return is_word(word, "places", "side", "adjectives")


def name_at(words: Sequence[Word], i: int, headed: bool = False) -> int:
    """The last word of a name that begins at word `i`; before `i` where there is none."""
    at, taken, last = i, 0, i - 1
    quote = i < len(words) and words[i].text in "\"“«'‘"
    while at < len(words) and taken < (6 if quote else _MOST):
        word = words[at]
        if word.text in MARKS:
            closing = taken > 0 and word.text in "\"”»'’"
            at += 1
            if closing:
                last = at - 1
                break
            continue
        named = taken > 0 and words[last].bare in _FIRST and word.kind == "word" and head_of(word) is not None
        if word.kind != "word" or (not named and ends_name(words, at, first=taken == 0 and headed)):
            break
        foreign = taken > 0 and word.text[:1].isascii() and not words[last].text[:1].isascii()
        if foreign or (taken and not quote and not _goes_on(words, last, at)):
            break
        last, taken, at = at, taken + 1, at + 1
    if taken:
        while last + 1 < len(words) and _describes(words, last + 1):
            last += 1
    return last


def _describes(words: Sequence[Word], i: int) -> bool:
    word = words[i]
    return word.kind == "word" and word.bare.startswith("ال") and is_adjective(word)


def _goes_on(words: Sequence[Word], last: int, at: int) -> bool:
    """Whether word `at` belongs to the name that `last` is a word of."""
    before, word = words[last], words[at]
    form = before.bare
    if form in lexicon.words("places", "compound", "words") or form.removeprefix("و") in lexicon.words(
        "places", "compound", "words"
    ):
        return True
    if word.bare.startswith("و"):
        return False
    if word.bare.startswith("ال"):
        return not form.startswith("ال") or is_adjective(word) or form in ("الشيخ", "السيده")
    follows = words[at + 1] if at + 1 < len(words) else None
    closed = follows is None or follows.kind == "mark" or follows.bare.startswith("ب") or is_side(follows)
    if form.startswith("ال") or word.bare.startswith(("ي", "ت", "ا", "ب", "ل", "س")):
        return False
    if word.bare.startswith("م") and not closed:
        return False
    return len(word.bare) > 2


def ends_name(words: Sequence[Word], i: int, first: bool = False) -> bool:
    """Whether a word ends a name: a small word, a time, a means, a noun of place, an act.

    What follows the noun of place at once (`first`) may be any but a small word or another such noun.
    """
    word = words[i]
    forms = [form for form, cut in word.forms if cut <= 1 and not (cut == 1 and form.startswith("ال"))]
    if set(forms) & lexicon.words("places", "stop", "words"):
        return True
    hit = phrase_at(words, i, "places", "head")
    if hit is not None and words[i].bare not in lexicon.words("places", "compound", "words"):
        return True
    told = word.bare[:1] in "وف" or (not first and word.bare.endswith(("ت", "وا")))
    if told and is_harm(word):
        return True
    for name, group in () if first and not words[i].bare.startswith("ب") else _OTHERS:
        found = phrase_at(words, i, name, group)
        if found is not None and word.bare not in ("الاحد", "درعا"):
            return True
    return False
