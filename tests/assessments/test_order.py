from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

from tollbook.assessments.order import order
from tollbook.model.incident import Incident


def test_incidents_stand_in_time_undated_ones_last_whatever_came_in_first(book: Any) -> None:
    book.report("a", "Dorat Post")
    book.say("a", 3, 3)
    assessment = book.assess()
    days = {"i-b": date(2031, 5, 3), "i-a": date(2031, 5, 3), "i-c": date(2031, 4, 9), "i-0": None}
    assessed = [
        replace(assessment, incident=id_, when=replace(assessment.when, start=day)) for id_, day in days.items()
    ]
    incidents = {id_: Incident(id=id_, claims=()) for id_ in days}
    for given in permutations(assessed):
        assert [one.incident.id for one in order(incidents, given)] == ["i-c", "i-a", "i-b", "i-0"]
