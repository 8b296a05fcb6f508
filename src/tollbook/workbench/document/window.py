"""A text in windows, so that a page of it stays small however long it is; and each window in runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from unicodedata import combining

from tollbook.model.visible import visible

LENGTH: Final = 16_000
"""Characters of a window."""
SLACK: Final = 400
"""So many characters before its end a window may end, where there is white space."""
REPEATED: Final = 3


@dataclass(frozen=True, slots=True)
class Window:
    """Characters `start` to `end` of a text, its window `number` of `of`, counted from 0."""

    start: int
    end: int
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a text that are shown alike, from `at`: `claims` are those over them, the shortest last.

    `begins` are the claims whose first run this is. `hidden` says that `words` stand for `length` characters that
    draw nothing; else `words` are the characters themselves.
    """

    at: int
    words: str
    length: int
    claims: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    hidden: bool = False


def window(text: str, number: int) -> Window:
    """Window `number` of `text`; the last one where there are fewer."""
    of = max(1, -(-len(text) // LENGTH))
    number = min(max(number, 0), of - 1)
    return Window(_cut(text, number), len(text) if number == of - 1 else _cut(text, number + 1), number, of)


def window_at(text: str, place: int) -> Window:
    """The window that character `place` is in."""
    found = window(text, place // LENGTH)
    return window(text, found.number + 1) if place >= found.end and found.number + 1 < found.of else found


def _cut(text: str, number: int) -> int:
    """Where window `number` begins: after white space, never before a mark that belongs to the letter before."""
    near = number * LENGTH
    if number == 0 or near >= len(text):
        return min(near, len(text))
    for place in range(near, near - SLACK, -1):
        if text[place - 1].isspace():
            return place
    while near > 1 and combining(text[near]):
        near -= 1
    return near


def runs(text: str, part: Window, claims: Sequence[tuple[str, int, int]]) -> Iterator[Run]:
    """The characters of a window in runs, with the `claims` (id, start, end) over each."""
    inside = [one for one in claims if one[1] < part.end and one[2] > part.start]
    bounds = {part.start, part.end}
    for _, start, end in inside:
        bounds |= {max(start, part.start), min(end, part.end)}
    order = sorted(bounds)
    begun: set[str] = set()
    for start, end in pairwise(order):
        over = sorted((one for one in inside if one[1] <= start and one[2] >= end), key=_length)
        ids = tuple(id_ for id_, _, _ in over)
        first = tuple(id_ for id_ in ids if id_ not in begun)
        begun.update(ids)
        for run in _split(text, start, end):
            yield Run(run.at, run.words, run.length, ids, first, run.hidden)
            first = ()


def _length(claim: tuple[str, int, int]) -> tuple[int, str]:
    id_, start, end = claim
    return start - end, id_


def _split(text: str, start: int, end: int) -> Iterator[Run]:
    """Characters `start` to `end`, hidden ones apart: "[U+202E]", and how often where that is more than a few."""
    at = start
    for place in range(start, end):
        if place < at or text[place] in "\n\t " or text[place].isalnum():
            continue
        word = visible(text[place])
        if word == text[place]:
            continue
        if place > at:
            yield Run(at, text[at:place], place - at)
        until = place + 1
        while until < end and text[until] == text[place]:
            until += 1
        many = until - place
        yield Run(place, word * many if many <= REPEATED else f"{word} ×{many:,}", many, hidden=True)
        at = until
    if at < end:
        yield Run(at, text[at:end], end - at)
