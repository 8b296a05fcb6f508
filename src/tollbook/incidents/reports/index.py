"""How rare the names and words of reports are in a book, and how much two passages share of them."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from tollbook.incidents.reports.names import Wording, place_keys

EXPECTED = 300
"""Passages that a book is thought to have beside its own, so that a name is rare in a book of few reports too."""
OFTEN_NAMED, OFTEN_SAID = 0.15, 0.05
"""A name in more than this share of passages, and another word in more than that, tells nothing apart."""
A_NAME = 0.25
"""A word is a name where it stands like one in this share of the passages that have it."""
NEW = 1 << 40
"""Numbers from here on are of names that came in after it was measured how rare they are."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a passage names and says, by numbers in their order, with the length of both as vectors."""

    names: Sequence[int] = ()
    lead: Sequence[int] = ()
    words: Sequence[int] = ()
    place: Sequence[int] = ()
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
    """The terms of passages, weighed by how rare they are.

    `passages` are those in which it was measured; `names` and `words` number the terms, `often` are those that are
    too common to count, `rarity` is in bits, by number. A term that only one passage has is not numbered. It may
    be a name that turns up again later: then it counts as one that two have, where it stands like a name.
    """

    def __init__(
        self,
        passages: int,
        names: Mapping[str, int],
        words: Mapping[str, int],
        often: Iterable[str],
        rarity: Sequence[float],
    ) -> None:
        self.passages = passages
        self.names, self.words, self.often, self.rarity = names, words, frozenset(often), rarity
        self._new = math.log2((passages + EXPECTED) / 2)

    @classmethod
    def measured(cls, passages: Iterable[Wording]) -> Index:
        """The index of the terms of these passages."""
        said, named = Counter[str](), Counter[str]()
        count = 0
        for count, whole in enumerate(passages, 1):  # noqa: B007
            said.update(whole.words)
            named.update(whole.named)
        all_ = count + EXPECTED
        names: dict[str, int] = {}
        words: dict[str, int] = {}
        often, rarity = [], array("d")
        for word in sorted(word for word, times in said.items() if times > 1):
            is_name = named[word] >= A_NAME * said[word]
            if said[word] > (OFTEN_NAMED if is_name else OFTEN_SAID) * all_:
                often.append(word)
                continue
            (names if is_name else words)[word] = len(rarity)
            rarity.append(math.log2(all_ / said[word]))
        return cls(count, names, words, often, rarity)

    def terms(self, whole: Wording, lead: Wording, place: str) -> Terms:
        """The terms of a passage, whole and at its beginning, and of what its claims call the place."""
        names = sorted(self._named(whole.words, whole.named))
        words = sorted(self.words[word] for word in whole.words if word in self.words)
        return Terms(
            names=array("q", names),
            lead=array("q", sorted(self._named(lead.words, lead.named))),
            words=array("q", words),
            place=array("q", sorted(self._placed(place, whole.named))),
            names_length=self._length(names),
            words_length=self._length(words),
        )

    def _named(self, words: Iterable[str], named: Iterable[str]) -> set[int]:
        found = {self.names[word] for word in words if word in self.names}
        found.update(_number_of_new(word) for word in named if self._is_new(word))
        return found

    def _placed(self, place: str, named: Collection[str]) -> Iterator[int]:
        for word in place_keys(place):
            number = self.names.get(word, self.words.get(word, -1))
            if number >= 0:
                yield number
            elif word in named and self._is_new(word):
                yield _number_of_new(word)

    def _is_new(self, word: str) -> bool:
        return word not in self.names and word not in self.words and word not in self.often

    def _length(self, terms: Sequence[int]) -> float:
        """The length of what was measured: new names would make every passage longer that has one."""
        return math.sqrt(math.fsum(self.rarity[term] ** 2 for term in terms if term < NEW))

    def bits(self, term: int) -> float:
        """How rare a term is."""
        return self.rarity[term] if term < NEW else self._new

    def shared(self, a: Terms, b: Terms) -> Shared:
        """How like two passages are; the same whichever comes first."""
        return Shared(
            names=self._cosine(_both(a.names, b.names), a.names_length * b.names_length),
            lead=math.fsum(map(self.bits, _both(a.lead, b.lead))),
            words=self._cosine(_both(a.words, b.words), a.words_length * b.words_length),
            place=max(map(self.bits, _both(a.place, b.place)), default=0.0),
        )

    def _cosine(self, both: Iterable[int], lengths: float) -> float:
        worth = math.fsum(self.bits(term) ** 2 for term in both)
        return min(1.0, worth / lengths) if worth and lengths else 0.0


def _both(a: Sequence[int], b: Sequence[int]) -> frozenset[int]:
    if not a or not b:
        return frozenset()
    return frozenset(a).intersection(b)


@lru_cache(maxsize=100_000)
def _number_of_new(word: str) -> int:
    return NEW + int.from_bytes(blake2b(word.encode(), digest_size=5).digest())
