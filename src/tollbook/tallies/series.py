"""Aggregates of one speaker over time: running totals with what they grew by, increments with their sum."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from tollbook.assessments import names
from tollbook.assessments.statements.spans import sentences
from tollbook.model.assessment import Range
from tollbook.model.claim import Claim
from tollbook.model.finding import Finding
from tollbook.model.place import Location
from tollbook.model.tally import Point, Series
from tollbook.tallies.aggregate import Aggregate, gather, period_in_words, verb

RUNNING, INCREMENTS = "running total", "increments"
Key = tuple[object, ...]


def series(
    claims: Mapping[str, Claim], texts: Mapping[str, str], locations: Mapping[str, Location]
) -> tuple[Series, ...]:
    """Every series of two or more aggregates: of one speaker, harm, people, area and form.

    What an aggregate counts is said by the words of its sentence; where they say neither, by its period: a whole
    calendar month is an increment. Nothing is summed but increments of disjoint periods.
    """
    alike: dict[Key, list[Aggregate]] = defaultdict(list)
    for one in gather(claims):
        if one.speaker and one.claim.date_end:
            alike[_key(one, _form(one, texts.get(one.claim.doc, "")), locations)].append(one)
    made = []
    for key, those in alike.items():
        form = str(key[0])
        for part in _from_one_day(those) if form == RUNNING else [those]:
            if len(part) > 1:
                made.append(_series(form, part))
    return tuple(sorted(made, key=lambda one: (one.speaker, one.form, one.points[0].claim)))


def _form(one: Aggregate, text: str) -> str:
    """Whether it counts all since a day, or a period of its own."""
    start, end = one.period
    sentence = next((s.text for s in sentences(text) if s.start <= one.claim.start < s.end), "")
    if _says("running", sentence):
        return RUNNING
    if start and end and (_says("increment", sentence) or _is_month(start, end)):
        return INCREMENTS
    return RUNNING


def _is_month(start: datetime.date, end: datetime.date) -> bool:
    return start.day == 1 and (end + datetime.timedelta(days=1)).day == 1 and (end - start).days < 31


def _key(one: Aggregate, form: str, locations: Mapping[str, Location]) -> Key:
    place = locations.get(one.id)
    area = place.id if place and place.id else names.fold(one.claim.place)
    who = (one.claim.status, one.claim.age, one.claim.sex)
    return (form, names.key(one.speaker), one.claim.harm, *who, one.claim.part_of is not None, area)


def _from_one_day(those: Sequence[Aggregate]) -> list[list[Aggregate]]:
    """Running totals that begin on one day, as far as is said: "since February" holds "since 19 February"."""
    parts: list[list[Aggregate]] = []
    for one in sorted(those, key=lambda one: (str(one.period[0]), str(one.period[1]), one.id)):
        home = next((part for part in parts if _same_start(part[0].period[0], one.period[0])), None)
        if home is None:
            parts.append([one])
        else:
            home.append(one)
    return parts


def _same_start(a: datetime.date | None, b: datetime.date | None) -> bool:
    if a is None or b is None or a == b:
        return a == b
    return a.replace(day=1) == b.replace(day=1) and 1 in (a.day, b.day)


def _series(form: str, those: Iterable[Aggregate]) -> Series:
    ordered = sorted(those, key=lambda one: (str(one.period[1]), str(one.period[0]), one.claim.low or 0, one.id))
    points: list[Point] = []
    findings: list[Finding] = []
    for before, one in zip([None, *ordered], ordered, strict=False):
        gain = _gain(before.claim, one.claim) if before and form == RUNNING else None
        number = Range(low=one.claim.low, high=one.claim.high)
        points.append(Point(claim=one.id, period=one.period, number=number, gain=gain))
        if before and (wrong := _wrong(form, before, one)):
            findings.append(wrong)
    first = ordered[0]
    total = None if form == RUNNING or findings else _sum(points)
    area = next((one.claim.place for one in ordered if one.claim.place), "")
    return Series(
        speaker=first.speaker,
        area=area,
        population=first.population,
        form=form,
        points=tuple(points),
        total=total,
        words=_words(form, first, area, points, total),
        findings=tuple(findings),
    )


def _gain(before: Claim, now: Claim) -> int | None:
    exact = before.low == before.high and now.low == now.high
    return now.low - before.low if exact and now.low is not None and before.low is not None else None


def _wrong(form: str, before: Aggregate, now: Aggregate) -> Finding | None:
    """A running total that falls, or increments whose periods overlap."""
    if form == RUNNING:
        if now.claim.high is None or before.claim.low is None or now.claim.high >= before.claim.low:
            return None
        code, words = "aggregate.falls", "this running total is lower than the one before it"
    else:
        start, end = now.period[0], before.period[1]
        if start is None or end is None or start > end:
            return None
        code, words = "aggregate.overlaps", "the periods of these two numbers overlap, so they are not summed"
    numbers = f"{_told(before)}, then {_told(now)}"
    return Finding(
        code=code,
        where=f"claim:{now.id}",
        message=f"{words}: {numbers} ({now.speaker})",
        advice="Look at both sentences; a correction, another area or other people may explain it.",
    )


def _sum(points: Sequence[Point]) -> Range:
    lows = [point.number.low for point in points]
    highs = [point.number.high for point in points]
    return Range(
        low=None if None in lows else sum(low for low in lows if low is not None),
        high=None if None in highs else sum(high for high in highs if high is not None),
    )


def _told(one: Aggregate) -> str:
    return f"{Range(low=one.claim.low, high=one.claim.high)} {period_in_words(one.period)}"


def _words(form: str, first: Aggregate, area: str, points: Sequence[Point], total: Range | None) -> str:
    who = f" ({first.population})" if first.population != "people" else ""
    where = f" in {area}" if area else ""
    what = f"{first.speaker}: {verb(first.claim.harm)}{who}{where}, {form}"
    if total is not None:
        return f"{what} of {len(points)} periods, together {total}"
    return what


def _says(group: str, sentence: str) -> bool:
    return bool(_pattern(group).search(sentence))


@cache
def _pattern(group: str) -> re.Pattern[str]:
    lists = tomllib.loads((files("tollbook.tallies") / "periods.toml").read_text(encoding="utf-8"))
    return re.compile(rf"\b(?:{'|'.join(lists[group])})\b", re.IGNORECASE)
