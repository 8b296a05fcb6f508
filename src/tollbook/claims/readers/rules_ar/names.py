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


def name_at(words: Sequence[Word], i: int) -> Mention | None:
    """The person whose given name is word `i`, or stands in quotation marks there; after "each of" any name."""
    listed = [word.bare for word in words[i : i + 2]] == ["كل", "من"]
    i += 2 if listed else 0
    while i < len(words) and words[i].text in "\"'“”«»()":
        i += 1
    if i >= len(words):
        return None
    sex = _sex(words[i]) or (Sex.UNKNOWN if listed and _goes_on(words[i]) else None)
    if sex is None:
        return None
    last = i
    while last + 1 < len(words) and last - i + 1 < LONGEST and _goes_on(words[last + 1]):
        last += 1
    return Mention(i, last, words[i].start, words[last].end, 1, 1, None, Noun(words[i].bare, 1, sex=sex))


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
    last = i - 1
    while last + 1 < len(words) and last + 1 - i <= LONGEST and _goes_on(words[last + 1]):
        last += 1
    return last if last >= i else None
