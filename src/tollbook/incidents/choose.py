"""Choose: which claims of some documents speak of the one event that all these documents are about.

A document tells of other events beside: of the day before, of other villages, of a whole month. What the documents
of a group have in common is where their event was: the rarest names of places that most of them give.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from tollbook.incidents.gather import wholes
from tollbook.incidents.reports.names import place_keys, wording
from tollbook.model.claim import Claim
from tollbook.model.vocabulary import Scope

HEAD = 300
"""Characters at the beginning of a document, where it names what it is about."""
EXPECTED = 300
"""Documents that a book is thought to have beside its own, so that a name is rare in a book of few too."""
SHARED = 0.8
"""A name is of the event that is given by so many of the documents, by its rarity, as the name most given."""
_BETWEEN_PLACES = re.compile("[,،]")


class Chooser:
    """Chooses claims of documents that were put together; how rare a name is, is counted over the whole book.

    `claims` are all the effective claims of the book by id, `texts` its texts by document.
    """

    def __init__(self, claims: Mapping[str, Claim], texts: Mapping[str, str]) -> None:
        self._claims = claims
        self._wholes = wholes(claims)
        self._of: dict[str, list[str]] = {doc: [] for doc in sorted(texts)}
        for id_, claim in sorted(claims.items()):
            if claim.scope is Scope.INCIDENT:
                self._of.setdefault(claim.doc, []).append(id_)
        self._places = {id_: _keys(claims[id_].place) for ids in self._of.values() for id_ in ids}
        self._heads = {doc: wording(text[:HEAD]).words for doc, text in sorted(texts.items())}
        self._named = Counter(key for doc in self._of for key in self._placed([doc]) | self._head(doc))

    def choose(self, documents: Collection[str]) -> tuple[str, ...]:
        """The ids, in order, of the claims that speak of the event that these documents are about.

        Of a document that names its place those that name it; of another those without a place. Parts go with
        their wholes. All claims of scope `incident` where none would be left.
        """
        docs = sorted(documents)
        event = self._event(docs)
        chosen: set[str] = set()
        for doc in docs:
            ours = self._of.get(doc, ())
            there = [id_ for id_ in ours if self._places[id_] & event]
            chosen.update(there or (id_ for id_ in ours if not self._places[id_]))
        all_ = [id_ for doc in docs for id_ in self._of.get(doc, ())]
        found = [id_ for id_ in all_ if id_ in chosen or self._wholes.get(id_) in chosen]
        return tuple(sorted(found or all_))

    def _event(self, docs: Sequence[str]) -> frozenset[str]:
        """The names of places that most documents give, in claims or at the beginning; the rarer the better."""
        placed = self._placed(docs)
        given = Counter(
            key for doc in docs for names in (self._placed([doc]), self._head(doc)) for key in names & placed
        )
        worth = {key: count * self._rarity(key) for key, count in given.items()}
        most = max(worth.values(), default=0.0)
        return frozenset(key for key, bits in worth.items() if bits > 0 and bits >= SHARED * most)

    def _placed(self, docs: Sequence[str]) -> frozenset[str]:
        return frozenset(key for doc in docs for id_ in self._of.get(doc, ()) for key in self._places[id_])

    def _head(self, doc: str) -> frozenset[str]:
        return self._heads.get(doc, frozenset())

    def _rarity(self, key: str) -> float:
        return max(0.0, math.log2((len(self._of) + EXPECTED) / (self._named[key] + 1)))


def _keys(place: str) -> frozenset[str]:
    return frozenset(key for name in _BETWEEN_PLACES.split(place) for key in place_keys(name))
