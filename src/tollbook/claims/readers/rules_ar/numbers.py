"""Counts in Arabic: digits, number words one to millions in both genders, vague words, and what bounds them."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.people import noun_in
from tollbook.claims.readers.rules_ar.words import Word, is_definite

_DECIMAL = re.compile(r"(\d{1,3})[.,\u066b](\d{1,2})$")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+$")
_WRITTEN_RANGE = re.compile(r"(\d{1,4})-(\d{1,4})$")
_TO: Final = frozenset({"و", "الي", "حتي", "-", "او"})


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
        count = _vague(words, i) or _range(words, i) or _bracketed(words, i) or _number(words, i)
        if count is None:
            i += 1
            continue
        found.append(_bounded(words, count))
        i = count.last + 1
    return tuple(found)


def _range(words: Sequence[Word], i: int) -> Count | None:
    """ "ما بين 15 و20", "من 10 إلى 15 شخصا", "15-20 شخصا": a closed range."""
    written = _WRITTEN_RANGE.match(words[i].bare)
    if written:
        low, high = int(written[1]), int(written[2])
        counted = i + 1 < len(words) and noun_in(words[i + 1]) is not None
        return Count(i, i, words[i].start, words[i].end, low, high) if low < high and counted else None
    at, cut = i + 1, words[i].is_one_of({"بين"})
    if cut is None or at >= len(words) or words[i].bare[-3:] != "بين":
        return None
    first = _number(words, at)
    if first is None or first.last + 1 >= len(words):
        return None
    to = first.last + 1
    glued = words[to].bare.startswith("و") and len(words[to].bare) > 1
    second = _number(words, to if glued else to + 1) if glued or words[to].bare in _TO else None
    if second is None or first.low is None or second.low is None or first.low >= second.low:
        return None
    whole = i and words[i - 1].bare in ("ما", "وما")
    start = words[i - 1].start + (words[i - 1].bare == "وما") if whole else words[i].start + cut
    return Count(i - 1 if whole else i, second.last, start, second.end, first.low, second.low)


def _bracketed(words: Sequence[Word], i: int) -> Count | None:
    """ "(47) متمردا": a number in brackets with what it counts after them."""
    if words[i].text not in "([" or i + 3 >= len(words) or words[i + 2].text not in ")]":
        return None
    count = _number(words, i + 1)
    if count is None or count.last != i + 1 or noun_in(words[i + 3]) is None:
        return None
    return Count(i, i + 2, words[i].start, words[i + 2].end, count.low, count.high)


def _number(words: Sequence[Word], i: int) -> Count | None:
    if i >= len(words):
        return None
    word = words[i]
    if word.kind == "number":
        return _digits(words, i)
    first = _value(word)
    if first is None:
        return None
    cut, _ = first
    total, last = _spelled(words, i)
    if total is None:
        return None
    half = _half(words, last + 1)
    if half and total % 1000 == 0:
        last, total = half, total + (500_000 if total % 1_000_000 == 0 else 500)
    return Count(i, last, word.start + cut, words[last].end, total, total)


def _half(words: Sequence[Word], i: int) -> int:
    """The last word of "and a half" (or "and half the million") at word `i`; 0 where it does not stand there."""
    if i >= len(words) or words[i].bare != "ونصف":
        return 0
    return i + 1 if i + 1 < len(words) and words[i + 1].bare in ("المليون", "الالف", "مليون") else i


def _digits(words: Sequence[Word], i: int) -> Count | None:
    """A number in digits, with its scale: "12", "3 آلاف و800", "7.8 مليون"."""
    word = words[i]
    scale = _value(words[i + 1]) if i + 1 < len(words) else None
    times = scale[1][1] if scale is not None and scale[1][0] == "thousand" and scale[0] == 0 else 1
    part = _DECIMAL.match(word.bare)
    if part and times > 1:
        value = int(part[1]) * times + int(part[2]) * times // 10 ** len(part[2])
        return Count(i, i + 1, word.start, words[i + 1].end, value, value)
    if i + 1 < len(words) and (words[i + 1].text in "%٪" or words[i + 1].bare in ("بالميه", "بالمايه", "بالمئه")):
        return None
    digits = word.bare.replace(",", "").replace("٬", "").replace("\u066c", "")
    if _GROUPED.match(word.bare):
        digits = word.bare.replace(".", "")
    if not digits.isdigit() or len(digits) > 9:
        return None
    value, last = int(digits) * times, i + (times > 1)
    after = words[last + 1 : last + 3]
    if times > 1 and len(after) == 2 and after[0].bare == "و" and after[1].bare.isdigit():
        rest = int(after[1].bare)
        if rest < times:
            value, last = value + rest, last + 2
    return Count(i, last, word.start, words[last].end, value, value)


def is_spelled(word: Word) -> bool:
    """Whether a word is a number spelled out, of two or more, that nothing is glued to."""
    found = _value(word) if word.kind == "word" else None
    return found is not None and found[0] == 0 and found[1][1] > 1


def is_number(word: Word) -> bool:
    """Whether a word is a number, in digits or spelled, or counts vaguely."""
    return word.kind == "number" or _value(word) is not None or any(f in _vague_by_first() for f, _ in word.forms)


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
        joined = words[count.first].bare.startswith("و") and count.start > words[count.first].start
        cut = None if joined else _matches(words, before, phrase)
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
