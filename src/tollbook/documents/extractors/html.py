"""Web pages: the main text by trafilatura, what the page states of itself, all visible text where that fails."""

from __future__ import annotations

import logging
import re
from importlib.metadata import version
from typing import Final

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from tollbook.documents.clean import blank, clean
from tollbook.documents.decode import decode
from tollbook.documents.extractors.html_page import Page, survey
from tollbook.documents.extractors.html_statements import statements
from tollbook.documents.limits import HTML_DEPTH, HTML_ELEMENTS, HTML_INLINE
from tollbook.model.document import Extraction
from tollbook.model.finding import Finding

# What is wrong with a page is a finding here; trafilatura's own messages would only repeat it.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

NAME: Final = f"tollbook html 1, trafilatura {version('trafilatura')}"

_CHARSET: Final = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding=["']([\w.:-]+)""", re.I
)
_FAILURES: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    etree.LxmlError,
)
"""How trafilatura fails on pages that it does not expect; all visible words are taken then, with a finding."""

# Numeric references to C1 controls mean the letters of windows-1252 (HTML Standard 13.2.5.80).
_C1: Final = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}


def extract(data: bytes, name: str) -> Extraction:
    """The main text of a page, its paragraphs apart by blank lines, and what the page states of itself.

    Its one `h1`, if it has one, stands first. Findings of its own: `html.no-main-text`, `html.too-deep`,
    `html.too-large` (in all three every visible word is taken instead), those of `statements`.
    """
    decoded = decode(data, name, declared=_charset(data))
    written, replaced = clean(decoded.text, name)
    markup = written.encode()
    page = survey(markup)
    text, found = _text(markup, page, name)
    text, referred = clean(_headed(text, page).translate(_C1), name)
    said = statements(page, name)
    findings = decoded.findings + (replaced or referred) + found + said.findings
    return Extraction(
        text=text or None,
        extractor=NAME,
        publisher=clean(said.publisher, name)[0],
        published=said.published,
        url=clean(said.url, name)[0],
        language=said.language,
        title=clean(said.title, name)[0],
        findings=findings if text else (*findings, blank(name)),
    )


def _charset(data: bytes) -> str:
    match = _CHARSET.search(data, 0, 4096)
    return (match[1] or match[2]).decode("ascii", "replace") if match else ""


def _headed(text: str, page: Page) -> str:
    """`text` under the page's only heading, unless it stands in it already: headlines make claims too."""
    if len(page.headings) != 1 or page.headings[0] in " ".join(text[:2000].split()):
        return text
    return f"{page.headings[0]}\n\n{text}".strip()


def _text(markup: bytes, page: Page, name: str) -> tuple[str, tuple[Finding, ...]]:
    for code, size, limit, called in (
        ("html.too-deep", page.depth, HTML_DEPTH, "HTML_DEPTH"),
        ("html.too-large", page.elements, HTML_ELEMENTS, "HTML_ELEMENTS"),
        ("html.too-large", page.inline, HTML_INLINE, "HTML_INLINE"),
    ):
        if size > limit:
            return page.text, (
                _visible(name, code, f"the page goes beyond the limit {called} ({size:,} of {limit:,})"),
            )
    main = _main_text(markup)
    if main or not page.text:
        return main, ()
    return page.text, (_visible(name, "html.no-main-text", "no main text was found in the page"),)


def _visible(name: str, code: str, why: str) -> Finding:
    return Finding(
        code=code,
        where=name,
        message=f"{why}; every visible word is taken, menus and footers too",
        advice="If what does not belong to the report disturbs, save the report as text and add that too.",
    )


def _main_text(markup: bytes) -> str:
    """What trafilatura takes for the main text, paragraph by paragraph; empty if it finds none."""
    # Imported here, because a page beyond the limits does not need it.
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree: HtmlElement = document_fromstring(markup, parser=parser)
        etree.strip_tags(tree, "time")  # trafilatura would drop the words in it, which date what the text tells
        found = bare_extraction(tree, include_comments=False, with_metadata=False)
    except _FAILURES:
        return ""
    if not isinstance(found, Document) or not found.text:
        return ""
    return "\n\n".join(filter(None, map(str.strip, found.text.split("\n"))))
