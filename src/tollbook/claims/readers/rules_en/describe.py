"""Describes who was harmed: status, age and sex of every draft of a sentence."""

from __future__ import annotations

import re

from tollbook.claims.readers.rules_en import lexicon, who
from tollbook.claims.readers.rules_en.event import BUILDING
from tollbook.claims.readers.rules_en.mention import Mention
from tollbook.claims.readers.rules_en.names import name_at, sex_by_name
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
        draft.age = who.age_of(head_nouns, around)
        draft.sex = who.sex_of(head_nouns)
        if mention.named and draft.sex is Sex.UNKNOWN:
            name = name_at(text, mention.start)
            draft.sex = sex_by_name(name.parts) if name else Sex.UNKNOWN
        previous = reading.drafts[n - 1] if n else None
        vague_noun = not mention.noun or mention.noun in ("other", "others")
        if (
            draft.status is Status.UNKNOWN
            and draft.whole is not None
            and draft.whole.status in (Status.CIVILIAN, Status.COMBATANT)
        ):
            draft.status = draft.whole.status
        elif draft.status is Status.UNKNOWN and vague_noun and previous is not None:
            draft.status = previous.status
        if draft.age is Age.UNKNOWN and vague_noun and draft.whole is not None:
            draft.age = draft.whole.age
        if draft.sex is Sex.UNKNOWN and vague_noun and draft.whole is not None:
            draft.sex = draft.whole.sex


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
