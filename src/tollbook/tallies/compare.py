"""Aggregates held against each other, where the scope of one contains the other's, and only there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tollbook.model.assessment import Range
from tollbook.model.claim import Claim
from tollbook.model.place import Location
from tollbook.places.inside import inside as inside_by_map
from tollbook.tallies.aggregate import Aggregate, gather, period_in_words, verb
from tollbook.tallies.reconcile import Inside, within


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two aggregates by claim id, the scope of `outer` containing that of `inner`.

    `fits` says whether the inner number leaves room in the outer one: None where a bound is missing.
    """

    outer: str
    inner: str
    fits: bool | None
    words: str


def compare(
    aggregates: Mapping[str, Claim], locations: Mapping[str, Location], *, inside: Inside = inside_by_map
) -> tuple[Comparison, ...]:
    """Every pair of aggregates of the same harm, one's period, area and people inside the other's."""
    found = gather(aggregates)
    return tuple(
        _comparison(outer, inner)
        for outer in found
        for inner in found
        if outer.id != inner.id and _contains(outer, inner, locations, inside)
    )


def _contains(outer: Aggregate, inner: Aggregate, locations: Mapping[str, Location], inside: Inside) -> bool:
    people = outer.population in (inner.population, "people")
    if outer.claim.harm is not inner.claim.harm or not people or not within(inner.period, outer.period):
        return False
    here, there = locations.get(inner.id), locations.get(outer.id)
    return bool(here and there and inside(here, there))


def _comparison(outer: Aggregate, inner: Aggregate) -> Comparison:
    least, most = inner.claim.low, outer.claim.high
    fits = None if least is None or most is None else least <= most
    verdict = {True: "it can hold it", False: "it is too small to hold it", None: "a bound is missing"}[fits]
    return Comparison(
        outer=outer.id,
        inner=inner.id,
        fits=fits,
        words=f"{_told(outer)} covers {_told(inner)}: {verdict}",
    )


def _told(aggregate: Aggregate) -> str:
    number = Range(low=aggregate.claim.low, high=aggregate.claim.high)
    by = f" ({aggregate.speaker})" if aggregate.speaker else ""
    return f"{number} {verb(aggregate.claim.harm)} {period_in_words(aggregate.period)}{by}"
