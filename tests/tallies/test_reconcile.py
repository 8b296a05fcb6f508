from __future__ import annotations

import datetime
from typing import Any

import pytest

from tollbook.assessments.profiles import profile
from tollbook.model.assessment import Figure, Range
from tollbook.model.claim import Claim
from tollbook.model.vocabulary import Age, Grade, Harm, Scope, Stance, Status
from tollbook.tallies.compare import compare
from tollbook.tallies.reconcile import reconcile, within

AIRWARS = profile("airwars")
MARCH = datetime.date(2017, 3, 1)
FEBRUARY = datetime.date(2017, 2, 19)
OBSERVATORY = ("the Iraqi Observatory for Human Rights",)


def aggregate(low: int | None, high: int | None, /, **fields: Any) -> Claim:
    given: dict[str, Any] = {
        "doc": "d",
        "start": 0,
        "end": 9,
        "harm": Harm.KILLED,
        "count_text": str(low),
        "status": Status.CIVILIAN,
        "scope": Scope.CUMULATIVE,
        "speakers": OBSERVATORY,
        "date_start": FEBRUARY,
        "date_end": datetime.date(2017, 3, 26),
        "place": "western Mosul",
        **fields,
    }
    return Claim(low=low, high=high, **given)


def book(*claims: Claim) -> dict[str, Claim]:
    return {claim.id: claim for claim in claims}


@pytest.fixture
def west(at: Any) -> Any:
    return lambda claims: {identity: at("west Mosul", "Mosul", "Nineveh", "Iraq") for identity in claims}


def test_an_aggregate_is_held_against_the_incidents_in_its_scope(make: Any, west: Any) -> None:
    claims = book(aggregate(3846, 3846))
    incidents = [
        make("a", (61, 201)),
        make("b", (10, 20), day=3),
        make("c", (500, 500), place="Basra", where=None),
        make("d", (7, 7), grade=Grade.WEAK),
    ]
    (made,) = reconcile(claims, incidents[:2] + incidents[3:], west(claims), AIRWARS)
    assert made.recorded == Range(low=71, high=228)
    assert made.incidents == ("a", "b", "d")
    assert made.unaccounted == 3846 - 228
    assert made.words == (
        "claimed by Iraqi Observatory for Human Rights: 3,846 killed (civilians) in western Mosul "
        "from 19 February 2017 to 26 March 2017; recorded incident by incident: 71–228 (3 incidents); "
        "unaccounted for: at least 3,618"
    )


def test_what_lies_outside_its_period_or_area_is_left_out(make: Any, west: Any, at: Any) -> None:
    claims = book(aggregate(3846, 3846))
    elsewhere = at("Basra", "Basra Governorate", "Iraq", latitude=30.5, longitude=47.8)
    incidents = [make("a", day=29), make("b", where=elsewhere)]
    (made,) = reconcile(claims, incidents, west(claims), AIRWARS)
    assert (made.incidents, made.recorded) == ((), Range(low=0, high=0))
    assert "no incident in this scope records any" in made.words


def test_what_may_lie_inside_raises_only_the_highest(make: Any, west: Any) -> None:
    claims = book(aggregate(100, 100))
    (made,) = reconcile(claims, [make("a", day=None), make("b", where=None)], west(claims), AIRWARS)
    assert made.recorded == Range(low=0, high=18)
    assert made.unaccounted == 82


def test_discounted_incidents_account_for_nothing(make: Any, west: Any) -> None:
    claims = book(aggregate(100, 100))
    (made,) = reconcile(claims, [make("a", grade=Grade.DISCOUNTED)], west(claims), AIRWARS)
    assert made.incidents == ()


def test_an_upper_bound_leaves_nothing_surely_unaccounted_for(make: Any, west: Any) -> None:
    claims = book(aggregate(None, 700))
    (made,) = reconcile(claims, [make("a")], west(claims), AIRWARS)
    assert made.unaccounted is None
    assert made.claimed == Range(low=None, high=700)


def test_incidents_may_account_for_all(make: Any, west: Any) -> None:
    claims = book(aggregate(4, 4))
    (made,) = reconcile(claims, [make("a")], west(claims), AIRWARS)
    assert made.unaccounted == 0
    assert made.words.endswith("the incidents may account for all of them")


def test_the_people_compared_are_the_people_counted(make: Any, west: Any) -> None:
    children = Figure(name="children", range=Range(low=2, high=3))
    homes = Figure(name="destroyed", range=Range(low=1, high=1))
    incident = make("a", None, figures=(children, homes))
    claims = book(
        aggregate(50, 50, age=Age.CHILD),
        aggregate(10000, 10000, harm=Harm.DESTROYED, start=20, status=Status.UNKNOWN),
        aggregate(80, 80, status=Status.COMBATANT, start=40),
    )
    by_population = {made.population: made for made in reconcile(claims, [incident], west(claims), AIRWARS)}
    assert by_population["children"].recorded == Range(low=2, high=3)
    assert by_population["homes or buildings"].unaccounted == 9999
    assert by_population["combatants"].recorded == Range(low=None, high=None)
    assert "not compared" in by_population["combatants"].words


@pytest.mark.parametrize(
    "fields",
    [{"scope": Scope.INCIDENT}, {"scope": Scope.RATE}, {"scope": Scope.BACKGROUND}, {"stance": Stance.DENIED}],
)
def test_only_asserted_totals_are_aggregates(make: Any, fields: dict[str, Any]) -> None:
    assert reconcile(book(aggregate(700, 700, **fields)), [make("a")], {}, AIRWARS) == ()


def test_a_repeated_aggregate_is_one_with_the_period_it_was_first_given(make: Any, west: Any) -> None:
    first = aggregate(700, 700, date_end=datetime.date(2017, 3, 24))
    again = aggregate(700, 700, doc="e", speakers=("Iraqi Observatory for Human Rights",), place="")
    claims = book(first, again)
    (made,) = reconcile(claims, [make("a")], west(claims), AIRWARS)
    assert made.claim == first.id
    assert made.period == (FEBRUARY, datetime.date(2017, 3, 24))


def test_an_aggregate_never_touches_an_assessment(make: Any, west: Any) -> None:
    claims = book(aggregate(700, 700))
    incidents = [make("a")]
    reconcile(claims, incidents, west(claims), AIRWARS)
    assert incidents == [make("a")]


def test_aggregates_are_compared_where_one_scope_holds_the_other(at: Any, west: Any) -> None:
    outer = aggregate(3846, 3846)
    inner = aggregate(700, 700, start=20, date_end=datetime.date(2017, 3, 24))
    later = aggregate(900, 900, start=40, date_start=MARCH, date_end=datetime.date(2017, 4, 2))
    claims = book(outer, inner, later)
    (made,) = compare(claims, west(claims))
    assert (made.outer, made.inner, made.fits) == (outer.id, inner.id, True)
    assert made.words == (
        "3,846 killed from 19 February 2017 to 26 March 2017 (Iraqi Observatory for Human Rights) covers "
        "700 killed from 19 February 2017 to 24 March 2017 (Iraqi Observatory for Human Rights): "
        "it can hold it"
    )


def test_without_places_nothing_is_compared() -> None:
    claims = book(aggregate(3846, 3846), aggregate(700, 700, start=20))
    assert compare(claims, {}) == ()


@pytest.mark.parametrize(
    ("period", "outer", "expected"),
    [
        ((MARCH, MARCH), (FEBRUARY, MARCH), True),
        ((FEBRUARY, MARCH), (MARCH, MARCH), None),
        ((MARCH, MARCH), (None, FEBRUARY), False),
        ((FEBRUARY, FEBRUARY), (MARCH, None), False),
        ((MARCH, MARCH), (FEBRUARY, None), None),
        ((None, None), (FEBRUARY, MARCH), None),
    ],
)
def test_a_period_lies_in_another_or_may_or_does_not(period: Any, outer: Any, expected: bool | None) -> None:
    assert within(period, outer) is expected
