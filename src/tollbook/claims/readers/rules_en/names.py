"""Personal names: runs of capitalised words that stand for one person, as they stand in a text."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.given import fold

AGE = r"\d{1,3}(?:\s*[- ]?(?:years?|months?|weeks?|days?)(?:[- ]old)?)?"
_AFTER = re.compile(
    rf"[\s,]*\((?:aged?\s*)?[^()]{{0,60}}\)|,?\s*(?:who was\s+)?aged?\s+{AGE}"
    rf"|,\s*{AGE}(?=\s*[,.;)]|\s+and\b|\s+was\b|\s+were\b)"
)

_WORD = re.compile(r"[\w'’-]+")
_NEXT = re.compile(r"\s*([\w'’]+)")


@dataclass(frozen=True, slots=True)
class Name:
    """A personal name: offsets in its text, its words in lower case, and the end of an age or alias after it."""

    start: int
    end: int
    parts: tuple[str, ...]
    tail: int


@functools.cache
def _pattern() -> re.Pattern[str]:
    particles = "|".join(sorted(lexicon.words("names", "particle"), key=lambda word: (-len(word), word)))
    particle = rf"(?:(?i:{particles})[-\s])"
    word = rf"(?:{particle}?[A-Z][a-z'’]+(?:-[A-Z]?[a-z]+)*|(?i:al|el|ad|ar|as|ash|at|an|az)-[A-Za-z'’]+)"
    return re.compile(rf"(?<![\w@#-]){word}(?:\s{word}){{0,8}}(?![\w@])")


@functools.cache
def _refused(key: str) -> frozenset[str]:
    return lexicon.words("names", "not_person", key)


@functools.lru_cache(maxsize=64)
def find_names(text: str) -> tuple[Name, ...]:
    """The runs of capitalised words of `text` that may be personal names, in order."""
    found = []
    for match in _pattern().finditer(text):
        name = _trim(text, match.start(), match.end())
        if name is not None:
            found.append(name)
    return tuple(found)


@functools.cache
def _openings() -> frozenset[str]:
    """Titles and common words that may stand capitalised before a name."""
    return lexicon.words("people", "title") | lexicon.words("names", "opening")


def _trim(text: str, start: int, end: int) -> Name | None:
    """A run without the titles and common words at its head; None where it cannot be a person's name."""
    words = list(_WORD.finditer(text[start:end]))
    while words and words[0][0].lower() in _openings():
        words.pop(0)
    if not words:
        return None
    parts = tuple(word[0].lower() for word in words)
    if any(part in _refused("inside") for part in parts):
        return None
    start += words[0].start()
    after = _NEXT.match(text, end)
    if after and after[1].lower() in _refused("after"):
        return None
    tail = _AFTER.match(text, end)
    return Name(start, end, parts, tail.end() if tail else end)


def name_at(text: str, offset: int) -> Name | None:
    """The personal name that holds an offset of `text`."""
    return next((name for name in find_names(text) if name.start <= offset < name.end), None)


_PARTICLES = ("al", "el", "abu", "abd", "abdul", "abdel", "bin", "ibn")


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be one person's: the same given name, another part in common, and no other father."""
    if not one or not other:
        return False
    if min(len(one), len(other)) == 1:
        return one[0] in (other[0], other[-1]) or other[0] in (one[0], one[-1])
    return one[0] == other[0] and len(set(one) & set(other)) >= 2 and not _of_other_fathers(one, other)


def _of_other_fathers(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names have different second names ("Omar Adel Harb", "Omar Sami Harb")."""
    first, second = ([_bones(part) for part in name if part not in _PARTICLES] for name in (one, other))
    if min(len(first), len(second)) < 3:
        return False
    return first[1] not in second and second[1] not in first


def _bones(part: str) -> str:
    """A part of a name without vowels and article, as its spellings agree on it ("Mohammed", "al-Muhammad")."""
    return re.sub(r"[aiuw]", "", fold(re.sub(r"^[aeu][lnrdst]h?-", "", part))) or part
