"""One pass over a page's markup, whatever its size or depth: its visible words, and what it states of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_INLINE: Final = _tags(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q s samp small "
    "span strike strong sub sup time tt u var wbr"
)
_UNSEEN: Final = _tags(
    "applet audio canvas datalist head iframe math noscript object script select style svg template textarea video"
)
_FURNITURE: Final = _tags("aside footer nav p")
_SPACES: Final = re.compile(r"\s+")
_BREAKS: Final = re.compile(r"\n\s*\n")


@dataclass(slots=True, kw_only=True)
class Time:
    """A `time` element: what it is marked as (attributes, in small letters), and whether it stands apart.

    `apart`: not within a paragraph of the text, nor among navigation, asides and footers.
    """

    datetime: str
    marks: str
    apart: bool


@dataclass(slots=True, kw_only=True)
class Page:
    """What one pass finds. `text` is every visible word, blocks apart by blank lines.

    `metas` holds the `meta` elements as (name in small letters, content), `data` the JSON-LD blocks, `headings`
    the words of each `h1`. `depth` is how deep elements lie in one another, `elements` their number, `inline`
    the greatest number of inline elements in one parent.
    """

    text: str = ""
    title: str = ""
    language: str = ""
    canonical: str = ""
    headings: list[str] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    depth: int = 0
    elements: int = 0
    inline: int = 0


def survey(markup: bytes) -> Page:
    """Survey `markup`, in UTF-8. Takes time linear in its length and never fails: HTML has no syntax errors."""
    surveyor = _Surveyor()
    parser = etree.HTMLParser(target=surveyor, encoding="utf-8", huge_tree=True)
    try:
        page: Page = etree.fromstring(markup, parser)
    except etree.XMLSyntaxError:  # nothing at all in it
        return surveyor.close()
    return page


class _Surveyor:
    """The target of an event-driven parser: no tree is built, so no depth is too great."""

    def __init__(self) -> None:
        self._page = Page()
        self._inline: list[int] = []  # of each open element, the inline elements in it so far
        self._words: list[str] = []
        self._unseen = 0
        self._furniture = 0
        self._kept: list[str] | None = None
        self._kept_until = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        page = self._page
        page.elements += 1
        if self._inline and tag in _INLINE:
            self._inline[-1] += 1
            page.inline = max(page.inline, self._inline[-1])
        self._inline.append(0)
        page.depth = max(page.depth, len(self._inline))
        self._unseen += tag in _UNSEEN
        if not self._unseen:
            self._part(tag)
        self._note(tag, attributes)
        self._furniture += tag in _FURNITURE

    def end(self, tag: str) -> None:
        if self._kept is not None and len(self._inline) == self._kept_until:
            self._keep(tag, "".join(self._kept))
            self._kept = None
        self._inline.pop()
        self._furniture -= tag in _FURNITURE
        if not self._unseen and tag != "br":
            self._part(tag)
        self._unseen -= tag in _UNSEEN

    def data(self, words: str) -> None:
        if self._kept is not None:
            self._kept.append(words)
        if not self._unseen:
            self._words.append(_SPACES.sub(" ", words))

    def close(self) -> Page:
        blocks = _BREAKS.split("".join(self._words))
        self._page.text = "\n\n".join(filter(None, map(_tidy, blocks)))
        return self._page

    def _part(self, tag: str) -> None:
        if tag == "br":
            self._words.append("\n")
        elif tag not in _INLINE:
            self._words.append("\n\n")

    def _note(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Note what the start of an element states."""
        page = self._page
        if tag == "html":
            page.language = page.language or attributes.get("lang", "") or attributes.get("xml:lang", "")
        elif tag == "meta" and (content := attributes.get("content", "").strip()):
            names = (attributes.get(key, "") for key in ("property", "name", "itemprop"))
            page.metas += [(name.strip().lower(), content) for name in names if name]
        elif tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            page.canonical = page.canonical or attributes.get("href", "").strip()
        elif tag == "time" and attributes.get("datetime", "").strip():
            marks = " ".join(attributes.get(key, "") for key in ("itemprop", "class", "rel")).lower()
            marks += " pubdate" if "pubdate" in attributes else ""
            apart = not self._furniture
            page.times.append(Time(datetime=attributes["datetime"].strip(), marks=marks, apart=apart))
        elif self._kept is None and (
            tag == "h1"
            or (tag == "title" and not page.title)
            or (tag == "script" and attributes.get("type", "").strip().lower() == "application/ld+json")
        ):
            self._kept, self._kept_until = [], len(self._inline)

    def _keep(self, tag: str, words: str) -> None:
        if tag == "script":
            self._page.data.append(words)
        elif tag == "h1" and _tidy(words):
            self._page.headings.append(_SPACES.sub(" ", words).strip())
        elif tag == "title":
            self._page.title = _SPACES.sub(" ", words).strip()


def _tidy(block: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in block.split("\n"))
    return "\n".join(filter(None, lines))
