"""What the reports of a book show together, passage by passage: their days, and the terms that they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tollbook.incidents import compare_reports
from tollbook.incidents.reports.estimate import MOST_ALIKE, event_days, period_of
from tollbook.incidents.reports.index import Index
from tollbook.incidents.reports.period import Days
from tollbook.incidents.reports.report import Report
from tollbook.incidents.reports.shown import Shown
from tollbook.incidents.weights import Weights

MOST_SHARING = 60
"""A name in more passages than this does not bring reports together by itself."""


class Shelf:
    """Passages of a book's reports, ready to be compared; `shown` has what they show, by position.

    `places` are what their claims call the place; `told` the first and last day, as ordinals, that the claims of
    each passage give, 0 where they give none.
    """

    def __init__(
        self,
        reports: Sequence[Report],
        passages: Sequence[str],
        places: Sequence[str],
        told: Sequence[tuple[int, int]],
        learned: Weights,
    ) -> None:
        self._learned = learned
        self.index = Index(passages, places)
        self.period = period_of([*(one.published for one in reports), *(first for first, _ in told)])
        self._sharing = self._by_name()
        days = event_days(reports, told, self.period, self._likest)
        self.shown = [Shown(day, terms) for day, terms in zip(days, self.index.terms, strict=True)]

    def parts(self, a: Shown, b: Shown) -> tuple[compare_reports.Shown, ...]:
        """Parts for the days, the names and the words of two passages."""
        found = compare_reports.compare_terms(a.terms, b.terms, self.index, self._learned["terms"])
        level = compare_reports.compare_days(a.days, b.days, self.period.length)
        if level is None:
            return found
        words = compare_reports.day_words(a.days, b.days)
        return (("date", self._learned["days"][level], words), *found)

    def _by_name(self) -> dict[int, list[int]]:
        sharing: dict[int, list[int]] = defaultdict(list)
        for at, terms in enumerate(self.index.terms):
            for name in terms.names:
                sharing[name].append(at)
        return {name: members for name, members in sharing.items() if len(members) <= MOST_SHARING}

    def _likest(self, at: int, days: Sequence[Days]) -> Iterable[tuple[int, float]]:
        terms = self.index.terms[at]
        others = {other for name in terms.names for other in self._sharing.get(name, ())} - {at}
        prior = self._learned.prior
        scored = []
        for other in sorted(others):
            parts = self.parts(Shown(days[at], terms), Shown(days[other], self.index.terms[other]))
            scored.append((-prior - sum(bits for _, bits, _ in parts), other))
        return [(other, -bits) for bits, other in sorted(scored)[:MOST_ALIKE]]
