from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from tollbook.model.assessment import Assessment, Figure, Range, When
from tollbook.model.place import Location
from tollbook.model.vocabulary import DatePrecision, Grade, WherePrecision


def location(name: str, *within: str, latitude: float | None = 36.34, longitude: float | None = 43.1) -> Location:
    return Location(
        written=name,
        name=name,
        id=f"own:{name}",
        country="IQ",
        latitude=latitude,
        longitude=longitude,
        precision=WherePrecision.EXACT,
        within=within,
    )


def assessment(
    incident: str,
    killed: tuple[int, int] | None = (5, 9),
    *,
    grade: Grade = Grade.FAIR,
    day: int | None = 17,
    place: str = "al-Jadida",
    vague: bool = False,
    **fields: Any,
) -> Assessment:
    figures = []
    if killed:
        killed_range = Range(low=killed[0], high=killed[1], vague=vague)
        figures.append(Figure(name="killed", range=killed_range, claims=(f"c-{incident}",)))
    when = When()
    if day:
        date = datetime.date(2017, 3, day)
        when = When(start=date, end=date, precision=DatePrecision.DAY)
    given: dict[str, Any] = {
        "profile": "airwars 1",
        "when": when,
        "where": location(place, "west Mosul", "Mosul", "Nineveh", "Iraq") if place else None,
        "figures": tuple(figures),
        "strike_status": None,
        "parties": ("US-led coalition",),
        "roots": (),
        "reasons": (),
        **fields,
    }
    return Assessment(incident=incident, grade=grade, **given)


@pytest.fixture
def make() -> Callable[..., Assessment]:
    return assessment


@pytest.fixture
def at() -> Callable[..., Location]:
    return location
