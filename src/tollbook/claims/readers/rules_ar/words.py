"""Arabic text as sentences of words: every word with its offsets in the original and its normalised forms.

Arabic glues "and", "by", "for" and "the" to the word that follows, and writes one letter in several ways. A word
therefore has several forms under which a vocabulary may know it: as it stands, and with one to three clitics off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tollbook.places.names import plain

_TOKEN = re.compile(
    r"(?P<number>[0-9\u0660-\u0669\u06f0-\u06f9]+(?:[.,/:\u066b\u066c-][0-9\u0660-\u0669\u06f0-\u06f9]+)*)"
    r"|(?P<latin>[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z\u00c0-\u024f]+)*)"
    r"|(?P<word>[^\W\d_A-Za-z][^\W\d_A-Za-z\u0610-\u061a\u064b-\u065f\u0670\u200c-\u200f\u0640]*"
    r"(?:(?:[\u0610-\u061a\u064b-\u065f\u0670\u200c-\u200f'’]|\u0640(?:\.\u0640?|[ ]\u0640)*)[^\W\d_A-Za-z]*)*)"
    r"|(?P<mark>\S)"
)
_DIGITS = {ord(c): str(n) for start in (0x0660, 0x06F0) for n, c in enumerate(map(chr, range(start, start + 10)))}
_CLITICS = re.compile(r"^(?P<and>[وف])?(?P<to>[بلك])?(?P<the>ال)?(?=..)")
_FOR_THE = re.compile(r"^(?P<and>[وف])?لل(?=..)")
_END = re.compile(r"(?<![\s:،]\d)(?<![\s:،]\d\d)[.!?؟](?=\s|$)|[؛\n]|(?<=\s)[-–—](?=\s)")
_HEADING = 160


@dataclass(frozen=True, slots=True)
class Word:
    """One word, number or mark. `start`, `end` are offsets in the text; `bare` is it normalised, with its clitics.

    `kind` is "word", "number" or "mark".
    """

    i: int
    start: int
    end: int
    text: str
    bare: str
    kind: str

    @property
    def forms(self) -> tuple[tuple[str, int], ...]:
        """(form, letters of the original taken off its front), the whole word first."""
        return forms(self.bare, self.text)

    def is_one_of(self, vocabulary: frozenset[str] | set[str]) -> int | None:
        """How many letters stand before the form that `vocabulary` knows; None where it knows none."""
        return next((cut for form, cut in self.forms if form in vocabulary), None)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words that belong together: offsets in the text, the number of its paragraph, and whether it heads it."""

    start: int
    end: int
    words: tuple[Word, ...]
    paragraph: int
    heading: bool


def normalise(text: str) -> str:
    """Arabic letters written alike, without vowel signs, tatweel and hamza; digits as 0-9."""
    return plain(text.translate(_DIGITS))


@lru_cache(maxsize=65_536)
def forms(bare: str, text: str) -> tuple[tuple[str, int], ...]:
    """The forms of a word: with its clitics, then with "and", with "by/for/like", with "the" taken off.

    Only letters are taken off that leave two or more. The second of each pair counts the letters of `text` gone.
    """
    found = [(bare, 0)]
    match = _FOR_THE.match(bare)
    if match:
        cut = len(match[0])
        found += [("ال" + bare[cut:], cut), (bare[cut:], cut)]
        if match["and"]:
            found.insert(1, (bare[1:], 1))
    match = _CLITICS.match(bare)
    if match:
        at = 0
        for part in ("and", "to", "the"):
            if match[part]:
                at += len(match[part])
                found.append((bare[at:], at))
    unique: dict[str, int] = {}
    for form, cut in found:
        if len(form) >= 2:
            unique.setdefault(form, cut)
    return tuple((form, _original(text, cut)) for form, cut in unique.items())


def _original(text: str, cut: int) -> int:
    """How many characters of `text` its first `cut` normalised letters are."""
    at = seen = 0
    while at < len(text) and seen < cut:
        seen += len(normalise(text[at]))
        at += 1
    while at < len(text) and not normalise(text[at]):
        at += 1
    return at


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a run of `text`, in order."""
    found: list[Word] = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind = {"latin": "word", None: "mark"}.get(match.lastgroup, match.lastgroup or "mark")
        found.append(Word(len(found), match.start(), match.end(), match[0], normalise(match[0]), kind))
    return found


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text: ended by a full stop, a question or exclamation mark, a semicolon or the line."""
    paragraph = -1
    for line in re.finditer(r"[^\n]+", text):
        if not line[0].strip():
            continue
        paragraph += 1
        start = line.start()
        stops = [m.end() for m in _END.finditer(text, line.start(), line.end())]
        lone = len(line[0]) <= _HEADING and not line[0].rstrip().endswith((".", "!", "؟", "?", "،", ":"))
        for stop in [*stops, line.end()]:
            words = words_of(text, start, stop)
            if words:
                yield Sentence(words[0].start, words[-1].end, tuple(words), paragraph, lone)
            start = stop


def is_definite(word: Word, cut: int) -> bool:
    """Whether the letters before a form of a word end in the article."""
    return normalise(word.text[:cut]).endswith(("ال", "لل"))
