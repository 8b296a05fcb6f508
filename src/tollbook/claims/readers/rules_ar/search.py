"""One sentence being searched for the harmed: its words, mentions and triggers, and the drafts made so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.draft import Draft
from tollbook.claims.readers.rules_ar.harm import Trigger
from tollbook.claims.readers.rules_ar.mentions import Mention
from tollbook.claims.readers.rules_ar.stance import Told
from tollbook.claims.readers.rules_ar.words import Sentence, Word
from tollbook.model.vocabulary import Harm, Stance

MARKS: Final = frozenset("\"'“”«»()[]،,:|#-–")
"""Marks that may stand between words that belong together."""


@dataclass(slots=True)
class Search:
    """`taken` holds, by the first word of each mention that was dealt with, the drafts made of it."""

    text: str
    sentence: Sentence
    mentions: Mapping[int, Mention]
    triggers: list[Trigger]
    drafts: list[Draft] = field(default_factory=list)
    taken: dict[int, list[Draft]] = field(default_factory=dict)

    @property
    def words(self) -> Sequence[Word]:
        """The words of the sentence."""
        return self.sentence.words


def is_among(word: Word) -> bool:
    """Whether a word begins a breakdown: "among them"."""
    return word.is_one_of(lexicon.words("grammar", "among", "words")) is not None


def draft(found: Search, mention: Mention, harms: tuple[Harm, ...], trigger: int, told: Told) -> list[Draft]:
    """Drafts of a mention: one, or where a vague number lumps two harms together one of each."""
    if len(set(harms)) > 1 and set(harms) <= {Harm.KILLED, Harm.INJURED}:
        lump = mention.counted and not (mention.vague and mention.low in (2, 3))
        lump = lump or (mention.noun is not None and mention.noun.number < 3 and not mention.counted)
        harms = (Harm.CASUALTIES,) if lump else tuple(dict.fromkeys(harms))
    made = []
    for harm in dict.fromkeys(harms):
        noun = mention.noun
        one = Draft(
            mention.start,
            mention.end,
            harm,
            mention.low,
            mention.high,
            "" if mention.count is None else found.text[mention.count[0] : mention.count[1]],
            first=mention.first,
            last=mention.last,
            trigger=trigger,
        )
        one.status = mention.status
        if noun is not None:
            one.noun, one.definite = noun.lemma, mention.definite and not mention.counted
            one.age, one.sex = noun.age, noun.sex
            if noun.other and found.drafts:
                one.status = found.drafts[-1].status
        if told in (Told.NOT, Told.DENIED):
            figure = told is Told.DENIED and mention.counted and not mention.vague and mention.high != 1
            one.low = one.high = None if figure else 0
            one.stance = Stance.DENIED if told is Told.DENIED else one.stance
        made.append(one)
        found.drafts.append(one)
        found.taken.setdefault(mention.first, []).append(one)
    return made
