"""Describes who was harmed: status, age and sex of every draft of a sentence."""

from __future__ import annotations

import re

from tollbook.claims.readers.rules_en import lexicon, who
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.event import BUILDING
from tollbook.claims.readers.rules_en.given import sex_by_name
from tollbook.claims.readers.rules_en.mention import Mention
from tollbook.claims.readers.rules_en.names import Name, find_names, name_at
from tollbook.claims.readers.rules_en.reading import Reading
from tollbook.model.vocabulary import Age, Sex, Status


def describe(reading: Reading) -> None:
    """Status, age and sex of every draft, from its own words, then from its whole or its neighbour."""
    text = reading.sentence.text
    reading.drafts.sort(key=lambda d: (d.start, d.end))
    for n, draft in enumerate(reading.drafts):
        mention = draft.mention
        nouns = [w.lower for w in reading.words if mention.start <= w.start < mention.end] + re.findall(
            r"[a-z'-]+", mention.phrase.lower()
        )
        owners = set(re.findall(r"([a-z-]+)'s", mention.phrase.lower()))
        nouns = [noun for noun in nouns if noun.removesuffix("'s") not in owners or noun == mention.noun]
        if draft.harm in BUILDING:
            draft.status = Status.CIVILIAN if mention.noun in lexicon.nouns("building", "home") else Status.UNKNOWN
            continue
        own = [mention.noun] if mention.noun else []
        draft.status = who.status_of([*[x for x in nouns if x != mention.noun], *own], mention.phrase)
        around = _around(reading, mention)
        head_nouns = [noun for noun in nouns if noun in who.people()]
        alike = _ALL.match(text, mention.end)
        if alike:
            head_nouns += [noun for noun in re.findall(r"[a-z]+", alike["noun"].lower()) if noun in who.people()]
        draft.age = who.age_of(head_nouns, around)
        draft.sex = who.sex_of(head_nouns)
        if mention.named or mention.high == 1:
            _by_name(draft, text)
        previous = reading.drafts[n - 1] if n else None
        vague_noun = not mention.noun or mention.noun in ("other", "others")
        if (
            draft.status is Status.UNKNOWN
            and draft.whole is not None
            and draft.whole.status in (Status.CIVILIAN, Status.COMBATANT)
        ):
            draft.status = draft.whole.status
        elif draft.status is Status.UNKNOWN and vague_noun and previous is not None and _tells_others(previous):
            draft.status = previous.status
        if draft.age is Age.UNKNOWN and vague_noun and draft.whole is not None:
            draft.age = draft.whole.age
        if draft.sex is Sex.UNKNOWN and vague_noun and draft.whole is not None:
            draft.sex = draft.whole.sex


def _by_name(draft: Draft, text: str) -> None:
    """Age and sex of a person named: by what is said right after, by a parent's name, by the given name."""
    name = _name(draft.mention, text)
    if name is None:
        return
    said = _ASIDE.match(text, name.end)
    if said:
        nouns = [noun for noun in re.findall(r"[a-z'-]+", said["noun"].lower()) if noun in who.people()]
        if draft.age is Age.UNKNOWN:
            draft.age = who.age_of(nouns, said[0])
        if draft.sex is Sex.UNKNOWN:
            draft.sex = who.sex_of(nouns)
    parent = _PARENT.match(text, name.end)
    if parent:
        if draft.age is Age.UNKNOWN:
            draft.age = Age.ADULT
        if draft.sex is Sex.UNKNOWN:
            draft.sex = Sex.WOMAN if parent[1].lower().startswith("u") else Sex.MAN
    if draft.sex is Sex.UNKNOWN:
        draft.sex = sex_by_name(name.parts)


def _name(mention: Mention, text: str) -> Name | None:
    """The name of a single person harmed: the mention, in it, or right after it ("an engineer, Omar Latif")."""
    if mention.named:
        own = name_at(text, mention.start)
        inside = [name for name in find_names(text) if mention.start < name.start < mention.end]
        return own or (inside[-1] if inside else None)
    after = re.match(r",?\s+(?:named |called )?", text[mention.end :])
    at = mention.end + (after.end() if after else 0)
    return next((name for name in find_names(text) if mention.start < name.start <= at < name.end), None) or next(
        (name for name in find_names(text) if mention.start < name.start and name.end == mention.end), None
    )


_ALL = re.compile(r"\s*[,(–—-]+\s*all(?: of them)?\s+(?P<noun>[a-z]+(?:\s+and\s+[a-z]+)?)\b", re.IGNORECASE)
"""Behind a count: who all of them are ("nine dead, all women", "all of them women and children")."""
_ASIDE = re.compile(
    r"\s*(?:\([^()]{0,40}\)\s*)?,\s*(?:who was\s+)?(?:an?|the)\s+(?:[\w-]+[- ](?:years?|months?)[- ]old,?\s+)?"
    r"(?P<noun>(?:[a-z-]+\s+){0,2}[a-z-]+)\b",
    re.IGNORECASE,
)
_PARENT = re.compile(
    r"\s*(?:\(|,\s*)(?:also |better )?(?:known as |nicknamed )?[“\"']?(Umm?|Om|Abu|Abou|Abo)\s", re.IGNORECASE
)
"""A name after one's child ("Umm Samir"): its bearer is a parent."""


def _tells_others(previous: Draft) -> bool:
    """Whether "others" and bare numbers are what those before them were: fighters, or civilians by the word."""
    said = f"{previous.mention.noun} {previous.mention.phrase}".lower()
    return previous.status is Status.COMBATANT or "civilian" in said or not previous.mention.noun


def _around(reading: Reading, mention: Mention) -> str:
    """The words in which the age of a single person may stand: before the anchor, in it, and after a name."""
    text = reading.sentence.text
    if mention.high != 1:
        return text[mention.start : mention.end]
    before = re.search(
        r"(?:[\w-]+[- ])?(?:years?|months?|weeks?|days?)[- ]old,?\s+(?:[\w-]+\s+){0,2}$", text[: mention.start]
    )
    start = before.start() if before else mention.start
    if mention.tail:
        return text[start : mention.tail]
    name = name_at(text, mention.end - 1) if mention.named else None
    after = re.split(r"\b(?:and|or)\b", text[mention.end : mention.end + 22])[0]
    return text[start : max(name.tail, mention.end)] if name else text[start : mention.end] + after
