"""Phrases of a vocabulary found in a run of words, clitics aside: "قصف مدفعي" is found in "بالقصف المدفعي"."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.words import Word


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase at the words `first` to `last` (inclusive), its key in the vocabulary, the letters before it."""

    first: int
    last: int
    key: str
    cut: int


Entries = tuple[tuple[tuple[str, ...], str], ...]


@functools.cache
def index(name: str, group: str) -> tuple[Mapping[str, Entries], Entries]:
    """A group of a vocabulary file by first word, and its phrases whose first word is open ("استهدف*").

    The longest phrase comes first. The article is left out on both sides.
    """
    closed: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    opened: list[tuple[tuple[str, ...], str]] = []
    for key, phrases in lexicon.table(name)[group].items():
        for phrase in phrases:
            parts = tuple(phrase.split())
            if parts[0].endswith("*"):
                opened.append((parts, key))
            else:
                closed.setdefault(parts[0], []).append((parts, key))
    ordered = {first: tuple(sorted(listed, key=lambda e: -len(e[0]))) for first, listed in closed.items()}
    return ordered, tuple(sorted(opened, key=lambda e: (-len(e[0]), -len(e[0][0]))))


def phrase_at(words: Sequence[Word], i: int, name: str, group: str) -> Found | None:
    """The longest phrase of a group that begins at word `i`; None where none does."""
    word = words[i]
    if word.kind != "word":
        return None
    closed, opened = index(name, group)
    best: Found | None = None
    for form, cut in word.forms:
        for parts, key in closed.get(form, ()):
            if best is not None and len(parts) <= best.last - i + 1:
                break
            if _rest(words, i + 1, parts[1:]):
                best = Found(i, i + len(parts) - 1, key, cut)
                break
    if best is not None:
        return best
    for parts, key in opened:
        cut = next((cut for form, cut in word.forms if form.startswith(parts[0][:-1])), -1)
        if cut >= 0 and _rest(words, i + 1, parts[1:]):
            return Found(i, i + len(parts) - 1, key, cut)
    return None


def phrases_in(words: Sequence[Word], name: str, group: str) -> tuple[Found, ...]:
    """The phrases of a group in a sentence, in order, none inside another."""
    found: list[Found] = []
    i = 0
    while i < len(words):
        hit = phrase_at(words, i, name, group)
        if hit is None:
            i += 1
            continue
        found.append(hit)
        i = hit.last + 1
    return tuple(found)


def _rest(words: Sequence[Word], i: int, parts: Sequence[str]) -> bool:
    if i + len(parts) > len(words):
        return False
    for word, part in zip(words[i:], parts, strict=False):
        if part.endswith("*"):
            if not any(form.startswith(part[:-1]) for form, _ in word.forms):
                return False
        elif all(form != part for form, _ in word.forms):
            return False
    return True


def is_word(word: Word, name: str, group: str, key: str) -> bool:
    """Whether a word, its clitics aside, is in one list of a vocabulary."""
    return word.kind == "word" and word.is_one_of(lexicon.words(name, group, key)) is not None
