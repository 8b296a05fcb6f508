"""Dates: the expressions of time in a sentence, resolved against the day of publication (CLAIMS.md, "Dates")."""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.count import find_counts


@dataclass(frozen=True, slots=True)
class When:
    """An expression of time: its offsets, the closed days it stands for, and whether it spans a running period.

    `total` is true for "since X" and "in the past six days": a count in such a clause is a total. `year` is true
    where nothing more exact than a year or a span of years is said.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    total: bool = False
    year: bool = False


@functools.cache
def _names() -> tuple[str, str]:
    time = lexicon.table("time")
    months = "|".join(sorted(time["months"], key=lambda name: -len(name)))
    days = "|".join(time["weekdays"])
    return months, days


@functools.cache
def _pattern() -> re.Pattern[str]:
    months, days = _names()
    ordinal = r"(?:st|nd|rd|th)?"
    span = r"(?:a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few|several|couple of|\d{1,3})"
    unit = r"(?:hours?|days?|weeks?|months?|years?|weekend)"
    return re.compile(
        rf"""\b(?:
        (?:(?:in|between|during|of|from)\s+)?(?P<y1>(?:19|20)\d\d)\s*(?:-|–|—|to|and|until)\s*(?P<y2>(?:19|20)?\d\d)\b(?!-)
        | (?P<then>since\s+then)
        | (?P<since>since|from)\s+(?:the\s+(?:evening|morning|night|afternoon)\s+of\s+)?(?:(?:the\s+)?
            (?P<s_part>start|beginning|early|mid|late|end)(?:\s+of)?[\s-]+)?(?:last\s+)?
            (?:(?:the\s+)?(?P<s_day>\d{{1,2}}){ordinal}\s+(?:of\s+)?)?(?:(?P<s_wday>{days})|
            (?P<s_month>{months})\b\.?)?(?:\s+(?P<s_mday>\d{{1,2}}){ordinal}(?!\d))?(?:,?\s*(?P<s_year>
            (?:19|20)\d\d))?
        | (?:in|over|during|within|for)\s+the\s+(?:past|last|previous)\s+(?P<past_n>{span}\s+)?
            (?P<past_unit>{unit})
        | (?P<ago_n>{span})\s+(?P<ago_unit>{unit})\s+(?:ago|earlier)
        | (?P<iso>(?:19|20)\d\d-\d\d-\d\d)
        | (?:(?:between|from)\s+)?(?P<r1>\d{{1,2}}){ordinal}\s*(?:-|–|to|and|until)\s*(?P<r2>\d{{1,2}}){ordinal}
            \s+(?:of\s+)?(?P<rm>{months})\b\.?(?:,?\s+(?P<ry>(?:19|20)\d\d))?
        | (?:the\s+)?(?P<d>\d{{1,2}}){ordinal}(?:\s+(?:of\s+)?|-)(?P<dm>{months})\b\.?(?:,?\s+(?P<dy>
            (?:19|20)\d\d)|\s+(?P<dy2>[5-9]\d)(?=\s|,|\)|$))?
        | (?P<m>{months})\b\.?\s+(?P<md>\d{{1,2}}){ordinal}(?!\d|,\d{{3}})(?:\s*(?:-|to|and)\s*
            (?P<md2>\d{{1,2}}){ordinal})?(?:,?\s+(?P<my>(?:19|20)\d\d))?
        | (?:in\s+)?(?:(?P<part>early|mid|late|the\s+start\s+of|the\s+end\s+of)[\s-]+)?(?P<mo>
            (?:{months})(?<!may)(?<!march)(?<!mar)(?<!dec)(?<!sun)(?<!sep)|(?<=in\ )(?:may|march)|(?<=last\ )
            (?:may|march))\b\.?(?:,?\s+(?P<moy>(?:19|20)\d\d))?
        | (?P<last>last|this|past|the\s+same|earlier\s+this|over\s+the)\s+
            (?P<lunit>week|month|year|yr|weekend|summer|winter|spring|autumn|{days})
        | (?P<wday>{days})(?:'s)?
        | (?P<rel>today|yesterday|tonight|overnight|last\s+night|this\s+morning|this\s+afternoon|this\s+evening
            |earlier\s+in\s+the\s+day)
        | (?P<yprep>in|during|of|early|late|mid|by|throughout|back\s+in)[\s-]+(?P<y>(?:19|20)\d\d)\b(?!\s*
            (?:people|civilians|deaths))
        | (?P<nlater>{span})\s+(?P<nlunit>days?|weeks?|months?)\s+later
        | (?P<next>the\s+following\s+day|the\s+next\s+day|the\s+day\s+before|the\s+previous\s+day)
        )""",
        re.IGNORECASE | re.VERBOSE,
    )


def find_times(text: str, published: date | None) -> tuple[When, ...]:
    """The expressions of time in `text`, in order. Without a day of publication only full dates resolve."""
    found = []
    for match in _pattern().finditer(text):
        when = _resolve(match, published)
        if when is not None:
            found.append(when)
    return tuple(found)


def _resolve(match: re.Match[str], published: date | None) -> When | None:
    rules: tuple[
        Callable[[re.Match[str], date | None], tuple[date | None, date | None, bool, bool] | None], ...
    ] = (
        _since,
        _past,
        _ago,
        _iso,
        _day_range,
        _day_month,
        _month_day,
        _years,
        _month,
        _last,
        _weekday,
        _relative,
        _year,
        _shift,
    )
    for rule in rules:
        days = rule(match, published)
        if days is not None:
            first, last, total, year = days
            return When(match.start(), match.end(), first, last, total, year)
    return None


Days = tuple[date | None, date | None, bool, bool]


def _month_number(name: str) -> int:
    return int(lexicon.table("time")["months"][name.lower().rstrip(".")])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _near_year(month: int, day: int, published: date | None) -> int | None:
    """The year of a day without one: the last such day not after publication."""
    if published is None:
        return None
    candidate = _day(published.year, month, day)
    if candidate is not None and candidate > published + timedelta(days=1):
        return published.year - 1
    return published.year


def _one(day: date | None) -> Days | None:
    return (day, day, False, False) if day else None


def _since(match: re.Match[str], published: date | None) -> Days | None:
    if match["then"]:
        return None, published, True, False
    if not match["since"]:
        return None
    if match["since"].lower() == "from" and not (match["s_month"] or match["s_year"]):
        return None
    if match["s_wday"]:
        return (_last_weekday(match["s_wday"], published), published, True, False) if published else None
    if not match["s_month"] and not match["s_year"]:
        return _since_clause(match, published)
    year = int(match["s_year"]) if match["s_year"] else None
    part = (match["s_part"] or "").lower()
    if match["s_month"]:
        month = _month_number(match["s_month"])
        day = int(match["s_day"] or match["s_mday"] or {"mid": 15, "late": 21, "end": 28}.get(part, 1))
        year = year or _near_year(month, min(day, 28), published)
        first = _day(year, month, day) if year else None
    else:
        month = {"mid": 7, "late": 10, "end": 12}.get(part, 1)
        first = date(year, month, 1) if year else None
    if first is None:
        return None
    return first, published, True, match["s_month"] is None


def _since_clause(match: re.Match[str], published: date | None) -> Days | None:
    """ "Since the assault on the town began in February": the first date of the clause begins the period."""
    if match["since"].lower() != "since":
        return None
    clause = re.match(r"[^.;:!?]{0,90}", match.string[match.end() :])
    for later in _pattern().finditer(clause[0] if clause else ""):
        when = None if later["since"] or later["then"] else _resolve(later, published)
        if when is not None and when.first is not None and not when.total:
            return when.first, published, True, when.year
    return None


def _amount(text: str | None) -> int | None:
    if not text:
        return 1
    word = text.strip().lower()
    if word == "a":
        return 1
    if word in ("few", "several"):
        return 3
    counts = find_counts("a couple" if word == "couple of" else word)
    return counts[0].low if counts else None


def _back(published: date, n: int, unit: str) -> date | None:
    unit = unit.lower()
    try:
        if unit.startswith("hour"):
            return published - timedelta(days=(n + 23) // 24)
        if unit.startswith("day"):
            return published - timedelta(days=n)
        if unit.startswith("week"):
            return published - timedelta(days=7 * n)
        months = n * (12 if unit.startswith("year") else 1)
        index = published.year * 12 + published.month - 1 - months
        year, month = divmod(index, 12)
        return date(year, month + 1, min(published.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def _past(match: re.Match[str], published: date | None) -> Days | None:
    if not match["past_unit"] or published is None:
        return None
    n = _amount(match["past_n"])
    if n is None:
        return None
    if match["past_n"] and match["past_n"].strip().lower() in ("few", "several"):
        n = 3
    return _back(published, n, match["past_unit"]), published, True, match["past_unit"].lower().startswith("year")


def _ago(match: re.Match[str], published: date | None) -> Days | None:
    if not match["ago_n"] or published is None or match["ago_unit"] is None:
        return None
    n = _amount(match["ago_n"])
    if n is None or match["ago_n"].lower() in ("few", "several", "couple of"):
        return None
    day = _back(published, n, match["ago_unit"])
    if day is None:
        return None
    unit = match["ago_unit"].lower()
    if unit.startswith("year"):
        return date(day.year, 1, 1), date(day.year, 12, 31), False, True
    if unit.startswith("month"):
        return *_month_span(day.year, day.month), False, False
    return _one(day if not unit.startswith("hour") else published)


def _iso(match: re.Match[str], published: date | None) -> Days | None:
    if not match["iso"]:
        return None
    year, month, day = map(int, match["iso"].split("-"))
    return _one(_day(year, month, day))


def _day_range(match: re.Match[str], published: date | None) -> Days | None:
    """ "Between 1 and 31 August", "9-12 May"."""
    if not match["rm"]:
        return None
    month, days = _month_number(match["rm"]), (int(match["r1"]), int(match["r2"]))
    year = int(match["ry"]) if match["ry"] else _near_year(month, days[0], published)
    first, last = (_day(year, month, day) if year else None for day in days)
    if first is None or last is None or last < first:
        return None
    return first, last, False, False


def _day_month(match: re.Match[str], published: date | None) -> Days | None:
    if not match["dm"]:
        return None
    month, day = _month_number(match["dm"]), int(match["d"])
    year = (
        int(match["dy"])
        if match["dy"]
        else 1900 + int(match["dy2"])
        if match["dy2"]
        else _near_year(month, day, published)
    )
    return _one(_day(year, month, day)) if year else None


def _month_day(match: re.Match[str], published: date | None) -> Days | None:
    if not match["md"]:
        return None
    month, day = _month_number(match["m"]), int(match["md"])
    year = int(match["my"]) if match["my"] else _near_year(month, day, published)
    first = _day(year, month, day) if year else None
    if first is None or year is None:
        return None
    if match["md2"]:
        last = _day(year, month, int(match["md2"]))
        if last and last > first:
            return first, last, False, False
    return _one(first)


def _month_span(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _month(match: re.Match[str], published: date | None) -> Days | None:
    if not match["mo"]:
        return None
    month = _month_number(match["mo"])
    year = int(match["moy"]) if match["moy"] else _near_year(month, 1, published)
    return (*_month_span(year, month), False, False) if year else None


def _last_weekday(name: str, published: date | None) -> date | None:
    if published is None:
        return None
    back = (published.weekday() - int(lexicon.table("time")["weekdays"][name.lower()])) % 7
    return published - timedelta(days=back)


def _last(match: re.Match[str], published: date | None) -> Days | None:
    if not match["lunit"] or published is None:
        return None
    if match["last"].lower() == "the same" and match.string[match.end() : match.end() + 1].lower() == "s":
        return None, published, True, False
    unit, which = match["lunit"].lower(), match["last"].lower()
    days = lexicon.table("time")["weekdays"]
    monday = published - timedelta(days=published.weekday())
    if unit in days:
        day = _last_weekday(unit, published)
        if day and which == "last" and (day >= monday or day == published):
            day -= timedelta(days=7)
        return _one(day)
    if unit == "week":
        return (
            (monday - timedelta(days=7), monday - timedelta(days=1), False, False)
            if which in ("last", "past")
            else (monday, published, False, False)
        )
    if unit == "weekend":
        saturday = _last_weekday("saturday", published)
        return (saturday, saturday + timedelta(days=1), False, False) if saturday else None
    if unit == "month":
        if which in ("last", "past"):
            before = date(published.year, published.month, 1) - timedelta(days=1)
            return *_month_span(before.year, before.month), False, False
        return date(published.year, published.month, 1), published, False, False
    if unit in ("year", "yr"):
        if which in ("last", "past"):
            return date(published.year - 1, 1, 1), date(published.year - 1, 12, 31), False, True
        return date(published.year, 1, 1), published, False, True
    return None


def _weekday(match: re.Match[str], published: date | None) -> Days | None:
    return _one(_last_weekday(match["wday"], published)) if match["wday"] else None


def _relative(match: re.Match[str], published: date | None) -> Days | None:
    if not match["rel"] or published is None:
        return None
    word = " ".join(match["rel"].lower().split())
    yesterday = published - timedelta(days=1)
    if word in ("yesterday", "last night"):
        return _one(yesterday)
    if word == "overnight":
        return yesterday, published, False, False
    return _one(published)


def _years(match: re.Match[str], published: date | None) -> Days | None:
    if not match["y1"]:
        return None
    first, second = int(match["y1"]), match["y2"]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    return (date(first, 1, 1), date(last, 12, 31), False, True) if first <= last else None


def _year(match: re.Match[str], published: date | None) -> Days | None:
    if not match["y"]:
        return None
    year = int(match["y"])
    return date(year, 1, 1), date(year, 12, 31), False, True


def _shift(match: re.Match[str], published: date | None) -> Days | None:
    """Days counted from another event: they name no day by themselves."""
    return (None, None, False, False) if match["next"] or match["nlater"] else None
