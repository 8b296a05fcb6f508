"""The lines of a PDF page with where they stand, and the paragraphs that they make up.

A PDF knows letters and places, neither words nor paragraphs. The rules here go by what typesetters do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from unicodedata import normalize

WIDER: Final = 1.12
"""How much wider than the page's usual distance between lines a gap is that divides paragraphs."""

RESIZED: Final = 1.15
"""How much larger or smaller than the line before a line of another paragraph (a heading) is."""

SHORT: Final = 0.85
"""Share of the page's text width that a line falls short of where it ends a paragraph with its sentence."""

LONGEST_WORD: Final = 80
"""Characters at the end of a line in which its last word is looked for."""

_ENDED: Final = re.compile(r"[.!?…:؟۔。][\"'”’»)\]]*$")
_ITEM: Final = re.compile(r"(?:[•‣◦▪●–—*]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
# Latin, Armenian, Hebrew and Arabic letters by their shape (Unicode Standard, blocks FB00, FB50 and FE70).
_SHAPES: Final = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdfb\ufe70-\ufefc]")
_TENS: Final = frozenset(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page. `hyphened`: it ends in a hyphen that is not in `text`. Lengths in points, from below."""

    text: str
    left: float
    right: float
    bottom: float
    height: float
    hyphened: bool = False


Rejoin = Callable[[str, str], str]
"""Puts the two halves of a word together that a hyphen divides at the end of a line."""


def paragraphs(lines: Sequence[Line], rejoin: Rejoin) -> list[str]:
    """The paragraphs of one page."""
    usual = _usual_drops(lines)
    right = max((line.right for line in lines), default=0.0)
    left = min((line.left for line in lines), default=0.0)
    short = left + SHORT * (right - left)
    found: list[list[Line]] = []
    for line in lines:
        if found and not _divides(found[-1], line, usual.get(round(line.height), 0.0), short):
            found[-1].append(line)
        else:
            found.append([line])
    return [_joined(paragraph, rejoin) for paragraph in found]


def unshaped(text: str) -> str:
    """`text` with the letters themselves where a font's shapes of them stand: "fi" for a ligature."""
    return _SHAPES.sub(lambda shape: normalize("NFKC", shape[0]), text)


def continues(before: str, after: str) -> bool:
    """Whether the first paragraph of a page goes on with the last one of the page before."""
    return not _ENDED.search(before[-LONGEST_WORD:]) and after[:1].islower()


def rejoiner(text: str) -> Rejoin:
    """A `Rejoin` that knows the words of `text`: the document itself shows which words it writes with a hyphen."""
    words = frozenset(re.findall(r"\w+(?:-\w+)*", text.lower()))

    def rejoin(first: str, second: str) -> str:
        head, tail = re.search(r"\w*$", first[-LONGEST_WORD:]), re.match(r"\w*", second[:LONGEST_WORD])
        start, end = (head[0].lower() if head else ""), (tail[0].lower() if tail else "")
        kept = f"{first}-{second}"
        if start + end in words:
            return first + second
        if f"{start}-{end}" in words or start in _TENS or not second[:1].islower():
            return kept
        return first + second

    return rejoin


def _usual_drops(lines: Sequence[Line]) -> dict[int, float]:
    """How far apart lines of each height stand within paragraphs: the lower quartile, as gaps are the rarer."""
    drops: dict[int, list[float]] = {}
    for above, below in pairwise(lines):
        drop = above.bottom - below.bottom
        if round(above.height) == round(below.height) and 0.3 * above.height < drop < 3 * above.height:
            drops.setdefault(round(below.height), []).append(drop)
    return {height: sorted(apart)[len(apart) // 4] for height, apart in drops.items()}


def _divides(paragraph: Sequence[Line], line: Line, usual: float, short: float) -> bool:
    """Whether `line` begins another paragraph than the one it follows."""
    last = paragraph[-1]
    if last.hyphened:
        return False
    drop = last.bottom - line.bottom
    if abs(drop) < 0.3 * last.height:  # the same line, or the next cell of a row
        return False
    if drop < 0:  # the top of another column
        return not continues(last.text, line.text)
    taller, lower = max(last.height, line.height), min(last.height, line.height)
    ended = bool(_ENDED.search(last.text))
    indented = 0.8 * line.height < line.left - min(one.left for one in paragraph) < 4 * line.height
    return (
        taller > RESIZED * lower
        or drop > WIDER * usual
        or bool(_ITEM.match(line.text))
        or (ended and (last.right < short or (indented and len(paragraph) > 1)))
    )


def _joined(lines: Iterable[Line], rejoin: Rejoin) -> str:
    parts: list[str] = []
    hyphened = False
    for line in lines:
        if hyphened:
            parts[-1] = rejoin(parts[-1], line.text)
        else:
            parts.append(line.text)
        hyphened = line.hyphened
    return " ".join(parts) + "-" * hyphened
