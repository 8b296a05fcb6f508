"""Scope: one event, a total, a rate, or the background (CLAIMS.md, "scope")."""

from __future__ import annotations

import functools
import re
from datetime import date, timedelta

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.glance import folded
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
    r"\b(?:a|an|the|this|that) (?:[\w'-]+ ){0,3}"
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
_PERIODICAL = re.compile(
    r"\b(?:[Dd]aily|[Ww]eekly|[Mm]onthly)\s+(?:newspaper|paper|magazine|news\w*|reports?|updates?|briefing|bulletin"
    r"|summary|[A-Z][\w']*)"
)
"""What comes out every day or week, and is no rate."""
_RECORDED = re.compile(
    r"\b(?:documented|documents|recorded|records|registered|verified|counted|tallied|logged|monitored)\b"
    r"|\b(?:deaths|killings|casualties|fatalities|injuries|arrests|abductions|kidnappings|detentions|executions)\b",
    re.IGNORECASE,
)
_FIRST_OF_MANY = re.compile(
    r"\b(?:deadliest|worst|bloodiest|biggest|largest|heaviest|latest|first|second|third|fourth|fifth)\b[^.;,]{0,50}$",
    re.IGNORECASE,
)
_KEPT_SINCE = re.compile(
    r"\b(?:held|missing|imprisoned|captive|jailed|behind bars|in (?:custody|captivity|detention|prison|jail))\b",
    re.IGNORECASE,
)
FEW = 10
"""From this count on, "in April" is the sum of a month; below it, it may be the time of one event."""
OLD_YEARS = 2
"""Totals of a period that ended more years ago are of another conflict or another time."""


@functools.cache
def _adverbials(group: str, key: str = "words") -> re.Pattern[str]:
    listed = sorted(lexicon.words("time", group, key), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(
        r"\b(?:"
        + "|".join(map(re.escape, listed))
        + r")\b(?! (?:death |casualty )?toll| (?:newspaper|paper|magazine)"
        + r"| (?-i:[A-Z][a-z]+ (?:that|newspaper|news)\b))",
        re.IGNORECASE,
    )


@functools.cache
def _opening(group: str, key: str) -> frozenset[str]:
    """The words with which the adverbials of a list begin."""
    return frozenset(re.findall(r"\w+", phrase)[0] for phrase in lexicon.words("time", group, key))


@functools.lru_cache(maxsize=64)
def _words(clause: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", folded(clause)))


def _says(clause: str, group: str, key: str = "words") -> bool:
    """Whether a clause has one of the adverbials of a list."""
    opening = not _opening(group, key).isdisjoint(_words(clause))
    return opening and _adverbials(group, key).search(clause) is not None


_UNITS = frozenset({"day", "week", "month", "year", "days", "weeks", "months", "years", "decade", "decades"})


def is_rate(clause: str) -> bool:
    """Whether a clause gives its count per day, per week and the like."""
    clause = _PERIODICAL.sub("", clause)
    return _says(clause, "rate") or (not _UNITS.isdisjoint(_words(clause)) and _A_DAY.search(clause) is not None)


def sums_up(clause: str, low: int | None) -> bool:
    """Whether a count in a clause without an exact day sums up several events."""
    many = _SEVERAL.search(clause) is not None or _RECORDED.search(clause) is not None
    one = _ONE_EVENT.search(clause) is not None and _SEVERAL.search(clause) is None
    return not one and (many or (low is not None and low >= FEW))


def is_long_past(when: When, published: date | None) -> bool:
    """Whether a time is too long past for the conflict that a text of this day speaks of."""
    return published is not None and when.last is not None and when.last.year < published.year - OLD_YEARS


def scope_of(
    clause: str,
    when: When | None,
    published: date | None,
    place: str = "",
    harm: Harm = Harm.KILLED,
    low: int | None = None,
    *,
    in_hand: bool = False,
) -> tuple[Scope, bool]:
    """The scope of a count of at least `low` in `clause`, whose time is `when` and whose place is `place`.

    Where a text has an event `in_hand`, "so far" is that of the event. The second value says whether the scope is
    that of a period with bounds of its own, not of several events of a day.
    """
    if when is not None and when.total:
        kept = harm in (Harm.DETAINED, Harm.MISSING) and low is not None and low < FEW and when.first is not None
        if kept and _KEPT_SINCE.search(clause):
            return Scope.INCIDENT, False
        return Scope.CUMULATIVE, True
    if _says(clause, "period") or _lasted(clause):
        return Scope.CUMULATIVE, True
    one = _ONE_EVENT.search(clause) is not None and _SEVERAL.search(clause) is None
    if not in_hand and not one and _says(clause, "period", "weak"):
        return Scope.CUMULATIVE, True
    if when is not None and when.first and when.last and published:
        scope = _by_period(clause, when, when.first, when.last, published, low)
        if scope is not None:
            return scope, True
    if low is not None and low >= _TOO_MANY[harm]:
        return Scope.CUMULATIVE, True
    has = not _words(clause).isdisjoint(("have", "has", "had"))
    if has and _PERFECT.search(clause) and _WAR.search(clause) and not _SEVERAL.search(clause):
        return Scope.CUMULATIVE, True
    if harm in (Harm.DETAINED, Harm.TRAPPED) and _HELD.search(clause):
        return Scope.CUMULATIVE, True
    if "-" in clause and _LONG.search(clause):
        return Scope.CUMULATIVE, False
    if harm is Harm.TRAPPED and (low is None or low >= 100) and _ENCLOSED.search(clause):
        return Scope.CUMULATIVE, True
    if one:
        return Scope.INCIDENT, False
    if _MANY_EVENTS.search(clause) or (place and _MANY_PLACES.search(place)) or _ACROSS.search(clause):
        return Scope.CUMULATIVE, False
    if has and _PERFECT.search(clause) and _SEVERAL.search(clause):
        return Scope.CUMULATIVE, False
    return Scope.INCIDENT, False


@functools.cache
def _length() -> re.Pattern[str]:
    """ "14 months of fighting", "in just two weeks"."""
    lasting = "|".join(map(re.escape, sorted(lexicon.words("time", "lasting"))))
    return re.compile(
        r"\b(?:in|into|entering|enters|entered) (?:its|their) (?:\w+-)?(?:first|second|third|\w+th)"
        r" (?:day|week|month|year)\b"
        rf"|\b(?:days|weeks|months|years|decades?|a (?:week|month|year)) of (?:[\w-]+ ){{0,2}}(?:{lasting})\b"
        r"|\b(?:in|within|over) (?:(?:just|only|barely|less than|under|about|nearly|almost|more than|over) )?"
        r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few)"
        r" (?:days|weeks|months|years)\b(?! ago| later| earlier|'? time| of age)",
        re.IGNORECASE,
    )


def _lasted(clause: str) -> bool:
    """Whether a clause gives the length of the period it counts over."""
    match = _length().search(clause) if not _UNITS.isdisjoint(_words(clause)) else None
    return match is not None and _FIRST_OF_MANY.search(clause[: match.start()]) is None


def _by_period(clause: str, when: When, first: date, last: date, published: date, low: int | None) -> Scope | None:
    """The scope by the length and age of the time: a day long past is background, the sum of months a total."""
    one = _ONE_EVENT.search(clause) is not None and _SEVERAL.search(clause) is None
    long = (last - first).days
    if last < published - RECENT:
        summed = (when.span or _RECORDED.search(clause)) and not one and long > 8
        return Scope.CUMULATIVE if summed and not is_long_past(when, published) else Scope.BACKGROUND
    if one and not when.span:
        return None
    if when.year or (when.span and long > 3):
        return Scope.CUMULATIVE
    return Scope.CUMULATIVE if long > 8 and (when.span or sums_up(clause, low)) else None
