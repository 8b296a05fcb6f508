"""Counts in Arabic: digits, number words one to millions in both genders, vague words, and what bounds them."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.words import Word, is_definite


@dataclass(frozen=True, slots=True)
class Count:
    """The words `first` to `last` (inclusive) that count; the closed range that they assert.

    `start`, `end` are the offsets of `count_text` in the text, hedges included, a clitic at the front left out.
    """

    first: int
    last: int
    start: int
    end: int
    low: int | None
    high: int | None
    vague: bool = False


@functools.cache
def _values() -> Mapping[str, tuple[str, int]]:
    table = lexicon.table("numbers")
    groups = ("unit", "ten", "hundred", "thousand")
    listed = ((group, int(value), words) for group in groups for value, words in table[group].items())
    return {word: (group, value) for group, value, words in listed for word in words}


@functools.cache
def _phrases(group: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """(words, key) of the several-word entries of a group, the longest first."""
    table = lexicon.table("numbers")[group]
    found = [(tuple(phrase.split()), key) for key, listed in table.items() for phrase in listed]
    return tuple(sorted(found, key=lambda item: (-len(item[0]), -len(item[0][0]))))


@functools.cache
def _vague_by_first() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The vague phrases by their first word."""
    phrases = _phrases("vague")
    return {first: tuple(one for one in phrases if one[0][0] == first) for first in {one[0][0] for one in phrases}}


def find_counts(words: Sequence[Word]) -> tuple[Count, ...]:
    """The counts of a sentence, in order. Dates, ages and years are not told apart here."""
    found: list[Count] = []
    i = 0
    while i < len(words):
        count = _vague(words, i) or _number(words, i)
        if count is None:
            i += 1
            continue
        found.append(_bounded(words, count))
        i = count.last + 1
    return tuple(found)


def _number(words: Sequence[Word], i: int) -> Count | None:
    word = words[i]
    if word.kind == "number":
        digits = word.bare.replace(",", "").replace("٬", "")
        if not digits.isdigit() or len(digits) > 9:
            return None
        value, last = int(digits), i
        if i + 1 < len(words) and (scale := _value(words[i + 1])) is not None and scale[1][0] == "thousand":
            value, last = value * scale[1][1], i + 1
        return Count(i, last, word.start, words[last].end, value, value)
    first = _value(word)
    if first is None:
        return None
    cut, _ = first
    total, last = _spelled(words, i)
    if total is None:
        return None
    return Count(i, last, word.start + cut, words[last].end, total, total)


def _value(word: Word) -> tuple[int, tuple[str, int]] | None:
    """(letters before it, (group, value)) of a number word; the days named after numbers are none.

    No number ends in a hamza, which normalised forms do not show: "during" is not "two".
    """
    if word.text.endswith("ء"):
        return None
    values = _values()
    found = next(((cut, values[form]) for form, cut in word.forms if form in values), None)
    return None if found and is_definite(word, found[0]) else found


def _spelled(words: Sequence[Word], i: int) -> tuple[int | None, int]:
    """The value of a spelled number that begins at word `i`, and its last word: "مئة وخمسة وعشرون ألف"."""
    total = part = 0
    last, group_before = i - 1, ""
    for k in range(i, min(i + 9, len(words))):
        found = _value(words[k])
        if found is None:
            break
        cut, (group, value) = found
        joined = words[k].bare.startswith("و") and cut > 0
        teen = group == "unit" and value == 10 and group_before == "unit" and not joined
        times = group == "thousand" and part > 0
        if k > i and not joined and not teen and not times and not (group == "hundred" and group_before == "unit"):
            break
        if group == "thousand":
            total, part = total + max(part, 1) * value, 0
        elif group == "hundred" and group_before == "unit" and 3 <= part <= 9 and not joined:
            part *= 100
        else:
            part += value
        last, group_before = k, group
    return (total + part or None), last


def _vague(words: Sequence[Word], i: int) -> Count | None:
    begun = [one for form, _ in words[i].forms for one in _vague_by_first().get(form, ())]
    for phrase, key in sorted(begun, key=lambda one: (-len(one[0]), -len(one[0][0]))):
        cut = _matches(words, i, phrase)
        if cut is not None:
            last = i + len(phrase) - 1
            return Count(i, last, words[i].start + cut, words[last].end, int(key), None, vague=True)
    return None


def _matches(words: Sequence[Word], i: int, phrase: Sequence[str]) -> int | None:
    """Letters before `phrase` in word `i`, where it and those after it are the phrase; None where not."""
    if i < 0 or i + len(phrase) > len(words):
        return None
    if any(words[i + n].bare != part for n, part in enumerate(phrase) if n):
        return None
    return next((cut for form, cut in words[i].forms if form == phrase[0]), None)


def _bounded(words: Sequence[Word], count: Count) -> Count:
    """The count with the hedge before or after it: "أكثر من 18" begins at 19."""
    for phrase, key in _phrases("hedge"):
        before = count.first - len(phrase)
        cut = _matches(words, before, phrase)
        if cut is not None:
            low, high = _moved(key, count)
            return Count(before, count.last, words[before].start + cut, count.end, low, high, count.vague)
        if key == "least" and _matches(words, count.last + 1, phrase) == 0:
            return Count(count.first, count.last, count.start, count.end, count.low, None, count.vague)
    return count


def _moved(key: str, count: Count) -> tuple[int | None, int | None]:
    low, high = count.low, count.high
    if count.vague or low is None:
        return low, high
    moved = {"least": (low, None), "over": (low + 1, None), "most": (None, high), "under": (None, low - 1)}
    return moved.get(key, (low, high))
