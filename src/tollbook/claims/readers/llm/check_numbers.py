"""Check that a number is what the words of its count can mean, by the parser of numbers that `rules-en` uses."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from tollbook.claims.readers.rules_en.count import Count, find_counts
from tollbook.claims.readers.rules_en.prepare import plain
from tollbook.model.vocabulary import Stance

BEFORE: Final = 60
AFTER: Final = 40
"""Characters around an anchor that are looked at for hedges ("at least") and for words such as "no" and "may"."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DIGITS: Final = re.compile(r"\d+(?:[.,٬\u00a0\u202f ]\d{3})*")
_AGE: Final = re.compile(r"[\s-]*(?:year|month|week|day)s?[\s-]+old\b", re.IGNORECASE)
_SCALES: Final = (1, 100, 1_000, 100_000, 1_000_000, 10_000_000)
_Bounds = tuple[int | None, int | None]
_WORDLESS: Final[frozenset[_Bounds]] = frozenset({(None, None), (0, 0), (1, 1), (2, 2), (2, None), (3, None)})


@dataclass(frozen=True, slots=True)
class Counted:
    """An anchor whose number holds: its offsets (a hedge outside the quote taken in), and where the count stands.

    `checked` is false where the words of the count are of a language whose numbers we cannot read.
    """

    start: int
    end: int
    count: tuple[int, int] | None
    checked: bool = True


def check_number(
    text: str,
    anchor: tuple[int, int],
    count: tuple[int, int] | None,
    bounds: _Bounds,
    stance: Stance,
    *,
    english: bool,
) -> Counted | str:
    """The anchor with its count where `bounds` (low, high) are what its words can mean; else why they are not.

    `count` is where the words of the count stand, as they were told, None where there are none.
    """
    if not english:
        return _check_digits(text, anchor, count, bounds)
    start, end = anchor
    unsure = stance in (Stance.DENIED, Stance.DISPUTED) or bool(_beside(text, anchor) & _words("maybe"))
    found = _count_at(text, *(count or anchor), anchor)
    if found is None:
        return _check_words(text, anchor, count, bounds, unsure=unsure)
    allowed = {(found.low, found.high)}
    if remaining := _all_but(text, found):
        allowed.add(remaining)
    if found.share or unsure:
        allowed.add((None, None))
    if bounds not in allowed:
        words = text[found.start : found.end]
        return f"“{words}” means {_as_words((found.low, found.high))}, not {_as_words(bounds)}"
    return Counted(min(start, found.start), max(end, found.end), (found.start, found.end))


def _count_at(text: str, start: int, end: int, anchor: tuple[int, int]) -> Count | None:
    """The count phrase whose number stands in `text[start:end]`, seen with what stands around the anchor."""
    first, last = max(0, anchor[0] - BEFORE), min(len(text), anchor[1] + AFTER)
    while first and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and not text[last].isspace():
        last += 1
    for found in find_counts(plain(text[first:last])):
        number = (found.number[0] + first, found.number[1] + first)
        if start < number[1] and number[0] < end and not _AGE.match(text, number[1]):
            return Count(
                found.start + first, found.end + first, found.low, found.high, number, found.vague, found.share
            )
    return None


def _all_but(text: str, found: Count) -> _Bounds | None:
    """ "All but two of at least 30": 28 and more; the whole stands within the next words, or anywhere before."""
    words = plain(text[found.start : found.end])
    if not (found.share and words.lower().startswith("all but")):
        return None
    gone = find_counts(words[len("all but") :])
    after = find_counts(plain(text[found.end : found.end + AFTER]))
    before = find_counts(plain(text[max(0, found.start - 5 * BEFORE) : found.start]))
    for whole in (*after[:1], *before[-1:]):
        if gone and gone[0].low is not None:
            less = gone[0].low
            return _less(whole.low, less), _less(whole.high, less)
    return None


def _less(bound: int | None, less: int) -> int | None:
    return None if bound is None or bound < less else bound - less


def _check_words(
    text: str, anchor: tuple[int, int], count: tuple[int, int] | None, bounds: _Bounds, *, unsure: bool
) -> Counted | str:
    """A count without a number: an article, a plural, a family, nobody."""
    words = _lower(text[slice(*anchor)])
    told = set(_lower(text[slice(*count)])) if count else set(words[:1]) & _words("one")
    if told - _words("one") - _words("none") - _words("vague") - _words("family"):
        return f"“{text[slice(*(count or anchor))]}” is no count"
    allowed: set[_Bounds] = {(None, None)} if unsure else set()
    if _beside(text, anchor) & _words("none"):
        allowed.add((0, 0))
    if not {*words, *told} & _words("nobody"):
        if {*words} & _words("family"):
            allowed.add((3, None))
        if _is_plural(words) or not told & _words("one"):
            allowed.add((2, None))
        if not _is_plural(words) and not told & _words("vague"):
            allowed.add((1, 1))
    if bounds not in allowed:
        return f"“{text[slice(*anchor)]}” cannot mean {_as_words(bounds)}"
    return Counted(*anchor, count)


def _check_digits(
    text: str, anchor: tuple[int, int], count: tuple[int, int] | None, bounds: _Bounds
) -> Counted | str:
    """In other languages: digits in any script, and the number words of vocabulary.toml; hedges go unread.

    Where there are digits or known words, both bounds must be made of them; where there is no count at all, no
    more can be meant than one, a pair, several or none; other words cannot be checked.
    """
    words = unicodedata.normalize("NFKC", text[slice(*(count or anchor))])
    values = [int("".join(c for c in match[0] if c.isdigit())) for match in _DIGITS.finditer(words)]
    if not values and count is not None:
        values = _spelled(words)
    if values:
        fits = any(_fits(bounds, [value * scale for value in values]) for scale in _SCALES)
        checked = fits and any(bound in values for bound in bounds)
    else:
        fits, checked = count is not None or bounds in _WORDLESS, count is None
    if not fits:
        return f"“{text[slice(*(count or anchor))]}” cannot mean {_as_words(bounds)}"
    return Counted(*anchor, count, checked=checked or bounds == (None, None))


def _fits(bounds: _Bounds, values: list[int]) -> bool:
    """Whether bounds can be made of the values, exactly or by a hedge such as "at least", "over", "under"."""
    low, high = bounds
    if low is None:
        return high is None or high in values or high + 1 in values
    if high is None:
        return low in values or low - 1 in values
    return low in values and high in values and (low != high or len(set(values)) == 1)


def _spelled(words: str) -> list[int]:
    """The number that is written out, if all of its words are known: "خمسة وعشرين" is 25."""
    known = _numbers()
    values = [known.get(word, known.get(word.removeprefix("و"))) for word in _lower(words)]
    return [sum(value for value in values if value)] if values and None not in values else []


def _beside(text: str, anchor: tuple[int, int]) -> set[str]:
    """The words of and around an anchor, in lower case; "didn't" also as "not"."""
    words = _lower(text[max(0, anchor[0] - BEFORE) : anchor[1] + AFTER])
    return {*words, *("not" for word in words if word.endswith("n't"))}


def _is_plural(words: list[str]) -> bool:
    if not words:
        return False
    last = words[-1]
    return last in _words("plurals") or (last.endswith("s") and not last.endswith(("ss", "us", "is", "'s")))


def _lower(words: str) -> list[str]:
    return [match[0].lower() for match in _WORD.finditer(plain(words))]


def _as_words(bounds: _Bounds) -> str:
    low, high = bounds
    if low is None and high is None:
        return "no number"
    if low is None:
        return f"at most {high:,}"
    return f"at least {low:,}" if high is None else f"{low:,} to {high:,}" if low != high else f"{low:,}"


@cache
def _vocabulary() -> Mapping[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_vocabulary()[name])


@cache
def _numbers() -> Mapping[str, int]:
    """Number words of other languages with what they mean at the least."""
    return {word: int(value) for value, words in _vocabulary()["numbers"].items() for word in words}
