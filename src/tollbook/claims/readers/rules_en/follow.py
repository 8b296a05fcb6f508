"""Follows a text from sentence to sentence: which event each draft speaks of, and what the text says of it."""

from __future__ import annotations

import re
from dataclasses import replace

from tollbook.claims.readers.draft import NEVER, Days
from tollbook.claims.readers.rules_en import blame, lexicon, same
from tollbook.claims.readers.rules_en.cause import Firmness
from tollbook.claims.readers.rules_en.dateline import names_hour
from tollbook.claims.readers.rules_en.dating import sets_time
from tollbook.claims.readers.rules_en.discourse import Discourse, EventSoFar
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.event import BUILDING
from tollbook.claims.readers.rules_en.facts import Facts, facts_of, facts_without_harm
from tollbook.claims.readers.rules_en.figures import read_figures
from tollbook.claims.readers.rules_en.finish import days_of
from tollbook.claims.readers.rules_en.grammar import kids
from tollbook.claims.readers.rules_en.names import same_person
from tollbook.claims.readers.rules_en.place import NAMED
from tollbook.claims.readers.rules_en.reading import Reading
from tollbook.claims.readers.rules_en.resume import resume
from tollbook.claims.readers.rules_en.said import say_verbs
from tollbook.claims.readers.rules_en.scope import RECENT, is_long_past, is_rate, scope_of, sums_up
from tollbook.claims.readers.rules_en.speak import speak
from tollbook.claims.readers.rules_en.stance import is_own, set_stance
from tollbook.claims.readers.rules_en.when import When
from tollbook.model.vocabulary import Cause, Harm, Scope

_GOES_ON = re.compile(
    r"\b(?:have|has|had) (?:\w+ )?(?:been )?\w+(?:ed|t|n|st)\b|^\W*most\b|\bstill\b|\bin addition\b"
    r"|\baccounted for\b|\bof (?:these|those)\b|\bof the (?:deaths|dead|injured|injuries|wounded|killed|victims)\b"
    r"|^\W*the (?:remaining|rest|other)\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*[•*·▪‣–-]\s")
_HOUR = re.compile(r"\W*\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)?\s")
_STILL = re.compile(r"\b(?:has|have)\b", re.IGNORECASE)
_VIOLENT = frozenset({Harm.KILLED, Harm.INJURED, Harm.CASUALTIES, Harm.DESTROYED, Harm.DAMAGED})
_WITH_THEM = frozenset({Harm.MISSING, Harm.TRAPPED})
_FLED = frozenset({Harm.DISPLACED, Harm.TRAPPED, Harm.MISSING})
_FLED_FROM = frozenset({Cause.GROUND_FIGHTING, Cause.AIRSTRIKE, Cause.ARTILLERY})
MUCH = 5
"""So many times what has been told of an event a later toll of it may be."""
FRAME = 2
"""Paragraphs for which the day of a sentence like "Tuesday saw three more attacks" holds."""

FRONT = 4
"""Characters at the head of a sentence within which a time put first begins: "Last week the group ..."."""

HEAD = 1
"""The last paragraph of a text that can name the country it is all about."""


def follow(reading: Reading, discourse: Discourse) -> list[Draft]:
    """The drafts of a sentence with their speakers, scope and stance set and their event given."""
    read_figures(reading, discourse.counted)
    resume(reading, discourse)
    speak(reading, discourse)
    _drop_repeats(reading, discourse)
    if reading.sentence.roll is not None:
        _part_of_toll(reading, discourse)
    if _leaves(reading, discourse):
        discourse.event = same.afresh(discourse.event, reading)
    for place in reading.places:
        if place.exact >= NAMED:
            discourse.places |= same.names(reading.source[place.start : place.end])
    country = next((p for p in reading.places if p.exact == 2), None)
    if country is not None and not discourse.country and reading.sentence.paragraph <= HEAD:
        discourse.country = reading.source[country.start : country.end]
    if reading.drafts:
        _claims(reading, discourse)
    else:
        _context(reading, discourse)
    if any(means.cause is Cause.AIRSTRIKE and means.firm is Firmness.FIRM for means in reading.causes):
        discourse.air = True
    discourse.siege = discourse.siege or any(means.cause is Cause.SIEGE for means in reading.causes)
    discourse.hourly = discourse.hourly or names_hour(reading.sentence.text)
    discourse.hours += _HOUR.match(reading.sentence.text) is not None
    discourse.after_heading = reading.sentence.heading
    return reading.drafts


def _part_of_toll(reading: Reading, discourse: Discourse) -> None:
    """An item of a roll is one of those that the text counted last."""
    for draft in reading.drafts:
        like = [d for d in discourse.counted if d.harm is draft.harm and d.whole is None and d.high != 1]
        draft.whole = draft.whole or (like[0] if like else None)


def _leaves(reading: Reading, discourse: Discourse) -> bool:
    """Whether a sentence says that it leaves the event in hand; headings before the body that tell of no event (a
    date, an office) do not."""
    if reading.sentence.roll is not None:
        return False
    if reading.sentence.heading and not discourse.begun and not reading.drafts:
        nouns = lexicon.words("causes", "event", "nouns")
        return any(word.lower in nouns for word in reading.words)
    return same.starts_afresh(reading, discourse) or same.turns_to_earlier(reading)


def _claims(reading: Reading, discourse: Discourse) -> None:
    checked, known = False, len(discourse.told)
    for draft in reading.drafts:
        violent = draft.harm in _VIOLENT or (
            draft.harm in (Harm.MISSING, Harm.TRAPPED) and discourse.event.violent
        )
        facts = facts_of(reading, draft, discourse.air, discourse.last_day)
        if _is_aside(reading, draft, discourse):
            _tell_aside(draft, facts, discourse)
            set_stance(reading, draft, discourse)
            continue
        if draft.harm is Harm.TRAPPED and facts.cause is Cause.UNKNOWN and discourse.siege:
            facts = replace(facts, cause=Cause.SIEGE, firm=Firmness.WEAK)
        scope, period = _scope(reading, draft, facts, discourse)
        draft.scope = scope
        if scope is Scope.INCIDENT or (scope is Scope.CUMULATIVE and not period):
            days = days_of(facts, discourse)
            turned = not checked and _turns(discourse.event, violent)
            if (
                turned
                or (not checked and not same.same_event(discourse.event, reading, draft, days, facts))
                or (checked and same.apart(discourse.event.days, days))
            ):
                main = discourse.main
                if main is not None and same.returns(main, reading, draft, days, facts, violent):
                    discourse.event = main
                else:
                    _begin(reading, discourse, draft if turned else None)
            elif not checked and (back := same.left_aside(discourse, reading, draft, days, facts, violent)):
                discourse.event = back
            checked = True
            discourse.event.paragraph = reading.sentence.paragraph
            discourse.event.violent = violent
            _tell(draft, facts, days, discourse)
            discourse.event.headed = reading.sentence.heading
            if discourse.main is None or discourse.main.headed:
                discourse.main = discourse.event
        else:
            _aggregate(reading, draft, facts, discourse)
        set_stance(reading, draft, discourse)
        discourse.begun = discourse.begun or not reading.sentence.heading
    if same.turns_to_earlier(reading):
        del discourse.told[known:]
    if all(draft.scope is Scope.BACKGROUND for draft in reading.drafts):
        _frame_beside(reading, discourse)


def _is_aside(reading: Reading, draft: Draft, discourse: Discourse) -> bool:
    """ "Relatives displaced from the old town were sheltering there": said of people in a text about an attack."""
    trigger = reading.words[draft.trigger]
    described = trigger.dep in ("acl", "amod") and trigger.tag == "VBN"
    described = described and reading.words[draft.mention.head].dep != "ROOT"
    described = described and not draft.mention.counted
    return draft.harm is Harm.DISPLACED and described and bool(discourse.event.counts) and discourse.event.violent


def _tell_aside(draft: Draft, facts: Facts, discourse: Discourse) -> None:
    """Gives a draft an event of its own and leaves the one in hand."""
    draft.event = EventSoFar(days_of(facts, discourse), facts.written, violent=False)
    draft.event.exact = facts.place.exact if facts.place else -1
    draft.facts = facts


def _turns(event: EventSoFar, violent: bool) -> bool:
    """Whether a text turns from an event of which it has told harm of the other kind only.

    From those who fled it comes to the dead of the same, where it has told by what means they were attacked.
    """
    harms = {Harm(harm) for harm, _, _ in event.counts}
    if not harms or violent is event.violent or any((harm in _VIOLENT) is violent for harm in harms):
        return False
    attacked = event.cause not in (Cause.UNKNOWN, Cause.OTHER) and Harm.DETAINED not in harms
    return not (violent and attacked)


def _frame_beside(reading: Reading, discourse: Discourse) -> None:
    """The day that a sentence with an old event tells of something new, which what follows speaks of."""
    recent = [w for w in reading.times if discourse.published and w.first and not w.total and not w.shift]
    days = [(w.first, w.last) for w in recent if sets_time(reading, w) and not _is_old(w, discourse)]
    if days:
        discourse.backdrop = -9
        discourse.frame, discourse.frame_paragraph = days[0], reading.sentence.paragraph
        if not discourse.event.counts:
            discourse.event.days = days[0]


def _is_old(when: When, discourse: Discourse) -> bool:
    return bool(discourse.published and when.last and when.last < discourse.published - RECENT)


def _begin(reading: Reading, discourse: Discourse, turned: Draft | None) -> None:
    """A new event; it happened in the days that a sentence just before set for what follows.

    Where a text has `turned` from the dead to those who fled, they fled from the same.
    """
    before = discourse.event
    discourse.event = same.afresh(before, reading, discourse.main)
    if turned is not None and turned.harm in _FLED and before.cause in _FLED_FROM:
        discourse.event.cause, discourse.event.firm = before.cause, before.firm
    discourse.seen.clear()
    if 0 <= reading.sentence.paragraph - discourse.frame_paragraph <= FRAME:
        discourse.event.days = discourse.frame


def _scope(reading: Reading, draft: Draft, facts: Facts, discourse: Discourse) -> tuple[Scope, bool]:
    """The scope, and whether it is that of a period (which keeps to itself), not of several events at once."""
    text = reading.sentence.text
    told = [low for _, low, _ in discourse.event.counts if low]
    in_hand = discourse.total is None and any((draft.low or 0) <= MUCH * low for low in told)
    scope, period = scope_of(
        text, facts.when, discourse.published, facts.written, draft.harm, draft.low, in_hand=in_hand
    )
    if scope is Scope.BACKGROUND and facts.when is not None and _is_main_day(facts.when, discourse):
        scope, period = Scope.INCIDENT, False
    if scope is Scope.BACKGROUND and facts.when is not None and (discourse.old or not discourse.begun):
        scope, period = _of_old(reading, draft, facts.when, discourse)
    if is_rate(_clause(reading, draft)):
        return Scope.RATE, True
    goes_on = discourse.total is not None and reading.sentence.paragraph - discourse.total_paragraph <= 1
    listed = _BULLET.match(text) is not None
    if scope is Scope.INCIDENT and goes_on and facts.when is None and (listed or _GOES_ON.search(text)):
        return Scope.CUMULATIVE, True
    background = discourse.total is None and discourse.backdrop == reading.sentence.paragraph
    lasts = scope is Scope.CUMULATIVE and _STILL.search(text) is not None
    if background and facts.when is None and scope is not Scope.RATE and not lasts:
        return Scope.BACKGROUND, True
    if draft.whole is not None and scope is Scope.INCIDENT and draft.whole.scope is not Scope.INCIDENT:
        return draft.whole.scope, draft.whole.facts is None
    return scope, period


def _is_main_day(when: When, discourse: Discourse) -> bool:
    """Whether a time is that of the event that the text is about, however long ago."""
    main = discourse.main
    known = main is not None and main.days[0] is not None and when.first is not None
    return known and main is not None and not when.total and not same.apart(main.days, (when.first, when.last))


def _of_old(reading: Reading, draft: Draft, when: When, discourse: Discourse) -> tuple[Scope, bool]:
    """The scope of what is long past where a text begins with it: an event that it is about, unless the same
    sentence turns to a later day or the count sums up a year or more."""
    later = discourse.published and any(
        w.first and not w.total and w.first >= discourse.published - RECENT and sets_time(reading, w)
        for w in reading.times
    )
    if later or (when.span and when.year):
        return Scope.BACKGROUND, True
    if when.year and sums_up(reading.sentence.text, draft.low):
        return Scope.BACKGROUND if is_long_past(when, discourse.published) else Scope.CUMULATIVE, True
    discourse.old = True
    return Scope.INCIDENT, False


def _clause(reading: Reading, draft: Draft) -> str:
    """The words that may be about a draft: from it (or from the start, for the first) to the next draft."""
    base, text = reading.sentence.start, reading.sentence.text
    before = [d for d in reading.drafts if d.end <= draft.start]
    after = [d.start for d in reading.drafts if d.start >= draft.end and d.whole is not draft]
    start = 0 if not before else max(d.end for d in before if d is not draft) - base
    return text[start : min(after) - base if after else len(text)]


def _aggregate(reading: Reading, draft: Draft, facts: Facts, discourse: Discourse) -> None:
    """A total, a rate or the background: it keeps to itself, but shares its period with the total before it."""
    exact = facts.place.exact if facts.place else -1
    own = EventSoFar(days_of(facts, discourse), facts.written, exact, facts.cause, facts.actor, firm=facts.firm)
    before = discourse.total
    goes_on = draft.scope is Scope.CUMULATIVE and draft.harm is not Harm.TRAPPED
    if own.days == NEVER and goes_on and before is not None:
        own.days = before.days
    if goes_on and before is not None and reading.sentence.paragraph - discourse.total_paragraph <= 1:
        own.place = own.place or before.place
    if own.days[0] is not None:
        discourse.last_day = own.days[0]
    near = 0 <= reading.sentence.paragraph - discourse.area_paragraph <= 1
    if draft.scope is not Scope.BACKGROUND and not own.place and near:
        own.place = discourse.area
    if draft.scope is not Scope.BACKGROUND and not own.place:
        main = discourse.main
        own.place = discourse.country or (main.place if main is not None and main.exact <= NAMED + 1 else "")
    elif own.place and draft.scope is not Scope.BACKGROUND:
        discourse.area, discourse.area_paragraph = own.place, reading.sentence.paragraph
    draft.event = own
    if draft.scope is Scope.CUMULATIVE:
        discourse.total, discourse.total_paragraph = own, reading.sentence.paragraph
    elif draft.scope is Scope.BACKGROUND:
        discourse.total, discourse.backdrop = None, reading.sentence.paragraph
        own.days = own.days if own.days != NEVER else discourse.backdrop_days
        discourse.backdrop_days = own.days


def _tell(draft: Draft, facts: Facts, days: Days, discourse: Discourse) -> None:
    """Adds what a draft's sentence says to the event in hand, and gives the draft that event."""
    told, doers = facts, same.is_attacker(draft, facts)
    if draft.whole is not None and draft.whole.facts is not None and draft.whole.facts.cause is Cause.UNKNOWN:
        told = replace(facts, cause=Cause.UNKNOWN)
    attackers = doers or blame.is_attacker(draft.mention.noun)
    told_apart, building = doers or draft.harm is Harm.DETAINED, draft.harm in BUILDING
    same.tell(discourse.event, days, told, building=building, attackers=attackers, told_apart=told_apart)
    discourse.event.counts.add((str(draft.harm), draft.low, draft.high))
    if days[0] is not None:
        discourse.last_day = days[0]
        fronted = facts.when is not None and facts.when.start <= FRONT
        if not (fronted and discourse.main is not None and discourse.event is not discourse.main):
            discourse.told.append(days)
    draft.event, draft.facts = discourse.event, facts
    discourse.total = None


def _context(reading: Reading, discourse: Discourse) -> None:
    """A sentence without claims may still tell the day, place, means or doer of what comes next."""
    facts = facts_without_harm(reading, discourse.air, discourse.last_day)
    days = days_of(facts, discourse)
    verbless = not any(word.tag in ("VBD", "VBZ", "VBP", "MD") for word in reading.words)
    acts = any(w.lower in lexicon.words("causes", "act", "hit") and w.tag.startswith("VB") for w in reading.words)
    events = any(w.lower in lexicon.words("causes", "event", "nouns") for w in reading.words)
    if days[0] is not None:
        discourse.last_day, discourse.backdrop = days[0], -9
        discourse.told.append(days)
        discourse.opened = discourse.opened or not discourse.begun
        long_ago = facts.when is not None and not facts.when.span and _is_old(facts.when, discourse)
        discourse.old = discourse.old or (long_ago and events and not discourse.begun)
    if days[0] is not None and events and facts.place is not None:
        discourse.total = None
    if days[0] is not None and events:
        discourse.frame, discourse.frame_paragraph = days, reading.sentence.paragraph
    if is_own(facts.actor):
        facts = replace(facts, actor="")
    scene = days[0] is not None and facts.place is not None and facts.place.exact >= NAMED
    if same.is_byline(reading, discourse) or (_is_general(reading) and days[0] is None):
        return
    silent = facts.cause is Cause.UNKNOWN and not facts.actor
    if silent and not verbless and not acts and not scene:
        return
    if not same.same_event(discourse.event, reading, None, days, facts):
        discourse.event = EventSoFar()
    same.tell(discourse.event, days, facts)
    if days[0] is not None:
        discourse.frame, discourse.frame_paragraph = days, reading.sentence.paragraph


def _is_general(reading: Reading) -> bool:
    """Whether a sentence of running text states what is so, in the present, and tells of no event."""
    roots = [w for w in reading.words if w.dep == "ROOT"]
    told = [reading.words[k] for w in roots if w.lower in say_verbs() for k in kids(reading.words, w.i, "ccomp")]
    present = bool(roots) and all(w.tag in ("VBZ", "VBP") for w in told or roots)
    return present and not reading.sentence.heading


def _drop_repeats(reading: Reading, discourse: Discourse) -> None:
    """Takes out names and definite nouns that the text has counted already."""
    kept = []
    for draft in reading.drafts:
        mention, harm = draft.mention, str(draft.harm)
        if mention.named:
            parts = tuple(re.findall(r"[\w'-]+", reading.sentence.text[mention.start : mention.end].lower()))
            if any(same_person(parts, known) for known in discourse.names):
                continue
            discourse.names.append(parts)
        elif mention.definite and not mention.counted and (mention.noun, harm) in discourse.seen:
            continue
        discourse.seen |= {(mention.noun, harm), (mention.noun.removesuffix("s"), harm)}
        kept.append(draft)
    reading.drafts[:] = kept
