"""Check that a day is what the words that say when can mean: no invented day enters the record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from tollbook.claims.readers.rules_en.prepare import plain
from tollbook.claims.readers.rules_en.when import find_times
from tollbook.documents.limits import EARLIEST_YEAR, LATEST_YEAR

CLOCKS: Final = timedelta(days=1)
"""How far a day of harm may lie after that of publication: the clocks of the world differ by a day."""


def check_dates(words: str, start: date, end: date, published: date | None, *, english: bool) -> bool | str:
    """Whether the closed days `start` to `end` were checked against `words`; a reason where they cannot be meant.

    False is for words that our reader of dates does not understand: the days may be right.
    """
    if end < start:
        return f"the days end ({end}) before they begin ({start})"
    if not EARLIEST_YEAR <= start.year <= end.year <= LATEST_YEAR:
        return f"the days {start} to {end} are outside of {EARLIEST_YEAR} to {LATEST_YEAR}"
    if published is not None and start > published + CLOCKS:
        return f"{start} lies after the day of publication, {published}"
    times = find_times(plain(words), published) if english else ()
    known = [(one.first, one.last) for one in times if one.first is not None and one.last is not None]
    if known:
        whole = (min(first for first, _ in known), max(last for _, last in known))
        if (start, end) in {*known, whole}:
            return True
        return f"“{words}” means {whole[0]} to {whole[1]}, not {start} to {end}"
    if published is None and not any(character.isdigit() for character in words):
        return f"without a day of publication “{words}” is no day"
    return False
