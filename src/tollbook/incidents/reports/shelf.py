"""What the reports of a book show together, passage by passage: their days, and the terms that they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain

from tollbook.incidents import compare_reports
from tollbook.incidents.reports.compact import Compact
from tollbook.incidents.reports.estimate import MOST_ALIKE, Chains, chains, days_left, period_of
from tollbook.incidents.reports.index import NEW, Index, Terms
from tollbook.incidents.reports.passage import Passage
from tollbook.incidents.reports.period import Days, Period
from tollbook.incidents.reports.shown import Shown
from tollbook.incidents.weights import Weights

MOST_SHARING = 60
"""A name in more passages than this does not bring reports together by itself."""
MOST_TRIED = 300
"""So many passages that share names with one, the rarest names first, are looked at for reports alike."""


class Shelf:
    """What was measured in the passages of a book: with it any passage can be said to show this or that.

    `index` holds how rare names and words are, `period` the days that reports tell of, `chains` the days of
    running numbers. A passage that comes in later is weighed by the same measures.
    """

    def __init__(self, index: Index, period: Period, known: Chains, learned: Weights) -> None:
        self.index, self.period, self.chains = index, period, known
        self._learned = learned
        self.prior = learned.prior

    @classmethod
    def measured(cls, passages: Iterable[Passage], learned: Weights) -> tuple[Shelf, list[Shown]]:
        """The shelf of these passages, which are gone through once; and what each of them shows."""
        kept = Compact(passages)
        bare = kept.bare()
        index = Index.measured(whole for whole, _ in kept.wordings())
        terms = [
            index.terms(whole, lead, one.place) for one, (whole, lead) in zip(bare, kept.wordings(), strict=True)
        ]
        del kept
        period = period_of(chain.from_iterable((one.published, one.first) for one in bare))
        shelf = cls(index, period, {}, learned)
        shelf.chains = chains(bare, period, _Alike(shelf, terms).likest)
        days = (days_left(one, period, shelf.chains) for one in bare)
        return shelf, [Shown(day, one) for day, one in zip(days, terms, strict=True)]

    def shown(self, passage: Passage) -> Shown:
        """What a passage shows in this book."""
        terms = self.index.terms(passage.whole, passage.lead, passage.place)
        return Shown(days_left(passage, self.period, self.chains), terms)

    def parts(self, a: Shown, b: Shown) -> tuple[compare_reports.Shown, ...]:
        """Parts for the days, the names and the words of two passages."""
        found = compare_reports.compare_terms(a.terms, b.terms, self.index, self._learned["terms"])
        level = compare_reports.compare_days(a.days, b.days, self.period.length)
        if level is None:
            return found
        words = compare_reports.day_words(a.days, b.days)
        return (("date", self._learned["days"][level], words), *found)


class _Alike:
    """Which passages are likest to one, by the names that they share."""

    def __init__(self, shelf: Shelf, terms: Sequence[Terms]) -> None:
        self._shelf, self._terms = shelf, terms

    @cached_property
    def _sharing(self) -> dict[int, list[int]]:
        sharing: dict[int, list[int]] = defaultdict(list)
        for at, terms in enumerate(self._terms):
            for name in terms.names:
                if name < NEW:
                    sharing[name].append(at)
        return {name: members for name, members in sharing.items() if len(members) <= MOST_SHARING}

    def likest(self, at: int, days: Sequence[Days]) -> Iterable[tuple[int, float]]:
        """As `estimate.Likest`."""
        shelf, terms = self._shelf, self._terms[at]
        scored = []
        for other in self._others(at, terms):
            parts = shelf.parts(Shown(days[at], terms), Shown(days[other], self._terms[other]))
            scored.append((-shelf.prior - sum(bits for _, bits, _ in parts), other))
        return [(other, -bits) for bits, other in sorted(scored)[:MOST_ALIKE]]

    def _others(self, at: int, terms: Terms) -> list[int]:
        others: set[int] = set()
        shared = [members for name in terms.names if (members := self._sharing.get(name))]
        for members in sorted(shared, key=len):  # the rarest names first
            others.update(members)
            if len(others) > MOST_TRIED:
                break
        return sorted(others - {at})
