"""The day a text bears of itself: its dateline, and lines that only say when it was published."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tollbook.claims.readers.rules_en.prepare import plain
from tollbook.claims.readers.rules_en.when import When, find_times

_DATELINE = re.compile(r"^.{0,80}?\b(\d{1,2}\s+[A-Za-z]{3,9}\.?\s+(?:\d\d|\d{4}))\b", re.DOTALL)
_PLACE = re.compile(r"^\W*[A-Z][^.;:!?\"]{0,60}?[\s,(]+(?:\[|\()?$")
_PREPOSITION = re.compile(r"\b(?:on|in|by|at|from|since|between|until|before|after|late|early)\b", re.IGNORECASE)
_SOURCE = re.compile(
    r"^\)?\]?,?\s*(?:(?:\([^()]{1,40}\)|\[[^\]]{1,40}\])\s*(?:-{1,2}|–|—|:)|(?:-{1,2}|–|—)(?=\s))"
)
_POSTED = re.compile(
    r"^\W*(?:date:|(?:first\s+)?(?:published|posted|updated|issued|released|last\s+(?:updated|modified)|modified)\b[\s:]*(?:on|at)?)\s*",
    re.IGNORECASE,
)
_REST = re.compile(r"[\W\d]*(?:(?:GMT|UTC|[A-Z]{2,4}T|[ap]\.?m\.?|at|on)[\W\d]*)*(?:\|.*)?", re.IGNORECASE)
_HOUR = re.compile(
    r"\b(?:[01]?\d|2[0-3])[.:][0-5]\d\b(?![.:/]\d)|\b1?\d ?[ap]\.?m\b"
    r"|\bthis (?:morning|afternoon)\b|\b(?:tonight|breaking)\b",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_ITEM = re.compile(
    rf"^\W*(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?(?:,[^:.]{{2,60}}| ?): ", re.IGNORECASE
)
NEAR = timedelta(days=1)


def dateline(text: str) -> date | None:
    """The day of a dateline at the head of a text ("BOGOTA, 14 SEP 89"), None where there is none."""
    match = _DATELINE.match(plain(text[:160]))
    if match is None:
        return None
    found = find_times(match[1], None)
    return found[0].first if found else None


def own_day(text: str, times: tuple[When, ...], published: date | None) -> int:
    """The end of what a sentence says of the day of the text itself; 0 where it says nothing of it.

    A dateline holds a day and a source or a dash, mostly a place too ("TARFA, May 14 (Orbis) --"); a line may hold
    nothing but the day of publication or begin with "Published".
    """
    first = times[0] if times else None
    if first is None or first.first is None or first.first != first.last:
        return 0
    before, after = text[: first.start], text[first.end :]
    near = published is not None and abs(first.first - published) <= NEAR
    source = _SOURCE.match(after)
    placed = not before.strip() or (_PLACE.match(before) and not _PREPOSITION.search(before))
    if source is not None and placed:
        return first.end + source.end() if "(" in source[0] or ")" in source[0] or near else 0
    posted = _POSTED.match(before)
    if posted is not None and posted.end() >= len(before.rstrip()):
        return len(text)
    if near and not before.strip(" \t|•*-") and _REST.fullmatch(after):
        return len(text)
    return 0


def is_dated_item(text: str) -> bool:
    """Whether a sentence is an item headed by the day and place of what it tells: "March 10, near Tarfa: ..."."""
    return _ITEM.match(text) is not None


def names_hour(text: str) -> bool:
    """Whether a sentence names an hour ("17.52", "about 10am", "this morning"), as news of the same day does."""
    return _HOUR.search(text) is not None
