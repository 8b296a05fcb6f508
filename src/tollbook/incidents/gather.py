"""Within each document: which claims speak of one event, so that each event that it tells is one telling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from tollbook.incidents import compare_dates, compare_places
from tollbook.incidents.cluster import Clusters
from tollbook.incidents.groups import Groups
from tollbook.incidents.judge import Weighed
from tollbook.incidents.score import Scorer
from tollbook.incidents.telling import Dated, Telling, numbered, telling
from tollbook.model.claim import Claim
from tollbook.model.place import Location
from tollbook.model.vocabulary import Scope, WherePrecision

WINDOW = 40
"""In a very long list of claims each is compared with so many after it."""
_APART = ("km_5", "km_15", "km_40", "km_100", "km_far", "other_country", "other_name")


class Gathering:
    """The claims that can be of an incident, gathered into tellings; and the groups that judgements allow.

    Only claims of scope `incident` take part (RULES.md §3: totals, rates and background never enter one). `groups`
    holds claims, by position in `ids`; persons' judgements went in first, so nothing later goes against them.
    """

    def __init__(
        self,
        claims: Mapping[str, Claim],
        documents: Mapping[str, Dated],
        locations: Mapping[str, Location],
        weighed: Weighed,
    ) -> None:
        self._claims = claims
        self._documents = documents
        self._locations = locations
        self._weighed = weighed
        self._wholes = wholes(claims)
        self.ids = sorted(
            (id_ for id_, claim in claims.items() if claim.scope is Scope.INCIDENT),
            key=lambda id_: _order(id_, claims[id_]),
        )
        self._at = {id_: number for number, id_ in enumerate(self.ids)}
        self.groups = _judged(weighed, self._at)
        self.tellings = self._gathered()

    def _gathered(self) -> list[Telling]:
        for id_ in self.ids:
            whole = self._wholes.get(id_, "")
            if whole in self._at:
                self.groups.join(self._at[whole], self._at[id_])
        pieces = self._tellings()
        scorer = Scorer(pieces, "within")
        scores: dict[tuple[int, int], float] = {}
        lifted: Groups[int] = self._lift(pieces)
        for i, j in _neighbours(pieces):
            if _told_apart(pieces[i], pieces[j]):
                lifted.forbid(i, j)
            else:
                scores[i, j] = scorer.bits(i, j)
        for members in Clusters(lifted, range(len(pieces)), scores, scorer.bits).run():
            for one in members[1:]:
                self.groups.join(self._at[pieces[members[0]].claims[0]], self._at[pieces[one].claims[0]])
        return self._tellings()

    def lifted(self) -> Groups[int]:
        """The groups over tellings by position, with events told apart in one document kept apart."""
        return lifted(self.tellings, self._weighed)

    def _lift(self, tellings: Sequence[Telling]) -> Groups[int]:
        """What holds of claims, said of the tellings (or pieces) that they are in."""
        lifted: Groups[int] = Groups()
        first: dict[int, int] = {}
        for number, told in enumerate(tellings):
            root = self.groups.root(self._at[told.claims[0]])
            lifted.join(first.setdefault(root, number), number)
        for a, b in self.groups.forbidden():
            if a in first and b in first:
                lifted.forbid(first[a], first[b])
        return lifted

    def _tellings(self) -> list[Telling]:
        """One telling for each group of claims in each document, in text order."""
        found = []
        for _, ids in groupby(self.ids, key=lambda id_: self._claims[id_].doc):
            told = [
                telling(
                    [self.ids[member] for member in members],
                    self._claims,
                    self._documents,
                    self._locations,
                    self._wholes,
                )
                for members in self.groups.lists([self._at[id_] for id_ in ids])
            ]
            found += numbered(told)
        return found


def lifted(tellings: Sequence[Telling], weighed: Weighed) -> Groups[int]:
    """What persons judged, said of tellings by position; and events told apart in one document kept apart.

    The tellings are all that a judgement on one of them binds, of each document any, in their order.
    """
    named = weighed.groups()
    judged = {id_ for pair in (*weighed.same, *weighed.different) for id_ in pair}
    groups: Groups[int] = Groups()
    stands: dict[str, int] = {}
    for number, told in enumerate(tellings):
        for id_ in told.claims:
            if id_ in judged:
                groups.join(stands.setdefault(named.root(id_), number), number)
    for a, b in named.forbidden():
        if a in stands and b in stands:
            groups.forbid(stands[a], stands[b])
    for i, j in _neighbours(tellings):
        if _told_apart(tellings[i], tellings[j]):
            groups.forbid(i, j)
    return groups


def _order(id_: str, claim: Claim) -> tuple[str, int, int, str, str]:
    return claim.doc, claim.start, claim.end, claim.harm.value, id_


def wholes(claims: Mapping[str, Claim]) -> dict[str, str]:
    """For each claim that breaks another down, that other: `part_of` counts a document's claims in their order."""
    wholes: dict[str, str] = {}
    ordered = sorted(claims, key=lambda id_: _order(id_, claims[id_]))
    for _, grouped in groupby(ordered, key=lambda id_: claims[id_].doc):
        ids = list(grouped)
        for id_ in ids:
            part_of = claims[id_].part_of
            if part_of is not None and 0 <= part_of < len(ids) and ids[part_of] != id_:
                wholes[id_] = ids[part_of]
    return wholes


def _judged(weighed: Weighed, at: Mapping[str, int]) -> Groups[int]:
    """The judgements as groups of positions. Claims that are no more still carry a judgement on to others."""
    named = weighed.groups()
    stands: dict[str, int] = {}
    groups: Groups[int] = Groups()
    for id_ in sorted({id_ for pair in (*weighed.same, *weighed.different) for id_ in pair} & at.keys()):
        groups.join(stands.setdefault(named.root(id_), at[id_]), at[id_])
    for a, b in named.forbidden():
        if a in stands and b in stands:
            groups.forbid(stands[a], stands[b])
    return groups


def _neighbours(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """The pairs of tellings of one document, at most WINDOW apart in their order."""
    for _, grouped in groupby(range(len(tellings)), key=lambda at: tellings[at].doc):
        members = list(grouped)
        for at, i in enumerate(members):
            for j in members[at + 1 :]:
                if tellings[j].number - tellings[i].number > WINDOW:
                    break
                yield i, j


def _told_apart(a: Telling, b: Telling) -> bool:
    """Whether one document tells these as two events: two days, or two places, each of them exactly known."""
    if compare_dates.told_apart(a, b):
        return True
    places = (a.spot, b.spot)
    exact = all(one.precision is WherePrecision.EXACT or one.specific for one in places)
    return exact and any(found.level in _APART for found in compare_places.compare(*places))
