"""The language of a text and of its paragraphs, by their script; and whether a reader can read it."""

from __future__ import annotations

import re
from typing import Final

from tollbook.model.finding import Finding

_LETTER: Final = re.compile(r"[^\W\d_]")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")
_SAMPLE: Final = 20_000
_ARABIC: Final = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_PARAGRAPH: Final = re.compile(r"[^\n]*\n?")
SCRIPTS: Final = {"en": _LATIN, "ar": _ARABIC}
"""The script of each language that some reader of rules reads."""


def passages(text: str) -> list[tuple[int, int, str]]:
    """(start, end, language) of the runs of paragraphs in one language, which together are the whole text.

    A paragraph is Arabic where at least half of its letters are, else it is left to the reader of English, which
    finds nothing in other scripts; one without letters goes with the paragraph before it.
    """
    if text and _ARABIC.search(text) is None:
        return [(0, len(text), "en")]
    found: list[tuple[int, int, str]] = []
    for match in _PARAGRAPH.finditer(text):
        if not match[0]:
            continue
        arabic, letters = len(_ARABIC.findall(match[0])), len(_LETTER.findall(match[0]))
        before = found[-1][2] if found else ""
        language = ("ar" if arabic * 2 >= letters else "en") if letters else before
        if found and before in ("", language):
            found[-1] = (found[-1][0], match.end(), language)
        else:
            found.append((match.start(), match.end(), language))
    if found and not found[0][2]:
        found[0] = (*found[0][:2], "en")
    return found


def check_language(text: str, stated: str, reads: str, where: str) -> Finding | None:
    """A finding where `text` is in no language that the reader `reads`; None where it is, or may be.

    `reads` are primary subtags of RFC 5646, a space between. `stated` is what somebody says of the text's
    language, empty where nobody does. The script decides otherwise, and in any case: a text of mostly Arabic
    letters is not English, whatever is stated. Only the head of a long text is looked at.
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    known = [SCRIPTS[one] for one in reads.split() if one in SCRIPTS]
    own = sum(len(script.findall(sample)) for script in known)
    other_script = bool(known) and letters > 0 and own * 2 < letters
    if not other_script and stated in ("", *reads.split()):
        return None
    told = (
        f"its language is given as “{stated}”"
        if stated not in ("", *reads.split())
        else "most of it is in another script"
    )
    return Finding(
        code="reading.language-unread",
        where=where,
        message=f"the text was read as “{reads}”, and {told}: claims in it may have been missed",
        advice="It is sealed and its text is kept; a reader of its language can read it later.",
    )
