from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.documents.limits import EARLIEST_YEAR, LATEST_YEAR
from tollbook.documents.read_date import LEVANTINE, read_date
from tollbook.model.finding import Finding

DAY = date(2017, 3, 17)


@pytest.mark.parametrize(
    "said",
    [
        "2017-03-17",
        " 2017-3-17 ",
        "2017/03/17",
        "2017.03.17",
        "20170317",
        "17/03/2017",
        "3/17/2017",
        "17.3.2017",
        "17-03-2017",
        "2017-03-17T08:24:00+03:00",
        "2017-03-17T23:30:00.000Z",
        "2017-03-17 08:24",
        "20170317T082400Z",
        "17 March 2017",
        "March 17, 2017",
        "17-Mar-2017",
        "17th of March 2017",
        "Friday 17 March 2017, 8:24 am",
        "Fri, 17 Mar 2017 23:24:00 GMT",
        "17 mars 2017",
        "17 März 2017",
        "17 Mart 2017",
        "17 марта 2017",
        "١٧ مارس ٢٠١٧",
        "17 آذار 2017",
        "١٧/٠٣/٢٠١٧",
    ],
)
def test_a_spelling_that_can_mean_one_day_only_is_that_day(said: str) -> None:
    assert read_date(said, where="x") == DAY


def test_of_a_moment_it_is_the_day_as_written_there() -> None:
    assert read_date("2017-03-17T23:30:00-05:00", where="x") == DAY
    assert read_date("2017-03-17T00:10:00+14:00", where="x") == DAY


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("2017-02-31", "date.impossible"),
        ("31.02.2017", "date.impossible"),
        ("29/02/2017", "date.impossible"),
        ("2017-13-01", "date.impossible"),
        ("2017-00-00", "date.impossible"),
        ("0000-00-00", "date.impossible"),
        ("32/01/2017", "date.impossible"),
        ("03/04/2017", "date.ambiguous"),
        ("3.4.2017", "date.ambiguous"),
        ("5 listopada 2017", "date.ambiguous"),
        ("31 February 2017", "date.unclear"),
        ("2017-03", "date.unclear"),
        ("March 2017", "date.unclear"),
        ("2017", "date.unclear"),
        ("17 March", "date.unclear"),
        ("17/03/17", "date.unclear"),
        ("17 March 17", "date.unclear"),
        ("yesterday", "date.unclear"),
        ("last Friday", "date.unclear"),
        ("two days ago", "date.unclear"),
        ("17 March 2017 - 19 March 2017", "date.unclear"),
        ("3 or 4 March 2017", "date.unclear"),
        ("unknown", "date.unclear"),
        ("", "date.unclear"),
        ("17 March 2017" + " and more" * 100, "date.unclear"),
        ("1899-12-31", "date.implausible"),
        ("9999-12-31", "date.implausible"),
        ("26 مارس 1395", "date.implausible"),
    ],
)
def test_what_names_no_one_day_is_a_finding_and_no_day_is_invented(said: str, code: str) -> None:
    read = read_date(said, where="sources.csv:7")
    assert isinstance(read, Finding)
    assert (read.code, read.where) == (code, "sources.csv:7")
    assert read.message
    assert read.advice


def test_day_and_month_that_are_alike_are_not_ambiguous() -> None:
    assert read_date("03/03/2017", where="x") == date(2017, 3, 3)


def test_the_language_of_the_document_decides_between_languages() -> None:
    assert read_date("5 listopada 2017", where="x", language="pl") == date(2017, 11, 5)
    assert read_date("5 listopada 2017", where="x", language="hr") == date(2017, 10, 5)


def test_the_months_of_the_levant_are_known() -> None:
    months = [
        *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
        *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
    ]
    assert sorted(months) == sorted(LEVANTINE)
    for number, month in enumerate(months, start=1):
        assert read_date(f"17 {month} 2017", where="x") == date(2017, number, 17)


@given(st.dates(date(EARLIEST_YEAR, 1, 1), date(LATEST_YEAR, 12, 31)))
def test_every_iso_day_is_itself(day: date) -> None:
    assert read_date(day.isoformat(), where="x") == day


@given(st.text(max_size=90) | st.from_regex(r"\d{1,4}[-/. ]\w{1,9}[-/. ]\d{1,4}", fullmatch=True))
def test_whatever_is_said_gives_a_plausible_day_written_in_it_or_a_finding(said: str) -> None:
    read = read_date(said, where="x")
    if isinstance(read, Finding):
        assert read.code.startswith("date.")
    else:
        assert EARLIEST_YEAR <= read.year <= LATEST_YEAR
