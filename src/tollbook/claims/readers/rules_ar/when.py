"""Dates: the expressions of time in a sentence, resolved against the day of publication (CLAIMS.md, "Dates")."""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tollbook.claims.readers.draft import NEVER, Days
from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.numbers import find_counts
from tollbook.claims.readers.rules_ar.phrases import is_word, phrase_at
from tollbook.claims.readers.rules_ar.words import Word

_FULL = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_DAY_MONTH = re.compile(r"(\d{1,2})[-/](\d{1,2})$")
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class When:
    """The words `first` to `last` stand for the closed days `days`; `exact` orders how narrowly they say so.

    `total` is true for a running period ("since the beginning of the year", "in the last three days").
    """

    first: int
    last: int
    days: Days
    exact: int = 3
    total: bool = False


def find_times(words: Sequence[Word], published: date | None) -> tuple[When, ...]:
    """The expressions of time in a sentence, in order. Without a day of publication only full dates resolve."""
    found: list[When] = []
    i = 0
    while i < len(words):
        word = words[i]
        if word.kind == "mark" or (word.kind == "word" and word.is_one_of(_openers()) is None):
            i += 1
            continue
        when = (
            _since(words, i, published)
            or _span(words, i, published)
            or _ago(words, i, published)
            or _date(words, i, published)
            or _relative(words, i, published)
            or _weekday(words, i, published)
            or _period(words, i, published)
            or _hours(words, i, published)
        )
        if when is None:
            i += 1
            continue
        if found and found[-1].last >= i - 3 and _same(found[-1], when, words):
            before = found.pop()
            best = when if when.exact > before.exact else before
            when = When(before.first, when.last, best.days, best.exact, best.total)
        found.append(when)
        i = when.last + 1
    return tuple(found)


@functools.cache
def _openers() -> frozenset[str]:
    """What an expression of time begins with: a cheap look before all forms are tried."""
    table = lexicon.table("time")
    groups = ("month", "stamp", "weekday", "day", "ordinal", "period")
    first = {phrase.split()[0] for group in groups for listed in table[group].values() for phrase in listed}
    return frozenset(
        first | {"منذ", "قبل", "خلال", "طيلة", "طيله", "طوال", "الاسبوع", "الشهر", "العام", "السنه", "ساعات"}
    )


@functools.cache
def _stamps() -> dict[str, int]:
    return {name: int(n) for n, listed in lexicon.table("time")["stamp"].items() for name in listed}


def _same(before: When, after: When, words: Sequence[Word]) -> bool:
    """Whether two expressions side by side say one time: "Tuesday, 2 November", "this Monday evening"."""
    between = words[before.last + 1 : after.first]
    if any(word.kind != "mark" or word.text not in ",،()/-" for word in between):
        return False
    return not before.total and not after.total


def _in(word: Word, group: str, key: str) -> bool:
    return is_word(word, "time", group, key)


def _past(words: Sequence[Word], i: int) -> int:
    """The last word of "past" or "current" after word `i`, or `i` itself."""
    after = i + 1
    if after < len(words) and (_in(words[after], "past", "words") or _in(words[after], "past", "this")):
        return after
    return i


def _date(words: Sequence[Word], i: int, published: date | None) -> When | None:
    """ "16-01-2023", "2/11", "28 أيلول", "4 آذار / مارس 2023"."""
    word = words[i]
    if word.kind != "number":
        return _stamp(words, i) or _spelled_day(words, i, published)
    if match := _FULL.match(word.bare):
        return _day_of(int(match[3]), int(match[2]), int(match[1]), i, i)
    if match := _ISO.match(word.bare):
        return _day_of(int(match[1]), int(match[2]), int(match[3]), i, i)
    if match := _DAY_MONTH.match(word.bare):
        clock = i + 1 < len(words) and _in(words[i + 1], "hijri", "words")
        return None if clock else _nearest(int(match[2]), int(match[1]), published, i, i)
    if word.bare.isdigit() and 1 <= int(word.bare) <= 31:
        return _after_day(words, i, int(word.bare), published)
    return _stamp(words, i)


def _spelled_day(words: Sequence[Word], i: int, published: date | None) -> When | None:
    """ "السابع من تموز": an ordinal before a month."""
    ordinals = lexicon.table("time")["ordinal"]
    day = next((int(n) for n, listed in ordinals.items() for form, _ in words[i].forms if form in listed), None)
    return None if day is None else _after_day(words, i, day, published)


def _after_day(words: Sequence[Word], i: int, day: int, published: date | None) -> When | None:
    at = i + 1
    for filler in ("من", "شهر"):
        if at < len(words) and words[at].bare == filler:
            at += 1
    month = phrase_at(words, at, "time", "month") if at < len(words) else None
    if month is None:
        return None
    last = month.last
    while last + 2 < len(words) and words[last + 1].text in "/-(":
        other = phrase_at(words, last + 2, "time", "month")
        if other is None or other.key != month.key:
            break
        last = other.last
        if last + 1 < len(words) and words[last + 1].text == ")":
            last += 1
    at = last + 1
    for filler in ("من", "عام", "العام", "سنة"):
        if at < len(words) and words[at].bare in (filler, "لعام"):
            at += 1
    if at < len(words) and words[at].bare.isdigit() and int(words[at].bare) in _YEARS:
        return _day_of(int(words[at].bare), int(month.key), day, i, at)
    return _nearest(int(month.key), day, published, i, _past(words, last))


def _stamp(words: Sequence[Word], i: int) -> When | None:
    """The date of a post in Latin letters: "Jul 24, 2022", "24 July 2022"."""
    months = _stamps()
    run = [word.bare.strip(",.") for word in words[i : i + 4] if word.text not in ",.،"][:3]
    if len(run) < 3 or not run[2].isdigit() or int(run[2]) not in _YEARS:
        return None
    name, day = (run[0], run[1]) if run[0] in months else (run[1], run[0])
    if name not in months or not day.isdigit():
        return None
    last = next(k for k in range(i, len(words)) if words[k].bare.strip(",.") == run[2])
    return _day_of(int(run[2]), months[name], int(day), i, last)


def _day_of(year: int, month: int, day: int, first: int, last: int) -> When | None:
    try:
        exact = date(year, month, day)
    except ValueError:
        return None
    return When(first, last, (exact, exact), 9)


def _nearest(month: int, day: int, published: date | None, first: int, last: int) -> When | None:
    """A day and month without a year: the last such day up to publication (a week's grace for slips)."""
    if published is None:
        return None
    try:
        found = date(published.year, month, day)
        if found > published + timedelta(days=7):
            found = date(published.year - 1, month, day)
    except ValueError:
        return None
    return When(first, last, (found, found), 8)


def _relative(words: Sequence[Word], i: int, published: date | None) -> When | None:
    hit = phrase_at(words, i, "time", "day")
    if hit is None or published is None:
        return None
    if hit.key == "0" and hit.first == hit.last and "ال" not in words[i].bare[:4]:
        return None
    if hit.key == "0" and hit.last + 1 < len(words) and words[hit.last + 1].bare in ("التالي", "السابق", "ذاته"):
        return None
    day = published + timedelta(days=int(hit.key))
    return When(i, hit.last, (day, day), 7 if int(hit.key) <= 0 else 0) if int(hit.key) <= 0 else None


def _weekday(words: Sequence[Word], i: int, published: date | None) -> When | None:
    """The last such weekday up to publication; "last Friday" is before it."""
    hit = phrase_at(words, i, "time", "weekday")
    if hit is None or published is None or not words[i].bare.lstrip("وفلبك").startswith("ال"):
        return None
    last = _past(words, hit.last)
    past = last > hit.last and _in(words[last], "past", "words")
    back = (published.weekday() - int(hit.key)) % 7
    day = published - timedelta(days=back or (7 if past else 0))
    return When(i, last, (day, day), 6)


def _units(words: Sequence[Word], i: int) -> tuple[int, int] | None:
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


def _ago(words: Sequence[Word], i: int, published: date | None) -> When | None:
    """ "قبل يومين", "منذ ثلاثة أيام": a day so long before publication."""
    if published is None or not _in(words[i], "past", "before") or i + 1 >= len(words):
        return None
    found = _units(words, i + 1)
    if found is None or found[0] > 20 or (words[found[1]].bare.startswith("ال")):
        return None
    day = published - timedelta(days=found[0])
    return When(i, found[1], (day, day), 5)


def _span(words: Sequence[Word], i: int, published: date | None) -> When | None:
    """ "خلال الأيام الثلاثة الماضية", "خلال الشهرين الماضيين": from so long before publication to it."""
    if published is None or words[i].is_one_of({"خلال", "طيلة", "طوال"}) is None:
        return None
    text = [word.bare for word in words[i + 1 : i + 5]]
    past = next((n for n, bare in enumerate(text) if bare.startswith(("الماضي", "الاخير", "الفائت"))), None)
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


def _definite_number(words: Sequence[Word]) -> int | None:
    """The three of "the three days": a number word with its article."""
    units = lexicon.table("numbers")["unit"]
    return next(
        (int(n) for w in words for form, _ in w.forms for n, listed in units.items() if form in listed), None
    )


def _since(words: Sequence[Word], i: int, published: date | None) -> When | None:
    """ "منذ بداية العام", "منذ مطلع 2021", "منذ عام 2015", "منذ آذار الماضي": up to publication."""
    if published is None or words[i].is_one_of({"منذ"}) is None:
        return None
    at = i + 1
    while at < len(words) and _in(words[at], "past", "beginning"):
        at += 1
    if at >= len(words):
        return None
    started = at > i + 1
    period = _period(words, at, published) or _date(words, at, published)
    if period is None and started and words[at].is_one_of({"العام"}) is not None:
        period = When(at, _past(words, at), (date(published.year, 1, 1), None), 1)
    if period is None and started and words[at].is_one_of({"الشهر"}) is not None:
        period = When(at, _past(words, at), (published.replace(day=1), None), 1)
    if period is None or period.days[0] is None:
        return None
    return When(i, period.last, (period.days[0], published), 2, total=True)


def _period(words: Sequence[Word], i: int, published: date | None) -> When | None:
    """A month, a year, "last week", "this month"."""
    month = phrase_at(words, i, "time", "month")
    if month is not None:
        return _month(words, i, int(month.key), month.last, published)
    year = words[i].is_one_of(lexicon.words("time", "period", "year")) is not None
    after = i + 1 if i + 1 < len(words) else None
    if year and after and words[after].bare.isdigit() and int(words[after].bare) in _YEARS:
        number = int(words[after].bare)
        last = min(date(number, 12, 31), published or date(number, 12, 31))
        return When(i, after, (date(number, 1, 1), last), 0) if last.year == number else None
    if published is None or after is None:
        return None
    past, this = _in(words[after], "past", "words"), _in(words[after], "past", "this")
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
    if after < len(words) and words[after].bare.isdigit() and int(words[after].bare) in _YEARS:
        return _whole_month(int(words[after].bare), month, i, after)
    # Some names of months are common words or names of people: alone they stand after "month" or before "last".
    named = i > 0 and words[i - 1].is_one_of({"شهر", "في", "منذ", "مطلع", "بدايه"}) is not None
    marked = _past(words, last)
    if published is None or (marked == last and not named):
        return None
    year = published.year if month <= published.month else published.year - 1
    return _whole_month(year, month, i, marked)


def _whole_month(year: int, month: int, first: int, last: int) -> When:
    return When(first, last, (date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])), 1)


def _hours(words: Sequence[Word], i: int, published: date | None) -> When | None:
    """ "في ساعات الظهيرة", "صباحا": a part of a day without a day, that of publication."""
    if published is None or i + 1 >= len(words):
        return None
    if _in(words[i], "part", "hours") and _in(words[i + 1], "part", "words"):
        return When(i, i + 1, (published, published), -1)
    return None


def days_of(when: When | None) -> Days:
    """The days of an expression; NEVER where there is none."""
    return NEVER if when is None else when.days
