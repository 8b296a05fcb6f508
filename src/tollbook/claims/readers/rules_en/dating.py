"""Which time of a sentence is that of the harm: not that of the saying, of the finding, or of another event."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.dateline import is_dated_item
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.grammar import kids
from tollbook.claims.readers.rules_en.parse import ancestors, subtree
from tollbook.claims.readers.rules_en.reading import Reading
from tollbook.claims.readers.rules_en.said import say_verbs
from tollbook.claims.readers.rules_en.speak import inside_quotation
from tollbook.claims.readers.rules_en.times.calendar import around, back
from tollbook.claims.readers.rules_en.times.form import NUMBER, amount
from tollbook.claims.readers.rules_en.when import When
from tollbook.model.vocabulary import Harm

_AFTER = re.compile(
    rf"\b(?P<n>{NUMBER}|the)\s+(?P<unit>days?|nights?|weeks?|months?|years?)\s+(?P<way>after|before)\s+(?=[\w\"'])",
    re.IGNORECASE,
)
_THE_EVENT = re.compile(r"\W*(?:the|this|it|that)\b", re.IGNORECASE)
_OF_WOUNDS = re.compile(
    r"\b(?:of|from|to)\s+(?:[\w']+\s+){0,2}(?:wounds|injuries|burns)\b|\b(?:in|at)\s+(?:[\w'-]+\s+){0,2}"
    r"(?:hospital|hospitals|clinic|infirmary)\b",
    re.IGNORECASE,
)
_BEGUN = re.compile(
    r"\b(?:began|begun|broke out|breaking out|erupted|erupting|started|flared(?: up)?|launched)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\b(?:statement|message|letter|communique|press release|bulletin|dispatch|telegram|memo|memorandum|tweet|post"
    r"|interview|briefing|press conference|article)s?,?"
    r"(?: (?:of|on|from|dated|issued|published|released|posted|sent))*"
    r" (?:late |early )?$",
    re.IGNORECASE,
)
"""What a day stands behind that is a day of writing or saying: "in a letter of 10 July"."""
_FOUND = re.compile(
    r"\b(?:bod(?:y|ies)|corpses?|remains|cadavers?|dead)\b[^.;:]{0,40}"
    r"\b(?:found|recovered|discovered|retrieved|pulled|unearthed|exhumed|buried|identified)\b[^.;:,]{0,50}$"
    r"|\b(?:found|recovered|discovered|retrieved|pulled|unearthed|exhumed|buried|identified)\b[^.;:,]{0,30}"
    r"\b(?:bod(?:y|ies)|corpses?|remains|cadavers?|dead)\b[^.;:,]{0,50}$",
    re.IGNORECASE,
)
_HURT = re.compile(r"\b(?:wounded|injured)\b", re.IGNORECASE)
_KEPT = frozenset({Harm.DETAINED, Harm.MISSING, Harm.DISPLACED, Harm.TRAPPED})


ITEM = 3
"""Characters at the head of a sentence within which the day of a dated item begins."""
FAR = 4
"""Words behind a participle from which on a time is rather that of the clause."""


def time_of(reading: Reading, draft: Draft, told: date | None) -> When | None:
    """The time of a draft's harm; `told` is the day that the text told last, from which "the next day" counts."""
    found, counted = _counted_from(reading, draft, told)
    if counted:
        return found
    usable = [
        (_distance(reading, draft, when), when.start, n)
        for n, when in enumerate(reading.times)
        if _is_of(reading, draft, when)
    ]
    if not usable:
        return None
    return _going_on(reading, draft, shifted(reading, reading.times[min(usable)[2]], told))


def _going_on(reading: Reading, draft: Draft, when: When) -> When:
    """ "Fighting that broke out on Thursday has killed 45": the day opens a period that has not ended."""
    text = reading.sentence.text
    begun = _BEGUN.search(text, 0, when.start)
    between = text[when.end : max(when.end, reading.words[draft.trigger].end)]
    if begun is None or when.first is None or when.total or not re.search(r"\b(?:has|have)\b", between):
        return when
    return replace(when, last=reading.published, total=True)


def scene_time(reading: Reading, told: date | None) -> When | None:
    """The time that a sentence without a claim sets for what follows."""
    for when in reading.times:
        if not when.total and not when.year and (when.first or when.shift) and sets_time(reading, when):
            return shifted(reading, when, told)
    return None


def shifted(reading: Reading, when: When, told: date | None) -> When:
    """A time counted from another day, resolved: from the last day of the sentence before it, else from `told`."""
    if when.shift is None:
        return when
    before = [w.first for w in reading.times if w.start < when.start and w.first is not None and not w.total]
    anchor = before[-1] if before else told
    n, unit = when.shift
    day = back(anchor, -n, unit) if anchor else None
    if day is None:
        return replace(when, shift=None)
    first, last = (day, day) if n == 0 else around(day, unit)
    return replace(when, first=first, last=last, shift=None, year=unit.startswith("year"))


def _counted_from(reading: Reading, draft: Draft, told: date | None) -> tuple[When | None, bool]:
    """ "On Monday, two days after a bomb killed nine": the day of what is told after such a phrase, counted back
    from the day named before it, or the other way round. The second value: whether the phrase settles the time.
    """
    text, at = reading.sentence.text, reading.words[draft.trigger].start
    match = next(_AFTER.finditer(text), None)
    if match is None:
        return None, False
    n = amount(None if match["n"].lower() == "the" else match["n"])
    early = match["n"].lower() in ("few", "several", "couple of")
    end = re.compile(r"[;.]|,\s+(?:and|but)\b|$").search(text, match.end())
    clause = (match.end(), end.start() if end else len(text))
    within = [w for w in reading.times if clause[0] <= w.start < clause[1]]
    outside = [w for w in reading.times if w.start < match.start()]
    if at >= clause[1]:
        return None, False
    inside = at >= clause[0]
    own, other = (within, outside) if inside else (outside, within)
    if any(_is_of(reading, draft, w) for w in own):
        return None, False
    anchor = other[0].first if other and other[0].first == other[0].last else None
    if inside and not other and _THE_EVENT.match(text):
        anchor = told
    if n is None or early or anchor is None:
        return None, inside or bool(within)
    day = back(anchor, n if (match["way"].lower() == "after") is inside else -n, match["unit"])
    if day is None:
        return None, True
    return When(match.start(), match.end(), *around(day, match["unit"])), True


def _is_beside(reading: Reading, when: When) -> bool:
    """Whether a time is that of a paper ("a letter of 10 July") or of the finding of the dead, not of harm."""
    before = reading.sentence.text[: when.start]
    return _PAPER.search(before) is not None or _FOUND.search(before) is not None


def word_at(reading: Reading, offset: int) -> int | None:
    """The word that holds an offset of the sentence, or the next one."""
    return next((w.i for w in reading.words if w.end > offset), None)


def _verb_over(reading: Reading, i: int) -> int | None:
    return next((a for a in [i, *ancestors(reading.words, i)] if _is_verb_of(reading, a, i)), None)


def _is_verb_of(reading: Reading, a: int, i: int) -> bool:
    """Whether word `a` is a verb that the time at word `i` can be of: not a participle far before it that only
    describes a thing, under which the parse often puts what belongs to the clause."""
    word = reading.words[a]
    if not word.tag.startswith("VB"):
        return False
    describes = word.dep == "acl" and word.tag == "VBN" and i - a > FAR and word.lower not in say_verbs()
    return not describes or any(e.trigger == a for e in reading.events)


def sets_time(reading: Reading, when: When) -> bool:
    """Whether a time is that of what a sentence tells, not of the saying of it."""
    i = word_at(reading, when.start)
    if i is None:
        return False
    if _is_beside(reading, when):
        return False
    verb = _verb_over(reading, i)
    if verb is None or (when.start <= ITEM and is_dated_item(reading.sentence.text)):
        return True
    if _beside_event(reading, when) and not inside_quotation(reading, when.start):
        return True
    word = reading.words[verb]
    if when.names:
        return word.dep not in ("relcl", "acl")
    accused = word.lower in lexicon.words("speech", "say", "accuse")
    told = word.lower in say_verbs() and not accused and not _event_between(reading, word.end, when.start)
    aside = word.dep in ("relcl", "acl") and word.lower not in lexicon.words("causes", "act", "verbs")
    return (
        not told
        and not (aside and not _is_event(reading, word.head))
        and not inside_quotation(reading, when.start)
    )


def _beside_event(reading: Reading, when: When) -> bool:
    """ "Reports alleging harm from a strike on March 10": a time right behind a noun of event."""
    before = [w for w in reading.words if w.end <= when.start][-2:]
    noun = next((w for w in reversed(before) if w.lower not in ("on", "of", "from", "in")), None)
    return noun is not None and noun.tag.startswith("NN") and _is_event(reading, noun.i)


def _is_event(reading: Reading, i: int) -> bool:
    return reading.words[i].lower in lexicon.words("causes", "event", "nouns")


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


def _of_an_event(reading: Reading, when: When) -> bool:
    """Whether a time is that of an event named beside it: "Tuesday's attack", "the attack on Tuesday"."""
    if when.names:
        return True
    nouns = lexicon.words("causes", "event", "nouns")
    for word in reversed([w for w in reading.words if w.end <= when.start]):
        if word.lower in ("sustained", "suffered", "received"):
            return True
        if word.tag.startswith("VB") or word.text in (",", ";", ":"):
            return False
        if word.lower in nouns and word.tag.startswith("NN"):
            return True
    return False


def _is_of(reading: Reading, draft: Draft, when: When) -> bool:
    """Whether a time can be that of a draft's harm."""
    words, text = reading.words, reading.sentence.text
    i = word_at(reading, when.start)
    if i is None:
        return False
    verb = _verb_over(reading, i)
    if when.total or (when.start <= ITEM and is_dated_item(text)):
        return True
    if _is_beside(reading, when):
        return False
    if draft.toll or (verb is not None and _is_found(reading, draft, verb)):
        return _of_an_event(reading, when)
    if re.search(r"\bby\s+$", text[: when.start], re.IGNORECASE):
        return False
    if text[when.start : when.end].lower() == "today" and inside_quotation(reading, when.start):
        return False
    if verb is None or verb == draft.verb or when.names:
        return True
    if when.shift is not None and verb > draft.trigger and verb not in ancestors(words, draft.verb):
        return False  # what was so "a month later" in another clause
    if _tells_another_harm(reading, draft, verb) or _of_those_harmed(reading, draft, i):
        return False
    if _is_saying(reading, verb, draft):
        if words[verb].lower in lexicon.words("speech", "say", "count") and when.first != when.last:
            return True
        return _event_between(reading, words[verb].end, when.start) or _event_over(reading, i, verb)
    return words[verb].lower in lexicon.words("causes", "act", "verbs") or not _describes_another(
        reading, draft, verb
    )


def _tells_another_harm(reading: Reading, draft: Draft, verb: int) -> bool:
    """Whether a verb that only describes those harmed tells what befell them before: "kidnapped last month"."""
    event = next((e for e in reading.events if e.trigger == verb), None)
    described = reading.words[verb].dep in ("relcl", "acl", "advcl", "amod")
    return event is not None and described and (event.harm in _KEPT) is not (draft.harm in _KEPT)


def _of_those_harmed(reading: Reading, draft: Draft, i: int) -> bool:
    """ "On Friday the town buried nine people who were killed when ...": the harm only says who they were, so that
    a time outside its clause is another's."""
    words = reading.words
    above = words[draft.verb]
    inside = above.head in subtree(words, draft.mention.head)
    if above.dep != "relcl" or not inside or words[draft.mention.head].dep not in ("dobj", "pobj"):
        return False
    return i not in subtree(words, draft.verb)


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
    if draft.harm is Harm.KILLED and _died_of_wounds(reading, draft, verb):
        return True
    return dead and (verb == draft.verb or words[verb].lower in finds)


def _died_of_wounds(reading: Reading, draft: Draft, verb: int) -> bool:
    """ "Died in hospital on Friday", "succumbed to his wounds", "three of the wounded died overnight"."""
    if reading.words[verb].lower not in lexicon.words("grammar", "find", "dies"):
        return False
    after = " ".join(w.text for w in reading.words[verb + 1 : verb + 8])
    own = reading.words[max(0, draft.mention.head - 3) : draft.mention.head + 4]
    hurt = any(w.i < verb and _HURT.fullmatch(w.text) for w in own)
    return _OF_WOUNDS.search(after) is not None or (verb == draft.verb and draft.mention.head < verb and hurt)


def _describes_another(reading: Reading, draft: Draft, verb: int) -> bool:
    """Whether a verb stands in a clause that describes some noun and does not hold the harm."""
    word = reading.words[verb]
    told = any(e.trigger == verb for e in reading.events)
    if word.dep not in ("relcl", "acl") or (_is_event(reading, word.head) and not told):
        return False
    if word.tag == "VBG" and not told and word.end < reading.words[draft.verb].start:
        return False
    return draft.verb not in subtree(reading.words, verb)


def _distance(reading: Reading, draft: Draft, when: When) -> int:
    """How far a time stands from the harm: in characters, less for a running period, more outside its clause."""
    i = word_at(reading, when.start)
    verb = None if i is None else _verb_over(reading, i)
    far = abs(when.start - reading.words[draft.trigger].start) + (0 if verb == draft.verb else 60)
    if verb is not None and _describes_another(reading, draft, verb):
        return far + 200
    running = when.total and not reading.sentence.text[when.start :].lower().startswith("from")
    return far - 400 if running else far


def _is_saying(reading: Reading, verb: int, draft: Draft) -> bool:
    words = reading.words
    if words[verb].lower in lexicon.words("speech", "say", "reject"):
        return True
    if words[verb].lower not in say_verbs() or words[verb].lower in lexicon.words("speech", "say", "only_clause"):
        return False
    if kids(words, verb, "nsubjpass", "auxpass"):
        return False
    return (
        any(words[k].dep == "ccomp" for k in words[verb].children)
        or verb > draft.trigger
        or verb in ancestors(words, draft.verb)
    )
