"""From one parsed sentence to its drafts: events, whom they harmed, how many, and what is part of what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tollbook.claims.readers.rules_en import lexicon, mentions, who
from tollbook.claims.readers.rules_en.add import add_draft
from tollbook.claims.readers.rules_en.cause import find_causes
from tollbook.claims.readers.rules_en.count import Count, find_counts
from tollbook.claims.readers.rules_en.dateline import own_day
from tollbook.claims.readers.rules_en.describe import describe
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.enroll import read_identified, read_roll
from tollbook.claims.readers.rules_en.event import Event
from tollbook.claims.readers.rules_en.events import find_events
from tollbook.claims.readers.rules_en.glance import folded, glance
from tollbook.claims.readers.rules_en.grammar import kids, of_objects
from tollbook.claims.readers.rules_en.kin import read_kin
from tollbook.claims.readers.rules_en.leftovers import read_leftovers, read_split
from tollbook.claims.readers.rules_en.lines import read_line
from tollbook.claims.readers.rules_en.listed import (
    read_among,
    read_lists,
    read_of_whom,
    read_so_did,
    read_the_dead,
)
from tollbook.claims.readers.rules_en.mention import Mention
from tollbook.claims.readers.rules_en.parse import Word, subtree
from tollbook.claims.readers.rules_en.prepare import Sentence
from tollbook.claims.readers.rules_en.reading import Reading
from tollbook.claims.readers.rules_en.real import Reality, reality
from tollbook.claims.readers.rules_en.said import find_speech
from tollbook.claims.readers.rules_en.stated import read_stated
from tollbook.claims.readers.rules_en.tolls import read_toll
from tollbook.claims.readers.rules_en.when import When, find_times
from tollbook.claims.readers.rules_en.where import find_places
from tollbook.model.vocabulary import Harm

_AGES = re.compile(
    r"\b\d{1,3}(?:-|\s)?(?:years?|months?|weeks?|days?|yrs?)(?:-|\s)?(?:old|of age)"
    r"|\b[a-z]+(?:-[a-z]+)?[- ](?:years?|months?)[- ]old|\baged?\s+(?:between\s+)?\d+(?:\s+(?:and"
    r"|to)\s+\d+)?|\(\d{1,2}\)|under the age of \d+|,\s\d{1,2}(?=,\s|\s?[-–—]\s|\))"
    r"|(?<=s),\s\d{1,2}\s+and\s+\d{1,2}(?=,)"
    r"|\b(?:girl|boy|child|man|woman|youth|toddler|infant|baby|son|daughter|teenager|lad)"
    r"\s+of\s+(?:just |only |about )?(?:\d{1,2}|[a-z]+teen|[a-z]+ty(?:-[a-z]+)?|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve)(?=,|\.|\s(?:was|is|had|has|died|bled|in|who|and|from|at|on|whose)\b)",
    re.IGNORECASE,
)

_AGED = glance([_AGES.pattern])

_OF_KIN = re.compile(
    r"\b(?:father|mother|parent|dad|mum|mom|widow|grandmother|grandfather)\s+(?:-\s*)?of[\s-]+$", re.IGNORECASE
)
"""Before a number of somebody's children, who were not harmed: "a father of four"."""
_FROM_FAMILY = re.compile(
    r"\b(?:from|of|in)\s+(?:just |only )?\s*(?:family|household|clan|house|home|village)\b", re.IGNORECASE
)
"""Around the number of a family that people counted already belong to: "five of them from one family"."""


def read_scene(sentence: Sentence, source: str, words: list[Word], published: date | None) -> Reading:
    """What a sentence that tells of no harm says of time, place, means and speaker."""
    return _scene(sentence, source, words, published, find_times(sentence.text, published))


def _scene(
    sentence: Sentence, source: str, words: list[Word], published: date | None, found: tuple[When, ...]
) -> Reading:
    text = sentence.text
    own = own_day(text, found, published)
    times = tuple(when for when in found if when.start >= own)
    return Reading(
        sentence,
        source,
        words,
        (),
        times,
        find_places(words),
        find_speech(words),
        find_causes(text),
        [],
        [],
        published,
    )


def read_sentence(sentence: Sentence, source: str, words: list[Word], published: date | None) -> Reading:
    """Everything that a sentence says by itself; context from other sentences is not looked at."""
    found = find_times(sentence.text, published)
    reading = _scene(sentence, source, words, published, found)
    reading.counts = _people_counts(sentence.text, words, found)
    reading.events = find_events(words)
    _claims(reading)
    read_stated(reading)
    _drop_speakers(reading)
    read_leftovers(reading)
    read_split(reading)
    read_among(reading)
    read_identified(reading)
    read_lists(reading)
    read_so_did(reading)
    read_the_dead(reading)
    read_of_whom(reading)
    read_roll(reading)
    read_kin(reading)
    _drop_farther(reading)
    _drop_held_dead(reading)
    read_line(reading)
    describe(reading)
    return reading


def _drop_speakers(reading: Reading) -> None:
    """Takes out whoever only says so at the end of the sentence, where the parse joined them to those harmed."""
    base = reading.sentence.start
    spans = [(base + s.start, base + s.end) for s in reading.speeches if s.trailing]
    reading.drafts[:] = [
        d
        for d in reading.drafts
        if d.mention.counted or not any(start <= d.start and d.end <= end for start, end in spans)
    ]


def _drop_farther(reading: Reading) -> None:
    """Takes out a harm told farther off where a nearer one counts the whole just before: in "slaying two and
    wounding eight, including a boy" the boy was wounded."""
    drafts = list(reading.drafts)

    def is_nearer(near: Draft, far: Draft) -> bool:
        same = (near.start, near.end) == (far.start, far.end) and near.harm is not far.harm
        if not same or not far.trigger < near.trigger < near.mention.head:
            return False
        return any(
            d.harm is near.harm and d.trigger == near.trigger and d.end <= near.start and d.mention.counted
            for d in drafts
        )

    reading.drafts[:] = [far for far in drafts if not any(is_nearer(near, far) for near in drafts)]


def _drop_held_dead(reading: Reading) -> None:
    """Takes out the captivity of those who died in it: "two died in custody"."""
    held = ("custody", "captivity", "detention", "jail", "prison")
    dead = {
        (d.start, d.end)
        for d in reading.drafts
        if d.harm is Harm.KILLED and any(w.lower in held for w in reading.words[d.trigger + 1 : d.trigger + 4])
    }
    reading.drafts[:] = [d for d in reading.drafts if d.harm is not Harm.DETAINED or (d.start, d.end) not in dead]


def _people_counts(text: str, words: Sequence[Word], times: Sequence[When]) -> tuple[Count, ...]:
    """The counts of a sentence that are no dates, ages, money, measures or years."""
    shut = [(when.start, when.end) for when in times]
    if _AGED.search(folded(text)):
        shut += [match.span() for match in _AGES.finditer(text)]
    units = lexicon.words("numbers", "unit_after")
    befores = lexicon.words("numbers", "unit_before")
    kept = []
    for count in find_counts(text):
        s, e = count.number
        if any(a < e and s < b for a, b in shut):
            continue
        after = re.match(r"[\s-]*([a-z.%']+)", text[e:].lower())
        before = re.search(r"([^\s]+)\s*$", text[:s].lower())
        if after and (after[1] in units or after[1].rstrip(".") in units) and not count.vague:
            continue
        if before and before[1] in befores:
            continue
        if text[s:e].isdigit() and (w := _ending_at(words, text[:s].rstrip())) and _is_numbered(words, w):
            continue
        if text[s:e].lower() == "both" and re.match(r"\s+[A-Z]", text[e:]):
            continue
        if _OF_KIN.search(text[:s]) or (count.low == 1 and _FROM_FAMILY.search(text[:s] + text[e : e + 12])):
            continue
        if re.fullmatch(r"(?:19|20)\d\d", text[s:e]) and not re.match(
            r"\s+[a-z]*\s*(?:people|civilians|persons|deaths|others)", text[e:].lower()
        ):
            continue
        kept.append(count)
    return tuple(kept)


def _ending_at(words: Sequence[Word], before: str) -> Word | None:
    """The word that ends where the text `before` does."""
    return next((word for word in words if word.end == len(before)), None)


def _is_numbered(words: Sequence[Word], word: Word) -> bool:
    """Whether a word is a name with a number of its own: "of Centre 107", "in Block 12"."""
    if not (word.i and word.text[:1].isupper() and word.text[1:].islower()):
        return False
    led = words[word.i - 1].lower in lexicon.words("places", "preposition")
    return led and word.tag.startswith("NN") and word.lower not in who.people()


def _claims(reading: Reading) -> None:
    words, text = reading.words, reading.sentence.text
    for event in reading.events:
        real = reality(words, event)
        if real is Reality.UNREAL:
            continue
        _pronouns(words, event)
        if event.toll:
            read_toll(reading, event)
            continue
        for head, whole in _heads(words, event):
            mention = mentions.mention_at(words, text, reading.counts, head, event.harm)
            if mention is None:
                mention = _nobody(words, text, head, real)
            if mention is not None:
                add_draft(reading, event, mention, real, whole)


def _pronouns(words: Sequence[Word], event: Event) -> None:
    """Lets "him" and "them" stand for the people named just before: the object of the verb that this one is joined
    to ("pulled three men out and killed them"), else one person ("caught the attacker and shot him dead")."""
    for n, p in enumerate(event.patients):
        if words[p].lower in ("all", "both") and not of_objects(words, p):
            event.patients[n] = _last_counted(words, p) or p
            continue
        if words[p].lower not in ("him", "her", "them") or words[p].dep not in ("dobj", "pobj"):
            continue
        joined = words[event.verb]
        if joined.dep == "conj":
            taken = [
                o for o in kids(words, joined.head, "dobj") if words[o].lower in who.people() and o < event.verb
            ]
            if taken:
                event.patients[n] = taken[0]
                continue
        doers = set(event.agents)
        known = [
            w.i
            for w in words[:p]
            if w.tag == "NN" and w.lower in who.people() and w.i not in doers and w.dep in ("pobj", "dobj")
        ]
        if known and words[p].lower != "them":
            event.patients[n] = known[-1]


def _last_counted(words: Sequence[Word], before: int) -> int | None:
    """The people counted just before a word: those that "all died" speaks of."""
    known = (w.i for w in reversed(words[:before]) if w.lower in who.people() and kids(words, w.i, "nummod"))
    return next(known, None)


def _counted(words: Sequence[Word], patients: Sequence[int]) -> list[int]:
    """The patients, with the noun counted in the place of "an average of", "a total of"."""
    found: list[int] = []
    for p in patients:
        of = of_objects(words, p) if words[p].lower in ("average", "total", "estimate", "majority", "all") else []
        found += of or _who_that_was(words, p) or [p]
    return found


def _who_that_was(words: Sequence[Word], patient: int) -> list[int]:
    """ "The fifth victim, a taxi driver", "one of them, a baker": the noun set beside one that only points."""
    of_them = words[patient].lower == "one" and any(
        words[o].lower in ("them", "whom", "these", "those") for o in of_objects(words, patient)
    )
    if not of_them and words[patient].lower not in ("victim", "victims", "deceased", "dead"):
        return []
    beside = kids(words, patient, "appos")
    return [
        a for a in beside if any(words[k].lower in ("a", "an") or words[k].tag == "CD" for k in words[a].children)
    ]


def _heads(words: Sequence[Word], event: Event) -> list[tuple[int, int | None]]:
    found: list[tuple[int, int | None]] = []
    for patient in _counted(words, event.patients):
        for head, whole in mentions.expand(words, patient):
            if head not in (h for h, _ in found):
                found.append((head, whole))
    with_ = [
        o
        for p in kids(words, event.verb, "prep")
        if words[p].lower in ("with", "alongside")
        for o in kids(words, p, "pobj")
    ]
    for o in with_ if event.patients else []:
        numbered = words[o].tag == "CD" or bool(kids(words, o, "nummod"))
        if numbered or words[o].lower in lexicon.nouns("kin") or words[o].tag in ("NNP",):
            found += [pair for pair in mentions.expand(words, o) if pair not in found]
    return found


def _nobody(words: Sequence[Word], text: str, head: int, real: Reality) -> Mention | None:
    """ "No civilians", "no one": the anchor of a count of zero."""
    if real is not Reality.NEGATED:
        return None
    first = head
    while first > 0 and words[first - 1].i in subtree(words, head):
        first -= 1
    start, end = words[first].start, words[head].end
    phrase = text[start:end]
    if words[head].lower in ("nobody", "none") or phrase.lower().startswith("no "):
        return Mention(start, end, head, words[head].lower, phrase, 0, 0, "", False)
    return None
