"""How rare the names and words of reports are in a book, and how much two passages share of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.incidents.reports.names import Wording, place_keys, wording

EXPECTED = 300
"""Passages that a book is thought to have beside its own, so that a name is rare in a book of few reports too."""
OFTEN_NAMED, OFTEN_SAID = 0.15, 0.05
"""A name in more than this share of passages, and another word in more than that, tells nothing apart."""
A_NAME = 0.25
"""A word is a name where it stands like one in this share of the passages that have it."""
HEAD = 300
"""Characters at the beginning, where a report names what it is about."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a passage names and says, by number, with the length of both as vectors."""

    names: frozenset[int] = frozenset()
    lead: frozenset[int] = frozenset()
    words: frozenset[int] = frozenset()
    place: frozenset[int] = frozenset()
    names_length: float = 0.0
    words_length: float = 0.0


@dataclass(frozen=True, slots=True)
class Shared:
    """How like two passages are: of names and words the cosine, 0 to 1; of names at their beginnings the bits.

    `place` is of the words by which claims call the place, the rarest that both have, in bits.
    """

    names: float
    lead: float
    words: float
    place: float


class Index:
    """The terms of passages, by position, weighed by how rare they are among them.

    `places` are what the claims of each passage call the place. Terms that only one passage has are left out.
    `rarity` is in bits, by the number of the term.
    """

    def __init__(self, passages: Sequence[str], places: Sequence[str]) -> None:
        found = [(wording(text), wording(text[:HEAD])) for text in passages]
        self._number(found)
        self.terms = [self._terms(whole, lead, place) for (whole, lead), place in zip(found, places, strict=True)]

    def _number(self, found: Sequence[tuple[Wording, Wording]]) -> None:
        said = Counter(word for whole, _ in found for word in whole.words)
        named = Counter(word for whole, _ in found for word in whole.named)
        all_ = len(found) + EXPECTED
        self._names: dict[str, int] = {}
        self._words: dict[str, int] = {}
        self.rarity: list[float] = []
        for word in sorted(word for word, count in said.items() if count > 1):
            is_name = named[word] >= A_NAME * said[word]
            if said[word] <= (OFTEN_NAMED if is_name else OFTEN_SAID) * all_:
                (self._names if is_name else self._words)[word] = len(self.rarity)
                self.rarity.append(math.log2(all_ / said[word]))

    def _terms(self, whole: Wording, lead: Wording, place: str) -> Terms:
        names = frozenset(self._names[word] for word in whole.words if word in self._names)
        words = frozenset(self._words[word] for word in whole.words if word in self._words)
        return Terms(
            names=names,
            lead=frozenset(self._names[word] for word in lead.words if word in self._names),
            words=words,
            place=frozenset(number for word in place_keys(place) if (number := self._number_of(word)) >= 0),
            names_length=self._length(names),
            words_length=self._length(words),
        )

    def _number_of(self, word: str) -> int:
        return self._names.get(word, self._words.get(word, -1))

    def _length(self, terms: frozenset[int]) -> float:
        return math.sqrt(math.fsum(self.rarity[term] ** 2 for term in terms))

    def shared(self, a: Terms, b: Terms) -> Shared:
        """How like two passages are; the same whichever comes first."""
        return Shared(
            names=self._cosine(a.names & b.names, a.names_length * b.names_length),
            lead=math.fsum(self.rarity[term] for term in a.lead & b.lead),
            words=self._cosine(a.words & b.words, a.words_length * b.words_length),
            place=max((self.rarity[term] for term in a.place & b.place), default=0.0),
        )

    def _cosine(self, both: frozenset[int], lengths: float) -> float:
        return math.fsum(self.rarity[term] ** 2 for term in both) / lengths if both and lengths else 0.0
