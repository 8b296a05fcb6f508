"""Days told from the day of publication or from another day: "yesterday", "two weeks ago", "the next day"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.times.calendar import (
    around,
    back,
    last_weekday,
    month_span,
    weekday_number,
    year_span,
)
from tollbook.claims.readers.rules_en.times.form import NUMBER, UNIT, Form, Period, amount, one, weekdays


def forms() -> tuple[Form, ...]:
    """The forms of this module, the longer before the shorter."""
    time = r"(?:day|night|evening|morning|afternoon|date)"
    return (
        Form("ago", rf"\b(?P<ago_n>{NUMBER})\s+(?P<ago_unit>{UNIT}|weekends?)\s+ago\b", _ago),
        Form(
            "past",
            rf"\b(?:the|this|these)\s+(?:(?:past|last)\s+(?P<past_n>{NUMBER}\s+)?|(?:previous|preceding)\s+(?P<past_n2>{NUMBER}\s+))"
            rf"(?P<past_unit>{UNIT})\b",
            _past,
        ),
        Form(
            "past_bare",
            rf"\b(?:past|last|previous)\s+(?P<past_bare_n>{NUMBER})\s+(?P<past_bare_unit>{UNIT})\b",
            _past_bare,
        ),
        Form("window", rf"\bthe\s+{NUMBER}\s+{UNIT}\s+(?:to|until|till|up\s+to|ending|through)\b", _recent),
        Form("recent", r"\b(?:recent|the\s+(?:past|last)\s+few)\s+(?:hours|days|weeks|months|years)\b", _recent),
        Form(
            "of_week",
            rf"\b(?P<of_week_day>{weekdays()}),?\s+(?:of\s+)?(?P<of_week_which>last|this)\s+week\b"
            rf"|\b(?P<of_week_which2>last|this)\s+week(?:\s+on|'s)?\s+(?P<of_week_day2>{weekdays()})\b",
            _of_week,
        ),
        Form(
            "last",
            r"\b(?:(?P<last_part>early|earlier|late|later|mid|so\s+far|already)[\s-]+)?(?P<last_which>last|this|past|the\s+same"
            rf"|(?<=earlier\ )in\s+the)\s+"
            rf"(?P<last_unit>week|fortnight|month|year|yr|weekend|summer|winter|spring|autumn|fall"
            rf"|{weekdays()})\b(?P<last_after>\s+so\s+far)?",
            _last,
        ),
        Form("weekend", r"\b(?:over|at|during|on|in)\s+the\s+weekend\b", _weekend),
        Form("weekday", rf"\b(?P<weekday_name>{weekdays()})\b", _weekday),
        Form(
            "today",
            r"\b(?P<today_word>today|yesterday|tonight|overnight|last\s+(?:night|evening)|this\s+(?:morning|afternoon|evening)"
            r"|earlier\s+in\s+the\s+day)\b",
            _today,
        ),
        Form(
            "apart",
            rf"\b(?P<apart_n>{NUMBER})\s+(?P<apart_unit>{UNIT})\s+(?P<apart_way>earlier|later|before|previously|afterwards?|after)"
            r"\b(?:(?<=earlier)|(?<=later)|(?=\s*(?:[,.;:)]|$)))",
            _apart,
        ),
        Form(
            "next",
            rf"\b(?:(?P<next_way>the\s+(?:following|next|previous|preceding|same|very\s+same)|that(?:\s+same)?)\s+(?P<next_unit>{time}|week|month|year)"
            rf"\b|the\s+(?:day|night|evening)\s+(?P<next_before>before|after)\b(?!\s+(?:the|a|an|his|her|its|their|this|that)\b))",
            _next,
        ),
    )


def _ago(match: re.Match[str], published: date | None) -> Period | None:
    n = amount(match["ago_n"])
    if published is None or n is None or match["ago_n"].lower() in ("few", "several", "couple of"):
        return Period()
    unit = match["ago_unit"]
    day = published if unit.lower().startswith("hour") and n < 24 else back(published, n, unit)
    if unit.lower().startswith("weekend") or day is None:
        return Period()
    return Period(*around(day, unit), year=unit.lower().startswith("year"))


def _past(match: re.Match[str], published: date | None) -> Period | None:
    return _running(amount(match["past_n"] or match["past_n2"]), match["past_unit"], published)


def _past_bare(match: re.Match[str], published: date | None) -> Period | None:
    return _running(amount(match["past_bare_n"]), match["past_bare_unit"], published)


def _running(n: int | None, unit: str, published: date | None) -> Period | None:
    if n is None or published is None:
        return None
    if unit.lower() == "night":
        return one(published - timedelta(days=1))
    return Period(back(published, n, unit), published, total=True, year=unit.lower().startswith("year"))


def _recent(match: re.Match[str], published: date | None) -> Period | None:
    """ "In recent days", "the 24 hours to Monday": a period without days of its own."""
    return Period(total=True)


def _of_week(match: re.Match[str], published: date | None) -> Period | None:
    if published is None:
        return None
    name = match["of_week_day"] or match["of_week_day2"]
    which = (match["of_week_which"] or match["of_week_which2"]).lower()
    monday = published - timedelta(days=published.weekday() + (7 if which == "last" else 0))
    return one(monday + timedelta(days=weekday_number(name)))


def _last(match: re.Match[str], published: date | None) -> Period | None:
    if published is None:
        return None
    unit, which = match["last_unit"].lower(), " ".join(match["last_which"].lower().split())
    before = which in ("last", "past")
    if which == "the same":
        plural = match.string[match.end() : match.end() + 1].lower() == "s"
        return Period(None, published, total=True) if plural else None
    so_far = (match["last_part"] or "").lower() in ("so far", "already") or match["last_after"] is not None
    monday = published - timedelta(days=published.weekday())
    if unit not in lexicon.words("time", "span"):
        day = last_weekday(unit, published)
        return one(day - timedelta(days=7) if which == "last" and day >= monday else day)
    if unit == "week":
        first, last = (monday - timedelta(days=7), monday - timedelta(days=1)) if before else (monday, published)
    elif unit == "weekend":
        return _weekend(match, published)
    elif unit == "month":
        first, last = date(published.year, published.month, 1), published
        if before:
            first, last = month_span(first.year - (first.month == 1), (first.month - 2) % 12 + 1)
    elif unit in ("year", "yr"):
        first, last = year_span(published.year - 1) if before else (date(published.year, 1, 1), published)
    else:
        return None
    return Period(first, last, total=so_far, year=unit in ("year", "yr"))


def _weekend(match: re.Match[str], published: date | None) -> Period | None:
    if published is None:
        return None
    saturday = last_weekday("saturday", published)
    return Period(saturday, min(saturday + timedelta(days=1), published))


def _weekday(match: re.Match[str], published: date | None) -> Period | None:
    return one(last_weekday(match["weekday_name"], published)) if published else None


def _today(match: re.Match[str], published: date | None) -> Period | None:
    if published is None:
        return None
    word = " ".join(match["today_word"].lower().split())
    yesterday = published - timedelta(days=1)
    if word in ("yesterday", "last night", "last evening"):
        return one(yesterday)
    return Period(yesterday, published) if word == "overnight" else one(published)


def _apart(match: re.Match[str], published: date | None) -> Period | None:
    """ "A week earlier", "two days later": counted from the day told last."""
    n = amount(match["apart_n"])
    if n is None or match["apart_n"].lower() in ("few", "several", "couple of"):
        return Period()
    sign = -1 if match["apart_way"].lower() in ("earlier", "before", "previously") else 1
    return Period(shift=(sign * n, match["apart_unit"].lower()))


def _next(match: re.Match[str], published: date | None) -> Period | None:
    """ "The following day", "the night before", "that day": counted from the day told last."""
    unit = (match["next_unit"] or "day").lower()
    unit = unit if unit in ("week", "month", "year") else "day"
    way = " ".join((match["next_way"] or match["next_before"]).lower().split())
    n = (
        0
        if way.endswith("same") or way == "that"
        else -1
        if way.endswith(("previous", "preceding", "before"))
        else 1
    )
    if unit != "day" and n == 0:
        return Period()
    return Period(shift=(n, unit))
