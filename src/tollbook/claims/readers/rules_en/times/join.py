"""Expressions of time that belong together: "between January and June", "since 3 May", "overnight on Monday"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tollbook.claims.readers.rules_en.times.calendar import month_span, year_span
from tollbook.claims.readers.rules_en.times.form import Period

_HOUR = r"(?:night|nights|evening|morning|afternoon|midday|noon|midnight|dawn|late|early)"
_PART = rf"(?:(?:start|beginning|end|middle|early|late|{_HOUR})\s+(?:of\s+|on\s+)?)*"
_AND = re.compile(
    rf"\s*(?P<dash>-|–|—)\s*|(?:\s+{_HOUR}\b)*,?\s+(?P<by>to|until|till|through|and|into|or|&)\s+(?:on\s+)?(?:the\s+)?{_PART}",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\b(?P<by>between|from)\s+(?:(?:the|early|late)\s+)?(?:(?:start|beginning|end|middle|night|morning|evening|dawn)\s+of\s+)?$",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?P<by>since)\s+(?:at\s+least\s+|about\s+|around\s+|as\s+early\s+as\s+)?(?:the\s+)?"
    r"(?:(?:evening|morning|night|afternoon|start|beginning|early\s+hours|dawn|onset|month|year)\s+(?:of|on)\s+)?"
    r"(?:early|earlier|late|mid)?[\s-]*(?:the\s+)?$",
    re.IGNORECASE,
)
_FROM_ON = re.compile(r"\bfrom\s+(?:the\s+)?(?:(?:start|beginning|evening|morning)\s+of\s+)?$", re.IGNORECASE)
_ONWARD = re.compile(
    r"\s*,?\s*(?:on(?:wards?)\b(?!\s+the)|(?:until|till|to)\s+(?:now|date|the present)\b)", re.IGNORECASE
)
_UNTIL = re.compile(
    r"\b(?:as\s+of|up\s+to|up\s+until|until|as\s+at|through)\s+(?:the\s+end\s+of\s+|late\s+|early\s+)?$",
    re.IGNORECASE,
)
_SINCE_CLAUSE = re.compile(
    r"\b[Ss]ince\s+(?:the|a|an|this|that|its|his|their|it|they|he|she|violence|fighting|clashes|hostilities|war|[A-Z]\w+)\b",
)
_START_OF = re.compile(
    r"\bsince\s+(?:the\s+)?(?:start|beginning)\s+of\s+(?P<this>the|this)\s+(?P<unit>year|month|week)\b",
    re.IGNORECASE,
)
_SINCE_THEN = re.compile(r"\bsince\s+then\b|\bever\s+since\b", re.IGNORECASE)
_RECORD = re.compile(
    r"\b(?:deadliest|worst|bloodiest|biggest|largest|heaviest|highest|lowest|gravest|latest|first|second|third|fourth"
    r"|fifth|sixth|seventh|\d+(?:st|nd|rd|th)|(?:most|more|less|longest) \w+|only)\b[^.;,]{0,60}$",
    re.IGNORECASE,
)
_OVERNIGHT = re.compile(r"\s*,?\s*(?:late\s+|early\s+)?(?:on\s+|of\s+|from\s+|between\s+)?", re.IGNORECASE)
_INTO = re.compile(r"\s+(?:in)?to\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Point:
    """An expression of time by itself: its offsets, its days, and the name of its form."""

    start: int
    end: int
    period: Period
    form: str


def join(text: str, points: list[Point], published: date | None) -> list[Point]:
    """The expressions of a sentence, those that belong together made one, those that only open a period marked."""
    spans = _spans(text, points)
    nights = _nights(text, spans)
    running = [_running(text, point, published) for point in nights]
    clauses = _clauses(text, running, published)
    return sorted([*running, *clauses], key=lambda point: point.start)


def _spans(text: str, points: list[Point]) -> list[Point]:
    """ "Between X and Y", "X to Y", "X and Y" as one."""
    found: list[Point] = []
    for point in points:
        before = found[-1] if found else None
        if before is not None and not _is_overnight(text, before):
            match = _AND.fullmatch(text, before.end, point.start)
            opened = _BETWEEN.search(text, 0, before.start)
            spanned = _spanned(before, point) if match else None
            alone = match is not None and (match["by"] or "").lower() in ("and", "or", "&") and opened is None
            if spanned is not None and not (alone and not _alike(before, point)):
                start = opened.start() if opened else before.start
                long = spanned.first is not None and spanned.last is not None and spanned.last - spanned.first
                wide = bool(long and long > timedelta(days=4))
                found[-1] = Point(start, point.end, replace(spanned, span=wide), "span")
                continue
        found.append(point)
    return found


def _alike(one: Point, other: Point) -> bool:
    return one.form == other.form or {one.form, other.form} <= {
        "day_month",
        "month_day",
        "day_range",
        "month_range",
    }


def _spanned(one: Point, other: Point) -> Period | None:
    """From the first day of one to the last of another; a year said of the second holds for the first too."""
    a, b = one.period, other.period
    if a.first is None or a.last is None or b.last is None or b.first is None or a.total or b.total:
        return None
    first = a.first
    if not a.own_year:
        if b.own_year:
            first = first.replace(year=b.last.year, day=min(first.day, 28))
        if first > b.last and one.form == "weekday":
            first -= timedelta(days=7)
        elif first > b.last:
            first = first.replace(
                year=b.last.year - (first.replace(year=b.last.year, day=1) > b.last), day=min(first.day, 28)
            )
    if first > b.last:
        return None
    return Period(first, b.last, year=a.year and b.year, own_year=b.own_year)


def _nights(text: str, points: list[Point]) -> list[Point]:
    """ "Overnight" beside a day is that day's night; "overnight into" a day is that of the day before too."""
    found: list[Point] = []
    for point in points:
        before = found[-1] if found else None
        if before is not None and _is_overnight(text, before) and point.period.first is not None:
            gap = text[before.end : point.start]
            if _INTO.fullmatch(gap) and point.period.first == point.period.last:
                day = point.period.first
                found[-1] = Point(before.start, point.end, Period(day - timedelta(days=1), day), "span")
                continue
            if _OVERNIGHT.fullmatch(gap):
                found[-1] = replace(point, start=before.start)
                continue
        if before is not None and _is_overnight(text, point) and not text[before.end : point.start].strip():
            found[-1] = replace(before, end=point.end)
            continue
        found.append(point)
    return found


def _is_overnight(text: str, point: Point) -> bool:
    return text[point.start : point.end].lower() == "overnight"


def _running(text: str, point: Point, published: date | None) -> Point:
    """A point with the period that "since", "from ... on" or "as of" before it opens or ends."""
    before, period = text[: point.start], point.period
    since = _SINCE.search(before)
    onward = since or (_FROM_ON.search(before) if _ONWARD.match(text, point.end) else None)
    if onward is not None and period.first is not None:
        if _RECORD.search(text, 0, onward.start()):
            return Point(onward.start(), point.end, Period(), "record")
        first = _opening(text[onward.start() : point.end], point.period)
        return Point(
            onward.start(), point.end, Period(first, published, total=True, year=period.year, span=True), "since"
        )
    if period.total and _RECORD.search(re.sub(r"\b(?:in|over|during|within|for)\s+$", "", before)):
        return Point(point.start, point.end, Period(), "record")
    until = _UNTIL.search(before)
    if (
        until is not None
        and period.last is not None
        and not period.total
        and until[0].lower().split()[0] != "through"
    ):
        return Point(until.start(), point.end, Period(total=True, span=True), "until")
    return point


def _opening(words: str, period: Period) -> date | None:
    """The first day of "since mid-May", "since late 2017"."""
    first, part = period.first, re.search(r"\b(mid|middle|late|end)\b", words, re.IGNORECASE)
    if first is None or part is None:
        return first
    late = part[1].lower() in ("late", "end")
    if (first, period.last) == month_span(first.year, first.month):
        return first.replace(day=21 if late else 15)
    if (first, period.last) == year_span(first.year):
        return first.replace(month=10 if late else 7)
    return first


def _clauses(text: str, points: list[Point], published: date | None) -> list[Point]:
    """ "Since then", "since the start of the year", and "since the assault began", which may hold its date."""
    found = []
    for match in _SINCE_THEN.finditer(text):
        found.append(Point(match.start(), match.end(), Period(None, published, total=True), "then"))
    for match in _SINCE_CLAUSE.finditer(text):
        if any(p.start <= match.start() < p.end for p in (*points, *found)) or _RECORD.search(
            text, 0, match.start()
        ):
            continue
        year = _START_OF.match(text, match.start())
        if year is not None and published is not None:
            found.append(Point(year.start(), year.end(), _this(year["unit"], published), "since"))
            continue
        end = match.start() + len(re.match(r"[^.;:!?,]{0,90}", text[match.start() :])[0])  # type: ignore[index]
        inside = [p for p in points if match.start() < p.start < end and p.period.first and not p.period.total]
        first = inside[0].period.first if inside else None
        period = Period(
            first, published if first else None, total=True, span=True, year=bool(inside and inside[0].period.year)
        )
        found.append(Point(match.start(), inside[0].end if inside else match.end(), period, "since"))
        if inside:
            points.remove(inside[0])
    return found


def _this(unit: str, published: date) -> Period:
    unit = unit.lower()
    if unit == "week":
        first = published - timedelta(days=published.weekday())
    else:
        first = published.replace(day=1, month=1 if unit == "year" else published.month)
    return Period(first, published, total=True, span=True, year=unit == "year")
