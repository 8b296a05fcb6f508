"""Names of people: a given name that follows a word of harm, and the names after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.lexicon import ends
from tollbook.claims.readers.rules_ar.mentions import Mention
from tollbook.claims.readers.rules_ar.people import Noun
from tollbook.claims.readers.rules_ar.words import Word
from tollbook.model.vocabulary import Sex

LONGEST: Final = 4
_QUOTES: Final = "\"'“”«»()"


def name_at(words: Sequence[Word], i: int, *, anybody: bool = False) -> Mention | None:
    """The person whose given name is word `i`, or stands in quotation marks there.

    After "each of", or with `anybody`, whatever stands there is a name, or a noun for somebody.
    """
    each = [word.bare for word in words[i : i + 2]] in (["كل", "من"], ["كلا", "من"])
    listed = (anybody or each) and not (i < len(words) and _is_result(words[i]))
    i += 2 if each else 0
    while i < len(words) and words[i].text in _QUOTES:
        i += 1
    if i >= len(words):
        return None
    sex = _sex(words[i]) or (Sex.UNKNOWN if listed and _goes_on(words[i]) else None)
    if sex is None:
        return None
    last = _last(words, i)
    if last == i and not is_given(words[i]) and words[i].bare.endswith(("ين", "ون", "ات")):
        return Mention(i, i, words[i].start, words[i].end, 2, None, None, Noun(words[i].bare, 3))
    return _person(words, i, last, sex)


def _is_result(word: Word) -> bool:
    """Whether a word says what followed, and names nobody."""
    return word.is_one_of(lexicon.words("causes", "result", "words")) is not None


def name_before(words: Sequence[Word], end: int) -> Mention | None:
    """The person named right before word `end`, where the name follows "that" or a mark."""
    last = end - 1
    if last > 1 and words[last].text in "،," and words[last - 1].text in '"”»“':
        return _quoted_before(words, last - 1)
    while last >= 0 and words[last].text in _QUOTES:
        last -= 1
    for i in range(last, max(-1, last - LONGEST), -1):
        if not _goes_on(words[i]):
            return None
        led = i == 0 or words[i - 1].kind == "mark" or words[i - 1].is_one_of({"ان"}) is not None
        sex = _sex(words[i])
        if sex is not None and led:
            return _person(words, i, last, sex)
    return None


def _quoted_before(words: Sequence[Word], end: int) -> Mention | None:
    """The person whose name stands in the quotation marks that close at word `end`, led by "that" or a mark."""
    first = next((k + 1 for k in range(end - 1, max(-1, end - LONGEST - 2), -1) if words[k].text in _QUOTES), None)
    if first is None or first >= end or not all(_goes_on(word) for word in words[first:end]):
        return None
    return _person(words, first, end - 1, _sex(words[first]) or Sex.UNKNOWN)


def name_after_and(words: Sequence[Word], i: int) -> Mention | None:
    """The person whose given name, with "and" before it, is word `i`."""
    if i >= len(words) or not words[i].bare.startswith("و"):
        return None
    given = _given(words[i])
    return None if given is None or not given[1] else _person(words, i, _last(words, i), given[0], given[1])


def _person(words: Sequence[Word], first: int, last: int, sex: Sex, cut: int = 0) -> Mention:
    noun = Noun(words[first].bare, 1, sex=sex, name=True)
    return Mention(first, last, words[first].start + cut, words[last].end, 1, 1, None, noun)


def _last(words: Sequence[Word], first: int) -> int:
    last = first
    while last + 1 < len(words) and last - first + 1 < LONGEST and _goes_on(words[last + 1]):
        last += 1
    return last


def _given(word: Word) -> tuple[Sex, int] | None:
    """The sex that a given name is of, and the letters before it."""
    if word.kind != "word" or word.text.endswith("ى"):
        return None
    for sex, key in ((Sex.MAN, "man"), (Sex.WOMAN, "woman")):
        cut = word.is_one_of(lexicon.words("given", "names", key))
        if cut == 0 or (cut == 1 and word.bare.startswith("و")):
            return sex, cut
    return None


def _sex(word: Word) -> Sex | None:
    given = _given(word)
    return given[0] if given is not None and given[1] == 0 else None


def _goes_on(word: Word) -> bool:
    plain = word.kind == "word" and word.bare not in ends() and word.bare[:1] not in "بوفل"
    return plain or _sex(word) is not None


def is_given(word: Word) -> bool:
    """Whether a word is a given name in common use."""
    return _sex(word) is not None


def name_end(words: Sequence[Word], i: int) -> int | None:
    """The last word of the name that begins at word `i` of a roll; None where none does."""
    last = i - 1
    while last + 1 < len(words) and last + 1 - i <= LONGEST:
        word = words[last + 1]
        if word.kind != "word" or word.bare in ends() or (word.bare.startswith("و") and not is_given(word)):
            break
        last += 1
    return last if last >= i else None
