"""Passages held tightly: each word of a book once, and of a passage only the numbers of its words."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tollbook.incidents.reports.names import Wording
from tollbook.incidents.reports.passage import NO_WORDS, Passage

Kept = tuple[Passage, tuple["array[int]", ...]]


class Compact:
    """Passages in their order, to be gone through as often as one likes: a kilobyte each, where sets take ten."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._numbers: dict[str, int] = {}
        self._kept: list[Kept] = [
            (
                replace(one, whole=NO_WORDS, lead=NO_WORDS),
                tuple(
                    self._numbered(words)
                    for words in (one.whole.named, one.whole.words, one.lead.named, one.lead.words)
                ),
            )
            for one in passages
        ]
        self._words = list(self._numbers)

    def _numbered(self, words: Iterable[str]) -> array[int]:
        numbers = self._numbers
        return array("I", [numbers.setdefault(word, len(numbers)) for word in words])

    def bare(self) -> list[Passage]:
        """The passages without their names and words."""
        return [one for one, _ in self._kept]

    def wordings(self) -> Iterator[tuple[Wording, Wording]]:
        """What each passage calls things, as a whole and at its beginning."""
        for _, (named, words, lead_named, lead_words) in self._kept:
            yield self._wording(named, words), self._wording(lead_named, lead_words)

    def _wording(self, named: Iterable[int], words: Iterable[int]) -> Wording:
        word = self._words
        return Wording(frozenset(word[number] for number in named), frozenset(word[number] for number in words))
