"""Follows a text from sentence to sentence: which event each draft speaks of, and what the text says of it."""

from __future__ import annotations

import re
from datetime import timedelta

from tollbook.claims.readers.rules_en.discourse import NEVER, Days, Discourse, EventSoFar
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.facts import Facts, facts_of, facts_without_harm
from tollbook.claims.readers.rules_en.gather import Reading
from tollbook.claims.readers.rules_en.scope import scope_of
from tollbook.claims.readers.rules_en.speak import speak
from tollbook.claims.readers.rules_en.stance import set_stance
from tollbook.model.vocabulary import Cause, Scope

_FRESH = re.compile(
    r"^\W*(?:elsewhere|meanwhile|separately|in a separate|in another|another|in other|also on|on the other hand"
    r"|in a (?:second|third|different)|a (?:second|separate))\b",
    re.IGNORECASE,
)


def follow(reading: Reading, discourse: Discourse) -> list[Draft]:
    """The drafts of a sentence with their speakers, scope and stance set and their event given."""
    speak(reading, discourse)
    _drop_repeats(reading, discourse)
    fresh = bool(_FRESH.match(reading.sentence.text)) or reading.sentence.heading
    if fresh:
        discourse.event = EventSoFar()
    if not reading.drafts:
        _context(reading, discourse)
        return []
    for draft in reading.drafts:
        facts = facts_of(reading, draft)
        draft.scope = _scope(reading, draft, facts, discourse)
        if draft.scope is Scope.INCIDENT:
            _incident(reading, draft, facts, discourse)
        else:
            _aggregate(draft, facts, discourse)
        set_stance(reading, draft)
    return reading.drafts


def _scope(reading: Reading, draft: Draft, facts: Facts, discourse: Discourse) -> Scope:
    scope = scope_of(reading.sentence.text, facts.when, discourse.published, facts.written, draft.harm, draft.low)
    goes_on = (
        discourse.total is not None
        and facts.when is None
        and reading.sentence.paragraph == discourse.frame_paragraph
    )
    if (
        scope is Scope.INCIDENT
        and goes_on
        and re.search(r"\b(?:have|has) (?:\w+ )?(?:been )?\w+ed\b", reading.sentence.text)
    ):
        return Scope.CUMULATIVE
    if draft.whole is not None and scope is Scope.INCIDENT:
        return draft.whole.scope
    return scope


def _days(facts: Facts, discourse: Discourse) -> Days:
    if facts.when is None:
        return NEVER
    first, last = facts.when.first, facts.when.last
    if facts.when.total and first is None:
        first = discourse.last_day
        last = last if first else None
    return first, last


def _aggregate(draft: Draft, facts: Facts, discourse: Discourse) -> None:
    """A total, a rate or the background: it keeps to itself, but shares its period with the total before it."""
    own = EventSoFar(
        _days(facts, discourse), facts.written, facts.place.exact if facts.place else -1, facts.cause, facts.actor
    )
    before = discourse.total
    if own.days == NEVER and draft.scope is Scope.CUMULATIVE and before is not None:
        own.days = before.days
    if not own.place and draft.scope is Scope.CUMULATIVE and before is not None and own.days == before.days:
        own.place = before.place
    if own.days[0] is not None:
        discourse.last_day = own.days[0]
    draft.event = own
    if draft.scope is Scope.CUMULATIVE:
        discourse.total = own


def _incident(reading: Reading, draft: Draft, facts: Facts, discourse: Discourse) -> None:
    days = _days(facts, discourse)
    if _other(discourse.event, days, facts, reading):
        discourse.event = EventSoFar()
        if reading.sentence.paragraph - discourse.frame_paragraph <= 1:
            discourse.event.days = discourse.frame
    _tell(discourse.event, days, facts)
    if days[0] is not None:
        discourse.last_day = days[0]
    draft.event, draft.facts = discourse.event, facts
    discourse.total = None


def _tell(event: EventSoFar, days: Days, facts: Facts) -> None:
    if (days != NEVER and event.days == NEVER) or (days[0] is not None and days[0] == days[1]):
        event.days = days
    if facts.place is not None and facts.place.exact > event.exact:
        event.place, event.exact = facts.written, facts.place.exact
    if facts.cause is not Cause.UNKNOWN and event.cause is Cause.UNKNOWN:
        event.cause = facts.cause
    if facts.actor and not event.actor:
        event.actor = facts.actor


def _other(event: EventSoFar, days: Days, facts: Facts, reading: Reading) -> bool:
    """Whether a sentence speaks of another event than the one in hand: another day, or another place put first."""
    if _apart(event.days, days):
        return True
    front = next(
        (p for p in reading.places if p.start <= 7 and reading.sentence.text[p.end : p.end + 1] == ","), None
    )
    if front is not None and front.exact >= 1 and event.place:
        mine, theirs = _names(reading.source[front.start : front.end]), _names(event.place)
        if not mine & theirs:
            return True
    place = facts.place
    if place is None or not event.place or place.exact < 1 or event.exact < 1:
        return False
    mine, theirs = _names(facts.written), _names(event.place)
    if not mine or not theirs or mine & theirs:
        return False
    return days != NEVER


def _apart(one: Days, other: Days) -> bool:
    if one[0] is None or other[0] is None or one[1] is None or other[1] is None:
        return False
    return other[0] > one[1] + timedelta(days=1) or other[1] < one[0] - timedelta(days=1)


def _names(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z][\w'-]+", text)}


def _context(reading: Reading, discourse: Discourse) -> None:
    """A sentence without claims may still tell the day, place, means or doer of what comes next."""
    facts = facts_without_harm(reading)
    days = _days(facts, discourse)
    verbless = not any(word.tag in ("VBD", "VBZ", "VBP", "MD") for word in reading.words)
    if facts.cause is Cause.UNKNOWN and not verbless:
        return
    if _other(discourse.event, days, facts, reading):
        discourse.event = EventSoFar()
    _tell(discourse.event, days, facts)
    if days[0] is not None:
        discourse.frame, discourse.frame_paragraph = days, reading.sentence.paragraph


def _drop_repeats(reading: Reading, discourse: Discourse) -> None:
    """Takes out names and definite nouns that the text has counted already."""
    kept = []
    for draft in reading.drafts:
        mention, harm = draft.mention, str(draft.harm)
        if mention.named:
            names = set(re.findall(r"[A-Za-z'-]{3,}", mention.phrase))
            if len(names & discourse.names) >= max(1, min(2, len(names))):
                continue
            discourse.names |= names
        elif mention.definite and not mention.counted and (mention.noun, harm) in discourse.seen:
            continue
        discourse.seen |= {(mention.noun, harm), (mention.noun.removesuffix("s"), harm)}
        kept.append(draft)
    reading.drafts[:] = kept


def finish(drafts: list[Draft], discourse: Discourse) -> None:
    """Gives every draft what the whole text says of its event, and every part what its whole has."""
    _old_news(drafts)
    for draft in drafts:
        event, facts = draft.event, draft.facts
        draft.days, draft.place, draft.cause, draft.actor = event.days, event.place, event.cause, event.actor
        if facts is None:
            continue
        days = _days(facts, discourse)
        draft.days = days if days != NEVER else event.days
        if facts.place is not None and facts.place.exact >= max(event.exact, 1):
            draft.place = facts.written
        draft.cause = facts.cause if facts.cause is not Cause.UNKNOWN else event.cause
        draft.actor = facts.actor or event.actor
    for draft in drafts:
        if draft.whole is not None:
            _inherit(draft, draft.whole)


def _inherit(part: Draft, whole: Draft) -> None:
    part.days = whole.days if part.days == NEVER else part.days
    part.place = part.place or whole.place
    part.cause = whole.cause if part.cause is Cause.UNKNOWN else part.cause
    part.actor = part.actor or whole.actor
    part.speakers = part.speakers or whole.speakers


def _old_news(drafts: list[Draft]) -> None:
    """A text whose first dated event is old tells of old events: they are its incidents, not its background."""
    dated = [d for d in drafts if d.scope in (Scope.BACKGROUND, Scope.INCIDENT) and d.event.days != NEVER]
    if not dated or dated[0].scope is not Scope.BACKGROUND or any(d.scope is Scope.INCIDENT for d in dated):
        return
    first = dated[0].event.days
    for draft in dated:
        same = not _apart(first, draft.event.days)
        day = draft.event.days[0] == draft.event.days[1]
        if same or day:
            draft.scope = Scope.INCIDENT
