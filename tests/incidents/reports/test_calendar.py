from __future__ import annotations

from datetime import date

import pytest

from tollbook.incidents.reports.calendar import named_days


@pytest.mark.parametrize(
    "text",
    [
        "Published on 7 March 2031 in the evening",
        "March 7th, 2031: two villages",
        "نشر في 7 آذار/مارس 2031",
        "٧ آذار ٢٠٣١",
        "7 Mart 2031 tarihinde",
        "07/03/2031 18:20",
        "2031-03-07",
    ],
)
def test_a_whole_date_is_one_day_in_any_language(text: str) -> None:
    assert [one.ordinal for one in named_days(text)] == [date(2031, 3, 7).toordinal()]


def test_a_weekday_beside_a_date_is_told_with_it_and_another_alone() -> None:
    dated, alone = named_days("اليوم السبت 11 كانون الأول قصفت القرية، وفي مساء الثلاثاء عاد السكان")
    assert (dated.month, dated.day, dated.weekday, dated.year) == (12, 11, 5, 0)
    assert (alone.day, alone.weekday) == (0, 1)


@pytest.mark.parametrize("text", ["the 31 February", "on 45/77/2031", "march of 300", "", "maybe"])
def test_what_is_no_day_names_none(text: str) -> None:
    assert named_days(text) == ()


def test_the_day_of_a_picture_is_told_by_the_name_in_brackets_after_it() -> None:
    taken, told = named_days(
        "Rescuers at the mill, 7 March 2031 (Dalin Press)\n\nOn 9 March 2031 the mill was hit."
    )
    assert (taken.credited, told.credited) == (True, False)
