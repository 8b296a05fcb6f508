"""Aggregates held against the incidents inside their scope: compared, never added (docs/method/totals.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tollbook.assessments.profiles import Profile
from tollbook.model.assessment import Assessment, Range
from tollbook.model.claim import Claim
from tollbook.model.place import Location
from tollbook.model.tally import Reconciliation
from tollbook.model.vocabulary import Grade
from tollbook.places.inside import inside as inside_by_map
from tollbook.tallies.aggregate import Aggregate, Period, gather, period_in_words, verb
from tollbook.tallies.count import add

Inside = Callable[[Location, Location], bool | None]


def reconcile(
    aggregates: Mapping[str, Claim],
    assessments: Sequence[Assessment],
    locations: Mapping[str, Location],
    profile: Profile,
    *,
    inside: Inside = inside_by_map,
) -> tuple[Reconciliation, ...]:
    """Every aggregate against the incidents inside its period and area, of the same people and harm.

    The lowest number recorded sums the incidents that are surely inside and of a headline grade; the highest
    sums all that may be inside, of any grade but discounted. So "unaccounted for at least" never says too much.
    """
    ordered = sorted(assessments, key=lambda one: one.incident)
    return tuple(_one(aggregate, ordered, locations, profile, inside) for aggregate in gather(aggregates))


def within(period: Period, outer: Period) -> bool | None:
    """Whether a period lies in another: None where it may, because either is not stated or they overlap."""
    start, end = period
    first, last = outer
    if start is None or end is None:
        return None
    if (last and start > last) or (first and end < first):
        return False
    if first and last and first <= start and end <= last:
        return True
    return None


def in_scope(assessment: Assessment, aggregate: Aggregate, area: Location | None, inside: Inside) -> bool | None:
    """Whether an incident lies inside an aggregate's period and area: True, False, or None where it may."""
    in_time = within((assessment.when.start, assessment.when.end), aggregate.period)
    if in_time is False:
        return False
    in_area = inside(assessment.where, area) if assessment.where and area else None
    if in_area is False:
        return False
    return True if in_time and in_area else None


def _one(
    aggregate: Aggregate,
    assessments: Sequence[Assessment],
    locations: Mapping[str, Location],
    profile: Profile,
    inside: Inside,
) -> Reconciliation:
    area = locations.get(aggregate.id)
    claimed = Range(low=aggregate.claim.low, high=aggregate.claim.high)
    placed = [(one, in_scope(one, aggregate, area, inside)) for one in assessments]
    possible = [one for one, where in placed if where is not False and one.grade is not Grade.DISCOUNTED]
    sure = [one for one, where in placed if where and one.grade in profile.settings.headline_grades]
    recorded = _recorded(aggregate, sure, possible)
    unaccounted = None
    if claimed.low is not None and recorded.high is not None:
        unaccounted = max(0, claimed.low - recorded.high)
    return Reconciliation(
        claim=aggregate.id,
        period=aggregate.period,
        area=aggregate.claim.place,
        population=aggregate.population,
        claimed=claimed,
        recorded=recorded,
        incidents=tuple(one.incident for one in possible),
        unaccounted=unaccounted,
        words=in_words(
            aggregate,
            claimed,
            recorded,
            unaccounted,
            sum(1 for one in possible if _ranges(aggregate, [one])),
        ),
    )


def _recorded(aggregate: Aggregate, sure: Sequence[Assessment], possible: Sequence[Assessment]) -> Range:
    if not aggregate.figure:
        return Range(low=None, high=None)
    low, high = add(_ranges(aggregate, sure)), add(_ranges(aggregate, possible))
    return Range(low=low.low, high=high.high, vague=low.vague or high.vague)


def _ranges(aggregate: Aggregate, assessments: Sequence[Assessment]) -> list[Range]:
    wanted = held_against(aggregate)
    return [figure.range for one in assessments for name in wanted if (figure := one.figure(name))]


def held_against(aggregate: Aggregate) -> tuple[str, ...]:
    """The figures of incidents that an aggregate is held against; none where they do not count such people."""
    if aggregate.figure == "casualties":
        return "killed", "injured", "casualties"
    return (aggregate.figure,) if aggregate.figure else ()


def in_words(
    aggregate: Aggregate, claimed: Range, recorded: Range, unaccounted: int | None, recording: int
) -> str:
    """A total against what is recorded inside its scope, in words; `recording` incidents record any of it."""
    harm = verb(aggregate.claim.harm)
    who = f" ({aggregate.population})" if aggregate.population in ("civilians", "children", "women", "men") else ""
    area = f" in {aggregate.claim.place}" if aggregate.claim.place else ""
    by = f" by {aggregate.speaker}" if aggregate.speaker else ""
    parts = [f"claimed{by}: {claimed} {harm}{who}{area} {period_in_words(aggregate.period)}"]
    if recorded.high is None:
        return "; ".join([*parts, "not compared: incidents do not count these people apart"])
    if recording:
        number = "1 incident" if recording == 1 else f"{recording:,} incidents"
        parts.append(f"recorded incident by incident: {recorded} ({number})")
    else:
        parts.append("no incident in this scope records any")
    if unaccounted:
        parts.append(f"unaccounted for: at least {unaccounted:,}")
    elif unaccounted == 0:
        parts.append("the incidents may account for all of them")
    return "; ".join(parts)
