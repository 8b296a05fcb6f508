"""Find words in a text: what a model says it quotes stands there letter by letter, or it is not taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from tollbook.claims.readers.rules_en.prepare import plain

_CLITICS: Final = "وفبلك"
"""Arabic letters that are written with the next word and stay outside an anchor (docs/method/reading.md)."""

_ARABIC: Final = re.compile(r"[\u0620-\u064a]")
_CONTEXT: Final = 200


class Words:
    """A text in which words can be found. Only white space and the shape of quotation marks may differ."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._plain = plain(text)

    def find_all(self, words: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """Where `words` stand as whole words in `text[start:end]`: half-open offsets, in order."""
        parts = plain(unicodedata.normalize("NFC", words)).split()
        if not parts:
            return []
        pattern = re.compile(r"\s+".join(map(re.escape, parts)))
        stop = len(self.text) if end is None else end
        return [match.span() for match in pattern.finditer(self._plain, start, stop) if self._whole(*match.span())]

    def written(self, words: str) -> str | None:
        """`words` as the text writes them where they first stand in it; None where they do not."""
        found = self.find_all(words)
        return self.text[slice(*found[0])] if found else None

    def pointed_at(self, spans: Sequence[tuple[int, int]], before: str, start: int) -> list[tuple[int, int]]:
        """Those of `spans` that stand right after the words `before`.

        Where `before` is all that comes between `start` and one of them, it is that one.
        """
        wanted = " ".join(plain(unicodedata.normalize("NFC", before)).split())
        first = [span for span in spans if self._between(start, span[0]) == wanted]
        if first or not wanted:
            return first
        reach = _CONTEXT + len(wanted)
        return [span for span in spans if self._between(max(0, span[0] - reach), span[0]).endswith(wanted)]

    def _between(self, start: int, end: int) -> str:
        return " ".join(self._plain[start:end].split())

    def _whole(self, start: int, end: int) -> bool:
        """Whether no word and no number is torn at either end: "2 people" does not stand in "12 people"."""
        return not (self._joined(start - 1, start) and not self._clitic(start)) and not self._joined(end - 1, end)

    def _joined(self, left: int, right: int) -> bool:
        if left < 0 or right >= len(self._plain):
            return False
        a, b = self._plain[left], self._plain[right]
        if a.isalnum() and b.isalnum():
            return True
        # "200" in "1,200", and "3" in "3.5": a mark between two digits belongs to the number.
        if b.isdigit() and a in ".,٬٫" and left > 0 and self._plain[left - 1].isdigit():
            return True
        return a.isdigit() and b in ".,٬٫" and right + 1 < len(self._plain) and self._plain[right + 1].isdigit()

    def _clitic(self, start: int) -> bool:
        if not _ARABIC.match(self._plain[start]) or self._plain[start - 1] not in _CLITICS:
            return False
        return start < 2 or not self._plain[start - 2].isalnum() or self._plain[start - 2] in _CLITICS
