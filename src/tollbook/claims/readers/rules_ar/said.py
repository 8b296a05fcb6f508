"""Speakers: who says what a sentence tells, by verbs of saying, "according to", or a name before a colon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.phrases import is_word, phrase_at
from tollbook.claims.readers.rules_ar.words import Word, is_definite

_QUOTES: Final = '"“”«»'
_MOST: Final = 9
"""Words of one speaker."""


@dataclass(frozen=True, slots=True)
class Speech:
    """One attribution at word `at`: the offsets of its speakers, innermost first, and the words it covers.

    No names: whoever spoke last goes on (a pronoun, or a noun that points back). `lasting` where a name before a
    colon speaks for the whole paragraph.
    """

    at: int
    names: tuple[tuple[int, int], ...]
    first: int
    last: int
    lasting: bool = False
    span: tuple[int, int] = (0, -1)


def find_speeches(words: Sequence[Word]) -> tuple[Speech, ...]:
    """The attributions of a sentence, in order."""
    found: list[Speech] = []
    colon = _before_colon(words)
    if colon is not None:
        found.append(colon)
    for i, word in enumerate(words):
        if word.kind != "word" or (found and i <= max(found[-1].at, found[-1].span[1])):
            continue
        speech = _according(words, i) or _said(words, i)
        if speech is not None:
            found.append(speech)
    return tuple(found)


def _according(words: Sequence[Word], i: int) -> Speech | None:
    """ "بحسب X": covers the sentence up to it, or all of it where it comes first."""
    hit = phrase_at(words, i, "speech", "by")
    if hit is None or (words[i].bare[0] == "ب" and hit.cut > 1):
        return None
    at = hit.last + 1
    what = hit.last if words[hit.last].bare in ("ما", "حسبما", "لما") else at
    at = what + 1 if what < len(words) and words[what].bare in ("ما", "لما", "حسبما") else at
    if at < len(words) and _say(words[at]) is not None:
        at += 1
        while at < len(words) and words[at].bare in ("به", "عنه", "عن", "اليه", "له"):
            at += 1
    names = _speakers(words, at)
    if not names:
        pointing = at < len(words) and _points(words, at)
        return Speech(i, (), 0, len(words) - 1, span=(i, at)) if pointing else None
    last = max(k for k, w in enumerate(words) if w.start < names[-1][1])
    return Speech(i, names, 0, len(words) - 1, span=(i, last))


def _say(word: Word) -> int | None:
    for form, cut in word.forms:
        if (
            form in lexicon.words("speech", "verb", "say")
            and not is_definite(word, cut)
            and word.bare[:cut] in ("", "و", "ف")
        ):
            return cut
    return None


def _said(words: Sequence[Word], i: int) -> Speech | None:
    """ "قال X إن ...", "نقلت وكالة X عن مصدر قوله", "X قال إن", "وأضاف أن"."""
    cut = _say(words[i])
    if cut is None:
        return None
    form = words[i].bare[cut:]
    if form == "بين" and not (
        i + 1 < len(words)
        and (words[i + 1].bare in ("ان", "انه") or is_word(words[i + 1], "speech", "person", "words"))
    ):
        return None
    at = i + 1
    if form in lexicon.words("speech", "verb", "relay"):
        return _relayed(words, i, at)
    if at < len(words) and words[at].bare in ("بدوره", "بدورها", "ايضا", "كذلك", "كل", "سابقا"):
        at += 1
    if (at < len(words) and words[at].bare in _ends() | {"،", ":"}) or at >= len(words):
        before = _subject_before(words, i)
        if before:
            return Speech(i, before, i, len(words) - 1, span=(i, i))
        goes_on = form in lexicon.words("speech", "verb", "continue")
        return Speech(i, (), i, len(words) - 1, span=(i, i)) if goes_on and _introduces(words, at) else None
    if at < len(words) and _points(words, at):
        return Speech(i, (), i, len(words) - 1, span=(i, at))
    names = _speakers(words, at)
    if not names or not (_introduces(words, _after(words, names)) or _is_teller(words, at)):
        return None
    return Speech(i, names, i, len(words) - 1, span=(i, _after(words, names) - 1))


def _relayed(words: Sequence[Word], i: int, at: int) -> Speech | None:
    """The source first, then the outlet that relays it."""
    outlet = _speakers(words, at, told=False)
    about = next((k for k in range(at, min(len(words), at + 9)) if words[k].bare == "عن"), None)
    if about is None:
        return None
    source = _speakers(words, about + 1)
    names = (*source, *outlet)
    return (
        Speech(i, names, i, len(words) - 1, span=(i, about + 1))
        if source and _is_teller(words, about + 1)
        else None
    )


def _after(words: Sequence[Word], names: Sequence[tuple[int, int]]) -> int:
    return next((k for k, word in enumerate(words) if word.start >= names[-1][1]), len(words))


def _introduces(words: Sequence[Word], at: int) -> bool:
    """Whether what is said begins within a few words: "إن", a colon, a quotation mark, "مقتل"."""
    window = words[at : at + 14]
    return any(w.bare in _begins() or w.text in ":" + _QUOTES for w in window)


def _begins() -> frozenset[str]:
    return lexicon.words("speech", "end", "words") - {
        "في",
        "علي",
        "عبر",
        "الي",
        "خلال",
        "اليوم",
        "حول",
        "منذ",
        "يوم",
        "كما",
    }


def _ends() -> frozenset[str]:
    return lexicon.words("speech", "end", "words")


def _is_teller(words: Sequence[Word], i: int) -> bool:
    return i < len(words) and (is_word(words[i], "speech", "person", "words"))


def _points(words: Sequence[Word], i: int) -> bool:
    """Whether a definite noun stands for the last speaker: "المصدر", "المصادر نفسها"."""
    word = words[i]
    if word.bare not in lexicon.words("speech", "same", "words"):
        return False
    after = words[i + 1] if i + 1 < len(words) else None
    if (
        after is None
        or after.kind != "word"
        or after.bare in _ends()
        or after.bare in lexicon.words("speech", "same", "pointed")
    ):
        return word.bare not in ("الدفاع", "الخوذ")
    return False


def _speakers(words: Sequence[Word], i: int, told: bool = True) -> tuple[tuple[int, int], ...]:
    """The offsets of a speaker that begins at word `i`, and of the outlet told after "ل"."""
    while i < len(words) and words[i].text in _QUOTES + "#'":
        i += 1
    if i >= len(words) or words[i].kind != "word" or words[i].bare in _ends():
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
            if (word.bare in _ends() and not within) or (_say(word) is not None and at > i and word.bare != "بين"):
                break
            last = at
        elif word.text in _QUOTES + "'#-":
            if word.text in _QUOTES and at > i and at + 1 < len(words) and words[at - 1].bare in (":", "،"):
                break
        else:
            break
        at += 1
    if last < i:
        return ()
    end = words[last].end
    if last + 1 < len(words) and words[last + 1].text in _QUOTES and any(w.text in _QUOTES for w in words[i:last]):
        end = words[last + 1].end
    cut = (
        1
        if words[i].bare.startswith("ل")
        and is_word(words[i], "speech", "person", "words")
        and words[i].bare not in lexicon.words("speech", "person", "words")
        else 0
    )
    names = [(words[i].start + cut, end)]
    if outlet is not None and told:
        front = words[outlet].start + (
            1 if words[outlet].bare.startswith("ل") and len(words[outlet].bare) > 2 else 0
        )
        start = outlet
        if words[outlet].bare in ("ل",):
            start = outlet + 1
            while start < len(words) and words[start].text in _QUOTES:
                start += 1
            front = words[start].start if start < len(words) else front
        stop = start
        while (
            stop + 1 < len(words)
            and stop - start < 4
            and words[stop + 1].kind == "word"
            and words[stop + 1].bare not in _ends()
        ):
            stop += 1
        if start < len(words):
            names.append((front, words[stop].end))
    return tuple(names)


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


def _subject_before(words: Sequence[Word], i: int) -> tuple[tuple[int, int], ...]:
    """ "مصادر محلية قالت إن": the nearest teller before the verb, with only its own words between."""
    for first in range(max(0, i - 6), i):
        if is_word(words[first], "speech", "person", "words") and all(
            w.kind == "word" and w.bare not in _ends() for w in words[first:i]
        ):
            cut = (
                1
                if words[first].bare.startswith("و")
                and words[first].bare not in lexicon.words("speech", "person", "words")
                else 0
            )
            return ((words[first].start + cut, words[i - 1].end),)
    return ()


def _before_colon(words: Sequence[Word]) -> Speech | None:
    """ "مراسل X: ...", "المرصد السوري: ...": a teller named before a colon near the beginning."""
    colon = next((k for k, w in enumerate(words[:14]) if w.text == ":"), None)
    if colon is None or colon + 1 >= len(words):
        return None
    first = next(
        (k for k in range(colon) if words[k].kind == "word" and is_word(words[k], "speech", "person", "words")),
        None,
    )
    if first is None or any(_say(w) is not None for w in words[:colon] if w.kind == "word"):
        return None
    if any(w.kind == "mark" and w.text not in _QUOTES + "#_'" for w in words[first:colon]):
        return None
    names = _speakers(words[:colon], first)
    return Speech(colon, names, colon, len(words) - 1, lasting=True, span=(first, colon)) if names else None
