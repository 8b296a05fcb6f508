"""What a sentence itself says of a draft: when, where, by what means, by whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.actor import actor_of, actor_of_scene
from tollbook.claims.readers.rules_en.blame import blamed, is_attacker, is_unnamed_means
from tollbook.claims.readers.rules_en.cause import Firmness, Means, nearest
from tollbook.claims.readers.rules_en.dating import scene_time, time_of, word_at
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.event import BUILDING, Event
from tollbook.claims.readers.rules_en.grammar import kids
from tollbook.claims.readers.rules_en.owned import owner
from tollbook.claims.readers.rules_en.parse import ancestors, subtree
from tollbook.claims.readers.rules_en.place import NAMED, Place
from tollbook.claims.readers.rules_en.reading import Reading
from tollbook.claims.readers.rules_en.said import say_verbs
from tollbook.claims.readers.rules_en.when import When
from tollbook.model.vocabulary import Cause, Harm


@dataclass(frozen=True, slots=True)
class Facts:
    """The circumstances as one sentence gives them; empty where it is silent.

    `firm` tells how firmly the words say the cause.
    """

    when: When | None
    place: Place | None
    written: str
    cause: Cause
    actor: str
    firm: Firmness = Firmness.FIRM


def facts_of(reading: Reading, draft: Draft, air: bool, told: date | None = None) -> Facts:
    """The circumstances of one draft, from its own sentence only.

    Where the text speaks of air strikes (`air`), a bare "bombing" is one; "the next day" counts from `told`.
    """
    event = next((e for e in reading.events if e.trigger == draft.trigger), None)
    event = event or Event(draft.harm, draft.trigger, draft.verb, [draft.mention.head])
    place = _place(reading, draft)
    named = actor_of(reading.words, event), blamed(reading.words, draft.trigger)
    span = _doer(reading, *named) or _own_act(reading)
    if span is None or is_unnamed_means(reading.sentence.text[span[0] : span[1]]):
        span = _doer(reading, owner(reading.words, draft.trigger)) or span
    base = reading.sentence.start
    if span is not None and draft.start < base + span[1] and base + span[0] < draft.end:
        span = None
    cause, firm = _cause(reading, draft, air)
    return Facts(
        time_of(reading, draft, told),
        place,
        reading.source[place.start : place.end] if place else "",
        cause,
        reading.source[span[0] : span[1]] if span else "",
        firm,
    )


def _doer(reading: Reading, *spans: tuple[int, int] | None) -> tuple[int, int] | None:
    """The first that can be a doer, without the dateline that a tree may have put before it."""
    past = _dateline(reading)
    cut = [(max(span[0], past), span[1]) for span in spans if span is not None and span[1] > past]
    cut = [_without_hour(reading, span) for span in cut]
    return next((span for span in cut if not _is_no_doer(reading, span)), None)


def _without_hour(reading: Reading, span: tuple[int, int]) -> tuple[int, int]:
    """A doer without the hour, dash or mark that stands before it: "1.45pm the militia says"."""
    match = _HOUR.match(reading.sentence.text, *span)
    return (match.end(), span[1]) if match and match.end() < span[1] else span


def _own_act(reading: Reading) -> tuple[int, int] | None:
    """ "The alliance said it had struck a depot": whoever says so of itself did it, where it is a force."""
    words = reading.words
    acts = lexicon.words("causes", "act", "verbs") | lexicon.words("causes", "act", "hit")
    for speech in reading.speeches:
        head = words[speech.head]
        force = head.lower in lexicon.words("actors", "noun") or head.tag.startswith("NNP")
        if speech.pronoun or speech.according or not force:
            continue
        for said in kids(words, speech.verb, "ccomp"):
            own = [words[k].lower for k in kids(words, said, "nsubj")]
            if words[said].lower in acts and own in (["it"], ["they"], ["we"]):
                return speech.start, speech.end
    return None


def _is_no_doer(reading: Reading, span: tuple[int, int]) -> bool:
    """Whether a would-be doer is one of those harmed, or only tells of it ("activists documented ...")."""
    base = reading.sentence.start
    harmed = [d for d in reading.drafts if not is_attacker(d.mention.noun)]
    if any(d.start < base + span[1] and base + span[0] < d.end for d in harmed):
        return True
    if "/" in reading.sentence.text[span[0] : span[1]] or _is_label(reading, span):
        return True
    if reading.sentence.text[span[0] : span[1]].lower() in ("artillery", "drone", "drones") or any(
        p.exact >= NAMED and p.start < span[1] and span[0] < p.end and p.start <= span[0] for p in reading.places
    ):
        return True
    last = next((w.lower for w in reversed(reading.words) if w.end <= span[1]), "")
    if last in lexicon.words("actors", "noun", "no_doer"):
        return True
    if last in lexicon.words("actors", "helper", "nouns"):
        return True
    after = next((w for w in reading.words if w.start >= span[1]), None)
    own = lexicon.words("speech", "say", "admit") | {"claimed", "claims", "claiming"}
    if after is not None and after.lower in say_verbs() - own and _is_speaker(reading, span):
        return True
    tells = lexicon.words("speech", "person", "nouns") | lexicon.words("speech", "outlet", "names")
    tellers = [reading.words[s.head].lower for s in reading.speeches if s.start < span[1] and span[0] < s.end]
    return any(head in tells and head not in lexicon.words("actors", "noun") for head in tellers)


def _is_label(reading: Reading, span: tuple[int, int]) -> bool:
    """ "Tarfa: army burned homes": what stands before the colon of a headline is no doer."""
    text = reading.sentence.text
    return text[span[1] : span[1] + 1] == ":" and not text[: span[0]].strip(' "•*-')


def _dateline(reading: Reading) -> int:
    """Where the dateline of a sentence ends ("TARFA, May 4 (X) - "), 0 where there is none."""
    match = _DATELINE.match(reading.source)
    return match.end() if match else 0


def _is_speaker(reading: Reading, span: tuple[int, int]) -> bool:
    return any(s.start < span[1] and span[0] < s.end for s in reading.speeches)


def facts_without_harm(reading: Reading, air: bool, told: date | None = None) -> Facts:
    """The circumstances that a sentence without a claim sets for what follows."""
    at = [place for place in reading.places if not _is_tellers(reading, place)]
    place = max(at, key=lambda p: (p.exact, -p.start), default=None)
    span = _doer(reading, actor_of_scene(reading.words), blamed(reading.words, 0)) or _own_act(reading)
    span = span or _doer(reading, owner(reading.words, len(reading.words) // 2))
    means = nearest(reading.causes, [(0, len(reading.sentence.text))], air)
    return Facts(
        scene_time(reading, told),
        place,
        reading.source[place.start : place.end] if place else "",
        means.cause if means else Cause.UNKNOWN,
        reading.source[span[0] : span[1]] if span else "",
        means.firm if means else Firmness.WEAK,
    )


def _place(reading: Reading, draft: Draft) -> Place | None:
    words, base = reading.words, reading.sentence.start
    if not reading.places:
        return None
    speakers = [(speech.start, speech.end) for speech in reading.speeches]
    told = {k for s in reading.speeches for r in kids(words, s.head, "relcl", "acl") for k in subtree(words, r)}
    told = told and told - set(subtree(words, draft.verb))
    told |= {p.head for p in reading.places if _is_tellers(reading, p)}
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
            or (beyond and ":" in reading.sentence.text[end : place.start])
            or _is_counted_building(reading, place)
        ):
            continue
        hops = _hops(reading, place, draft.verb)
        rank = place.exact - 0.8 * hops - (3 if beyond else 0) + (2 if end <= place.start < stop else 0)
        usable.append((rank, -abs(place.start - words[draft.trigger].start), place.start, place))
    return max(usable)[3] if usable else None


def _is_counted_building(reading: Reading, place: Place) -> bool:
    """Whether a would-be place is buildings that the sentence counts as destroyed: "six homes"."""
    base = reading.sentence.start
    harmed = [d for d in reading.drafts if d.harm in BUILDING and d.mention.head == place.head]
    return any(base + place.start <= d.start and base + place.end <= d.end + 1 for d in harmed)


def _is_tellers(reading: Reading, place: Place) -> bool:
    """Whether a place is that of the telling: it hangs on a verb of saying ("said in a broadcast from X", "told
    reporters in X") or on whoever tells ("the governor of X", "a spokesman in X")."""
    above = reading.words[place.above]
    if above.tag.startswith("VB"):
        return above.lower in say_verbs() and above.lower not in lexicon.words("speech", "say", "accuse")
    return above.lower in lexicon.words("speech", "person", "nouns")


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


def _cause(reading: Reading, draft: Draft, air: bool) -> tuple[Cause, Firmness]:
    """The means that a draft's clause names, else that of the clauses around it, and how firmly."""
    words, own = reading.words, draft.cause
    if draft.harm is Harm.DETAINED:
        hostages = re.search(r"\bhostages?\b", reading.sentence.text, re.IGNORECASE)
        return (Cause.UNKNOWN if hostages else Cause.OTHER), Firmness.WEAK
    if own not in (Cause.UNKNOWN, Cause.OTHER):
        return own, Firmness.FIRM
    causes = [means for means in reading.causes if not _is_anothers(reading, draft, means)]
    spans = []
    for i in [draft.verb, *ancestors(words, draft.verb)][: 3 if causes else 0]:
        inside = subtree(words, i)
        spans.append((words[inside[0]].start, words[inside[-1]].end))
    spans = spans[:1] if own is Cause.OTHER else [*spans, (0, len(reading.sentence.text))]
    means = nearest(causes, spans, air, draft.harm)
    if means is not None:
        return means.cause, means.firm
    return own, Firmness.FIRM if own is Cause.OTHER else Firmness.WEAK


def _is_anothers(reading: Reading, draft: Draft, means: Means) -> bool:
    """Whether a means is that of another draft of the sentence only, or one of those harmed ("two gunmen")."""
    base, text = reading.sentence.start, reading.sentence.text
    if _is_hit(reading, means) or _BEFORE.search(text[max(draft.end - base, 0) : means.start]):
        return True
    for other in reading.drafts:
        start, end = other.start - base, other.end - base
        if start <= means.start and means.end <= end and _PERSON.search(text[means.start : means.end]):
            return True
        if other is draft:
            continue
        if other.whole is draft and means.start >= end and _follows_part(text[end : means.start]):
            return True
        if other.verb != draft.verb and draft.verb not in subtree(reading.words, other.verb):
            doers = kids(reading.words, other.verb, "nsubj") if _is_clause(reading, other) else []
            held = {other.verb} | {k for d in doers for k in subtree(reading.words, d)}
            if any(means.start <= reading.words[k].start < means.end for k in held):
                return True
    return False


def _is_clause(reading: Reading, other: Draft) -> bool:
    """Whether another draft's verb is joined with "and" and has a subject of its own."""
    return reading.words[other.verb].dep in ("conj", "ccomp", "ROOT")


def _follows_part(between: str) -> bool:
    """Whether a means belongs to the part before it: "including nine in an ambush", but not ", in an ambush"."""
    return re.match(r"\s+(?:who|in|by|when|from|during|after)\b[^,;:]*$", between) is not None


def _is_hit(reading: Reading, means: Means) -> bool:
    """Whether a weapon is itself what was hit ("destroyed a boat and two mortars"), not what hit."""
    words = reading.words
    i = word_at(reading, means.start)
    if i is None or not words[i].tag.startswith("NN"):
        return False
    while words[i].dep in ("conj", "appos", "compound", "nmod") and words[i].head != i:
        i = words[i].head
    return words[i].dep == "dobj" and words[words[i].head].lower in lexicon.words("causes", "act", "takes")


_DATELINE = re.compile(
    r"[A-Z]{3,}.{0,60}?\s(?:-|--|–|—)\s"
    r"|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*,?[^–—.]{0,40}(?:\d|\)|\.)[^–—]{0,40}?\s(?:--|–|—)\s(?=[A-Z])"
)
_HOUR = re.compile(
    r"(?:[\w ]{2,30}\) [-–—:] |\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]m|[-–—•*]\s)\s*", re.IGNORECASE
)
_BEFORE = re.compile(
    r"\bbefore (?:he|she|they|being|police|soldiers|guards|(?:the|a) [\w-]+ (?:was|were))\b", re.IGNORECASE
)
_PERSON = re.compile(r"(?:men|man|ers?)$", re.IGNORECASE)
