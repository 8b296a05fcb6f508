"""What the reports of a book show together, passage by passage: their days, and the terms that they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

from tollbook.incidents import compare_reports
from tollbook.incidents.reports.chances import OPEN, likeliest, meeting
from tollbook.incidents.reports.compact import Compact
from tollbook.incidents.reports.estimate import Chains, chains, days_left, period_of
from tollbook.incidents.reports.index import NEW, Index, Terms
from tollbook.incidents.reports.passage import Passage
from tollbook.incidents.reports.period import Period
from tollbook.incidents.reports.shown import NO_TERMS, Shown
from tollbook.incidents.weights import Weights

MOST_SHARING = 60
"""A name in more passages than this does not bring reports together by itself."""
MOST_TRIED = 300
"""So many passages that share names with one, the rarest names first, are looked at for reports alike."""
Beside = Callable[[int, int], float]
"""What the claims of two passages weigh by anything but days, in bits."""


def _nothing(_: int, __: int) -> float:
    return 0.0


class Shelf:
    """What was measured in the passages of a book: with it any passage can be said to show this or that.

    `index` holds how rare names and words are, `period` the days that reports tell of, `chains` the days of
    running numbers. A passage that comes in later is weighed by the same measures.
    """

    def __init__(self, index: Index, period: Period, known: Chains, learned: Weights) -> None:
        self.index, self.period, self.chains = index, period, known
        self._learned = learned

    @classmethod
    def measured(
        cls, passages: Iterable[Passage], learned: Weights, beside: Beside = _nothing
    ) -> tuple[Shelf, list[Shown | None]]:
        """The shelf of these passages, which are gone through once; and what each shows, None without words.

        `beside` compares two of them by their claims.
        """
        kept = Compact(passages)
        bare = kept.bare()
        index = Index.measured(whole for whole, _ in kept.wordings())
        terms = [
            index.terms(whole, lead, one.place) if whole.words else None
            for one, (whole, lead) in zip(bare, kept.wordings(), strict=True)
        ]
        del kept
        period = period_of(chain.from_iterable((one.published, one.first) for one in bare))
        alike = _Alike(index, terms, beside, learned["alike"])
        shelf = cls(index, period, chains(bare, period, alike.likest), learned)
        return shelf, [
            None if its is None else shelf._shown(one, its) for one, its in zip(bare, terms, strict=True)
        ]

    def shown(self, passage: Passage) -> Shown | None:
        """What a passage shows in this book; None where it has no words."""
        if not passage.whole.words:
            return None
        return self._shown(passage, self.index.terms(passage.whole, passage.lead, passage.place))

    def _shown(self, passage: Passage, terms: Terms) -> Shown:
        left = days_left(passage, self.period, self.chains)
        return Shown(likeliest(left, self.period.length), terms, left)

    def parts(self, a: Shown, b: Shown) -> tuple[compare_reports.Shown, ...]:
        """Parts for the days, the names and the words of two passages."""
        learned, shared = self._learned, self.index.shared(a.terms, b.terms)
        found = compare_reports.compare_terms(shared, learned["terms"])
        if a.chances is OPEN or b.chances is OPEN:
            return found
        same = meeting(a.chances, b.chances, self.period.length)
        days = (a.days, b.days)
        return (*compare_reports.compare_days(same, shared.names, days, learned["date"], learned["named"]), *found)


class _Alike:
    """Which passages are likest to one, by names, words and claims, whatever their days."""

    def __init__(
        self, index: Index, terms: Sequence[Terms | None], beside: Beside, weights: Mapping[str, float]
    ) -> None:
        self._index, self._beside, self._weights = index, beside, weights
        self._terms = [one or NO_TERMS for one in terms]

    @cached_property
    def _sharing(self) -> dict[int, list[int]]:
        sharing: dict[int, list[int]] = defaultdict(list)
        for at, terms in enumerate(self._terms):
            for name in terms.names:
                if name < NEW:
                    sharing[name].append(at)
        return {name: members for name, members in sharing.items() if len(members) <= MOST_SHARING}

    def likest(self, at: int) -> Iterable[tuple[int, float]]:
        """As `estimate.Alike`."""
        terms = self._terms[at]
        scored = []
        for other in self._others(at, terms):
            found = compare_reports.compare_terms(self._index.shared(terms, self._terms[other]), self._weights)
            bits = self._weights["prior"] + self._beside(at, other) + sum(bits for _, bits, _ in found)
            scored.append((-bits, other))
        return [(other, 1 / (1 + 2.0**bits)) for bits, other in sorted(scored)]

    def _others(self, at: int, terms: Terms) -> list[int]:
        others: set[int] = set()
        shared = [members for name in terms.names if (members := self._sharing.get(name))]
        for members in sorted(shared, key=len):  # the rarest names first
            others.update(members)
            if len(others) > MOST_TRIED:
                break
        return sorted(others - {at})
