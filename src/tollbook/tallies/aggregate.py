"""Aggregates: claims with a period, an area and a population of their own, and statements of them put together."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from tollbook.assessments import names
from tollbook.assessments.said import in_words
from tollbook.assessments.subjects import group
from tollbook.model.claim import Claim
from tollbook.model.vocabulary import Harm, Scope, Stance, Status

Period = tuple[datetime.date | None, datetime.date | None]

_VERBS = {
    Harm.CASUALTIES: "killed or injured",
    Harm.DESTROYED: "homes or buildings destroyed",
    Harm.DAMAGED: "homes or buildings damaged",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """One aggregate as its speaker made it: the claim that stands for it, and all claims that repeat it."""

    id: str
    claim: Claim
    repeated: tuple[str, ...]

    @property
    def period(self) -> Period:
        """From when to when it counts, closed; None where it does not say."""
        return self.claim.date_start, self.claim.date_end

    @property
    def figure(self) -> str:
        """The figure of an incident that it is held against; empty where incidents do not count such people."""
        if self.claim.status is Status.COMBATANT:
            return ""
        part = group(self.claim)
        if part:
            return part if self.claim.harm is Harm.KILLED else ""
        return str(self.claim.harm)

    @property
    def population(self) -> str:
        """Who is counted, in words: "civilians", "children", "homes or buildings", else "people"."""
        if self.claim.harm in (Harm.DESTROYED, Harm.DAMAGED):
            return "homes or buildings"
        part = group(self.claim)
        words = {Status.CIVILIAN: "civilians", Status.COMBATANT: "combatants"}.get(self.claim.status, "people")
        return part or words

    @property
    def speaker(self) -> str:
        """Whose aggregate it is: the innermost speaker; empty where the document itself says it."""
        return names.without_article(self.claim.speakers[0]) if self.claim.speakers else ""


def gather(claims: Mapping[str, Claim]) -> tuple[Aggregate, ...]:
    """The aggregates among these claims, repetitions put together, by speaker, period and number.

    Cumulative, asserted and numbered claims are aggregates; rates, denials and other conflicts are not. The same
    speaker's same number, from the same day on and for the same area (or none said), is one aggregate: the claim
    whose period ends first stands for it, since later documents repeat it with their own day.
    """
    alike: dict[tuple[object, ...], list[tuple[str, Claim]]] = defaultdict(list)
    for identity, claim in claims.items():
        if is_aggregate(claim):
            alike[_key(claim)].append((identity, claim))
    made = [one for those in alike.values() for one in _by_area(those)]
    return tuple(sorted(made, key=lambda one: (one.speaker, str(one.period), one.claim.low or 0, one.id)))


def is_aggregate(claim: Claim) -> bool:
    """Whether the claim sums up a period or an area, as a number that somebody asserts."""
    asserted = claim.stance in (Stance.ASSERTED, Stance.CONCEDED)
    return claim.scope is Scope.CUMULATIVE and asserted and (claim.low, claim.high) != (None, None)


def verb(harm: Harm) -> str:
    """What happened, in words: "killed", "homes or buildings destroyed"."""
    return _VERBS.get(harm, str(harm))


def period_in_words(period: Period) -> str:
    """ "from 19 February 2017 to 24 March 2017", "until ...", "since ...", or "in a period not stated"."""
    start, end = period
    if start and end:
        return f"on {in_words(start)}" if start == end else f"from {in_words(start)} to {in_words(end)}"
    if start:
        return f"since {in_words(start)}"
    return f"until {in_words(end)}" if end else "in a period not stated"


def _key(claim: Claim) -> tuple[object, ...]:
    speaker = names.key(claim.speakers[0]) if claim.speakers else claim.doc
    part = str(claim.part_of is not None)
    return (speaker, claim.harm, claim.low, claim.high, claim.status, claim.age, claim.sex, claim.date_start, part)


def _by_area(those: list[tuple[str, Claim]]) -> list[Aggregate]:
    areas: dict[str, list[tuple[str, Claim]]] = defaultdict(list)
    for identity, claim in those:
        areas[names.fold(claim.place)].append((identity, claim))
    unsaid = areas.pop("", [])
    named = [areas[area] for area in sorted(areas)] or [[]]
    named[0] = named[0] + unsaid
    return [_one(part) for part in named if part]


def _one(those: list[tuple[str, Claim]]) -> Aggregate:
    def rank(item: tuple[str, Claim]) -> tuple[bool, datetime.date, str]:
        return (not item[1].place, item[1].date_end or datetime.date.max, item[0])

    identity, claim = min(those, key=rank)
    return Aggregate(id=identity, claim=claim, repeated=tuple(sorted(one for one, _ in those)))
