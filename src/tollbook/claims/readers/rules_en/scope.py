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
    r"\b(?:air ?strikes|strikes|attacks|raids|bombings|clashes|shootings|stabbings|explosions|blasts"
    r"|protests|riots|incidents|massacres)\b",
    re.IGNORECASE,
)
_MANY_EVENTS = re.compile(
    r"\b(?:multiple|several|separate|numerous|various|dozens of|a series of|a wave of"
    r"|a (?:new )?wave of|a spate of|a string of|waves of|successive|repeated)\s+(?:\w+\s+){0,2}"
    r"(?:air ?strikes|strikes|attacks|raids|bombings|bombing|clashes|shootings|explosions|blasts|incidents)\b",
    re.IGNORECASE,
)
_MANY_PLACES = re.compile(
    r"^(?:across|throughout)\b|\b(?:areas|districts|villages|towns|cities|parts|neighbou?rhoods|provinces|suburbs)\b",
    re.IGNORECASE,
)
_ACROSS = re.compile(
    r"\b(?:across|throughout) (?!the (?:street|road|river|border)\b)(?:the |all of )?(?:[A-Z]|country"
    r"|city|region|territory|province|strip|enclave)"
)
_A_DAY = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|dozens?|hundreds))"
    r"\s+(?:\w+\s+){0,3}an? (?:day|week|month|year)\b(?!\s+(?:after|later|earlier|ago|before|long"
    r"|and|since|old))",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:still |are |is |being |currently )?(?:held|holds|hold|holding) (?:\w+ ){0,3}(?:hostage"
    r"|captive|hostages|captives|prisoners)\b|\bstill (?:being )?held\b",
    re.IGNORECASE,
)
_LONG = re.compile(
    r"\b(?:day|week|month|year|\w+-(?:day|week|month|year))s?-long\b|\b\w+-(?:day|week|month|year)\s+(?:\w+\s+){0,2}"
    r"(?:attack|siege|battle|fighting|offensive|operation|assault|campaign|war|conflict)\b",
    re.IGNORECASE,
)
_ENCLOSED = re.compile(
    r"\b(?:besieged|encircled|siege|blockaded|district|districts|neighbou?rhoods?|town|city|areas|enclave|camp)\b",
    re.IGNORECASE,
)
_ONE_EVENT = re.compile(
    r"\b(?:a|an|the|this|that) (?:[\w-]+ ){0,3}"
    r"(?:air ?strike|strike|attack|raid|bombing|explosion|blast|ambush|assault)\b",
    re.IGNORECASE,
)
_TOO_MANY = dict.fromkeys(Harm, 3000) | {Harm.DISPLACED: 1000, Harm.TRAPPED: 1000, Harm.DESTROYED: 1000}
"""Counts that no single event reaches."""
_WAR = re.compile(
    r"\b(?:the|a|this|that|years? of|year-long|year-old) (?:[a-z-]+ ){0,2}(?:war|conflict|fighting"
    r"|occupation|insurgency|uprising|campaign|offensive|battle)\b",
    re.IGNORECASE,
)
_PERFECT = re.compile(
    r"\b(?:have|has|had) (?:\w+ )?(?:been |left |killed|claimed|died|wounded|injured|displaced|fled"
    r"|forced|cost|lost)",
    re.IGNORECASE,
)
_START = re.compile(
    r"\bsince (?:the )?(?:start|beginning|outbreak|conflict|war|fighting|assault|offensive|operation"
    r"|then|invasion|campaign|last|violence|crisis|uprising)",
    re.IGNORECASE,
)


@functools.cache
def _adverbials(group: str) -> re.Pattern[str]:
    listed = sorted(lexicon.words("time", group), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(
        r"\b(?:" + "|".join(map(re.escape, listed)) + r")\b(?! (?:death |casualty )?toll)", re.IGNORECASE
    )


def is_rate(clause: str) -> bool:
    """Whether a clause gives its count per day, per week and the like."""
    return _adverbials("rate").search(clause) is not None or _A_DAY.search(clause) is not None


def scope_of(
    clause: str,
    when: When | None,
    published: date | None,
    place: str = "",
    harm: Harm = Harm.KILLED,
    low: int | None = None,
) -> tuple[Scope, bool]:
    """The scope of a count of at least `low` in `clause`, whose time is `when` and whose place is `place`.

    The second value says whether it is that of a period with bounds of its own, not of several events of a day.
    """
    if when is not None and when.total:
        return Scope.CUMULATIVE, True
    if _START.search(clause) or _adverbials("period").search(clause):
        return Scope.CUMULATIVE, True
    if when is not None and when.first and when.last and published:
        old = when.last < published - RECENT
        if old:
            return Scope.BACKGROUND, True
        if when.year or (when.last - when.first).days > 8:
            return Scope.CUMULATIVE, True
    if low is not None and low >= _TOO_MANY[harm]:
        return Scope.CUMULATIVE, True
    if _WAR.search(clause) and _PERFECT.search(clause) and not _SEVERAL.search(clause):
        return Scope.CUMULATIVE, True
    if _HELD.search(clause) and harm in (Harm.DETAINED, Harm.TRAPPED):
        return Scope.CUMULATIVE, True
    if _LONG.search(clause):
        return Scope.CUMULATIVE, False
    if harm is Harm.TRAPPED and (low is None or low >= 100) and _ENCLOSED.search(clause):
        return Scope.CUMULATIVE, True
    if _ONE_EVENT.search(clause) and not _SEVERAL.search(clause):
        return Scope.INCIDENT, False
    if _MANY_EVENTS.search(clause) or (place and _MANY_PLACES.search(place)) or _ACROSS.search(clause):
        return Scope.CUMULATIVE, False
    if _SEVERAL.search(clause) and _PERFECT.search(clause):
        return Scope.CUMULATIVE, False
    return Scope.INCIDENT, False
