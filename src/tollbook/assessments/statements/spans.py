"""A text cut into sentences, with the places where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:\d{1,3}[.)]|[-*•–])\s)")
_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s|$)")
_SHORT = re.compile(
    r"(?:\b(?:[A-Z]|Dr|Mr|Mrs|Ms|St|Col|Gen|Lt|Maj|Capt|Sgt|[Nn]o|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|^\d{1,3})$"
)
"""What a stop shortens or numbers, so that it ends no sentence: "Col.", "5 Jan.", the "3." of a list."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by half-open offsets, and the number of its paragraph."""

    start: int
    end: int
    paragraph: int
    text: str


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs and the items of lists, without the white space around them."""
    begin = 0
    for cut in [*_PARAGRAPH.finditer(text), None]:
        end = len(text) if cut is None else cut.start()
        trimmed = _trimmed(text, begin, end)
        if trimmed[0] < trimmed[1]:
            yield trimmed
        begin = end if cut is None else cut.end()


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of all paragraphs, in their order."""
    for number, (first, last) in enumerate(paragraphs(text)):
        body = text[first:last]
        begin = 0
        ends = [
            one.end()
            for one in _END.finditer(body)
            if not _SHORT.search(body[max(0, one.start() - 6) : one.start()])
        ]
        for end in [*ends, len(body)]:
            start, stop = _trimmed(body, begin, end)
            if start < stop:
                yield Sentence(first + start, first + stop, number, body[start:stop])
            begin = end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
