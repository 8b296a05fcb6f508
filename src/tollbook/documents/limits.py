"""The limits of reading, each by name: what lies beyond one is sealed all the same, and a finding names it.

Why each has its value is told in docs/decisions/extraction.md.
"""

from __future__ import annotations

from typing import Final

TEXT_CHARACTERS: Final = 20_000_000
"""Characters of one document that are read; the rest stays sealed. About 3.5 million English words."""

MARKDOWN_CHARACTERS: Final = 300_000
"""Characters of one Markdown file whose marks are resolved; a longer one is read as it stands."""

HTML_DEPTH: Final = 200
"""Elements within one another up to which the main text of a page is looked for."""

HTML_ELEMENTS: Final = 30_000
"""Elements of a page up to which its main text is looked for."""

HTML_INLINE: Final = 2_000
"""Inline elements (links, bold words) of one paragraph up to which the main text of a page is looked for."""

PDF_PAGES: Final = 20_000
"""Pages of one PDF that are read."""

EARLIEST_YEAR: Final = 1900
"""A publication date before this year is taken for a mistake."""

LATEST_YEAR: Final = 2100
"""A publication date after this year is taken for a mistake. No clock is asked: the book must not depend on it."""
