"""Names of people: a given name that follows a word of harm, and the names after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
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
    listed = anybody or each
    i += 2 if each else 0
    while i < len(words) and words[i].text in _QUOTES:
        i += 1
    if i >= len(words):
        return None
    sex = _sex(words[i]) or (Sex.UNKNOWN if listed and _goes_on(words[i]) else None)
    if sex is None:
        return None
    last = i
    while last + 1 < len(words) and last - i + 1 < LONGEST and _goes_on(words[last + 1]):
        last += 1
    if last == i and not is_given(words[i]) and words[i].bare.endswith(("ين", "ون", "ات")):
        return Mention(i, i, words[i].start, words[i].end, 2, None, None, Noun(words[i].bare, 3))
    return _person(words, i, last, sex)


def name_before(words: Sequence[Word], end: int) -> Mention | None:
    """The person named right before word `end`, where the name follows "that" or a mark."""
    last = end - 1
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


def _person(words: Sequence[Word], first: int, last: int, sex: Sex) -> Mention:
    noun = Noun(words[first].bare, 1, sex=sex, name=True)
    return Mention(first, last, words[first].start, words[last].end, 1, 1, None, noun)


def _sex(word: Word) -> Sex | None:
    if word.text.endswith("ى"):
        return None
    if word.bare in lexicon.words("given", "names", "man"):
        return Sex.MAN
    return Sex.WOMAN if word.bare in lexicon.words("given", "names", "woman") else None


def _goes_on(word: Word) -> bool:
    stops = lexicon.words("grammar", "stop", "words") | lexicon.words("grammar", "new", "words")
    return (word.kind == "word" and word.bare not in stops and word.bare[:1] not in "بوفل") or _sex(
        word
    ) is not None


def is_given(word: Word) -> bool:
    """Whether a word is a given name in common use."""
    return word.kind == "word" and _sex(word) is not None


def name_end(words: Sequence[Word], i: int) -> int | None:
    """The last word of the name that begins at word `i` of a roll; None where none does."""
    last, ends = i - 1, lexicon.words("grammar", "stop", "words") | lexicon.words("grammar", "new", "words")
    while last + 1 < len(words) and last + 1 - i <= LONGEST:
        word = words[last + 1]
        if word.kind != "word" or word.bare in ends or (word.bare.startswith("و") and not is_given(word)):
            break
        last += 1
    return last if last >= i else None
