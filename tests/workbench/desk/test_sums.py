"""What the desk sums is what the tally sums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tollbook.assessments.assess import assess_all
from tollbook.assessments.profiles import profile
from tollbook.flow import Book
from tollbook.tallies.count import KEYS, tally
from tollbook.workbench.desk.choice import Choice
from tollbook.workbench.desk.differ import differ, in_words
from tollbook.workbench.desk.line import Told, line
from tollbook.workbench.desk.pictures import map_of, time_line
from tollbook.workbench.desk.refresh import make
from tollbook.workbench.desk.sheet import Sheet
from tollbook.workbench.desk.sums import parts, sums

if TYPE_CHECKING:
    from tests.workbench.conftest import History


def every(sheet: Sheet) -> Any:
    return np.ones(len(sheet.columns), bool)


@pytest.mark.parametrize("name", ["airwars", "ibc", "ucdp"])
def test_sums_are_those_of_the_tally(history: History, name: str) -> None:
    history.link(3, 1, 0)
    history.locate(0, 0, 2)
    using = profile(name)
    assessments = assess_all(Book(history.ledger).material(), using)
    columns = make(history.ledger, using).columns
    assert len(columns) > 2
    for by in KEYS:
        counted = tally(assessments, by=by, profile=using)
        found = sums(columns, np.ones(len(columns), bool), by)
        assert [(row.key, row.killed, row.injured, row.incidents) for row in (found.headline, *found.rows)] == [
            (row.key, row.killed, row.injured, len(row.incidents)) for row in (counted.headline, *counted.rows)
        ]
        assert [(row.key, row.killed) for row in found.beside] == [(row.key, row.killed) for row in counted.beside]


def test_a_figure_is_what_the_assessment_says(history: History) -> None:
    using = profile("airwars")
    sheet = Sheet(make(history.ledger, using))
    for one in assess_all(Book(history.ledger).material(), using):
        row = sheet.columns.row(one.incident)
        assert row is not None
        assert sheet.when(row) == one.when
        assert sheet.term("grade", row) == one.grade
        for name in ("killed", "injured", "destroyed", "women"):
            figure = one.figure(name)
            assert sheet.range_of(name, row) == (figure.range if figure else None)


def test_parts_are_sums_of_their_figure(history: History) -> None:
    sheet = Sheet(make(history.ledger, profile("airwars")))
    found = {part.name: part for part in parts(sheet.columns, every(sheet), "harm")}
    assert found["killed"].range == sums(sheet.columns, every(sheet), "grade").headline.killed
    assert "destroyed" in found


def test_a_chosen_facet_counts_as_many_as_it_leads_to(history: History) -> None:
    history.link(3, 1, 0)
    sheet = Sheet(make(history.ledger, profile("airwars")))
    for name in ("grade", "party", "harm", "place", "cause", "status"):
        for value, count in sheet.counts(name, every(sheet)):
            assert len(sheet.choose(Choice(facets={name: (value,)})).rows) == count
    assert len(sheet.choose(Choice(facets={"publisher": ("nobody",)})).rows) == 0


def test_every_incident_is_in_the_pictures_or_told_to_be_beside_them(history: History) -> None:
    history.link(3, 1, 0)
    sheet = Sheet(make(history.ledger, profile("airwars")))
    line_, map_ = (
        time_line(sheet.columns, every(sheet), Choice()),
        map_of(sheet.columns, every(sheet), Choice()),
    )
    assert sum(bar.incidents for bar in line_.bars) + line_.beside == len(sheet.columns)
    assert sum(spot.incidents for spot in map_.spots) + map_.beside == len(sheet.columns)
    assert line_.beside < len(sheet.columns)
    assert map_.beside < len(sheet.columns)
    for spot in map_.spots:
        assert len(sheet.choose(Choice(box=spot.box)).rows) >= spot.incidents
    for bar in line_.bars:
        assert len(sheet.choose(Choice(since=bar.since, until=bar.until)).rows) == bar.incidents


def test_voices_count_every_claim_once(history: History) -> None:
    sheet = Sheet(make(history.ledger, profile("airwars")))
    claims = int(sheet.columns.numbers["claims"].sum())
    found = sheet.voices.publishers(every(sheet))
    assert sum(one.claims for one in found) == claims
    assert all(0 <= one.own <= one.claims and one.revised <= one.claims for one in found)
    assert any(one.days is not None for one in found)
    assert all(one.name for one in sheet.voices.sources(every(sheet)))


def test_profiles_are_held_against_each_other_in_words(history: History) -> None:
    one, other = (make(history.ledger, profile(name)).columns for name in ("airwars", "ibc"))
    assert in_words(differ(one, one), "airwars") == "Under airwars, no incident is graded otherwise."
    found = differ(one, other)
    before = {row.key: row.incidents for row in _graded(one)}
    for each in found:
        assert each.before != each.after
        assert each.incidents <= before[each.before]
    assert in_words(found, "ibc").startswith("Under ibc, ")


def _graded(columns: Any) -> Any:
    made = sums(columns, np.ones(len(columns), bool), "grade")
    return (*made.rows, *made.beside)


def test_a_line_names_who_passes_on_what(history: History) -> None:
    material = Book(history.ledger).material()
    using = profile("airwars")
    found: list[Told] = []
    for one in assess_all(material, using):
        incident = material.incidents[one.incident]
        found += line(incident, one, material.claims, material.documents, using).told
    assert {one.own for one in found} == {True, False}
