from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.workbench.desk.choice import FACETS, SORTS, Choice

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
TEXT = st.text(max_size=12)
DEGREES = st.integers(-90, 90)


@given(
    words=TEXT.map(lambda text: " ".join(text.split())),
    since=st.none() | DAYS,
    facets=st.dictionaries(st.sampled_from(FACETS), st.lists(TEXT, min_size=1, unique=True).map(tuple)),
    corner=st.none() | st.tuples(DEGREES, DEGREES, DEGREES, DEGREES),
    counted=st.none() | st.booleans(),
    sort=st.sampled_from(SORTS),
)
def test_the_address_holds_the_whole_choice(
    words: str,
    since: date | None,
    facets: dict[str, tuple[str, ...]],
    corner: tuple[int, int, int, int] | None,
    counted: bool | None,
    sort: str,
) -> None:
    box = None if corner is None else (min(corner[:2]), min(corner[2:]), max(corner[:2]), max(corner[2:]))
    made = Choice(words=words, since=since, box=box, facets=facets, counted=counted, sort=sort)
    assert Choice.of(parse_qsl(made.address()[1:], keep_blank_values=True)) == made


@pytest.mark.parametrize(
    ("name", "text", "since", "until"),
    [
        ("from", "2017-03", date(2017, 3, 1), None),
        ("to", "2017-02", None, date(2017, 2, 28)),
        ("to", "2016", None, date(2016, 12, 31)),
        ("to", "2017-12", None, date(2017, 12, 31)),
        ("from", "2017-02-30", None, None),
        ("from", "0-0-0", None, None),
        ("from", "yesterday", None, None),
        ("from", "9" * 400, None, None),
    ],
)
def test_a_period_may_be_days_months_or_years(
    name: str, text: str, since: date | None, until: date | None
) -> None:
    made = Choice.of([(name, text)])
    assert (made.since, made.until) == (since, until)


@pytest.mark.parametrize("text", ["", "1,2,3", "1,2,3,nan", "5,5,1,1", "0,0,91,1", "inf,0,0,0", "a,b,c,d"])
def test_what_is_no_box_is_left_out(text: str) -> None:
    assert Choice.of([("box", text)]).box is None


def test_a_value_is_taken_in_and_out_again() -> None:
    once = Choice().toggled("grade", "fair")
    assert once.facets == {"grade": ("fair",)}
    assert once.toggled("grade", "weak").facets == {"grade": ("fair", "weak")}
    assert once.toggled("grade", "fair") == Choice()
