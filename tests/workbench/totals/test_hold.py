"""Aggregates held against the columns of a desk are what they are held against the incidents themselves."""

from __future__ import annotations

import random
from datetime import date, timedelta

import numpy as np
import pytest

from tollbook.assessments.profiles import profile
from tollbook.model.assessment import Assessment, Figure, Range, When
from tollbook.model.claim import Claim
from tollbook.model.incident import Incident
from tollbook.model.place import Location
from tollbook.model.vocabulary import Age, Grade, Harm, Scope, Status, WherePrecision
from tollbook.tallies.aggregate import gather
from tollbook.tallies.reconcile import reconcile
from tollbook.workbench.desk.columns import Columns
from tollbook.workbench.desk.line import from_site, line, to_site
from tollbook.workbench.totals.hold import Scopes

DAY = date(2017, 3, 1)
PLACES = (
    None,
    Location(written="somewhere"),
    Location(written="Mosul", name="Mosul", id="g:1", country="IQ", latitude=36.3, longitude=43.1,
             precision=WherePrecision.NEAR, within=("Nineveh", "Iraq")),
    Location(written="al-Jadida", name="al-Jadida", id="own:j", country="IQ", latitude=36.32, longitude=43.09,
             precision=WherePrecision.EXACT, within=("Mosul", "Nineveh", "Iraq")),
    Location(written="Raqqa", name="Raqqa", id="g:2", country="SY", latitude=35.9, longitude=39.0,
             precision=WherePrecision.NEAR, within=("Raqqa", "Syria")),
    Location(written="Iraq", name="Iraq", id="g:9", country="IQ", latitude=33.0, longitude=44.0,
             precision=WherePrecision.COUNTRY),
)  # fmt: skip


def assessment(chance: random.Random, number: int) -> Assessment:
    start = chance.choice([None, DAY + timedelta(days=chance.randint(0, 60))])
    end = None if start is None else start + timedelta(days=chance.choice([0, 0, 5, 40]))
    figures = []
    for name in ("killed", "injured", "children"):
        if chance.random() < 0.7:
            low = chance.choice([None, chance.randint(0, 40)])
            high = chance.choice([None, (low or 0) + chance.randint(0, 9)])
            figures.append(Figure(name=name, range=Range(low=low, high=high)))
    return Assessment(
        incident=f"i-{number:03}",
        profile="airwars 1",
        when=When(start=start, end=end),
        where=chance.choice(PLACES),
        figures=tuple(figures),
        grade=chance.choice(list(Grade)),
        strike_status=None,
        parties=(),
        roots=(),
        reasons=(),
    )


def aggregate(chance: random.Random, number: int) -> Claim:
    start = chance.choice([None, DAY, DAY + timedelta(days=20)])
    end = chance.choice([None, DAY + timedelta(days=45), DAY + timedelta(days=90)])
    low = chance.choice([None, chance.randint(1, 300)])
    return Claim(
        doc=f"d{number}",
        start=number,
        end=number + 1,
        harm=chance.choice([Harm.KILLED, Harm.INJURED, Harm.CASUALTIES, Harm.DISPLACED]),
        low=low,
        high=chance.choice([None, 400]) if low else 400,
        count_text="x",
        scope=Scope.CUMULATIVE,
        status=chance.choice(list(Status)),
        age=chance.choice([Age.UNKNOWN, Age.CHILD]),
        date_start=start,
        date_end=end,
        place=chance.choice(["", "Mosul", "Iraq"]),
    )


@pytest.mark.parametrize("seed", range(8))
def test_columns_say_what_the_incidents_say(seed: int) -> None:
    chance = random.Random(seed)
    by = profile("airwars")
    assessed = [assessment(chance, number) for number in range(60)]
    lines = [line(Incident(id=one.incident, claims=()), one, {}, {}, by) for one in assessed]
    scopes = Scopes(Columns.of(lines))
    claims = {(made := aggregate(chance, number)).id: made for number in range(25)}
    locations = {id_: where for id_ in claims if (where := chance.choice(PLACES))}
    expected = {one.claim: one for one in reconcile(claims, assessed, locations, by)}
    assert len(expected) > 10
    for one in gather(claims):
        held, right = scopes.hold(one, locations.get(one.id)), expected[one.id]
        assert (held.recorded.low, held.recorded.high) == (right.recorded.low, right.recorded.high)
        assert (held.words, held.unaccounted, held.claimed) == (right.words, right.unaccounted, right.claimed)
        ids = {bytes(scopes.columns.ids[row]).decode() for row in held.rows}
        assert ids == set(right.incidents)
        assert held.sure <= len(held.rows)


@pytest.mark.parametrize("where", [one for one in PLACES if one])
def test_a_site_is_the_location_again(where: Location) -> None:
    assert to_site(from_site(to_site(where)) or where) == to_site(where)
    assert from_site("") is None


def test_a_desk_without_incidents_records_nothing() -> None:
    (one,) = gather({"c": aggregate(random.Random(1), 1)})
    held = Scopes(Columns.of([])).hold(one, None)
    assert (len(held.rows), held.recording) == (0, 0)
    assert isinstance(held.rows, np.ndarray)
