"""Make text safe to show: whatever hidden characters a hostile source put into its words become words."""

from __future__ import annotations

import re
from typing import Final

# Characters that draw nothing but change how other text is drawn or read: embeddings, overrides and isolates
# (UAX #9), tags and noncharacters, controls and lone surrogates. Direction marks (U+200E, U+200F, U+061C) and
# joiners are ordinary in Arabic, Hebrew and Persian and stay.
_HIDDEN: Final = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufff9-\ufffb\ufffe\uffff\ufeff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """`text` with every hidden control made a word: "[U+202E]". Ordinary text in any script is untouched.

    The exports keep the character itself; a page must not let one reorder what stands beside it.
    """
    return _HIDDEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)
