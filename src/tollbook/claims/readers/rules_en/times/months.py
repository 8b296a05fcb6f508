"""Months, years and their parts: "in March", "the first half of 2019", "the 2014 war", "1991-94"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tollbook.claims.readers.rules_en.times.calendar import month_span, near_year, year_span
from tollbook.claims.readers.rules_en.times.form import NUMBER, YEAR, Form, Period, amount, month_number, months

_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|of|during|throughout|last|this|since|from|to|and|between|until|till|by|early|late|mid|through|before"
    r"|after)\b|-|–|—)\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|of|during|throughout|since|from|to|and|between|until|till|by|early|late|mid|through|before|after"
    r"|back\s+in|year|half|quarter|summer|winter|spring|autumn)\b|\b[HQ][1-4]|-|–|—)[\s,]*$",
    re.IGNORECASE,
)
_NAMED_BY_YEAR = re.compile(r"\b(?:the|a|that|its|their)\s+$", re.IGNORECASE)
_ORDERS = {"first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1}
_COMMON = ("may", "march", "mar", "dec", "sun", "sep")
_JOINED = r"(?:\s*[-–—/]\s*|\s+(?:and|to|until)\s+(?=(?:19|20)\d\d\b))"
_YEARS = rf"\b(?P<years_a>{YEAR}){_JOINED}(?P<years_b>(?:19|20)?\d\d)\b(?!-)"


def forms() -> tuple[Form, ...]:
    """The forms of this module, the longer before the shorter."""
    part = r"(?:early|mid|late|the\s+(?:start|beginning|middle|end)\s+of|the\s+month\s+of)"
    return (
        Form(
            "part",
            rf"\b(?:the\s+)?(?P<part_order>first|opening|second|third|fourth|last|final)\s+(?:(?P<part_n>{NUMBER})\s+)?"
            rf"(?P<part_unit>half|quarter|weeks?|days?|months?)\s+(?:of|in)\s+"
            rf"(?:(?P<part_this>the|this|last)\s+(?:calendar\s+)?year|(?P<part_m>{months()})\b\.?(?:\s+(?P<part_my>{YEAR}))?"
            rf"|(?P<part_y>{YEAR})|(?P<part_of>(?:the|this|that|its|their)\s+(?:[\w-]+\s+){{0,2}}(?:war|conflict|offensive"
            r"|operation|assault|campaign|siege|fighting|invasion|uprising|crackdown|battle|truce|ceasefire)))\b",
            _part,
        ),
        Form("quarter", rf"\b(?P<quarter_q>[HQ][1-4])[\s,]+(?P<quarter_y>{YEAR})\b", _quarter),
        Form("years", _YEARS, _years),
        Form(
            "month",
            rf"\b(?:(?P<month_part>{part})[\s-]+)?(?P<month_name>{months()})\b\.?"
            rf"(?:,?\s+(?:of\s+)?(?P<month_y>{YEAR}|(?:last|this)\s+year)(?!\s+(?:people|civilians)))?",
            _month,
        ),
        Form("decade", r"\b(?P<decade_y>(?:19|20)\d0)s\b", _decade),
        Form("year", rf"\b(?P<year_y>{YEAR})\b(?!-|,\d|\s*(?:people|civilians|persons|deaths|others)\b)", _year),
    )


def _part(match: re.Match[str], published: date | None) -> Period | None:
    """ "The first half of the year": of the last year in which it was over by publication."""
    if match["part_of"]:
        return Period(total=True, span=True)
    order, unit = _ORDERS[match["part_order"].lower()], match["part_unit"].lower().rstrip("s")
    n = amount(match["part_n"]) or 1
    if match["part_m"]:
        month = month_number(match["part_m"])
        year = int(match["part_my"]) if match["part_my"] else near_year(month, 1, published)
        return _within(*month_span(year, month), order, n, unit) if year else None
    if match["part_y"]:
        return _within(*year_span(int(match["part_y"])), order, n, unit)
    if published is None:
        return None
    if match["part_this"].lower() == "last":
        return _within(*year_span(published.year - 1), order, n, unit)
    found = _within(*year_span(published.year), order, n, unit)
    if found is not None and found.last is not None and found.last > published + timedelta(days=1):
        found = _within(*year_span(published.year - 1), order, n, unit)
    return found


def _within(first: date, last: date, order: int, n: int, unit: str) -> Period | None:
    """The `order`-th run of `n` units within a month or a year; -1 is the last."""
    if unit in ("half", "quarter", "month"):
        size = {"half": 6, "quarter": 3, "month": 1}[unit] * n
        months_ = (last.year - first.year) * 12 + last.month - first.month + 1
        begin = (order - 1) * size if order > 0 else months_ - size
        if begin < 0 or begin + size > months_:
            return None
        start = date(first.year, first.month + begin, 1)
        return Period(start, month_span(first.year, first.month + begin + size - 1)[1], span=True, own_year=True)
    size = {"week": 7, "day": 1}[unit] * n
    start = first + timedelta(days=(order - 1) * size) if order > 0 else last - timedelta(days=size - 1)
    end = start + timedelta(days=size - 1)
    return Period(start, end, span=size > 2, own_year=True) if start >= first and end <= last else None


def _quarter(match: re.Match[str], published: date | None) -> Period | None:
    which, order = match["quarter_q"][0].lower(), int(match["quarter_q"][1])
    return _within(*year_span(int(match["quarter_y"])), order, 1, "half" if which == "h" else "quarter")


def _years(match: re.Match[str], published: date | None) -> Period | None:
    first, second = int(match["years_a"]), match["years_b"]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    return Period(date(first, 1, 1), date(last, 12, 31), year=True, span=True) if first <= last else None


def _month(match: re.Match[str], published: date | None) -> Period | None:
    name, before = match["month_name"], match.string[: match.start()]
    if name.lower() in _COMMON and not match["month_y"]:
        if len(name) == 3 and name.lower() != "may":
            return None
        if not (match["month_part"] or (name[0].isupper() and _BEFORE_MONTH.search(before))):
            return None
    month, written = month_number(name), match["month_y"]
    if written and written[0].isdigit():
        year: int | None = int(written)
    elif written and published:
        year = published.year - (written.lower().startswith("last"))
    else:
        year = near_year(month, 1, published)
    return Period(*month_span(year, month), own_year=bool(written)) if year else None


def _decade(match: re.Match[str], published: date | None) -> Period | None:
    first = int(match["decade_y"])
    return Period(date(first, 1, 1), date(first + 9, 12, 31), year=True, span=True, own_year=True)


def _year(match: re.Match[str], published: date | None) -> Period | None:
    """A number that is a year by what stands before it ("in 2014"), or by what it names ("the 2014 war")."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    named = _NAMED_BY_YEAR.search(before) and re.match(r"(?:-\w+)?\s+[a-z]", after)
    if not _BEFORE_YEAR.search(before) and not named:
        return None
    return Period(*year_span(int(match["year_y"])), year=True, own_year=True)
