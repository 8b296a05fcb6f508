"""Counts: the phrases of a text that say how many, as closed ranges (CLAIMS.md, "Numbers")."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.numerals import (
    Token,
    cardinal_at,
    cut,
    has_article,
    matches_at,
    number_words,
    scales,
)


@dataclass(frozen=True, slots=True)
class Count:
    """A count phrase: half-open offsets in its text, and the closed range it asserts.

    `vague` is true where no number is written ("dozens", "several"); `share` where it is a part of an unsaid
    whole ("most"). Offsets cover the hedge ("at least 29") but never the noun. `number` is where the bare
    number stands.
    """

    start: int
    end: int
    low: int | None
    high: int | None
    number: tuple[int, int]
    vague: bool = False
    share: bool = False


@functools.cache
def _hedges(group: str) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The hedges before (or after) a number, longest first, with the rule of each, by the word next to it."""
    listed = [(tuple(p.split()), rule) for rule, ps in lexicon.table("numbers")[group].items() for p in ps]
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for hedge, rule in sorted(listed, key=lambda item: -len(item[0])):
        found.setdefault(hedge[-1 if group == "before" else 0].rstrip("."), []).append((hedge, rule))
    return {word: tuple(items) for word, items in found.items()}


def _hedge_before(tokens: Sequence[Token], start: int) -> tuple[int, str] | None:
    """Where the hedge that ends right before token `start` begins, and its rule."""
    if start <= 0:
        return None
    for hedge, rule in _hedges("before").get(tokens[start - 1].text.rstrip("."), ()):
        if matches_at(tokens, start - len(hedge), hedge):
            return start - len(hedge), rule
    return None


@functools.cache
def _fixed() -> Mapping[str, tuple[tuple[tuple[str, ...], int | None, str], ...]]:
    """Phrases with a value of their own (vague words, small sets, shares) by first word, longest first."""
    source = lexicon.table("numbers")
    listed: list[tuple[tuple[str, ...], int | None, str]] = []
    listed += [(tuple(phrase.split()), value, "vague") for phrase, value in source["vague"].items()]
    listed += [(tuple(phrase.split()), value, "set") for phrase, value in source["set"].items()]
    listed += [(tuple(phrase.split()), None, "share") for phrase in source["share"]["words"]]
    found: dict[str, list[tuple[tuple[str, ...], int | None, str]]] = {}
    for item in sorted(listed, key=lambda item: -len(item[0])):
        found.setdefault(item[0][0], []).append(item)
    return {first: tuple(items) for first, items in found.items()}


@functools.cache
def _starts() -> frozenset[str]:
    """The words that can begin a number or a phrase with a value of its own."""
    return frozenset([*number_words(), *scales(), *_fixed(), "all", "half"])


def find_counts(text: str) -> tuple[Count, ...]:
    """Every count phrase of `text`, in order, none overlapping.

    Dates, ages, sums of money and measures are found like any number: what a number counts is for the noun
    beside it to say. Ordinals, decimals and numbers glued to letters ("F-16") are not counts.
    """
    tokens = cut(text)
    found: list[Count] = []
    i = 0
    starts = _starts()
    while i < len(tokens):
        word = tokens[i].text
        if not word[0].isdigit() and word.rstrip(".") not in starts:
            i += 1
            continue
        hit = _percent_at(tokens, i) or _fixed_at(tokens, i, text) or _number_at(tokens, i, text)
        if hit is None:
            i += 1
            continue
        count, i = hit
        if not found or count.start >= found[-1].end:
            found.append(count)
    return tuple(found)


def _percent_at(tokens: Sequence[Token], i: int) -> tuple[Count, int] | None:
    """ "More than 90% of homes": a share, open at both ends. A share without "of" counts nothing."""
    if not tokens[i].text[:1].isdigit() or i + 1 >= len(tokens):
        return None
    sign = 1 if tokens[i + 1].text in ("%", "percent") else 2 if matches_at(tokens, i + 1, ("per", "cent")) else 0
    if not sign:
        return None
    end = i + 1 + sign
    if end >= len(tokens) or tokens[end].text != "of":
        return None
    _, _, start, _ = _hedged(tokens, 1, 1, i, end)
    number = (tokens[i].start, tokens[end - 1].end)
    return Count(tokens[start].start, tokens[end - 1].end, None, None, number, share=True), end


def _fixed_at(tokens: Sequence[Token], i: int, text: str) -> tuple[Count, int] | None:
    word = tokens[i].text
    if word == "half" and matches_at(tokens, i, ("half", "a", "million")):
        return None
    if word == "many" and i and tokens[i - 1].text in ("as", "how"):
        return None
    for phrase, value, kind in _fixed().get(word, ()):
        if not matches_at(tokens, i, phrase):
            continue
        end = i + len(phrase)
        if phrase[-1] == "of":
            end -= 1
        if kind == "vague" and cardinal_at(tokens, end):
            continue
        if kind == "vague" and phrase == ("few",) and i and tokens[i - 1].text in ("too", "very", "as"):
            continue
        start, low, high = i, value, value if kind == "set" else None
        before = _hedge_before(tokens, i) if kind == "vague" else None
        if before is not None and before[1] != "neutral":
            start = before[0]
            low = None if before[1] in ("upto", "near", "below") else low
        count = Count(
            tokens[start].start,
            tokens[end - 1].end,
            low,
            high,
            (tokens[i].start, tokens[end - 1].end),
            vague=kind == "vague",
            share=kind == "share",
        )
        return count, i + len(phrase)
    return None


def _number_at(tokens: Sequence[Token], i: int, text: str) -> tuple[Count, int] | None:
    start = i
    if tokens[i].text == "all" and matches_at(tokens, i, ("all", "but")):
        inner = cardinal_at(tokens, i + 2)
        if inner:
            return Count(
                tokens[i].start,
                tokens[inner[1] - 1].end,
                None,
                None,
                (tokens[i + 2].start, tokens[inner[1] - 1].end),
                share=True,
            ), inner[1]
    if _glued(tokens, i, text):
        return None
    first = cardinal_at(tokens, i)
    if first is None:
        return None
    low, end = first
    if has_article(tokens, i) and tokens[i].text in scales() and tokens[i - 1].text in ("a", "an", "one"):
        start = i - 1
    number_start = start
    high: int | None = low
    range_end = _range(tokens, end, low)
    between = start > 0 and tokens[start - 1].text == "between"
    rising = start > 0 and tokens[start - 1].text == "from"
    if range_end and not rising and (range_end[2] != "and" or between):
        high, end = range_end[0], range_end[1]
        if between:
            start -= 1
    number = (tokens[number_start].start, tokens[end - 1].end)
    if _glued_after(tokens, end, text):
        return None
    low_, high_, start, end = _hedged(tokens, low, high, start, end)
    return Count(tokens[start].start, tokens[end - 1].end, low_, high_, number), end


def _range(tokens: Sequence[Token], at: int, low: int) -> tuple[int, int, str] | None:
    """The upper end of a range whose lower end stands before token `at`: (high, next token, joining word)."""
    if at >= len(tokens) or tokens[at].text not in ("-", "–", "—", "to", "and", "or"):
        return None
    joint = tokens[at].text
    upper = cardinal_at(tokens, at + 1)
    if upper is None or upper[0] <= low or (joint == "or" and upper[0] > 3 * low + 10):
        return None
    if (
        joint in ("-", "–", "—")
        and tokens[at].start != tokens[at - 1].end
        and tokens[at + 1].start != tokens[at].end
    ):
        spaced_digits = tokens[at - 1].text.isdigit() and tokens[at + 1].text.isdigit()
        if not spaced_digits:
            return None
    return upper[0], upper[1], joint


def _glued(tokens: Sequence[Token], i: int, text: str) -> bool:
    """Whether the number is part of a name or a code: "F-16", "No 4", "$3,000", "@user12"."""
    start = tokens[i].start
    before = text[start - 1 : start]
    if before and (before in "$£€#@/_" or before.isalnum()):
        return True
    if before == "-" and start > 1 and text[start - 2].isalpha() and text[start].isdigit():
        return True
    return before in (".", ":") and start > 1 and text[start - 2].isdigit()


def _glued_after(tokens: Sequence[Token], end: int, text: str) -> bool:
    """Whether letters or a unit follow the number at once: "27th", "500mph", "5-year-old", "90%"."""
    stop = tokens[end - 1].end
    after = text[stop : stop + 2]
    if after[:1].isalpha() or after[:1] in "%°/" or (after[:1] == ":" and after[1:].isdigit()):
        return bool(after[:1])
    return (
        after[:1] == "-"
        and after[1:].isalpha()
        and tokens[end - 1].text[:1].isdigit()
        and not text[stop + 1 :].lower().startswith("members")
    )


def _hedged(
    tokens: Sequence[Token], low: int | None, high: int | None, start: int, end: int
) -> tuple[int | None, int | None, int, int]:
    """The range and the span once the hedges before and after the number have had their say."""
    reach = start
    while (before := _hedge_before(tokens, reach)) is not None:
        reach, rule = before
        if rule != "neutral":
            return (*_apply(rule, low, high), reach, end)
    following = tokens[end].text.rstrip(".") if end < len(tokens) else ""
    for hedge, rule in _hedges("after").get(following, ()):
        if matches_at(tokens, end, hedge):
            return (*_apply(rule, low, high), start, end + len(hedge))
    return low, high, start, end


def _apply(rule: str, low: int | None, high: int | None) -> tuple[int | None, int | None]:
    ranged = low != high
    match rule:
        case "from":
            return low, high if ranged else None
        case "above":
            return (low, high) if ranged or low is None else (low + 1, None)
        case "upto" | "near":
            return (low, high) if ranged else (None, high)
        case "below":
            return (low, high) if ranged or high is None else (None, max(high - 1, 0))
        case _:
            return low, high
