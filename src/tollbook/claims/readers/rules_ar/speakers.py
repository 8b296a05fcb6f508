"""Who speaks: the names of speakers as a sentence writes them, and of the outlets that they tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.harm import is_harm
from tollbook.claims.readers.rules_ar.numbers import is_spelled
from tollbook.claims.readers.rules_ar.people import noun_in
from tollbook.claims.readers.rules_ar.phrases import is_word, phrase_at
from tollbook.claims.readers.rules_ar.words import Word, is_definite

QUOTES: Final = '"“”«»'
_MOST: Final = 9
"""Words of one speaker."""


def speakers(words: Sequence[Word], i: int, told: bool = True) -> tuple[tuple[int, int], ...]:
    """The offsets of a speaker that begins at word `i`, and of the outlet told after "ل"."""
    while i < len(words) and (words[i].text in QUOTES + "#'" or words[i].bare in ("لي", "لنا", "له")):
        i += 1
    if i + 1 < len(words) and is_word(words[i], "speech", "account", "words"):
        i += 1
    if i >= len(words) or words[i].kind != "word" or words[i].bare in ends():
        return ()
    if words[i].bare.startswith("و") and (say_verb(words[i]) or 0) > 0:
        return ()
    last, at, outlet = i - 1, i, None
    while at < len(words) and at - i < _MOST:
        word = words[at]
        if word.kind == "word":
            if at > i and _is_outlet(words, at):
                outlet = at
                break
            if (
                at > i
                and words[i].bare.startswith("مراسل")
                and words[i].bare.endswith("نا")
                and _is_place(words, at)
            ):
                break
            within = word.bare == "في" and at > i and _place_follows(words, at, i)
            if at > i and (is_spelled(word) or (noun_in(word) is not None and word.text.endswith(("ين", "ان")))):
                break
            verb = (say_verb(word) is not None or is_harm(word)) and at > i and word.bare != "بين"
            given = word.text == "علي" and at > i
            if verb or (word.bare in ends() and not within and not given):
                break
            last = at
        elif word.text in QUOTES + "'#-":
            if word.text in QUOTES and at > i and at + 1 < len(words) and words[at - 1].bare in (":", "،"):
                break
        else:
            break
        at += 1
    if last < i:
        return ()
    end = words[last].end
    if last + 1 < len(words) and words[last + 1].text in QUOTES and any(w.text in QUOTES for w in words[i:last]):
        end = words[last + 1].end
    cut = (
        1
        if words[i].bare.startswith("ل")
        and is_word(words[i], "speech", "person", "words")
        and words[i].bare not in lexicon.words("speech", "person", "words")
        else 0
    )
    cut += cut and words[i].bare.startswith("لل")
    own = _side_by_side(words, i, last, cut, end)
    named = _outlet(words, outlet) if outlet is not None and told else None
    return own if named is None else (*own, named)


def _side_by_side(words: Sequence[Word], first: int, last: int, cut: int, end: int) -> tuple[tuple[int, int], ...]:
    """The speakers that "and" joins: "sources in the police and medics"."""
    starts = [first]
    for at in range(first + 1, last + 1):
        joined = words[at].kind == "word" and words[at].bare[:1] == "و"
        if joined and words[at].is_one_of(lexicon.words("speech", "person", "words")) == 1:
            starts.append(at)
    stops = [words[at - 1].end for at in starts[1:]] + [end]
    fronts = [words[first].start + cut, *(words[at].start + 1 for at in starts[1:])]
    return tuple(zip(fronts, stops, strict=True))


def _outlet(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """The offsets of the outlet that is told, whose name begins at or behind "ل", word `at`."""
    start = at
    front = words[at].start + (1 if words[at].bare.startswith("ل") and len(words[at].bare) > 2 else 0)
    if words[at].bare == "ل":
        start = at + 1
        while start < len(words) and words[start].text in QUOTES:
            start += 1
        if start >= len(words):
            return None
        front = words[start].start
    stop = start
    while (
        stop + 1 < len(words)
        and stop - start < 4
        and words[stop + 1].kind == "word"
        and words[stop + 1].bare not in ends()
    ):
        stop += 1
    return front, words[stop].end


def say_verb(word: Word) -> int | None:
    """How many letters stand before the verb of saying that a word is; None where it is none."""
    for form, cut in word.forms:
        if (
            (form in lexicon.words("speech", "verb", "say") or (_told_it(form) and not word.text.endswith("ة")))
            and not is_definite(word, cut)
            and word.bare[:cut] in ("", "و", "ف")
        ):
            return cut
    return None


def _told_it(form: str) -> bool:
    """Whether a form is a verb of saying with "it" behind: "according to what a witness told"."""
    stem = form.removesuffix("ه")
    return stem != form and len(stem) > 2 and stem in lexicon.words("speech", "verb", "say")


def ends() -> frozenset[str]:
    """Words that end the name of a speaker."""
    return lexicon.words("speech", "end", "words")


def _is_place(words: Sequence[Word], i: int) -> bool:
    return phrase_at(words, i, "places", "head") is not None


def _place_follows(words: Sequence[Word], at: int, first: int) -> bool:
    """Whether "in" goes on with where a source is ("مصادر طبية في البلدية"), for nouns of whoever tells."""
    if not is_word(words[first], "speech", "person", "words") or at + 1 >= len(words):
        return False
    after = words[at + 1]
    return (
        after.kind == "word"
        and after.bare not in ("بيان", "تصريح", "حديث", "تقرير", "منشور", "اتصال", "خبر", "تغريده", "وقت")
        and at - first < 4
    )


def _is_outlet(words: Sequence[Word], i: int) -> bool:
    """Whether word `i` is "for" with whoever was told: an outlet's name."""
    word = words[i]
    if not word.bare.startswith("ل") or is_definite(word, 0):
        return False
    if word.bare == "ل":
        return i + 1 < len(words)
    near = words[i : i + 3]
    return (
        word.bare.startswith("ل")
        and any(is_word(w, "speech", "person", "outlet") for w in near if w.kind == "word")
        and word.bare not in ("لم", "لا", "لها", "له", "لحقوق")
    )
