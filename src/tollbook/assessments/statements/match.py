"""Which incident a proposed position speaks of: by the claims beside it, by day, place and party."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tollbook.assessments import names
from tollbook.assessments.statements.parties import same_party
from tollbook.model.assessment import Assessment
from tollbook.model.incident import Incident
from tollbook.model.judgement import Position
from tollbook.model.proposal import Proposal

LONGEST = 7
"""An incident whose days are known no better than this many is not found by a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The incident that a proposal speaks of, by id, and why; empty where none or several fit alike."""

    incident: str = ""
    words: str = "no incident fits; name it with --incident"


class Incidents:
    """The incidents of a book, ready to be asked which of them a proposal speaks of."""

    def __init__(self, incidents: Mapping[str, Incident], assessments: Sequence[Assessment]) -> None:
        self._assessed = {one.incident: one for one in sorted(assessments, key=lambda one: one.incident)}
        self._home = {claim: id_ for id_ in sorted(incidents) for claim in incidents[id_].claims}
        self._by_day: dict[date, list[Assessment]] = defaultdict(list)
        for one in self._assessed.values():
            for day in _days(one):
                self._by_day[day].append(one)

    def fit(self, proposal: Proposal) -> Fit:
        """The one incident that fits best: on the day that the sentence names, else among those of its claims."""
        homes = Counter(self._home[claim] for claim in proposal.claims if claim in self._home)
        if proposal.first is None:
            return self._at_home(proposal, homes)
        found = {one.incident: one for day in _between(proposal) for one in self._by_day.get(day, ())}
        ranked = sorted(((self._rank(proposal, one, homes), id_) for id_, one in found.items()), reverse=True)
        likely = [(rank, id_) for rank, id_ in ranked if rank[0] or rank[1] or (rank[2] and len(ranked) == 1)]
        if not likely or (len(likely) > 1 and likely[0][0] == likely[1][0]):
            return Fit()
        (beside, placed, accused), best = likely[0]
        why = ["the day"]
        why += ["a claim beside it"] if beside else []
        why += ["the place"] if placed else []
        why += ["who is accused"] if accused else []
        return Fit(incident=best, words=f"by {_listed(why)}")

    def is_accused(self, party: str, incident: str) -> bool:
        """Whether claims of the incident name the party as the doer."""
        return incident in self._assessed and any(
            same_party(party, one) for one in self._assessed[incident].parties
        )

    def _at_home(self, proposal: Proposal, homes: Counter[str]) -> Fit:
        ranked = sorted(
            (
                (_places(proposal, self._assessed[id_]), self.is_accused(proposal.party, id_), many, id_)
                for id_, many in homes.items()
                if id_ in self._assessed
            ),
            reverse=True,
        )
        if not ranked or (len(ranked) > 1 and ranked[0][:3] == ranked[1][:3]):
            return Fit()
        return Fit(incident=ranked[0][3], words="by the claims of the same report")

    def _rank(self, proposal: Proposal, one: Assessment, homes: Counter[str]) -> tuple[int, int, bool]:
        return homes[one.incident], _places(proposal, one), self.is_accused(proposal.party, one.incident)


def is_recorded(proposal: Proposal, positions: Iterable[Position]) -> Position | None:
    """The position in force that the proposal became, or that rests on words of its sentence already."""
    said = " ".join(proposal.quote.split())
    for one in positions:
        same = one.document == proposal.document and " ".join(one.quote.split()) in said
        if one.proposal == proposal.id or (same and one.quote and same_party(one.party, proposal.party)):
            return one
    return None


def _days(one: Assessment) -> list[date]:
    start, end = one.when.start, one.when.end
    if start is None or end is None or (end - start).days >= LONGEST:
        return []
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


def _between(proposal: Proposal) -> list[date]:
    first, last = proposal.first, proposal.last or proposal.first
    if first is None or last is None or (last - first).days >= LONGEST:
        return [first] if first else []
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _places(proposal: Proposal, one: Assessment) -> int:
    """How closely the sentence names the incident's place: 2 the place itself, 1 what it lies in, 0 neither."""
    if one.where is None:
        return 0
    said = f" {names.fold(proposal.quote)} "
    if any(name and f" {names.fold(name)} " in said for name in (one.where.name, one.where.written)):
        return 2
    return int(any(f" {names.fold(name)} " in said for name in one.where.within if name))


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
