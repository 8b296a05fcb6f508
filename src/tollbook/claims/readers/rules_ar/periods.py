"""Longer times: "منذ بداية العام", "خلال الأيام الثلاثة الماضية", a month, a year, last week."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.dates import YEARS, When, date_at, is_in, past_at, weekday_at
from tollbook.claims.readers.rules_ar.numbers import find_counts
from tollbook.claims.readers.rules_ar.phrases import phrase_at
from tollbook.claims.readers.rules_ar.words import Word


def units_at(words: Sequence[Word], i: int) -> tuple[int, int] | None:
    """(days, last word) of "three days", "two weeks", "a month" at word `i`."""
    units = {form: int(n) for n, listed in lexicon.table("time")["unit"].items() for form in listed}
    count, at = 1, i
    counts = [c for c in find_counts(words[i : i + 4]) if c.first == 0 and c.low is not None]
    if counts and counts[0].low:
        count, at = counts[0].low, i + counts[0].last + 1
    if at >= len(words):
        return None
    cut = words[at].is_one_of(set(units))
    if cut is None:
        return None
    unit = next(units[form] for form, _ in words[at].forms if form in units)
    return count * unit, at


def span_at(words: Sequence[Word], i: int, published: date | None) -> When | None:
    """ "خلال الأيام الثلاثة الماضية", "خلال الشهرين الماضيين": from so long before publication to it."""
    if published is None or words[i].is_one_of({"خلال", "طيله", "طوال", "في"}) is None:
        return None
    if (last := _past_hours(words, i + 1)) is not None:
        return When(i, last, (published - timedelta(days=1), published), 2, total=True)
    if words[i].is_one_of({"في"}) is not None:
        return None
    text = [word.bare for word in words[i + 1 : i + 5]]
    past = next((n for n, bare in enumerate(text) if bare.startswith(("الماضي", "الاخير", "الفائت"))), None)
    if past is None and (bounded := _bounded(words, i, published)) is not None:
        return bounded
    if past is None or past == 0:
        return None
    units = {form: int(n) for n, listed in lexicon.table("time")["unit"].items() for form in listed}
    inside = words[i + 1 : i + 1 + past]
    unit = next((units[form] for word in inside for form, _ in word.forms if form in units), None)
    if unit is None or (len(inside) == 1 and unit in (7, 30, 365) and not text[0].endswith("ات")):
        return None
    if any(phrase_at(words, i + 1 + n, "time", "month") for n in range(past)):
        return None
    count = next((c.low for c in find_counts(inside) if c.low), None) or _definite_number(inside) or 1
    if len(inside) == 1 and inside[0].bare.endswith(("ايام", "ابيع", "اشهر", "سنوات")):
        return None
    start = published - timedelta(days=count * unit)
    return When(i, i + 1 + past, (start, published), 2, total=True)


def _bounded(words: Sequence[Word], i: int, published: date) -> When | None:
    """ "Within a week", "in three days", with nothing said of which: those up to publication."""
    found = units_at(words, i + 1) if i + 1 < len(words) else None
    if found is None or words[found[1]].bare.startswith("ال") or not 1 < found[0] <= 62:
        return None
    behind = found[1] + 1
    if behind < len(words) and phrase_at(words, behind, "time", "month") is not None:
        return None
    return When(i, found[1], (published - timedelta(days=found[0]), published), 2, total=True)


def _past_hours(words: Sequence[Word], i: int) -> int | None:
    """The last word of "the past 24 hours" at word `i`."""
    run = [word.bare for word in words[i : i + 6]]
    hours = any(bare in ("ساعه", "الساعات", "ساعات") for bare in run[:4])
    day = any(bare in ("24", "الاربع", "اربع", "اربعه") for bare in run[:4])
    past = next((n for n, bare in enumerate(run) if bare.startswith(("الماضي", "الاخير", "الفائت"))), None)
    return i + past if hours and day and past is not None else None


def _definite_number(words: Sequence[Word]) -> int | None:
    """The three of "the three days": a number word with its article."""
    units = lexicon.table("numbers")["unit"]
    return next(
        (int(n) for w in words for form, _ in w.forms for n, listed in units.items() if form in listed), None
    )


def since_at(words: Sequence[Word], i: int, published: date | None) -> When | None:
    """ "منذ بداية العام", "منذ مطلع 2021", "منذ عام 2015", "منذ آذار الماضي": up to publication."""
    if published is None or words[i].is_one_of({"منذ"}) is None:
        return None
    at = i + 1
    while at < len(words) and is_in(words[at], "past", "beginning"):
        at += 1
    if at >= len(words):
        return None
    started = at > i + 1
    period = period_at(words, at, published) or date_at(words, at, published)
    if period is None and started and words[at].is_one_of({"العام"}) is not None:
        period = When(at, past_at(words, at), (date(published.year, 1, 1), None), 1)
    if period is None and started and words[at].is_one_of({"الشهر"}) is not None:
        period = When(at, past_at(words, at), (published.replace(day=1), None), 1)
    if period is None and not started and (day := weekday_at(words, at, published)) is not None:
        period = day
    if period is None or period.days[0] is None:
        return None
    return When(i, period.last, (period.days[0], published), 2, total=True)


def period_at(words: Sequence[Word], i: int, published: date | None) -> When | None:
    """A month, a year, "last week", "this month"."""
    month = phrase_at(words, i, "time", "month")
    if month is not None:
        return _month(words, i, int(month.key), month.last, published)
    year = words[i].is_one_of(lexicon.words("time", "period", "year")) is not None
    after = i + 1 if i + 1 < len(words) else None
    if year and after and words[after].bare.isdigit() and int(words[after].bare) in YEARS:
        number = int(words[after].bare)
        last = min(date(number, 12, 31), published or date(number, 12, 31))
        return When(i, after, (date(number, 1, 1), last), 0) if last.year == number else None
    if published is None or after is None:
        return None
    past, this = is_in(words[after], "past", "words"), is_in(words[after], "past", "this")
    if not (past or this):
        return None
    if words[i].is_one_of({"الاسبوع"}) is not None:
        monday = published - timedelta(days=published.weekday() + (7 if past else 0))
        return When(i, after, (monday, monday + timedelta(days=6) if past else published), 1)
    if words[i].is_one_of({"الشهر"}) is not None:
        first = published.replace(day=1)
        if past:
            end = first - timedelta(days=1)
            return When(i, after, (end.replace(day=1), end), 1)
        return When(i, after, (first, published), 1)
    if words[i].is_one_of({"العام", "السنه"}) is not None:
        number = published.year - 1 if past else published.year
        return When(i, after, (date(number, 1, 1), min(date(number, 12, 31), published)), 0)
    return None


def _month(words: Sequence[Word], i: int, month: int, last: int, published: date | None) -> When | None:
    after = last + 1
    if last + 2 < len(words) and words[after].text in "/-":
        other = phrase_at(words, last + 2, "time", "month")
        if other is not None and int(other.key) == month:
            last, after = other.last, other.last + 1
    if after < len(words) and words[after].bare.isdigit() and int(words[after].bare) in YEARS:
        return _whole_month(int(words[after].bare), month, i, after)
    # Some names of months are common words or names of people: alone they stand after "month" or before "last".
    named = i > 0 and words[i - 1].is_one_of({"شهر", "في", "منذ", "مطلع", "بدايه"}) is not None
    marked = past_at(words, last)
    if published is None or (marked == last and not named):
        return None
    year = published.year if month <= published.month else published.year - 1
    return _whole_month(year, month, i, marked)


def _whole_month(year: int, month: int, first: int, last: int) -> When:
    return When(first, last, (date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])), 1)
