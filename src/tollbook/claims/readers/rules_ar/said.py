"""Speakers: who says what a sentence tells, by verbs of saying, "according to", or a name before a colon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.phrases import is_word, phrase_at
from tollbook.claims.readers.rules_ar.speakers import QUOTES, ends, say_verb, speakers
from tollbook.claims.readers.rules_ar.words import Word


@dataclass(frozen=True, slots=True)
class Speech:
    """One attribution at word `at`: the offsets of its speakers, innermost first, and the words it covers.

    No names: whoever spoke last goes on (a pronoun, or a noun that points back, at `pointed`). `lasting` where
    a name before a colon speaks for the whole paragraph.
    """

    at: int
    names: tuple[tuple[int, int], ...]
    first: int
    last: int
    lasting: bool = False
    span: tuple[int, int] = (0, -1)
    pointed: tuple[int, int] | None = None


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
    if hit is None or (words[i].bare[:1] == "ب" and hit.cut > 1):
        return None
    at = hit.last + 1
    what = hit.last if words[hit.last].bare in ("ما", "حسبما", "لما") else at
    at = what + 1 if what < len(words) and words[what].bare in ("ما", "لما", "حسبما") else at
    if at < len(words) and say_verb(words[at]) is not None:
        at += 1
        while at < len(words) and words[at].bare in ("به", "عنه", "عن", "اليه", "له"):
            at += 1
    names = speakers(words, at)
    if not names:
        pointing = at < len(words) and _points(words, at)
        return Speech(i, (), 0, len(words) - 1, span=(i, at)) if pointing else None
    last = max(k for k, w in enumerate(words) if w.start < names[-1][1])
    return Speech(i, names, 0, len(words) - 1, span=(i, last))


def _said(words: Sequence[Word], i: int) -> Speech | None:
    """ "قال X إن ...", "نقلت وكالة X عن مصدر قوله", "X قال إن", "وأضاف أن"."""
    cut = say_verb(words[i])
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
    if (at < len(words) and words[at].bare in ends() | {"،", ":"}) or at >= len(words):
        before = _subject_before(words, i)
        if before:
            return Speech(i, before, i, len(words) - 1, span=(i, i))
        goes_on = form in lexicon.words("speech", "verb", "continue")
        return Speech(i, (), i, len(words) - 1, span=(i, i)) if goes_on and _introduces(words, at) else None
    if at < len(words) and _points(words, at):
        return Speech(i, (), i, len(words) - 1, span=(i, at), pointed=(words[at].start, words[at].end))
    names = speakers(words, at)
    if not names or not (_introduces(words, _after(words, names)) or _is_teller(words, at)):
        return None
    return Speech(i, names, i, len(words) - 1, span=(i, _after(words, names) - 1))


def _relayed(words: Sequence[Word], i: int, at: int) -> Speech | None:
    """The source first, then the outlet that relays it."""
    outlet = speakers(words, at, told=False)
    about = next((k for k in range(at, min(len(words), at + 9)) if words[k].bare == "عن"), None)
    if about is None:
        return None
    source = speakers(words, about + 1)
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
    return any(w.bare in _begins() or w.text in ":" + QUOTES for w in window)


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
        or after.bare in ends()
        or after.bare in lexicon.words("speech", "same", "pointed")
    ):
        return word.bare not in ("الدفاع", "الخوذ")
    return False


def _subject_before(words: Sequence[Word], i: int) -> tuple[tuple[int, int], ...]:
    """ "مصادر محلية قالت إن": the nearest teller before the verb, with only its own words between."""
    for first in range(max(0, i - 6), i):
        end = i - 1 if words[i - 1].bare in ("قد", "كان", "كانت") else i
        if is_word(words[first], "speech", "person", "words") and all(
            w.kind == "word" and w.bare not in ends() for w in words[first:end]
        ):
            cut = (
                1
                if words[first].bare.startswith("و")
                and words[first].bare not in lexicon.words("speech", "person", "words")
                else 0
            )
            return ((words[first].start + cut, words[end - 1].end),)
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
    if first is None or any(say_verb(w) is not None for w in words[:colon] if w.kind == "word"):
        return None
    if any(w.kind == "mark" and w.text not in QUOTES + "#_'" for w in words[first:colon]):
        return None
    names = speakers(words[:colon], first)
    return Speech(colon, names, colon, len(words) - 1, lasting=True, span=(first, colon)) if names else None
