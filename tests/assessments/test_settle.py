from __future__ import annotations

import datetime
from typing import Any

import pytest

from tollbook.model.place import Location
from tollbook.model.vocabulary import Cause, DatePrecision, WherePrecision

MARCH = datetime.date(2017, 3, 1)


@pytest.fixture
def three(book: Any) -> Any:
    for doc, publisher in (("a", "Alpha News"), ("b", "Beta Radio"), ("c", "Gamma Times")):
        book.report(doc, publisher, 20)
    return book


def spot(name: str, precision: WherePrecision | None, latitude: float | None = 36.3) -> Location:
    return Location(written=name, name=name, id=f"own:{name}", latitude=latitude, precision=precision)


def test_the_day_that_most_sources_say(three: Any) -> None:
    three.say("a", 9, 9)
    three.say("b", 9, 9)
    three.say("c", 9, 9, date_start=MARCH, date_end=MARCH)
    three.say("c", 9, 9, date_start=MARCH, date_end=MARCH, speakers=("medics",))
    when = three.assess().when
    assert (when.start, when.precision) == (datetime.date(2017, 3, 17), DatePrecision.DAY)


@pytest.mark.parametrize(
    ("days", "precision"),
    [
        (1, DatePrecision.DAY),
        (3, DatePrecision.DAYS),
        (7, DatePrecision.WEEK),
        (31, DatePrecision.MONTH),
        (365, DatePrecision.YEAR),
    ],
)
def test_a_date_is_as_exact_as_it_was_said(three: Any, days: int, precision: DatePrecision) -> None:
    three.say("a", 9, 9, date_start=MARCH, date_end=MARCH + datetime.timedelta(days=days - 1))
    assert three.assess().when.precision is precision


def test_no_date_is_made_up(three: Any) -> None:
    three.say("a", 9, 9, date_start=None, date_end=None)
    when = three.assess().when
    assert (when.start, when.end, when.precision) == (None, None, None)


def test_the_most_exact_place_stands_for_the_incident(three: Any) -> None:
    city, house = spot("Mosul", WherePrecision.NEAR), spot("al-Jadida", WherePrecision.EXACT)
    unknown = spot("the street", None, latitude=None)
    made = [three.say(doc, 9, 9) for doc in "abc"]
    three.locations = {claim.id: place for claim, place in zip(made, (city, house, unknown), strict=True)}
    assert three.assess().where == house
    three.locations = {made[2].id: unknown}
    assert three.assess().where == unknown
    three.locations = {}
    assert three.assess().where is None


def test_the_means_that_most_sources_name(three: Any) -> None:
    three.say("a", 9, 9, cause=Cause.AIRSTRIKE)
    three.say("b", 9, 9, cause=Cause.AIRSTRIKE)
    three.say("c", 9, 9, cause=Cause.BOMB)
    assert three.assess().cause is Cause.AIRSTRIKE
