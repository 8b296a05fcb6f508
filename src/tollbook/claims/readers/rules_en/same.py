"""Whether a sentence still speaks of the event in hand, and what it adds to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from tollbook.claims.readers.draft import NEVER, Days
from tollbook.claims.readers.rules_en import blame, lexicon
from tollbook.claims.readers.rules_en.cause import prevails
from tollbook.claims.readers.rules_en.dateline import is_dated_item
from tollbook.claims.readers.rules_en.discourse import Discourse, EventSoFar
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.facts import Facts
from tollbook.claims.readers.rules_en.place import NAMED, Place
from tollbook.claims.readers.rules_en.reading import Reading
from tollbook.model.vocabulary import Cause

WEEK, MONTH = timedelta(days=7), timedelta(days=31)
_FRESH = re.compile(
    r"^\W*(?:elsewhere|meanwhile|separately|in a separate|in another|in other|also on|on the other hand"
    r"|in a (?:second|third|different)|a (?:separate|different)|at the same time)\b"
    r"|^\W*(?:first|second|third|fourth|fifth|finally|lastly)(?:ly)?[:,]",
    re.IGNORECASE,
)
_EVENT = (
    r"(?:attacks?|strikes?|air ?strikes?|raids?|bombings?|explosions?|blasts?|incidents?|shootings?|ambush|assault"
    r"|missiles?|rockets?|shells?|bombs?|drones?|clash(?:es)?)"
)
_SECOND = re.compile(
    r"(?<!after )(?<!following )(?<!before )\b"
    r"(?:another|an? (?:second|third|fourth|separate|different|further|subsequent))"
    rf" (?:[\w-]+ ){{0,2}}{_EVENT}\b",
    re.IGNORECASE,
)
_SAME_DAY = re.compile(
    r"\b(?:(?:an? |two |three |a few |several |some )?(?:hours?|minutes) (?:later|earlier|after\w*)"
    r"|shortly (?:after\w*|before)|(?:that|the) same (?:day|morning|evening|night)"
    r"|later (?:that|in the|on the same) (?:day|morning|afternoon|evening|night)"
    r"|in the (?:afternoon|evening)|that (?:afternoon|evening|night))\b",
    re.IGNORECASE,
)
_ALIKE = re.compile(
    rf"\bin one of (?:them|these|those)\b|\b(?:such|similar) (?:an? )?{_EVENT}\b"
    r"|^\W*in the (?:first|other|earlier)\b[ ,]",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^\W*(?:(?:published|posted|updated|by|source|photo|live|last (?:updated|modified)|for immediate release"
    r"|press release|release)\b.*|(?:\w+,? )?(?:\d{1,2}(?:st|nd|rd|th)? )?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\b.{0,24}|[\d./: -]+(?:gmt|utc)?\W*"
    r"|(?:\w+day,? )?\d{1,2} [A-Z][a-z]+ \d{4}\W.*|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\W.*)$",
    re.IGNORECASE,
)
_ATTACKER = re.compile(
    r"\b(?:attackers?|assailants?|perpetrators?|hijackers?|hostage[- ]takers?|knifem[ae]n|shooters?)\b",
    re.IGNORECASE,
)
_THE_DOER = re.compile(
    r"^the (?:[\w-]+ )?(?:driver|suspects?|gunm[ae]n|terrorists?|militants?|man|woman)\b", re.IGNORECASE
)
_GUARDS = re.compile(
    r"\b(?:police\w*|guards?|security|officers?|soldiers?|troops|forces|bystanders?)\b", re.IGNORECASE
)


def is_attacker(draft: Draft, facts: Facts) -> bool:
    """Whether a draft counts those who did it: they were harmed by others, by other means.

    "The three attackers", "the driver was shot by police".
    """
    if _ATTACKER.search(draft.mention.phrase):
        return True
    return _THE_DOER.match(draft.mention.phrase) is not None and _GUARDS.search(facts.actor) is not None


_EARLIER = re.compile(
    r"\b(?:attacks?|strikes?|killings?|raids?|bombings?|abductions?|ambush|blasts?|shootings?|explosions?|violence"
    r"|assault|massacre|incident) (?:follow(?:s|ed)\b|c[ao]mes? (?:[\w-]+ ){0,4}(?:after|before)\b)",
    re.IGNORECASE,
)


def turns_to_earlier(reading: Reading) -> bool:
    """Whether a sentence goes from the event to one before it: "the attack follows an ambush in which ..."."""
    return bool(reading.drafts) and _EARLIER.search(reading.sentence.text) is not None


def starts_afresh(reading: Reading, discourse: Discourse) -> bool:
    """Whether a sentence turns to something else ("Elsewhere, ...", "a second attack"), or is a heading.

    A heading right after another goes on with it, and a by-line or a date of issue is no heading.
    """
    text = reading.sentence.text
    if reading.sentence.heading:
        return not discourse.after_heading and not is_byline(reading, discourse)
    if is_dated_item(text):
        return True
    fresh = _FRESH.match(text)
    told = fresh is not None and any(s.start <= fresh.end() + 1 < s.end for s in reading.speeches)
    return (fresh is not None and not told) or _SECOND.search(text) is not None


def is_byline(reading: Reading, discourse: Discourse) -> bool:
    """Whether a heading only says who wrote the text or when it came out; at the head of a text any that says
    nothing of an event is one."""
    text = reading.sentence.text
    says = reading.causes or any(place.exact for place in reading.places)
    return (
        reading.sentence.heading
        and not reading.drafts
        and (
            (_BYLINE.match(text) is not None and not reading.causes)
            or not (says or reading.times or discourse.begun)
        )
    )


def afresh(event: EventSoFar, reading: Reading, main: EventSoFar | None = None) -> EventSoFar:
    """The new event that a sentence turns to, with what it shares with the last: "a second attack hours later" its
    day, "one such attack" its means."""
    text, new = reading.sentence.text, EventSoFar(main=main)
    if reading.sentence.heading:
        return new
    if _SAME_DAY.search(text):
        new.days = event.days
    if _ALIKE.search(text):
        new.cause, new.firm = event.cause, event.firm
    return new


def returns(main: EventSoFar, reading: Reading, draft: Draft, days: Days, facts: Facts, violent: bool) -> bool:
    """Whether a sentence that leaves the event in hand goes back to the main one: it tells the same kind of harm,
    and brings no other day and no other place, or the same number or place again."""
    if apart(main.days, days) or violent is not main.violent or _other_front(main, reading):
        return False
    if days != NEVER and main.days == NEVER and facts.when is not None and facts.when.start <= 4:
        return False
    if (str(draft.harm), draft.low, draft.high) in main.counts and draft.low not in (1, 2):
        return True
    mine = names(facts.written)
    return not mine or bool(mine & names(main.place))


def left_aside(
    discourse: Discourse, reading: Reading, draft: Draft, days: Days, facts: Facts, violent: bool
) -> EventSoFar | None:
    """The main event, where a new paragraph that brings no day and no place of its own turns back to it from an
    earlier event told aside."""
    event, main = discourse.event, discourse.main
    if main is None or event is main or reading.sentence.heading or not event.counts:
        return None
    if days != NEVER or not 0 <= event.paragraph < reading.sentence.paragraph:
        return None
    if names(facts.written) & names(event.place):
        return None
    if (str(draft.harm), draft.low, draft.high) in event.counts or _points_back(reading):
        return None
    back = is_before(event.days, main.days) and returns(main, reading, draft, days, facts, violent)
    return main if back else None


def complete(event: EventSoFar) -> None:
    """Gives an event what the text says of its main one, where it was told nothing else itself.

    The place is taken where it has none, means and doer too where it is then at the same place. Harm of
    another kind (the arrests after an attack) stays apart.
    """
    main = event.main
    if main is None or apart(main.days, event.days) or event.violent is not main.violent:
        return
    if not event.place:
        event.place, event.exact = main.place, main.exact
    elif not names(event.place) & names(main.place):
        return
    event.actor = event.actor or main.actor
    if event.cause is Cause.UNKNOWN:
        event.cause, event.firm = main.cause, main.firm
    event.days = main.days if event.days == NEVER else event.days


def apart(one: Days, other: Days) -> bool:
    """Whether two periods, both known, have no day in common."""
    if one[0] is None or other[0] is None or one[1] is None or other[1] is None:
        return False
    return other[0] > one[1] or other[1] < one[0]


def is_before(one: Days, other: Days) -> bool:
    """Whether a known period ended before another began."""
    return one[1] is not None and other[0] is not None and one[1] < other[0]


def within(inner: Days, outer: Days) -> bool:
    """Whether one known period lies inside another and is shorter."""
    if inner[0] is None or outer[0] is None or inner[1] is None or outer[1] is None or inner == outer:
        return False
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def same_event(event: EventSoFar, reading: Reading, draft: Draft | None, days: Days, facts: Facts) -> bool:
    """Whether a sentence may speak of the event in hand.

    Another day, or another place put first, make it another. A pointing noun ("the strike"), the same number or
    the same place make it the same. Otherwise a sentence that brings a day or a place of its own to an event
    which already has claims begins another one.
    """
    if apart(event.days, days) or _other_front(event, reading):
        return False
    if not event.counts or _points_back(reading):
        return True
    if draft is not None and (str(draft.harm), draft.low, draft.high) in event.counts and draft.low not in (1, 2):
        return True
    mine, theirs = names(facts.written), names(event.place)
    if mine & theirs:
        return True
    fronted = facts.when is not None and facts.when.start <= 4
    acts = draft is None and event.violent and facts.cause is not Cause.UNKNOWN and not fronted
    if event.headed:
        return True
    if acts and event.days == NEVER:
        return not (mine and theirs)
    return days == NEVER or (event.days != NEVER and not (mine and theirs))


def _other_front(event: EventSoFar, reading: Reading) -> bool:
    text = reading.sentence.text
    front = next((p for p in reading.places if p.start <= 7 and _sets_front(text, p)), None)
    wider = re.match(r"\W*(?:across|throughout)\b", text, re.IGNORECASE)
    if front is None or not front.exact or not event.place or wider:
        return False
    return not names(reading.source[front.start : front.end]) & names(event.place)


def _sets_front(text: str, place: Place) -> bool:
    mark = text[place.end : place.end + 1]
    led = place.exact >= NAMED and _IN.match(text) is not None
    return led or mark == "," or (mark == ":" and place.exact >= NAMED)


_IN = re.compile(r"(?:And )?(?:In|At|Near) [A-Z]")
""" "In Tarfa a shell hit ...": a place put first, with or without a comma."""


def _points_back(reading: Reading) -> bool:
    """ "The strike", "this attack": a definite noun of event."""
    nouns = lexicon.words("causes", "event", "nouns")
    words, weekdays = reading.words, lexicon.table("time")["weekdays"]
    return any(
        w.lower in nouns
        and any(
            (words[k].lower in ("the", "this", "that", "these") and words[k].dep == "det")
            or (words[k].lower in weekdays and words[k].dep == "poss")
            for k in w.children
        )
        and w.dep in ("nsubj", "nsubjpass", "pobj", "dobj")
        and not any(
            words[k].dep in ("prep", "acl", "relcl") and words[k].lower in ("on", "in", "of") for k in w.children
        )
        for w in words
    )


def main_day(told: Sequence[Days], published: date | None) -> Days:
    """The one day that a text tells of, where all that it dates lies within it; NEVER where it tells of more."""
    known = [
        d for d in told if d[0] and d[1] and d[1] - d[0] <= WEEK and not (published and d[1] < published - MONTH)
    ]
    exact = [d for d in known if not any(within(other, d) for other in known)]
    return exact[0] if exact and all(d == exact[0] for d in exact) else NEVER


def names(text: str) -> set[str]:
    """The capitalised words of a place, for telling whether two places may be one."""
    return {word.lower() for word in re.findall(r"[A-Z][\w'-]+", text)}


def tell(
    event: EventSoFar,
    days: Days,
    facts: Facts,
    *,
    building: bool = False,
    attackers: bool = False,
    told_apart: bool = False,
) -> None:
    """Adds what a sentence says of an event to what is known; the more exact day and place stay.

    What befell a `building` ("burned down") says nothing of how people died; whoever shot the `attackers` is not
    who attacked. The means of what is `told_apart`, an arrest or the end of those who did it, are not the event's.
    """
    if days != NEVER and (event.days == NEVER or within(days, event.days)):
        event.days = days
    if facts.place is not None and facts.place.exact > event.exact:
        event.place, event.exact = facts.written, facts.place.exact
    if not building and not told_apart and prevails(facts.cause, facts.firm, event.cause, event.firm):
        event.cause, event.firm = facts.cause, facts.firm
    if facts.actor and not attackers and (not event.actor or blame.exacter(facts.actor, event.actor)):
        event.actor = facts.actor
