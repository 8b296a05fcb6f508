"""Tolls: "the number of the dead rose to five", the noun of harm and its number apart."""

from __future__ import annotations

from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.mentions import Mention
from tollbook.claims.readers.rules_ar.people import noun_in
from tollbook.claims.readers.rules_ar.search import Search, draft
from tollbook.claims.readers.rules_ar.stance import Told
from tollbook.model.vocabulary import Harm, Status

REACH: Final = 16
"""Words between the noun of harm and its number, in either direction."""


def find_tolls(found: Search) -> None:
    """Draft the numbers that belong to "the number of the dead"."""
    _bare_toll(found)
    for at, word in enumerate(found.words):
        if word.is_one_of(lexicon.words("harm", "toll", "words")) is None or word.bare.endswith("عدد من"):
            continue
        harms, last, status = _counted(found, at + 1)
        if not harms:
            continue
        if harms == (Harm.CASUALTIES,):
            harms = (_own_harm(found, last) or Harm.CASUALTIES,)
        for mention in _numbers(found, at, last):
            for one in draft(found, mention, harms, at, Told.SO):
                one.status = status if one.status is Status.UNKNOWN else one.status


def _bare_toll(found: Search) -> None:
    """ "The wounded more than twenty": a number right behind the noun of harm, without a verb."""
    for at, word in enumerate(found.words[:-1]):
        named, mention = noun_in(word), found.mentions.get(at + 1)
        if named is None or not named.definite or named.noun.number < 3 or named.noun.harm is None:
            continue
        own = mention is None or mention.noun is not None or not mention.counted or mention.first in found.taken
        if own or found.mentions[at + 1].start != found.words[at + 1].start:
            continue
        found.taken.setdefault(at, [])
        draft(found, found.mentions[at + 1], (named.noun.harm,), at, Told.SO)


def _counted(found: Search, first: int) -> tuple[tuple[Harm, ...], int, Status]:
    """The harms whose dead or wounded are counted from word `first` on, the last word, and their status."""
    harms: list[Harm] = []
    status, last = Status.UNKNOWN, first
    for at in range(first, min(first + 5, len(found.words))):
        named, mention = noun_in(found.words[at]), found.mentions.get(at)
        if not harms and found.words[at].is_one_of(lexicon.words("harm", "toll", "whole")) is not None:
            continue
        if named is not None and named.noun.harm is not None and (mention is None or not mention.counted):
            harms.append(named.noun.harm)
            last = at
            found.taken.setdefault(at, [])
            status = mention.status if mention is not None else status
        elif named is None or not harms:
            break
        elif named.noun.status is not Status.UNKNOWN:
            status, last = named.noun.status, at
            found.taken.setdefault(at, [])
    return tuple(harms), last, status


def _own_harm(found: Search, last: int) -> Harm | None:
    """What befell the victims whose number is given: "the victims rose from 18 to 23 dead"."""
    for i in range(last + 1, min(last + REACH, len(found.words))):
        mention = found.mentions.get(i)
        led = found.words[i - 1].is_one_of(lexicon.words("harm", "toll", "led")) is not None
        if mention is not None and mention.counted and led and mention.noun is not None and mention.noun.harm:
            return mention.noun.harm
    return None


def _numbers(found: Search, at: int, last: int) -> list[Mention]:
    """The numbers after "to", "from", "reached", or right after the noun; else those before the toll."""
    for span in (range(last + 1, min(last + REACH, len(found.words))), range(max(0, at - REACH), at)):
        numbers: list[Mention] = []
        for i in span:
            mention = found.mentions.get(i)
            if mention is None or not mention.counted or i in found.taken:
                continue
            own = mention.noun is not None and mention.noun.harm is not None
            told = at > 0 and found.words[at - 1].is_one_of(lexicon.words("harm", "toll", "led")) is not None
            hedged = mention.noun is None and mention.low != mention.high
            led = (
                i == last + 1
                or hedged
                or (told and mention.noun is not None and not numbers)
                or found.words[i - 1].is_one_of(lexicon.words("harm", "toll", "led")) is not None
            )
            if led and not own:
                numbers.append(mention)
        if numbers:
            return numbers
    return []
