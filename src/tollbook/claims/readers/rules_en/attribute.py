"""Who says so, when, where, by what means, by whom: for every draft of a sentence, from the sentence itself and
from what the text has said before."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.actor import actor_of
from tollbook.claims.readers.rules_en.cause import nearest
from tollbook.claims.readers.rules_en.discourse import Discourse, Event
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.events import Event as HarmEvent
from tollbook.claims.readers.rules_en.gather import Reading
from tollbook.claims.readers.rules_en.parse import ancestors, subtree
from tollbook.claims.readers.rules_en.said import Speech, say_verbs, speech_over
from tollbook.claims.readers.rules_en.scope import scope_of
from tollbook.claims.readers.rules_en.when import When
from tollbook.claims.readers.rules_en.where import Place
from tollbook.model.vocabulary import Cause, Harm, Scope, Stance, Status

_FRESH = re.compile(
    r"^\W*(?:elsewhere|meanwhile|separately|in a separate|in another|another|in other|also on|earlier|on the other hand)\b",
    re.IGNORECASE,
)


def attribute(reading: Reading, discourse: Discourse) -> None:
    """Fills in the drafts of a sentence and lets the discourse remember what it said."""
    text = reading.sentence.text
    _remember_speakers(reading, discourse)
    _drop_repeats(reading, discourse)
    fresh = bool(_FRESH.match(text))
    if not reading.drafts:
        _remember_event(reading, discourse, fresh)
        return
    for draft in reading.drafts:
        _speak(reading, draft, discourse)
        event = HarmEvent(draft.harm, draft.trigger, draft.verb)
        event.patients = [draft.mention.head]
        event.agents = next((e.agents for e in reading.events if e.trigger == draft.trigger), [])
        when = _time_of(reading, draft)
        place = _place_of(reading, draft)
        cause = draft.cause if draft.cause is not Cause.UNKNOWN else _cause_of(reading, draft)
        span = actor_of(reading.words, event)
        actor = _verbatim(reading, span) if span else ""
        draft.scope = scope_of(_clause(reading, draft), when, discourse.published, discourse.main_day, False)
        _settle_event(reading, draft, discourse, when, place, cause, actor, fresh)
        fresh = False
        _stance(reading, draft)


def _verbatim(reading: Reading, span: tuple[int, int]) -> str:
    return reading.source[span[0] : span[1]]


def _clause(reading: Reading, draft: Draft) -> str:
    return reading.sentence.text


def _remember_speakers(reading: Reading, discourse: Discourse) -> None:
    discourse.speaker_age += 1
    for speech in reading.speeches:
        name = _verbatim(reading, (speech.start, speech.end))
        if speech.pronoun or not name:
            if speech.pronoun in ("he", "she") and discourse.person:
                discourse.speaker, discourse.speaker_age = discourse.person, 0
            elif speech.pronoun in ("it", "they") and discourse.body:
                discourse.speaker, discourse.speaker_age = discourse.body, 0
            continue
        chain = (name,)
        if speech.told:
            chain = (name, _verbatim(reading, speech.told))
        discourse.speaker, discourse.speaker_age = chain, 0
        head = reading.words[speech.head]
        personal = head.lower in lexicon.words("speech", "person", "nouns") or head.tag == "NNP"
        if personal:
            discourse.person = chain
        if not head.lower.endswith("man") and (head.tag != "NNP" or len(name.split()) != 2):
            discourse.body = chain


def _speak(reading: Reading, draft: Draft, discourse: Discourse) -> None:
    found = speech_over(reading.words, reading.speeches, draft.trigger, draft.verb)
    speakers: list[str] = []
    for speech in found:
        speakers += [name for name in _names(reading, speech, discourse) if name not in speakers]
    draft.fixed.update(f"say:{reading.words[speech.verb].lower}" for speech in found)
    if not speakers:
        hedges = lexicon.words("speech", "hedge")
        near = any(w.lower in hedges for w in reading.words)
        if near and discourse.speaker_age <= 3 and discourse.speaker:
            speakers = list(discourse.speaker)
    draft.speakers = tuple(speakers[:4])


def _names(reading: Reading, speech: Speech, discourse: Discourse) -> list[str]:
    if speech.pronoun in ("he", "she"):
        names = list(discourse.person)
    elif speech.pronoun in ("it", "they", "we"):
        names = list(discourse.body or discourse.speaker)
    elif speech.pronoun:
        names = []
    else:
        names = [_verbatim(reading, (speech.start, speech.end))]
    if speech.told:
        names.append(_verbatim(reading, speech.told))
    return names


def _drop_repeats(reading: Reading, discourse: Discourse) -> None:
    """Takes out names and definite nouns that the text has counted already."""
    kept = []
    for draft in reading.drafts:
        mention = draft.mention
        if mention.named:
            names = {part for part in re.findall(r"[A-Za-z'-]{3,}", mention.phrase)}
            if len(names & discourse.names) >= max(1, min(2, len(names))):
                continue
            discourse.names |= names
        elif not mention.counted:
            key = (mention.noun, str(draft.harm))
            if mention.definite and key in discourse.seen:
                continue
            discourse.seen.add(key)
        else:
            discourse.seen.add((mention.noun, str(draft.harm)))
            discourse.seen.add((mention.noun.rstrip("s"), str(draft.harm)))
        kept.append(draft)
    reading.drafts[:] = kept


def _word_at(reading: Reading, offset: int) -> int | None:
    return next((w.i for w in reading.words if w.end > offset), None)


def _time_of(reading: Reading, draft: Draft) -> When | None:
    """The time of a draft's clause: not that of the saying, nor that of the finding."""
    words = reading.words
    trigger = words[draft.trigger]
    usable = []
    for when in reading.times:
        i = _word_at(reading, when.start)
        if i is None:
            continue
        verb = next((a for a in [i, *ancestors(words, i)] if words[a].tag.startswith("VB")), None)
        if (
            verb is not None
            and verb != draft.verb
            and words[verb].lower in say_verbs()
            and words[verb].lower not in lexicon.words("speech", "say", "only_clause")
            and not when.total
        ):
            below = [k for k in words[verb].children if words[k].dep == "ccomp"]
            if below or verb > draft.trigger:
                continue
        distance = abs(when.start - trigger.start) + (0 if verb == draft.verb else 60)
        usable.append((distance, when))
    return min(usable, key=lambda item: item[0])[1] if usable else None


def _place_of(reading: Reading, draft: Draft) -> Place | None:
    words, base = reading.words, reading.sentence.start
    clause = set(subtree(words, draft.verb))
    speakers = [(speech.start, speech.end) for speech in reading.speeches]
    start, end = draft.start - base, draft.end - base
    later = [d.start - base for d in reading.drafts if d.start > draft.start]
    stop = min(later, default=len(reading.sentence.text))
    usable = []
    for place in reading.places:
        if any(s <= place.start and place.end <= e for s, e in speakers):
            continue
        if place.start < end and start < place.end:
            continue
        inside = place.head in clause
        follows = end <= place.start < stop
        rank = (2 if inside else 0) + (2 if follows else 0) + place.exact
        usable.append((rank, -abs(place.start - words[draft.trigger].start), place))
    return max(usable, key=lambda item: item[:2])[2] if usable else None


def _cause_of(reading: Reading, draft: Draft) -> Cause:
    words = reading.words
    spans = []
    for i in [draft.verb, *ancestors(words, draft.verb)][:3]:
        inside = subtree(words, i)
        spans.append((words[inside[0]].start, words[inside[-1]].end))
    spans.append((0, len(reading.sentence.text)))
    return nearest(reading.causes, spans) or Cause.UNKNOWN


def _settle_event(
    reading: Reading,
    draft: Draft,
    discourse: Discourse,
    when: When | None,
    place: Place | None,
    cause: Cause,
    actor: str,
    fresh: bool,
) -> None:
    """Joins what the sentence says with what the event in hand knows, and remembers it for the next."""
    days: tuple[date | None, date | None] = (when.first, when.last) if when else (None, None)
    written = _verbatim(reading, (place.start, place.end)) if place else ""
    event = discourse.event
    new = fresh or _other_event(event, days, written, place)
    if draft.scope in (Scope.BACKGROUND, Scope.CUMULATIVE, Scope.RATE):
        draft.days, draft.place, draft.cause, draft.actor = days, written, cause, actor
        if draft.scope is Scope.CUMULATIVE and not when:
            draft.days = event.days if not new else (None, None)
        if not draft.place and draft.scope is not Scope.BACKGROUND:
            draft.place = event.place
        if draft.cause is Cause.UNKNOWN and draft.scope is Scope.CUMULATIVE and not when:
            draft.cause = event.cause
        return
    if new:
        event = discourse.event = Event()
    if days != (None, None):
        event.days = days
    if place and place.exact >= event.exact:
        event.place, event.exact = written, place.exact
    if cause is not Cause.UNKNOWN:
        event.cause = cause
    if actor:
        event.actor = actor
    draft.days = event.days
    draft.place = written if place and place.exact >= 1 else event.place
    draft.cause = cause if cause is not Cause.UNKNOWN else event.cause
    draft.actor = actor or event.actor
    if discourse.main_day is None and draft.days[0] is not None:
        discourse.main_day = draft.days[0]


def _other_event(event: Event, days: tuple[date | None, date | None], place: str, found: Place | None) -> bool:
    if days[0] is not None and event.days[0] is not None and days[1] is not None and event.days[1] is not None:
        if days[0] > event.days[1] + timedelta(days=1) or days[1] < event.days[0] - timedelta(days=1):
            return True
    if place and event.place and found is not None and found.exact >= 1 and event.exact >= 1:
        mine, theirs = _name_words(place), _name_words(event.place)
        if mine and theirs and not mine & theirs and days[0] is not None:
            return True
    return False


def _name_words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z][\w'-]+", text)}


def _remember_event(reading: Reading, discourse: Discourse, fresh: bool) -> None:
    """A sentence without claims may still tell the day, place, means or doer of the event in hand."""
    event = discourse.event
    speech_times = []
    for when in reading.times:
        i = _word_at(reading, when.start)
        if i is None or when.total or when.year or when.first is None:
            continue
        verb = next((a for a in [i, *ancestors(reading.words, i)] if reading.words[a].tag.startswith("VB")), None)
        if verb is not None and reading.words[verb].lower in say_verbs():
            continue
        speech_times.append(when)
    place = max(reading.places, key=lambda p: (p.exact, -p.start), default=None)
    written = _verbatim(reading, (place.start, place.end)) if place else ""
    days: tuple[date | None, date | None] = (
        (speech_times[0].first, speech_times[0].last) if speech_times else (None, None)
    )
    tells = bool(reading.causes)
    if fresh or (days[0] is not None and _other_event(event, days, written, place)):
        event = discourse.event = Event()
    if not tells:
        return
    if days[0] is not None:
        event.days = days
    if place and place.exact >= event.exact:
        event.place, event.exact = written, place.exact
    event.cause = reading.causes[0][2]
    for word in reading.words:
        if word.lower in lexicon.words("causes", "act", "verbs"):
            span = actor_of(
                reading.words,
                HarmEvent(
                    Harm.KILLED,
                    word.i,
                    word.i,
                    agents=[k for k in word.children if reading.words[k].dep == "nsubj"],
                ),
            )
            if span:
                event.actor = _verbatim(reading, span)
                break


def _stance(reading: Reading, draft: Draft) -> None:
    says = {mark[4:] for mark in draft.fixed if mark.startswith("say:")}
    text = reading.sentence.text.lower()
    if draft.low == 0 and draft.high == 0:
        draft.stance = (
            Stance.DENIED
            if draft.harm is Harm.CASUALTIES or says & lexicon.words("speech", "say", "deny")
            else Stance.ASSERTED
        )
        return
    if says & lexicon.words("speech", "say", "deny"):
        draft.stance = Stance.DENIED
        draft.low = draft.high = None
    elif says & lexicon.words("speech", "say", "admit") or (draft.status is Status.CIVILIAN and any(
        re.search(rf"\b{re.escape(word)}\b", text) for word in lexicon.words("speech", "say", "regret")
    )):
        draft.stance = Stance.CONCEDED
