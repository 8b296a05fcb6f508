from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.assessments.profiles import profile
from tollbook.model.assessment import Assessment, Figure, Range, When
from tollbook.model.finding import Refusal
from tollbook.model.vocabulary import Cause, DatePrecision, Grade
from tollbook.tallies.count import KEYS, tally

AIRWARS = profile("airwars")


def test_the_headline_is_the_sum_over_fair_and_confirmed_incidents(make: Any) -> None:
    made = tally(
        [
            make("a", (5, 9)),
            make("b", (61, 200), grade=Grade.CONFIRMED),
            make("c", (7, 7), grade=Grade.WEAK),
            make("d", (8, 8), grade=Grade.CONTESTED),
            make("e", (3, 3), grade=Grade.DISCOUNTED),
        ],
        by="grade",
        profile=AIRWARS,
    )
    assert made.headline.killed == Range(low=66, high=209)
    assert made.headline.incidents == ("a", "b")
    assert [(row.key, row.incidents, row.counted) for row in made.rows] == [
        ("confirmed", ("b",), True),
        ("fair", ("a",), True),
    ]
    assert [(row.key, row.killed.low, row.counted) for row in made.beside] == [
        ("contested", 8, False),
        ("discounted", 3, False),
        ("weak", 7, False),
    ]


def test_incidents_where_no_harm_is_reported_are_not_counted(make: Any) -> None:
    made = tally([make("a", (0, 0)), make("b", None), make("c", (0, 4))], by="month", profile=AIRWARS)
    assert made.headline.incidents == ("c",)


def test_harm_without_a_number_is_listed_and_adds_nothing(make: Any) -> None:
    unknown = make("a", None, figures=(Figure(name="killed", range=Range(low=None, high=None)),))
    made = tally([unknown, make("b", (5, 9))], by="month", profile=AIRWARS)
    assert made.headline.incidents == ("a", "b")
    assert made.headline.killed == Range(low=5, high=9)


def test_a_vague_part_marks_the_sum(make: Any) -> None:
    made = tally([make("a", (12, 24), vague=True), make("b", (5, 9))], by="month", profile=AIRWARS)
    assert made.headline.killed == Range(low=17, high=33, vague=True)


def test_profiles_count_other_grades_and_harm(make: Any) -> None:
    injured = make("b", None, figures=(Figure(name="injured", range=Range(low=3, high=3)),))
    incidents = [make("a", (5, 9), grade=Grade.PROVISIONAL), injured]
    assert tally(incidents, by="grade", profile=AIRWARS).headline.incidents == ("b",)
    assert tally(incidents, by="grade", profile=profile("ibc")).headline.incidents == ()
    assert tally(incidents, by="grade", profile=profile("ucdp")).headline.incidents == ()


def test_months_are_never_more_exact_than_the_dates(make: Any) -> None:
    def lasting(incident: str, start: datetime.date, end: datetime.date, precision: DatePrecision) -> Assessment:
        return make(incident, when=When(start=start, end=end, precision=precision))  # type: ignore[no-any-return]

    made = tally(
        [
            make("a"),
            make("b", day=None),
            lasting("c", datetime.date(2017, 3, 30), datetime.date(2017, 4, 2), DatePrecision.DAYS),
            lasting("d", datetime.date(2017, 1, 1), datetime.date(2017, 12, 31), DatePrecision.YEAR),
        ],
        by="month",
        profile=AIRWARS,
    )
    assert [row.key for row in made.rows] == ["2017", "2017-03", "2017-03 to 2017-04", "not known"]


def test_rows_by_place_party_and_cause(make: Any) -> None:
    incidents = [
        make("a", parties=("Islamic State", "US-led coalition"), cause=Cause.AIRSTRIKE),
        make("b", place="", parties=()),
    ]
    keys = {by: [row.key for row in tally(incidents, by=by, profile=AIRWARS).rows] for by in KEYS}
    assert keys["place"] == ["al-Jadida", "not known"]
    assert keys["party"] == ["Islamic State or US-led coalition", "not known"]
    assert keys["cause"] == ["airstrike", "not known"]


def test_another_way_of_tallying_is_refused_with_the_list(make: Any) -> None:
    with pytest.raises(Refusal) as refused:
        tally([make("a")], by="mood", profile=AIRWARS)
    assert "month, place, grade, party, cause" in refused.value.advice


RANGES = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda pair: (min(pair), max(pair)))


@given(
    st.lists(st.tuples(RANGES, st.sampled_from(Grade), st.integers(1, 28)), max_size=12),
    st.sampled_from(sorted(KEYS)),
    st.randoms(use_true_random=False),
)
def test_the_headline_and_the_rows_are_the_sums_over_their_incidents(
    drawn: list[tuple[tuple[int, int], Grade, int]], by: str, chance: Any
) -> None:
    incidents = [_drawn(f"i{number:02}", *one) for number, one in enumerate(drawn)]
    made = tally(incidents, by=by, profile=AIRWARS)
    killed = {one.incident: one.figures[0].range for one in incidents}
    for row in (made.headline, *made.rows, *made.beside):
        assert row.killed.low == sum(killed[incident].low or 0 for incident in row.incidents)
        assert row.killed.high == sum(killed[incident].high or 0 for incident in row.incidents)
    assert sorted(i for row in made.rows for i in row.incidents) == list(made.headline.incidents)
    shuffled = list(incidents)
    chance.shuffle(shuffled)
    assert tally(shuffled, by=by, profile=AIRWARS) == made


def _drawn(incident: str, killed: tuple[int, int], grade: Grade, day: int) -> Assessment:
    date = datetime.date(2017, 3, day)
    return Assessment(
        incident=incident,
        profile="airwars 1",
        when=When(start=date, end=date, precision=DatePrecision.DAY),
        where=None,
        figures=(Figure(name="killed", range=Range(low=killed[0], high=killed[1])),),
        grade=grade,
        strike_status=None,
        parties=(),
        roots=(),
        reasons=(),
    )


def test_assessments_are_told_apart_by_incident_only(make: Any) -> None:
    one = make("a")
    same = dataclasses.replace(one, incident="b")
    assert tally([one, same], by="place", profile=AIRWARS).headline.killed == Range(low=10, high=18)
