"""The totals of a book as they stand, remembered until anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Final

from tollbook.ledger import query
from tollbook.ledger.open import Ledger
from tollbook.ledger.texts import Texts
from tollbook.ledger.touched import last
from tollbook.model.claim import Claim
from tollbook.model.place import Location
from tollbook.model.tally import Series
from tollbook.model.vocabulary import Harm, Scope
from tollbook.places.names import fold
from tollbook.tallies.aggregate import Aggregate, gather
from tollbook.tallies.compare import Comparison, compare
from tollbook.tallies.series import series
from tollbook.workbench.desk.columns import Columns
from tollbook.workbench.totals.hold import Scopes

MOST_COMPARED: Final = 1_000
"""Each aggregate is compared with each other one; of more than so many that is not done while a page waits."""


@dataclass(slots=True)
class Totals:
    """The aggregates of a book after entry `seq`, with their claims and where their areas lie."""

    seq: int
    claims: Mapping[str, Claim]
    locations: Mapping[str, Location]
    aggregates: tuple[Aggregate, ...]
    over_time: tuple[Series, ...] | None = None
    inside: tuple[Comparison, ...] | None = None

    def chosen(self, words: str) -> list[Aggregate]:
        """Those whose speaker, area or people `words` are part of; of each harm the largest first."""
        wanted = fold(words).split()
        found = [one for one in self.aggregates if all(part in _searched(one) for part in wanted)]
        return sorted(found, key=lambda one: (_ORDER[one.claim.harm], -(one.claim.low or 0), one.id))


class Shelf:
    """Holds the totals of one book, and the scopes of the desk asked last. Safe for several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._totals: Totals | None = None
        self._scopes: Scopes | None = None

    def totals(self, ledger: Ledger) -> Totals:
        """The totals as they are now."""
        with self._lock:
            seq = last(ledger).seq
            if self._totals is None or self._totals.seq != seq:
                claims = _cumulative(ledger)
                locations = query.locations(ledger, claims)
                self._totals = Totals(seq, claims, locations, gather(claims))
            return self._totals

    def over_time(self, ledger: Ledger) -> tuple[Series, ...]:
        """The aggregates of one speaker after another, as `tallies.series` has them."""
        totals = self.totals(ledger)
        if totals.over_time is None:
            documents = query.documents(ledger, {claim.doc for claim in totals.claims.values()})
            totals.over_time = series(totals.claims, Texts(ledger, documents), totals.locations)
        return totals.over_time

    def inside(self, ledger: Ledger) -> tuple[Comparison, ...] | None:
        """The aggregates one inside another; None where there are too many to compare each with each."""
        totals = self.totals(ledger)
        if totals.inside is None and len(totals.aggregates) <= MOST_COMPARED:
            totals.inside = compare(totals.claims, totals.locations)
        return totals.inside

    def scopes(self, columns: Columns) -> Scopes:
        """The scopes of these columns."""
        with self._lock:
            if self._scopes is None or self._scopes.columns is not columns:
                self._scopes = Scopes(columns)
            return self._scopes


def _cumulative(ledger: Ledger) -> dict[str, Claim]:
    """The claims of periods and areas. By harm, as the index of the claims has it: none other is looked at."""
    return {
        id_: claim
        for harm in Harm
        for id_, claim in query.claims(ledger, harm=harm, scope=Scope.CUMULATIVE).items()
    }


_ORDER: Final = {harm: number for number, harm in enumerate(Harm)}


def _searched(one: Aggregate) -> str:
    return fold(f"{one.speaker} {one.claim.place} {one.population} {one.claim.harm}")
