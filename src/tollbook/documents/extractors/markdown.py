"""Markdown: the words without the marks, and what its front matter says of it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from tollbook.documents.clean import blank, clean
from tollbook.documents.decode import decode
from tollbook.documents.limits import MARKDOWN_CHARACTERS
from tollbook.documents.read_date import read_date
from tollbook.documents.read_language import read_language
from tollbook.model.document import Extraction
from tollbook.model.finding import Finding

if TYPE_CHECKING:
    from markdown_it.token import Token

NAME: Final = f"tollbook markdown 1, markdown-it-py {version('markdown-it-py')}"

NESTING: Final = 60
"""Quotes and lists within one another up to which marks are resolved; deeper ones the parser would drop."""

# What static site generators and reference managers call them; the first that is there counts.
_FIELDS: Final = {
    "title": ("title",),
    "publisher": ("publisher", "source", "site"),
    "published": ("published", "date", "publishdate", "pubdate"),
    "url": ("url", "source_url", "link", "canonical"),
    "language": ("language", "lang"),
}
_FRONT: Final = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_PAIR: Final = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:[ \t]+(\S.*?)[ \t]*")


def extract(data: bytes, name: str) -> Extraction:
    """The text of a Markdown file: its paragraphs, headings and list items, apart by blank lines, without marks.

    Front matter (`key: value` lines between two lines `---`) gives title, publisher, date, address and language
    and is no part of the text; without a title there, the first heading is the title. Links keep their words.
    Finding of its own: `markdown.unresolved` (longer than MARKDOWN_CHARACTERS, or nested too deep: read as it
    stands).
    """
    decoded = decode(data, name)
    written, replaced = clean(decoded.text, name)
    front = _FRONT.match(written)
    said = _pairs(front[1] or "") if front else {}
    body = written[front.end() :] if front else written
    text, heading, unresolved = _resolve(body, name)
    published, dated = _date(said, name)
    findings = decoded.findings + replaced + dated + unresolved
    if not text.strip():
        findings += (blank(name),)
    return Extraction(
        text=text,
        extractor=NAME,
        publisher=_first(said, "publisher")[0],
        published=published,
        url=_first(said, "url")[0],
        language=read_language(_first(said, "language")[0]),
        title=_first(said, "title")[0] or heading,
        findings=findings,
    )


def _pairs(front: str) -> dict[str, tuple[str, int]]:
    """The values of simple front matter, by key in small letters, each with its line in the file."""
    pairs: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(front.split("\n"), start=2):
        if match := _PAIR.fullmatch(line):
            value = match[2]
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1]
            pairs.setdefault(match[1].lower(), (value.strip(), number))
    return pairs


def _first(said: dict[str, tuple[str, int]], field: str) -> tuple[str, int]:
    return next((said[key] for key in _FIELDS[field] if key in said), ("", 0))


def _date(said: dict[str, tuple[str, int]], name: str) -> tuple[date | None, tuple[Finding, ...]]:
    value, line = _first(said, "published")
    if not value:
        return None, ()
    read = read_date(value, where=f"{name}:{line}", language=read_language(_first(said, "language")[0]))
    return (None, (read,)) if isinstance(read, Finding) else (read, ())


def _resolve(body: str, name: str) -> tuple[str, str, tuple[Finding, ...]]:
    """The words of `body` and its first heading; as it stands, with a finding, where that cannot be had."""
    if len(body) > MARKDOWN_CHARACTERS:
        why = f"the file is longer than the limit MARKDOWN_CHARACTERS ({MARKDOWN_CHARACTERS:,})"
        return body, "", (_unresolved(name, why),)
    from markdown_it import MarkdownIt  # here, because many books hold no Markdown

    tokens = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable("table").parse(body)
    if any(token.level >= NESTING - 1 for token in tokens):
        return body, "", (_unresolved(name, f"lists or quotes are nested more than {NESTING} deep"),)
    text = "\n\n".join(block for block in map(str.strip, _blocks(tokens)) if block)
    heading = next(
        (_words(after) for token, after in itertools.pairwise(tokens) if token.type == "heading_open"),
        "",
    )
    return text, heading, ()


def _unresolved(name: str, why: str) -> Finding:
    return Finding(
        code="markdown.unresolved",
        where=name,
        message=f"{why}; it is read as it stands, marks and all",
        advice="Divide the file, or save it as plain text, and add that too.",
    )


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    """Each paragraph, heading, list item, table row or block of code, as its words."""
    row: list[str] | None = None
    for token in tokens:
        match token.type:
            case "inline" if row is not None:
                row.append(_words(token))
            case "inline":
                yield _words(token)
            case "fence" | "code_block":
                yield token.content
            case "html_block":
                yield _visible(token.content)
            case "tr_open":
                row = []
            case "tr_close":
                yield " | ".join(row or ())
                row = None


def _visible(markup: str) -> str:
    # Imported here, because markup in Markdown is rare and its parser takes long to load.
    from tollbook.documents.extractors.html_page import survey

    return survey(markup.encode()).text


def _words(token: Token) -> str:
    """The words of an inline token: its text and code, an image's description, line ends as spaces."""
    words = []
    for child in token.children or ():
        match child.type:
            case "text" | "code_inline" | "text_special":
                words.append(child.content)
            case "image":
                words.append(_words(child))
            case "softbreak":
                words.append(" ")
            case "hardbreak":
                words.append("\n")
            case "html_inline" if child.content.lower().startswith("<br"):
                words.append("\n")
    return "".join(words)
