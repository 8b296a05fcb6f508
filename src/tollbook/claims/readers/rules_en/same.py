"""Whether a sentence still speaks of the event in hand, and what it adds to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from tollbook.claims.readers.rules_en import blame, lexicon
from tollbook.claims.readers.rules_en.discourse import NEVER, Days, EventSoFar
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.facts import Facts
from tollbook.claims.readers.rules_en.reading import Reading
from tollbook.model.vocabulary import Cause

WEEK, MONTH = timedelta(days=7), timedelta(days=31)
_FRESH = re.compile(
    r"^\W*(?:elsewhere|meanwhile|separately|in a separate|in another|another|in other|also on|on the other hand"
    r"|in a (?:second|third|different)|a (?:second|separate)|at the same time)\b"
    r"|^\W*(?:first|second|third|fourth|fifth|finally|lastly)(?:ly)?[:,]",
    re.IGNORECASE,
)


_BYLINE = re.compile(
    r"^\W*(?:(?:published|posted|updated|by|source|photo|live)\b.*|(?:\w+,? )?(?:\d{1,2}(?:st|nd|rd|th)? )?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\b.{0,24}|[\d./: -]+(?:gmt|utc)?\W*)$",
    re.IGNORECASE,
)


def starts_afresh(reading: Reading) -> bool:
    """Whether a sentence says that it turns to something else ("Elsewhere, ..."), or is a heading."""
    heading = reading.sentence.heading and not is_dateline(reading)
    return heading or _FRESH.match(reading.sentence.text) is not None


_EARLIER = re.compile(
    r"\b(?:attacks?|strikes?|killings?|raids?|bombings?|abductions?|ambush|blasts?|shootings?|explosions?|violence"
    r"|assault|massacre|incident) (?:follow(?:s|ed)\b|c[ao]mes? (?:[\w-]+ ){0,4}(?:after|before)\b)",
    re.IGNORECASE,
)


def turns_to_earlier(reading: Reading) -> bool:
    """Whether a sentence goes from the event to one before it: "the attack follows an ambush in which ..."."""
    return bool(reading.drafts) and _EARLIER.search(reading.sentence.text) is not None


def is_dateline(reading: Reading) -> bool:
    """Whether a heading says no more than when or by whom the text was written ("3 May 2019", "By X")."""
    return reading.sentence.heading and not reading.drafts and _BYLINE.match(reading.sentence.text) is not None


def returns(main: EventSoFar, reading: Reading, draft: Draft, days: Days, facts: Facts, violent: bool) -> bool:
    """Whether a sentence that leaves the event in hand goes back to the main one: it tells the same kind of harm,
    and brings no other day and no other place, or the same number or place again."""
    if apart(main.days, days) or violent is not main.violent or _other_front(main, reading):
        return False
    if (str(draft.harm), draft.low, draft.high) in main.counts and draft.low not in (1, 2):
        return True
    mine = names(facts.written)
    return not mine or bool(mine & names(main.place))


def complete(event: EventSoFar) -> None:
    """Gives an event what the text says of its main one, where it was told nothing else itself.

    The place is taken where it has none, the doer too where it is then at the same place. Harm of another kind
    (the arrests after an attack) stays apart.
    """
    main = event.main
    if main is None or apart(main.days, event.days) or event.violent is not main.violent:
        return
    if not event.place:
        event.place, event.exact = main.place, main.exact
    elif not names(event.place) & names(main.place):
        return
    event.actor = event.actor or main.actor
    event.days = main.days if event.days == NEVER else event.days


def apart(one: Days, other: Days) -> bool:
    """Whether two periods, both known, have no day in common."""
    if one[0] is None or other[0] is None or one[1] is None or other[1] is None:
        return False
    return other[0] > one[1] or other[1] < one[0]


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
    if event.headed:
        return True
    return days == NEVER or (event.days != NEVER and not (mine and theirs))


def _other_front(event: EventSoFar, reading: Reading) -> bool:
    text = reading.sentence.text
    front = next((p for p in reading.places if p.start <= 7 and text[p.end : p.end + 1] == ","), None)
    wider = re.match(r"\W*(?:across|throughout)\b", text, re.IGNORECASE)
    if front is None or not front.exact or not event.place or wider:
        return False
    return not names(reading.source[front.start : front.end]) & names(event.place)


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


def tell(event: EventSoFar, days: Days, facts: Facts, *, building: bool = False, attackers: bool = False) -> None:
    """Adds what a sentence says of an event to what is known; the more exact day and place stay.

    What befell a `building` ("burned down") says nothing of how people died, and whoever shot the `attackers` is
    not who attacked.
    """
    if days != NEVER and (event.days == NEVER or within(days, event.days)):
        event.days = days
    if facts.place is not None and facts.place.exact > event.exact:
        event.place, event.exact = facts.written, facts.place.exact
    exacter = event.loose and not facts.loose and facts.cause in (Cause.DRONE, Cause.MISSILE)
    if facts.cause is not Cause.UNKNOWN and (event.cause is Cause.UNKNOWN or exacter) and not building:
        event.cause, event.loose = facts.cause, facts.loose
    if facts.actor and not attackers and (not event.actor or blame.exacter(facts.actor, event.actor)):
        event.actor = facts.actor
