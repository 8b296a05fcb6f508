"""Find incidents by words, in any script and without diacritics."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

import numpy as np

from tollbook.places.names import fold, skeleton
from tollbook.workbench.desk.ragged import Array, Lists

_LAST = "\U0010ffff"
_HEARD_FROM = 3
"""So many consonants a word must have to be found by its sound."""


class Index:
    """Which rows hold which word: made once of the folded words of all rows."""

    def __init__(self, words: Lists) -> None:
        order = np.argsort(words.terms.codes, kind="stable")
        self._names = words.terms.names
        self._owners = words.runs.owners[order]
        self._ends = np.searchsorted(words.terms.codes[order], np.arange(len(self._names) + 1))
        self._rows = len(words.runs.ends) - 1

    def find(self, asked: str) -> Array:
        """Which rows hold every word of `asked`, or one that begins with it, or one that sounds alike.

        By sound "Mosul" is found where only the Arabic was written, which has no short vowels.
        """
        found = np.ones(self._rows, bool)
        for word in fold(asked).split():
            found &= self._find(word)
        return found

    def _find(self, word: str) -> Array:
        found = np.zeros(self._rows, bool)
        first, last = bisect_left(self._names, word), bisect_left(self._names, word + _LAST)
        found[self._owners[self._ends[first] : self._ends[last]]] = True
        heard = skeleton(word)
        for code in self._by_sound.get(heard, ()) if len(heard) >= _HEARD_FROM else ():
            found[self._owners[self._ends[code] : self._ends[code + 1]]] = True
        return found

    @cached_property
    def _by_sound(self) -> dict[str, list[int]]:
        by_sound: dict[str, list[int]] = {}
        for code, name in enumerate(self._names):
            if name.isalpha() and len(heard := skeleton(name)) >= _HEARD_FROM:
                by_sound.setdefault(heard, []).append(code)
        return by_sound
