"""Dates: the expressions of time in a sentence, resolved against the day of publication (CLAIMS.md, "Dates")."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import date

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.glance import folded
from tollbook.claims.readers.rules_en.times import dates, join, months, spoken
from tollbook.claims.readers.rules_en.times.form import Form, Period


@dataclass(frozen=True, slots=True)
class When:
    """An expression of time: its offsets, the closed days it stands for, and whether it spans a running period.

    `total` is true for "since X" and "in the past six days": a count in such a clause is a total. `year` is true
    where nothing more exact than a year or a span of years is said, `span` where two ends are said. `shift` counts
    from the day told last ("two days later"). `names` is true where the time names an event ("Tuesday's attack").
    """

    start: int
    end: int
    first: date | None
    last: date | None
    total: bool = False
    year: bool = False
    span: bool = False
    shift: tuple[int, str] | None = None
    names: bool = False


_ARTICLE = re.compile(r"\b(?:the|that|an?|its|their)\s+(?:\w{0,3})$", re.IGNORECASE)


@functools.cache
def _forms() -> tuple[Form, ...]:
    return (*dates.forms(), *months.forms()[:3], *spoken.forms(), *months.forms()[3:])


@functools.cache
def _pattern() -> re.Pattern[str]:
    anyone = "|".join(f"(?P<{form.name}>{form.pattern})" for form in _forms())
    return re.compile(anyone, re.IGNORECASE)


@functools.cache
def _opening() -> re.Pattern[str]:
    """What an expression of time begins with, in a folded text: a cheap look before all forms are tried."""
    time = lexicon.table("time")
    opens = {*time["months"], *time["weekdays"], *time["opening"]["words"]}
    letters = "".join(sorted({word[0] for word in opens}))
    rests = "|".join(sorted(word[1:] for word in opens))
    return re.compile(rf"\b(?:\d|[{letters}](?:{rests})\b|[hq]\d)")


@functools.cache
def _named() -> re.Pattern[str]:
    """What follows a time that names an event: "'s overnight attack", " bombing"."""
    nouns = sorted(lexicon.words("causes", "event", "nouns") | lexicon.words("time", "event"))
    listed = "|".join(re.escape(noun) for noun in nouns)
    return re.compile(
        rf"(?:\s+(?:night|morning|evening|afternoon|dawn))?(?P<of>'s?\s+|\s+)(?:[\w'-]+\s+){{0,4}}?(?:{listed})\b",
        re.IGNORECASE,
    )


def find_times(text: str, published: date | None) -> tuple[When, ...]:
    """The expressions of time in `text`, in order. Without a day of publication only full dates resolve."""
    points: list[join.Point] = []
    at = 0
    low = folded(text)
    while opening := _opening().search(low, at):
        at = opening.start()
        match = _pattern().match(text, at)
        if match is None:
            at += 1
            continue
        form = next(form for form in _forms() if match[form.name] is not None)
        period = form.resolve(match, published)
        if period is None:
            at = match.start() + max(1, re.match(r"\w*", text[match.start() :]).end())  # type: ignore[union-attr]
            continue
        points.append(join.Point(match.start(), match.end(), period, form.name))
        at = match.end()
    return tuple(_when(text, point) for point in join.join(text, points, published))


def _when(text: str, point: join.Point) -> When:
    period: Period = point.period
    return When(
        point.start,
        point.end,
        period.first,
        period.last,
        period.total,
        period.year,
        period.span,
        period.shift,
        not period.total and _names_event(text, point),
    )


def _names_event(text: str, point: join.Point) -> bool:
    """Whether a time stands as the name of an event: "Tuesday's attack", "the May 12 raid"."""
    match = _named().match(text, point.end)
    if match is None:
        return False
    near = len(match[0].split()) <= 2
    return bool(match["of"].strip()) or (near and _ARTICLE.search(text[: point.start + 4]) is not None)
