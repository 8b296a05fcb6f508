"""A telling: what one document says of one event, drawn together from its claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeVar

from tollbook.incidents.reports.shown import Shown
from tollbook.incidents.spot import NOWHERE, Spot, spot
from tollbook.model.claim import Claim
from tollbook.model.place import Location
from tollbook.model.vocabulary import Age, Cause, Harm, Sex, Stance


class Dated(Protocol):
    """What counts of a document here (`Document` is one): its day of publication."""

    @property
    def published(self) -> date | None:
        """The day; None where nobody says."""
        ...


MOST_NUMBERS = 6
"""So many exact numbers of a telling are compared, the largest first; and as many of its breakdowns."""
MOST_DAYS = 3
"""Claims that leave open so many days give the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Claims of one document that speak of one event.

    `claims` are ids in text order, `lead` the one that stands for the telling where one is shown. `first` and
    `last` are the days between which it happened, as proleptic ordinals, 0 where the claims do not say; then
    `published` (0 if unknown) is only the day on which it had happened. `start` and `end` are offsets in the text.
    `shown` is what its passage of the text shows beside the claims, where the text was at hand. `number` counts
    the tellings of its document, in their order; `main` is the one that says what the document is about.
    """

    doc: str
    claims: tuple[str, ...]
    lead: str
    start: int
    end: int
    first: int = 0
    last: int = 0
    published: int = 0
    spot: Spot = NOWHERE
    cause: Cause = Cause.UNKNOWN
    actor: str = ""
    totals: Mapping[Harm, tuple[int, int | None]]
    numbers: tuple[tuple[Harm, int], ...] = ()
    breakdowns: tuple[tuple[Harm, Age, Sex, int], ...] = ()
    shown: Shown | None = None
    number: int = 0
    main: bool = True

    @property
    def order(self) -> tuple[str, int]:
        """Tellings are numbered and compared in this order, whatever came in when."""
        return self.doc, self.number

    @property
    def is_plain(self) -> bool:
        """Whether its claims alone say when and where, in a document of which somebody says when it was published.
        Two such tellings are compared by that."""
        known = bool(self.first) and self.last - self.first < MOST_DAYS
        return known and bool(self.spot.key) and bool(self.published)


def telling(
    ids: Sequence[str],
    claims: Mapping[str, Claim],
    documents: Mapping[str, Dated],
    locations: Mapping[str, Location],
    wholes: Mapping[str, str],
) -> Telling:
    """The telling made of claims of one document, given in text order.

    `wholes` names, for each claim that breaks another down, that other claim.
    """
    told = [claims[id_] for id_ in ids]
    tops = [id_ for id_ in ids if wholes.get(id_, "") not in ids] or list(ids)
    first, last = _days(told)
    document = documents.get(told[0].doc)
    published = document.published if document else None
    return Telling(
        doc=told[0].doc,
        claims=tuple(ids),
        lead=_lead(tops, claims),
        start=min(claim.start for claim in told),
        end=max(claim.end for claim in told),
        first=first,
        last=last,
        published=published.toordinal() if published else 0,
        spot=_spot(ids, claims, locations),
        cause=_commonest([claim.cause for claim in told if claim.cause is not Cause.UNKNOWN], Cause.UNKNOWN),
        actor=_commonest([claim.actor for claim in told if claim.actor], ""),
        totals=_totals([claims[id_] for id_ in tops]),
        numbers=_numbers([claims[id_] for id_ in tops]),
        breakdowns=_breakdowns([claims[id_] for id_ in ids if id_ not in tops]),
    )


def bare_telling(doc: str) -> Telling:
    """The telling of a document in which no claim was found: its id stands in for that of a claim."""
    return Telling(doc=doc, claims=(doc,), lead=doc, start=0, end=0, totals={})


def _lead(tops: Sequence[str], claims: Mapping[str, Claim]) -> str:
    """The first claim of people killed, that is not a denial; else the first."""

    def rank(id_: str) -> tuple[bool, bool]:
        return claims[id_].harm is not Harm.KILLED, claims[id_].stance is Stance.DENIED

    return min(tops, key=rank)


def _days(told: Sequence[Claim]) -> tuple[int, int]:
    """The narrowest period that a claim gives; of equal ones the one most often given, then the earliest."""
    periods = Counter(period for claim in told if (period := _period(claim.date_start, claim.date_end)))
    if not periods:
        return 0, 0
    return min(periods, key=lambda period: (period[1] - period[0], -periods[period], period))


def _period(start: date | None, end: date | None) -> tuple[int, int] | None:
    first, last = start or end, end or start
    if first is None or last is None:
        return None
    return min(first.toordinal(), last.toordinal()), max(first.toordinal(), last.toordinal())


def _spot(ids: Sequence[str], claims: Mapping[str, Claim], locations: Mapping[str, Location]) -> Spot:
    """The most exact of the places named; of equal ones the one most often named, then the first."""
    spots = [spot(claims[id_].place, locations.get(id_)) for id_ in ids]
    named = Counter(one for one in spots if one is not NOWHERE)
    if not named:
        return NOWHERE
    order = {one: number for number, one in reversed(list(enumerate(spots)))}
    return min(named, key=lambda one: (one.vagueness, -named[one], order[one]))


def numbered(told: Sequence[Telling]) -> list[Telling]:
    """The tellings of one document, with their numbers, and which of them is what it is about.

    That is the one with most claims, of equal ones the first.
    """
    main = max(told, key=lambda one: len(one.claims), default=None)
    return [replace(one, number=at, main=one is main) for at, one in enumerate(told)]


Value = TypeVar("Value", Cause, str)


def _commonest(values: Sequence[Value], otherwise: Value) -> Value:
    if not values:
        return otherwise
    counts = Counter(values)
    return max(counts, key=lambda value: (counts[value], -values.index(value)))


def _asserted(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that give a number above nought; a denial's number is not one of this event."""
    return [claim for claim in claims if (claim.low or claim.high) and claim.stance is not Stance.DENIED]


def _totals(claims: Sequence[Claim]) -> dict[Harm, tuple[int, int | None]]:
    """From the lowest to the highest number said of each harm; None where nothing bounds it above."""
    totals: dict[Harm, tuple[int, int | None]] = {}
    for claim in sorted(_asserted(claims), key=lambda claim: list(Harm).index(claim.harm)):
        low, high = totals.get(claim.harm, (claim.low or 0, claim.high))
        unbounded = high is None or claim.high is None
        totals[claim.harm] = min(low, claim.low or 0), None if unbounded else max(high or 0, claim.high or 0)
    return totals


def _named_number(claim: Claim) -> int:
    """The number that the words name ("more than 200" names 200), 0 where they name none ("dozens")."""
    bound = claim.low if claim.low is not None else claim.high
    if bound is None or not (claim.low == claim.high or any(map(str.isdigit, claim.count_text))):
        return 0
    digits = "".join(filter(str.isalnum, claim.count_text))
    for number in (bound, bound - 1, bound + 1):
        if str(number) in digits:
            return number
    return bound


def _numbers(claims: Sequence[Claim]) -> tuple[tuple[Harm, int], ...]:
    """The numbers that the words name, the largest first."""
    found = {(claim.harm, number) for claim in _asserted(claims) if (number := _named_number(claim))}
    return tuple(sorted(found, key=lambda one: (-one[1], one[0])))[:MOST_NUMBERS]


def _breakdowns(claims: Sequence[Claim]) -> tuple[tuple[Harm, Age, Sex, int], ...]:
    found = {
        (claim.harm, claim.age, claim.sex, number)
        for claim in _asserted(claims)
        if (number := _named_number(claim)) and (claim.age, claim.sex) != (Age.UNKNOWN, Sex.UNKNOWN)
    }
    return tuple(sorted(found, key=lambda one: (-one[3], one)))[:MOST_NUMBERS]
