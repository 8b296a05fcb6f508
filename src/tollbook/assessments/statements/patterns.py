"""The vocabulary of statements (vocabulary/statements.toml) as compiled expressions."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_WORDS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = {
    word: 10 * tens
    for tens, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}

NUMBER = (
    rf"(?P<n>\d[\d,]*|(?:{'|'.join(_TENS)})-(?:{'|'.join(_WORDS[1:10])})"
    rf"|{'|'.join(sorted([*_WORDS, *_TENS], key=len, reverse=True))})(?![\w-])"
)
"""What `<n>` stands for in the vocabulary: digits, or English words up to ninety-nine; `number` reads both."""


@cache
def pattern(group: str, *, whole: bool = True) -> re.Pattern[str]:
    """The entries of a group as one expression, longest first; `whole`: only whole words are found."""
    source = _source(group)
    return re.compile(rf"(?<![\w-])(?:{source})(?![\w-])" if whole else source, re.IGNORECASE)


@cache
def entries(group: str) -> tuple[re.Pattern[str], ...]:
    """The entries of a group one by one, in their order."""
    return tuple(
        re.compile(rf"(?<![\w-])(?:{_filled(entry)})(?![\w-])", re.IGNORECASE) for entry in _groups()[group]
    )


def number(text: str) -> int | None:
    """The number that digits ("1,240") or English words up to ninety-nine ("forty-two") write; None for none."""
    plain = text.casefold().replace(",", "")
    if plain.isdigit():
        return int(plain)
    tens, _, ones = plain.partition("-")
    if plain in _WORDS:
        return _WORDS.index(plain)
    if tens in _TENS and (not ones or ones in _WORDS[1:10]):
        return _TENS[tens] + (_WORDS.index(ones) if ones else 0)
    return None


@cache
def _source(group: str) -> str:
    return "|".join(_filled(entry) for entry in sorted(_groups()[group], key=lambda entry: (-len(entry), entry)))


def _filled(entry: str) -> str:
    """An entry with the groups that it names put in, and blanks that any white space meets."""
    filled = re.sub(r"<(\w+)>", lambda found: NUMBER if found[1] == "n" else _inner(found[1]), entry)
    return re.sub(r" (?![?*])", r"\\s+", filled)


def _inner(group: str) -> str:
    return "|".join(_filled(entry) for entry in _groups()[group])


@cache
def _groups() -> dict[str, list[str]]:
    text = (files("tollbook.assessments.vocabulary") / "statements.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
