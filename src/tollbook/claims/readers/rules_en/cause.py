"""Cause: by what means, by the words nearest to the harm."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tollbook.claims.readers.rules_en import lexicon
from tollbook.model.vocabulary import Cause

_WORD = re.compile(r"[A-Za-z'.]+")
_BEFORE, _AFTER = 60, 60
"""Characters around a "strike" or a "bombing" in which an air force is looked for."""


@dataclass(frozen=True, slots=True)
class Means:
    """One means named in a sentence: its offsets, its cause, and whether the word is general ("strike")."""

    start: int
    end: int
    cause: Cause
    general: bool = False


@functools.cache
def _index() -> Mapping[str, tuple[tuple[tuple[str, ...], bool, str], ...]]:
    """Phrases by the first three letters of their first word: (words, whether the last is open, cause)."""
    source = lexicon.table("causes")
    listed = [(phrase, cause) for cause, phrases in source["cause"].items() for phrase in phrases]
    listed += [(phrase, "strike") for phrase in source["strike"]["words"]]
    found: dict[str, list[tuple[tuple[str, ...], bool, str]]] = {}
    for phrase, cause in listed:
        words = tuple(re.split(r"[\s-]+", phrase.rstrip("*")))
        found.setdefault(words[0][:3], []).append((words, phrase.endswith("*"), cause))
    return {key: tuple(sorted(items, key=lambda item: -sum(map(len, item[0])))) for key, items in found.items()}


@functools.cache
def _air(group: str) -> re.Pattern[str]:
    phrases = lexicon.table("causes")["strike"][group]
    body = "|".join(re.escape(p.rstrip("*")) + ("[a-z]*" if p.endswith("*") else "") for p in phrases)
    return re.compile(rf"(?<![a-z.])(?:{body})(?![a-z])", re.IGNORECASE)


def _fits(words: Sequence[str], at: int, phrase: tuple[str, ...], is_open: bool) -> bool:
    if at + len(phrase) > len(words):
        return False
    *initial, last = phrase
    if any(words[at + k] != word for k, word in enumerate(initial)):
        return False
    word = words[at + len(initial)]
    return word.startswith(last) if is_open else word == last


def find_causes(text: str) -> tuple[Means, ...]:
    """Every means named in `text`, in order; of two at one place the longer.

    "Strike" stands for an air strike; "struck" and "bombing" do where an air force is named around them.
    """
    matches = list(_WORD.finditer(text))
    words = [match[0].lower().rstrip(".'") for match in matches]
    found: list[Means] = []
    at = 0
    while at < len(words):
        hit = next((item for item in _index().get(words[at][:3], ()) if _fits(words, at, item[0], item[1])), None)
        if hit is None:
            at += 1
            continue
        start, end = matches[at].start(), matches[at + len(hit[0]) - 1].end()
        cause = _strike(text, words[at], start, end) if hit[2] == "strike" else Cause(hit[2])
        if cause is not None:
            found.append(Means(start, end, cause, hit[2] == "strike"))
        at += len(hit[0])
    return tuple(found)


def _strike(text: str, word: str, start: int, end: int) -> Cause | None:
    window = text[max(0, start - _BEFORE) : end + _AFTER]
    if word.startswith("bomb") and not word.startswith("bombard"):
        return Cause.AIRSTRIKE if _air("dropper").search(window) else Cause.BOMB
    if word in ("struck", "striking", "strike") and not _air("air").search(window) and word != "strike":
        return None
    return Cause.AIRSTRIKE


def nearest(causes: Sequence[Means], spans: Sequence[tuple[int, int]], air: bool = False) -> Cause | None:
    """The first cause inside the first of `spans` that holds one; a general word yields to a particular one.

    With `air` a bare "bombing" is an air strike.
    """
    for start, end in spans:
        inside = [means for means in causes if means.start >= start and means.end <= end]
        if inside:
            chosen = next((means for means in inside if not means.general), inside[0])
            return Cause.AIRSTRIKE if air and chosen.general and chosen.cause is Cause.BOMB else chosen.cause
    return None
