"""Aggregates of one speaker over time: what grows, what is summed, and what does not fit."""

from __future__ import annotations

from datetime import date

from tollbook.model.claim import Claim
from tollbook.model.tally import Series
from tollbook.model.vocabulary import Harm, Scope, Status
from tollbook.tallies.series import INCREMENTS, RUNNING, series

SPEAKER = "Dorat Monitor"


def found(
    *said: tuple[str, int, date | None, date], place: str = "Dorat", speaker: str = SPEAKER
) -> tuple[Series, ...]:
    """The series among claims: each a sentence, the number in it, and its period."""
    claims, texts = {}, {}
    for number, (text, many, start, end) in enumerate(said):
        written = f"{many:,}"
        claim = Claim(
            doc=str(number) * 64,
            start=text.index(written),
            end=text.index(written) + len(written),
            harm=Harm.KILLED,
            low=many,
            high=many,
            count_text=written,
            scope=Scope.CUMULATIVE,
            status=Status.CIVILIAN,
            speakers=(speaker,),
            date_start=start,
            date_end=end,
            place=place,
        )
        claims[claim.id], texts[claim.doc] = claim, text
    return series(claims, texts, {})


JANUARY, FEBRUARY = date(2021, 1, 1), date(2021, 2, 1)


def test_running_totals_stand_in_time_with_what_they_grew_by() -> None:
    (one,) = found(
        ("1,240 civilians have been killed since 1 January.", 1240, JANUARY, date(2021, 3, 31)),
        ("900 civilians have been killed since January.", 900, JANUARY, date(2021, 2, 14)),
        ("1,300 civilians have been killed since 5 January.", 1300, date(2021, 1, 5), date(2021, 4, 2)),
    )
    assert (one.form, one.total, one.findings) == (RUNNING, None, ())
    assert [(point.number.low, point.gain) for point in one.points] == [(900, None), (1240, 340), (1300, 60)]


def test_a_running_total_that_falls_is_a_finding() -> None:
    (one,) = found(
        ("900 civilians have been killed since January.", 900, JANUARY, date(2021, 2, 14)),
        ("850 civilians have been killed since January.", 850, JANUARY, date(2021, 3, 14)),
    )
    assert [finding.code for finding in one.findings] == ["aggregate.falls"]
    assert one.points[1].gain == -50


def test_increments_of_disjoint_periods_are_summed() -> None:
    (one,) = found(
        ("41 civilians were killed in January.", 41, JANUARY, date(2021, 1, 31)),
        ("27 civilians were killed in February.", 27, FEBRUARY, date(2021, 2, 28)),
    )
    assert one.form == INCREMENTS
    assert one.total is not None
    assert (one.total.low, one.total.high) == (68, 68)
    assert "together 68" in one.words


def test_increments_that_overlap_are_not_summed() -> None:
    (one,) = found(
        ("41 civilians were killed in January.", 41, JANUARY, date(2021, 1, 31)),
        ("27 civilians were killed in the last month.", 27, date(2021, 1, 20), date(2021, 2, 19)),
    )
    assert one.total is None
    assert [finding.code for finding in one.findings] == ["aggregate.overlaps"]


def test_an_increment_and_a_running_total_are_no_series() -> None:
    assert not found(
        ("41 civilians were killed in January.", 41, JANUARY, date(2021, 1, 31)),
        ("90 civilians have been killed since January.", 90, JANUARY, date(2021, 2, 28)),
    )


def test_other_beginnings_and_unnamed_speakers_make_no_series() -> None:
    first = ("90 civilians have been killed since January.", 90, JANUARY, date(2021, 2, 28))
    assert not found(
        first, ("70 civilians have been killed since 9 February.", 70, date(2021, 2, 9), date(2021, 3, 1))
    )
    assert not found(
        first, ("95 civilians have been killed since January.", 95, JANUARY, date(2021, 3, 8)), speaker=""
    )
