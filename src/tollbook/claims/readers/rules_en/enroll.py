"""Enrolls people harmed who are named: those a sentence identifies, and those it lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tollbook.claims.readers.rules_en import lexicon, mentions
from tollbook.claims.readers.rules_en.add import add_draft
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.event import Event
from tollbook.claims.readers.rules_en.grammar import kids
from tollbook.claims.readers.rules_en.mention import Mention
from tollbook.claims.readers.rules_en.names import Name
from tollbook.claims.readers.rules_en.parse import Word, subtree
from tollbook.claims.readers.rules_en.reading import Reading, is_taken
from tollbook.claims.readers.rules_en.real import Reality, reality
from tollbook.claims.readers.rules_en.roll import find_roll, is_plural, kin_before
from tollbook.model.vocabulary import Harm


def read_identified(reading: Reading) -> None:
    """ "Police identified the victim as X": the name is a claim of its own."""
    words, text = reading.words, reading.sentence.text
    for word in words:
        if word.lower not in ("identified", "named"):
            continue
        harmed = _harm_of_victim(words, kids(words, word.i, "dobj", "nsubjpass"))
        if harmed is None:
            continue
        as_ = next((w for w in words[word.i + 1 :] if w.lower == "as"), None)
        names = kids(words, as_.i, "pobj") if as_ is not None else []
        names += [o for o in kids(words, word.i, "oprd", "attr") if words[o].tag == "NNP"]
        for name in names:
            for head, _ in mentions.expand(words, name):
                mention = mentions.mention_at(words, text, reading.counts, head, harmed)
                if mention is not None:
                    add_draft(reading, Event(harmed, word.i, word.i), mention, Reality.REAL, None)


def _harm_of_victim(words: Sequence[Word], heads: Sequence[int]) -> Harm | None:
    """What happened to those that the heads speak of, by their own words: "the slain man", "the dead"."""
    for head in heads:
        for k in subtree(words, head):
            lower = words[k].lower
            if lower in lexicon.words("harm", "victim", "nouns"):
                return Harm.KILLED
            harm = lexicon.noun_harm("adjective").get(lower) or lexicon.verb_harm("verb_object").get(lower)
            if harm in (Harm.KILLED, Harm.INJURED):
                return harm
    return None


def read_roll(reading: Reading) -> None:
    """Adds the persons that a sentence lists by name. A kin noun before a name ("his son X") is one claim with it;
    so is a counted noun with its names; a bare plural ("his daughters X and Y") gives way to the names."""
    kin, number = "", 0
    for name, harm in find_roll(reading.sentence.text):
        noun, start = kin_before(reading.sentence.text, name.start)
        if noun:
            kin, number = noun, _counted_before(reading, start, name.start)
        elif not _goes_on(reading, name):
            kin, number = "", 0
        if number > 1:
            number -= 1
            continue
        if noun and not is_plural(noun):
            if not _claimed(reading, start, name.start):
                _enroll_kin(reading, name, harm, noun, start)
            _take_over(reading, start, name)
            continue
        if noun and is_plural(noun):
            _give_way(reading, start, name.start, harm)
        _enroll(reading, name, harm, kin)


def _enroll(reading: Reading, name: Name, harm: Harm, kin: str) -> None:
    words, text = reading.words, reading.sentence.text
    held = next(
        (d for d in reading.drafts if d.harm is harm and d.mention.named and _overlaps(reading, d, name)), None
    )
    if held is not None:
        held.start, held.end = reading.sentence.start + name.start, reading.sentence.start + name.end
        held.mention = replace(held.mention, start=name.start, end=name.end, phrase=text[name.start : name.end])
        return
    if is_taken(reading, name.start, name.end):
        return
    head = next((w.i for w in reversed(words) if w.start < name.end), 0)
    event = next((e for e in reading.events if e.harm is harm), Event(harm, head, head))
    if reality(words, event) is not Reality.REAL:
        return
    mention = Mention(name.start, name.end, head, kin, text[name.start : name.end], 1, 1, "", False, named=True)
    add_draft(reading, event, mention, Reality.REAL, None)


def _enroll_kin(reading: Reading, name: Name, harm: Harm, noun: str, start: int) -> None:
    """ "And his son X", where the parse made "his son" nobody's: the claim stands at the noun."""
    words, text = reading.words, reading.sentence.text
    own = re.search(
        r"(?:\b(?:his|her|their|an?|the|another)|'s)\s+(?:[\w-]+\s+){0,2}$", text[:start], re.IGNORECASE
    )
    begin = own.start() + (2 if own and own[0].startswith("'s") else 0) if own else start
    begin += len(text[begin:]) - len(text[begin:].lstrip())
    event = next((e for e in reading.events if e.harm is harm), None)
    if event is None or reality(words, event) is not Reality.REAL:
        return
    head = next((w.i for w in words if w.end > start), 0)
    mention = Mention(
        begin, start + len(noun), head, noun, text[begin : name.tail], 1, 1, "", False, tail=name.tail
    )
    add_draft(reading, event, mention, Reality.REAL, None)


def _overlaps(reading: Reading, draft: Draft, name: Name) -> bool:
    base = reading.sentence.start
    return draft.start < base + name.end and base + name.start < draft.end


def _claimed(reading: Reading, start: int, end: int) -> bool:
    return is_taken(reading, start, end)


def _take_over(reading: Reading, start: int, name: Name) -> None:
    """Lets the claim of "his wife" know the name and age that follow."""
    base = reading.sentence.start
    for draft in reading.drafts:
        if draft.start <= base + start < draft.end:
            phrase = reading.sentence.text[draft.start - base : name.tail]
            draft.mention = replace(draft.mention, phrase=phrase, tail=name.tail)


def _give_way(reading: Reading, start: int, end: int, harm: Harm) -> None:
    """Takes out an unnumbered plural that only introduces names."""
    base = reading.sentence.start
    reading.drafts[:] = [
        d
        for d in reading.drafts
        if not (d.harm is harm and not d.mention.counted and base + start < d.end <= base + end)
    ]


def _counted_before(reading: Reading, start: int, end: int) -> int:
    """How many names a counted noun before a name covers: 2 for "two sons, X and Y"."""
    base = reading.sentence.start
    counts = [
        d.high or d.low or 0 for d in reading.drafts if d.mention.count_text and base + start < d.end <= base + end
    ]
    return counts[-1] + 1 if counts and counts[-1] > 1 else 0


def _goes_on(reading: Reading, name: Name) -> bool:
    """Whether a name only continues a list ("and Y", ", Y")."""
    before = re.sub(
        r"(?:[\w-]+[- ])?(?:years?|months?|weeks?|days?)[- ]old,?\s*$", "", reading.sentence.text[: name.start]
    )
    return re.search(r"(?:\)|,|\band)\s*$", before) is not None
