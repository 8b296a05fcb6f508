"""The numbers of a text as its words give them: tokens, digits and number words put together."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tollbook.claims.readers.rules_en import lexicon

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[a-z\u0131\u017f]+(?:['-][a-z\u0131\u017f]+)*\.?|%|\S")


"""A token of text in lower case; the two odd letters are what `re` takes for "i" and "s"."""


DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


MAX = 10**12


class Token(NamedTuple):
    """A word, number or mark in lower case, with its offsets."""

    text: str
    start: int
    end: int


def cut(text: str) -> list[Token]:
    """The tokens of a text, in order."""
    found = []
    for match in TOKEN.finditer(text.lower()):
        word, start = match[0], match.start()
        if "-" in word and all(part in number_words() or part in scales() for part in word.split("-")):
            for part in word.split("-"):
                found.append(Token(part, start, start + len(part)))
                start += len(part) + 1
        else:
            found.append(Token(word, start, match.start() + len(word.rstrip("."))))
    return found


@functools.cache
def number_words() -> Mapping[str, int]:
    """The number words up to ninety."""
    source = lexicon.table("numbers")
    return {**source["unit"], **source["ten"]}


@functools.cache
def scales() -> Mapping[str, int]:
    """The words that multiply: dozen, hundred, million."""
    return dict(lexicon.table("numbers")["scale"])


def matches_at(tokens: Sequence[Token], at: int, phrase: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand at a token."""
    if at < 0 or at + len(phrase) > len(tokens):
        return False
    return all(
        tokens[at + k].text.rstrip(".") == word.rstrip(".") or tokens[at + k].text == word
        for k, word in enumerate(phrase)
    )


def cardinal_at(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The exact number that begins at token `at`, and the token after it."""
    total, current, i, seen = 0, 0, at, False
    scaled = False
    while i < len(tokens):
        word = tokens[i].text.rstrip(".") if not tokens[i].text[:1].isdigit() else tokens[i].text
        if word[:1].isdigit():
            if seen:
                break
            value = digits_of(word)
            if value is None:
                return None
            follows = tokens[i + 1].text if i + 1 < len(tokens) else ""
            if "." in word and follows not in ("million", "billion", "thousand", "hundred"):
                return None
            scale = {"million": 10**6, "thousand": 1000, "hundred": 100, "k": 1000}.get(follows)
            if scale is not None:
                return min(round(value * scale), MAX), i + 2
            return (round(value), i + 1) if value <= MAX else None
        if word in number_words() and not (seen and not scaled and current % 10 and number_words()[word] < 20):
            if (
                seen
                and not scaled
                and not (current % 100 >= 20 and current % 10 == 0 and number_words()[word] < 10)
            ):
                break
            current += number_words()[word]
            scaled = False
        elif word in scales() and (seen or has_article(tokens, i)) and word != "score":
            if scales()[word] >= 1000:
                total, current = total + max(current, 1) * scales()[word], 0
            else:
                current = max(current, 1) * scales()[word]
            scaled = True
        elif word == "half" and matches_at(tokens, i, ("half", "a", "million")) and not seen:
            return 500_000, i + 3
        elif word == "and" and seen and scaled and i + 1 < len(tokens) and tokens[i + 1].text in number_words():
            i += 1
            continue
        else:
            break
        seen = True
        i += 1
    return (min(total + current, MAX), i) if seen else None


def has_article(tokens: Sequence[Token], at: int) -> bool:
    """Whether an article or "another" stands before a token."""
    return at > 0 and tokens[at - 1].text in ("a", "an", "another", "one", "per", "the")


def digits_of(word: str) -> float | None:
    """The value of a token of digits, None where it is no plain number ("1,2", "3.5.7")."""
    if DIGITS.fullmatch(word):
        return float(word.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", word):
        return float(word.replace(".", ""))
    return float(word) if re.fullmatch(r"\d+\.\d+", word) else None
