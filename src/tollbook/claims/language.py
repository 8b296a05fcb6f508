"""Whether a reader can read a text: by the language that is stated for it, else by its script."""

from __future__ import annotations

import re
from typing import Final

from tollbook.model.finding import Finding

_LETTER: Final = re.compile(r"[^\W\d_]")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")
_SAMPLE: Final = 20_000
LATIN_LANGUAGES: Final = frozenset({"en"})


def check_language(text: str, stated: str, reads: str, where: str) -> Finding | None:
    """A finding where `text` is not in the language that the reader `reads`; None where it is, or may be.

    `stated` is what somebody says of its language, empty where nobody does. The script decides otherwise, and in
    any case: a text of mostly Arabic letters is not English, whatever is stated. Only the head of a long text is
    looked at.
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    latin = len(_LATIN.findall(sample))
    other_script = reads in LATIN_LANGUAGES and letters > 0 and latin * 2 < letters
    if not other_script and stated in ("", reads):
        return None
    told = (
        f"its language is given as “{stated}”" if stated not in ("", reads) else "most of it is in another script"
    )
    return Finding(
        code="reading.language-unread",
        where=where,
        message=f"the text was read as “{reads}”, and {told}: claims in it may have been missed",
        advice="It is sealed and its text is kept; a reader of its language can read it later.",
    )
