"""Clean decoded characters into a text: one form of every letter, one kind of line end, nothing unprintable."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import is_normalized, normalize

from tollbook.documents.limits import TEXT_CHARACTERS
from tollbook.model.finding import Finding

_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

BACK: Final = 10_000
"""How far before a limit the end of a line or of a word is looked for, so that no word is cut."""


def clean(text: str, where: str) -> tuple[str, tuple[Finding, ...]]:
    """`text` in NFC with every line end as a newline, and what had to be replaced.

    Unicode's line ends (CR, CRLF, VT, FF, NEL, LS, PS; UAX 14) become a newline. Control characters and
    noncharacters each become a space, so that what they stood between stays apart: `document.controls`. Format
    characters (directions, joiners, soft hyphens) stay: Arabic and Persian need them. A text that needs none of
    this is returned as it is.
    """
    text = _LINE_ENDS.sub("\n", text)
    text, count = _UNPRINTABLE.subn(" ", text)
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    if not count:
        return text, ()
    return text, (
        Finding(
            code="document.controls",
            where=where,
            message=f"{count:,} control character{'s' * (count > 1)} cannot stand in a text and became spaces",
            advice="See whether the file is damaged, or is not a text at all.",
        ),
    )


def shorten(text: str, where: str, limit: int = TEXT_CHARACTERS) -> tuple[str, tuple[Finding, ...]]:
    """The first `limit` characters at most, up to the end of a line or word, and `document.too-long` if cut."""
    if len(text) <= limit:
        return text, ()
    back = max(0, limit - BACK)
    end = max(text.rfind("\n", back, limit), text.rfind("\r", back, limit))
    if end < 0:
        end = text.rfind(" ", back, limit)
    kept = text[: end + 1] if end >= 0 else text[:limit]
    line = kept.count("\n") + 1
    return kept, (
        Finding(
            code="document.too-long",
            where=where,
            message=f"only the first {len(kept):,} characters are read, up to line {line:,} "
            f"(the limit TEXT_CHARACTERS is {limit:,}); the rest is sealed but not read",
            advice="Divide the file into parts and add those too.",
        ),
    )


def blank(where: str) -> Finding:
    """The finding for a document in which nothing is written."""
    return Finding(
        code="document.blank",
        where=where,
        message="there is nothing to read in it",
        advice="Look at the original; if it shows words, make a text of them and add that too.",
    )
