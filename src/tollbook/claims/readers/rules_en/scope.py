"""Scope: one event, a total, a rate, or the background (CLAIMS.md, "scope")."""

from __future__ import annotations

import functools
import re
from datetime import date, timedelta

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.when import When
from tollbook.model.vocabulary import Harm, Scope

RECENT = timedelta(days=31)
"""An earlier event told as context is an incident of its own within about a month of publication."""

_SEVERAL = re.compile(
    r"\b(?:air ?strikes|strikes|attacks|raids|bombings|clashes|shootings|stabbings|explosions|blasts|protests|riots|incidents|massacres)\b",
    re.IGNORECASE,
)
_MANY_EVENTS = re.compile(
    r"\b(?:multiple|several|separate|numerous|various|dozens of|a series of|a wave of|a (?:new )?wave of|a spate of|a string of|waves of|successive|repeated)\s+(?:\w+\s+){0,2}"
    r"(?:air ?strikes|strikes|attacks|raids|bombings|bombing|clashes|shootings|explosions|blasts|incidents)\b",
    re.IGNORECASE,
)
_MANY_PLACES = re.compile(
    r"^(?:across|throughout)\b|\b(?:areas|districts|villages|towns|cities|parts|neighbou?rhoods|provinces|suburbs)\b",
    re.IGNORECASE,
)
_TOO_MANY = {harm: 3000 for harm in Harm} | {Harm.DISPLACED: 1000, Harm.TRAPPED: 1000, Harm.DESTROYED: 1000}
"""Counts that no single event reaches."""
_WAR = re.compile(
    r"\b(?:the|a|this|that|years? of|year-long|year-old) (?:[a-z-]+ ){0,2}(?:war|conflict|fighting|occupation|insurgency|uprising|campaign|offensive|battle)\b",
    re.IGNORECASE,
)
_PERFECT = re.compile(
    r"\b(?:have|has|had) (?:\w+ )?(?:been |left |killed|claimed|died|wounded|injured|displaced|fled|forced|cost|lost)",
    re.IGNORECASE,
)
_START = re.compile(
    r"\bsince (?:the )?(?:start|beginning|outbreak|conflict|war|fighting|assault|offensive|operation|then|invasion|campaign|last|violence|crisis|uprising)",
    re.IGNORECASE,
)


@functools.cache
def _adverbials(group: str) -> re.Pattern[str]:
    listed = sorted(lexicon.words("time", group), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, listed)) + r")\b", re.IGNORECASE)


def scope_of(
    clause: str,
    when: When | None,
    published: date | None,
    place: str = "",
    harm: Harm = Harm.KILLED,
    low: int | None = None,
) -> Scope:
    """The scope of a count of at least `low` in `clause`, whose time is `when` and whose place is `place`."""
    if _adverbials("rate").search(clause):
        return Scope.RATE
    if when is not None and when.total:
        return Scope.CUMULATIVE
    if _START.search(clause) or _adverbials("period").search(clause):
        return Scope.CUMULATIVE
    if when is not None and when.first and when.last and published:
        old = when.last < published - RECENT
        if old:
            return Scope.BACKGROUND
        if when.year and not old:
            return Scope.CUMULATIVE
        if (when.last - when.first).days > 8:
            return Scope.CUMULATIVE
    if _MANY_EVENTS.search(clause) or (place and _MANY_PLACES.search(place)):
        return Scope.CUMULATIVE
    if low is not None and low >= _TOO_MANY[harm]:
        return Scope.CUMULATIVE
    if _WAR.search(clause) and (_PERFECT.search(clause) or when is None) and not _SEVERAL.search(clause):
        return Scope.CUMULATIVE if _PERFECT.search(clause) else Scope.INCIDENT
    if _SEVERAL.search(clause) and _PERFECT.search(clause):
        return Scope.CUMULATIVE
    return Scope.INCIDENT
