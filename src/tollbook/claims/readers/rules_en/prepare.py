"""The working copy of a text: the same length, easier to read; and its paragraphs and sentences.

Every rule below replaces one character by one character, so that an offset in the working copy is an offset in
the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tollbook.claims.readers.rules_en import lexicon
from tollbook.model.vocabulary import Harm

MAX_SENTENCE = 900
"""Characters of the longest sentence handed to the parser; longer runs are cut, at a space if there is one."""

SAMPLE = 4_000
"""Characters by which a text is judged to be in capitals."""

MAX_HEADING = 110
"""Characters of the longest paragraph that can be a heading."""

_PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u200b": " ",
        "\ufeff": " ",
        "\t": " ",
        "\r": " ",
        "\x0b": " ",
        "\x0c": " ",
        "\x00": " ",
        "\u2028": "\n",
        "\u2029": "\n",
        "\u0085": "\n",
        "‐": "-",
        "‑": "-",
        "−": "-",
    }
)
_HASHTAG = re.compile(r"#(?=[A-Za-z])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|gen|lt|col|maj|capt|sgt|cpl|sen|rep|gov|pres|rev|st|no|nos|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    r"|approx|incl|vs|inc|ltd|co|corp|dept|est|fig|cmdr|adm|brig|hon|supt|insp|mt|ft|u\.s|u\.n|u\.k|a\.m|p\.m|e\.g|i\.e|d\.c|al)"
    r"|\b[a-z])\.$",
    re.IGNORECASE,
)
_BREAK = re.compile(  # one set of characters to begin with: such a pattern is looked for many times as fast
    r"[.!?…|](?:(?<=[.!?…])[\"')\]]*(?=\s+[\"'(\[]*[A-Z0-9@#\[])|(?<=[.!?])[\"')\]]*(?=\s*\Z)"
    r"|(?<=[.!?])\"(?=\"?[A-Z])|(?<=\s\|)(?=\s))"
)
_UPPER_WORD = re.compile(r"[A-Z][A-Z'’.&-]*[A-Z]|[A-Z]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the working copy: its offsets in the text, and the number of its paragraph.

    `quoted` is true where the sentence begins inside quotation marks opened before it; `heading` where it is a
    paragraph of its own without an end mark. `roll` is the harm of the roll of which it is an item.
    """

    start: int
    end: int
    text: str
    paragraph: int
    quoted: bool = False
    heading: bool = False
    roll: Harm | None = None


def plain(text: str) -> str:
    """`text` with typographic marks, odd spaces and NUL made plain, character by character."""
    return _HASHTAG.sub(" ", text.translate(_PLAIN))


def is_capitals(text: str) -> bool:
    """Whether a text is written in capitals throughout, as teleprinter copy is."""
    if sum(map(str.islower, text[: SAMPLE // 4])) > 0.15 * SAMPLE:
        return False  # enough of it is not, whatever follows
    sample = list(filter(str.isalpha, text[:SAMPLE]))
    return len(sample) > 20 and sum(map(str.isupper, sample)) > 0.85 * len(sample)


def is_wrapped(text: str) -> bool:
    """Whether single line breaks only wrap the lines, so that paragraphs end at blank lines."""
    lines = [line for line in text[:20_000].split("\n")[:200] if line.strip()]
    if len(lines) < 3:
        return False
    open_ended = sum(not line.rstrip().endswith((".", "!", "?", '"', ":", "”")) for line in lines[:-1])
    longest = max(len(line) for line in lines)
    return open_ended > 0.55 * (len(lines) - 1) and longest <= 100 and sum(map(len, lines)) / len(lines) > 40


def lower_capitals(text: str) -> str:
    """A text in capitals put into ordinary case: sentence starts and unknown words keep their capital.

    A word is a name unless the vocabulary of common words knows it; known countries, adjectives of nations,
    months and weekdays keep their capital too. The length never changes.
    """
    common, proper = _common_words(), _proper_words()

    def recase(match: re.Match[str]) -> str:
        word = match[0]
        lower = word.lower()
        if len(lower) != len(word):
            return word
        if lower in proper or (lower.endswith("'s") and lower[:-2] in proper):
            return word[0] + lower[1:]
        bare = lower[:-2] if lower.endswith("'s") else lower
        parts = bare.split("-")
        if len(word) == 1 and lower not in ("a",):
            return word
        if all(not part or part in common or _stem_known(part, common) for part in parts):
            return lower
        return word if "." in word else word[0] + lower[1:]

    return _sentence_starts(_UPPER_WORD.sub(recase, text))


def _sentence_starts(text: str) -> str:
    def up(match: re.Match[str]) -> str:
        last = match[0][-1].upper()
        return match[0][:-1] + (last if len(last) == 1 else match[0][-1])

    return re.sub(r"(?:\A\s*|[.!?]\"?\s+|\n\s*\n\s*|\]\s+)\"?[a-z]", up, text)


def _stem_known(word: str, common: frozenset[str]) -> bool:
    for ending, swaps in (
        ("ies", ("y",)),
        ("es", ("", "e")),
        ("s", ("",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
        ("er", ("", "e")),
        ("ly", ("",)),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            doubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
            if any(stem + swap in common or doubled + swap in common for swap in swaps):
                return True
    return False


def _common_words() -> frozenset[str]:
    from tollbook.claims.readers.rules_en.parse import common_words

    return common_words()


def _proper_words() -> frozenset[str]:
    time, places = lexicon.table("time"), lexicon.table("places")
    months = {month for month in time["months"] if month not in ("may", "march", "mar", "dec", "sep")}
    countries = {
        name
        for name in (*places["country"]["names"], *places["city"]["names"])
        if name not in ("turkey", "china", "chad", "jordan")
    }
    adjectives = places["country"]["adjectives"]
    return frozenset(
        months | countries | set(time["weekdays"]) | set(adjectives) | {f"{word}s" for word in adjectives}
    )


_WRAPPED = re.compile(r"(?:[^\n]|\n(?![^\S\n]*(?:\n|\Z))){1,1000000}")
_PLAIN_LINES = re.compile(r"[^\n\u2028\u2029\u0085]{1,1000000}")
"""A paragraph; one without end is cut at a million characters, so that no copy of a long text is ever made."""


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """(offset, working copy) of each paragraph that is not blank, in order."""
    wrapped, capitals = is_wrapped(text), is_capitals(text)
    for match in (_WRAPPED if wrapped else _PLAIN_LINES).finditer(text):
        block = plain(match[0])
        if not block.strip():
            continue
        if wrapped:
            block = block.replace("\n", " ")
        yield match.start(), lower_capitals(block) if capitals else block


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of `text`, in order; together they hold every character that is not white space."""
    for number, (offset, block) in enumerate(paragraphs(text)):
        marks, seen = 0, 0
        lone = len(block) <= MAX_HEADING and not block.rstrip().endswith((".", "!", "?", '"', ":", ",", ";"))
        for start, end in _split(block):
            marks += block.count('"', seen, start)
            seen = start
            yield Sentence(offset + start, offset + end, block[start:end], number, marks % 2 == 1, lone)


def _split(block: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BREAK.finditer(block):
        if match[0][0] == "." and _ABBREVIATION.search(block, max(start, match.start() - 12), match.start() + 1):
            continue
        yield from _pieces(block, start, match.end())
        start = match.end()
    yield from _pieces(block, start, len(block))


def _pieces(block: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        while start < end and block[start].isspace():
            start += 1
        stop = end
        if end - start > MAX_SENTENCE:
            cut = max(
                block.rfind(mark, start + MAX_SENTENCE // 2, start + MAX_SENTENCE) for mark in ("; ", ", ", " ")
            )
            stop = cut + 1 if cut > start else start + MAX_SENTENCE
        last = stop
        while last > start and block[last - 1].isspace():
            last -= 1
        if last > start:
            yield start, last
        start = stop
