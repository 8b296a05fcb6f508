"""What a sentence itself says of a draft: when, where, by what means, by whom."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.actor import actor_of, actor_of_scene
from tollbook.claims.readers.rules_en.cause import nearest
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.event import Event
from tollbook.claims.readers.rules_en.grammar import kids
from tollbook.claims.readers.rules_en.parse import ancestors, subtree
from tollbook.claims.readers.rules_en.reading import Reading
from tollbook.claims.readers.rules_en.said import say_verbs
from tollbook.claims.readers.rules_en.speak import inside_quotation
from tollbook.claims.readers.rules_en.when import When
from tollbook.claims.readers.rules_en.where import Place
from tollbook.model.vocabulary import Cause


@dataclass(frozen=True, slots=True)
class Facts:
    """The circumstances as one sentence gives them; empty where it is silent.

    `loose` is true where the cause rests on a word such as "strike" alone, which a drone or a missile may be.
    """

    when: When | None
    place: Place | None
    written: str
    cause: Cause
    actor: str
    loose: bool = False


def facts_of(reading: Reading, draft: Draft, air: bool) -> Facts:
    """The circumstances of one draft, from its own sentence only.

    Where the text speaks of air strikes (`air`), a bare "bombing" is one.
    """
    event = next((e for e in reading.events if e.trigger == draft.trigger), None)
    event = event or Event(draft.harm, draft.trigger, draft.verb, [draft.mention.head])
    place = _place(reading, draft)
    span = actor_of(reading.words, event)
    if span is not None and _is_no_doer(reading, span):
        span = None
    cause = _cause(reading, draft, air)
    return Facts(
        _time(reading, draft),
        place,
        reading.source[place.start : place.end] if place else "",
        cause,
        reading.source[span[0] : span[1]] if span else "",
        _is_loose(reading, cause),
    )


def _is_no_doer(reading: Reading, span: tuple[int, int]) -> bool:
    """Whether a would-be doer is one of those harmed, or only tells of it ("activists documented ...")."""
    base = reading.sentence.start
    if any(d.start < base + span[1] and base + span[0] < d.end for d in reading.drafts):
        return True
    tells = lexicon.words("speech", "person", "nouns") | lexicon.words("speech", "outlet", "names")
    tellers = [reading.words[s.head].lower for s in reading.speeches if s.start < span[1] and span[0] < s.end]
    return any(head in tells and head not in lexicon.words("actors", "noun") for head in tellers)


def _is_loose(reading: Reading, cause: Cause) -> bool:
    return cause is Cause.AIRSTRIKE and not any(m.cause is cause and not m.general for m in reading.causes)


def facts_without_harm(reading: Reading, air: bool) -> Facts:
    """The circumstances that a sentence without a claim sets for what follows."""
    usable = [
        when
        for when in reading.times
        if not when.total and not when.year and when.first and _sets_time(reading, when)
    ]
    place = max(reading.places, key=lambda p: (p.exact, -p.start), default=None)
    span = actor_of_scene(reading.words)
    return Facts(
        usable[0] if usable else None,
        place,
        reading.source[place.start : place.end] if place else "",
        nearest(reading.causes, [(0, len(reading.sentence.text))], air) or Cause.UNKNOWN,
        reading.source[span[0] : span[1]] if span else "",
    )


def word_at(reading: Reading, offset: int) -> int | None:
    """The word that holds an offset of the sentence, or the next one."""
    return next((w.i for w in reading.words if w.end > offset), None)


def _verb_over(reading: Reading, i: int) -> int | None:
    return next((a for a in [i, *ancestors(reading.words, i)] if reading.words[a].tag.startswith("VB")), None)


def _sets_time(reading: Reading, when: When) -> bool:
    i = word_at(reading, when.start)
    if i is None:
        return False
    verb = _verb_over(reading, i)
    if verb is None:
        return True
    word = reading.words[verb]
    accused = word.lower in lexicon.words("speech", "say", "accuse")
    told = word.lower in say_verbs() and not accused and not _event_between(reading, word.end, when.start)
    return not told and word.dep not in ("relcl", "acl") and not inside_quotation(reading, when.start)


def _event_between(reading: Reading, start: int, end: int) -> bool:
    """Whether a noun of event stands between a verb of saying and a time, so that the time is the event's."""
    nouns = lexicon.words("causes", "event", "nouns")
    return any(w.lower in nouns and w.tag.startswith("NN") for w in reading.words if start <= w.start < end)


def _event_over(reading: Reading, i: int, verb: int) -> bool:
    """Whether a time hangs on a noun of event below a verb of saying."""
    nouns = lexicon.words("causes", "event", "nouns")
    for a in ancestors(reading.words, i):
        if a == verb:
            return False
        if reading.words[a].lower in nouns:
            return True
    return False


def _time(reading: Reading, draft: Draft) -> When | None:
    """The time of a draft's clause: not that of the saying, nor that of the finding of the dead."""
    usable = [
        (_distance(reading, draft, when), when.start, when)
        for when in reading.times
        if _is_of(reading, draft, when)
    ]
    return min(usable)[2] if usable else None


def _is_of(reading: Reading, draft: Draft, when: When) -> bool:
    """Whether a time can be that of a draft's harm."""
    words, text = reading.words, reading.sentence.text
    i = word_at(reading, when.start)
    if i is None:
        return False
    if when.total:
        return True
    verb = _verb_over(reading, i)
    if re.search(r"\bby\s+$", text[: when.start], re.IGNORECASE) or (
        verb is not None and _is_found(reading, draft, verb)
    ):
        return False
    if text[when.start : when.end].lower() == "today" and inside_quotation(reading, when.start):
        return False
    if verb is None or verb == draft.verb:
        return True
    if _is_saying(reading, verb, draft):
        if words[verb].lower in lexicon.words("speech", "say", "count") and when.first != when.last:
            return True
        return _event_between(reading, words[verb].end, when.start) or _event_over(reading, i, verb)
    return words[verb].lower in lexicon.words("causes", "act", "verbs") or not _describes_another(
        reading, draft, verb
    )


def _is_found(reading: Reading, draft: Draft, verb: int) -> bool:
    """Whether a time says when the dead were found, died of their wounds or were added to a toll: "on Wednesday
    police found the bodies of nine people", "the toll rose to 30 on Friday"."""
    words, finds = reading.words, lexicon.words("grammar", "find", "verbs")
    dead = (
        words[draft.trigger].lower in lexicon.words("grammar", "find", "nouns") or words[draft.verb].lower in finds
    )
    told = any(d.toll for d in reading.drafts)
    if told and words[verb].lower in lexicon.words("grammar", "find", "rise"):
        return True
    after = " ".join(w.lower for w in words[draft.verb + 1 : draft.verb + 5])
    if verb == draft.verb and re.match(r"(?:from|of|to) (?:\w+ )?(?:wounds|injuries)\b", after):
        return True
    return dead and (verb == draft.verb or words[verb].lower in finds)


def _describes_another(reading: Reading, draft: Draft, verb: int) -> bool:
    """Whether a verb stands in a clause that describes some noun and does not hold the harm."""
    return reading.words[verb].dep in ("relcl", "acl") and draft.verb not in subtree(reading.words, verb)


def _distance(reading: Reading, draft: Draft, when: When) -> int:
    """How far a time stands from the harm: in characters, less for a running period, more outside its clause."""
    i = word_at(reading, when.start)
    verb = None if i is None else _verb_over(reading, i)
    far = abs(when.start - reading.words[draft.trigger].start) + (0 if verb == draft.verb else 60)
    if verb is not None and _describes_another(reading, draft, verb):
        far += 200
    running = when.total and not reading.sentence.text[when.start :].lower().startswith("from")
    return far - 400 if running else far


def _is_saying(reading: Reading, verb: int, draft: Draft) -> bool:
    words = reading.words
    if words[verb].lower not in say_verbs() or words[verb].lower in lexicon.words("speech", "say", "only_clause"):
        return False
    if kids(words, verb, "nsubjpass", "auxpass"):
        return False
    return (
        any(words[k].dep == "ccomp" for k in words[verb].children)
        or verb > draft.trigger
        or verb in ancestors(words, draft.verb)
    )


def _place(reading: Reading, draft: Draft) -> Place | None:
    words, base = reading.words, reading.sentence.start
    speakers = [(speech.start, speech.end) for speech in reading.speeches]
    told = {k for s in reading.speeches for r in kids(words, s.head, "relcl", "acl") for k in subtree(words, r)}
    told -= set(subtree(words, draft.verb))
    start, end = draft.start - base, draft.end - base
    stop = min(
        (d.start - base for d in reading.drafts if d.start > draft.start), default=len(reading.sentence.text)
    )
    usable = []
    for place in reading.places:
        beyond = place.start > stop
        if (
            place.head in told
            or any(s <= place.start and place.end <= e for s, e in speakers)
            or (place.start < end and start < place.end)
        ):
            continue
        hops = _hops(reading, place, draft.verb)
        rank = place.exact - 0.8 * hops - (3 if beyond else 0) + (2 if end <= place.start < stop else 0)
        usable.append((rank, -abs(place.start - words[draft.trigger].start), place.start, place))
    return max(usable)[3] if usable else None


def _hops(reading: Reading, place: Place, verb: int) -> int:
    """How far apart a place and a verb stand in the tree; a clause that describes another noun counts as far."""
    words = reading.words
    above = {verb: 0}
    for n, i in enumerate(ancestors(words, verb), start=1):
        above[i] = n
    hops, previous = 0, place.head
    for i in ancestors(words, place.head):
        hops += 4 if words[previous].dep in ("relcl", "acl") else 1
        if i in above:
            return min(hops + above[i], 6)
        previous = i
    return 6


def _cause(reading: Reading, draft: Draft, air: bool) -> Cause:
    words = reading.words
    spans = []
    for i in [draft.verb, *ancestors(words, draft.verb)][:3]:
        inside = subtree(words, i)
        spans.append((words[inside[0]].start, words[inside[-1]].end))
    spans.append((0, len(reading.sentence.text)))
    own = draft.cause
    if own is Cause.OTHER:
        return nearest(reading.causes, spans[:1], air) or own
    if own is not Cause.UNKNOWN:
        return own
    return nearest(reading.causes, spans, air) or Cause.UNKNOWN
