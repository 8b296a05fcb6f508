"""Dates: the expressions of time in a sentence, resolved against the day of publication (CLAIMS.md, "Dates")."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import date, timedelta

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.dates import When, date_at, is_in, weekday_at
from tollbook.claims.readers.rules_ar.periods import period_at, since_at, span_at, units_at
from tollbook.claims.readers.rules_ar.phrases import phrase_at
from tollbook.claims.readers.rules_ar.words import Word


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
            since_at(words, i, published)
            or span_at(words, i, published)
            or _ago(words, i, published)
            or date_at(words, i, published)
            or _relative(words, i, published)
            or weekday_at(words, i, published)
            or period_at(words, i, published)
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


def _same(before: When, after: When, words: Sequence[Word]) -> bool:
    """Whether two expressions side by side say one time: "Tuesday, 2 November", "this Monday evening"."""
    between = words[before.last + 1 : after.first]
    if any(word.kind != "mark" or word.text not in ",،()/-" for word in between):
        return False
    return not before.total and not after.total


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


def _ago(words: Sequence[Word], i: int, published: date | None) -> When | None:
    """ "قبل يومين", "منذ ثلاثة أيام": a day so long before publication."""
    if published is None or not is_in(words[i], "past", "before") or i + 1 >= len(words):
        return None
    found = units_at(words, i + 1)
    if found is None or found[0] > 20 or (words[found[1]].bare.startswith("ال")):
        return None
    day = published - timedelta(days=found[0])
    return When(i, found[1], (day, day), 5)


def _hours(words: Sequence[Word], i: int, published: date | None) -> When | None:
    """ "في ساعات الظهيرة", "صباحا": a part of a day without a day, that of publication."""
    if published is None or i + 1 >= len(words):
        return None
    if is_in(words[i], "part", "hours") and is_in(words[i + 1], "part", "words"):
        return When(i, i + 1, (published, published), -1)
    return None
