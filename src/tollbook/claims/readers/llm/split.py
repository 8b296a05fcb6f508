"""Long texts in pieces: side by side, without overlap, together the whole text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

MOST: Final = 4000
"""Characters of a piece, at the most: about 1,000 tokens of English, 2,000 of Arabic."""

LEAST: Final = 400
"""Characters below which a piece is not divided again when its answer was cut off."""

_BREAKS: Final = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"[.!?؟。…][\"'”’)\]]*\s+"),
    re.compile(r"\s+"),
)
"""Where a text is divided: between paragraphs if it can be, else lines, sentences, words."""


def split(text: str, start: int, end: int, most: int = MOST) -> Iterator[tuple[int, int]]:
    """Half-open offsets of the pieces of `text[start:end]`, in order, none longer than `most` characters.

    They touch each other and cover everything. A piece ends after a paragraph where one ends in its last three
    quarters, else after a line, a sentence or a word; a run without any of these is cut where it must be.
    """
    while end - start > most:
        cut = _cut(text, start, start + most)
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _cut(text: str, start: int, end: int) -> int:
    earliest = start + (end - start) // 4
    for pattern in _BREAKS:
        cuts = [match.end() for match in pattern.finditer(text, earliest, end)]
        if cuts:
            return cuts[-1]
    return end
