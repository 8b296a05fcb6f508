"""Lists that break a number down: "47 civilians, as follows: 20 in X, five in Y", on one line or line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.draft import Draft
from tollbook.claims.readers.rules_ar.joins import joined
from tollbook.claims.readers.rules_ar.mentions import Mention
from tollbook.claims.readers.rules_ar.search import MARKS, Search, draft, is_among
from tollbook.claims.readers.rules_ar.stance import Told
from tollbook.claims.readers.rules_ar.words import Word
from tollbook.model.vocabulary import Harm, Status

LABEL: Final = 12
"""Words of a label before its colon."""
_BULLETS: Final = frozenset("-–—•*▪◾●■#.)/")
_PARTED: Final = frozenset("،,؛:")


@dataclass(slots=True)
class Listing:
    """A list that is open: the claim whose number its items break down, and the paragraph of its last line."""

    whole: Draft
    paragraph: int


def list_items(found: Search, opened: Listing | None) -> None:
    """Draft the items of a list that goes on with this sentence, and of one inside it."""
    if opened is not None and found.sentence.paragraph - opened.paragraph <= 1:
        start = _labelled(found)
        if start is not None:
            _items(found, start, opened.whole, most=1)
    start = _announced(found)
    whole = None if start is None else _counted_before(found, start)
    if start is not None and whole is not None:
        _items(found, start, whole, most=99)


def next_listing(found: Search, opened: Listing | None, before: Sequence[Draft]) -> Listing | None:
    """The list that is open after a sentence: one that it announces, or the one that it goes on with."""
    words = found.words
    if opened is not None and not any(word.kind == "word" for word in words):
        return opened
    announces = words[-1].text == ":" or any(
        _is_cue(words, at) for at in range(max(0, len(words) - 5), len(words))
    )
    if announces:
        whole = _counted_before(found, len(words)) or _last_counted(before)
        return None if whole is None else Listing(whole, found.sentence.paragraph)
    if opened is not None and found.sentence.paragraph - opened.paragraph <= 1 and _labelled(found) is not None:
        return Listing(opened.whole, found.sentence.paragraph)
    return None


def _last_counted(before: Sequence[Draft]) -> Draft | None:
    last = before[-1] if before else None
    return last if last is not None and last.whole is None and (last.low or 0) > 2 else None


def _is_cue(words: Sequence[Word], at: int) -> bool:
    return words[at].is_one_of(lexicon.words("grammar", "list", "cue")) is not None


def _announced(found: Search) -> int | None:
    """The first word of a list inside a sentence, behind "as follows:" or a colon after a number."""
    words = found.words
    for at, word in enumerate(words[:-1]):
        if word.text == ":" and at and any(_is_cue(words, k) for k in range(max(0, at - 6), at)):
            return at + 1
        first = found.mentions.get(at + 1)
        if word.text == ":" and first is not None and first.counted and _counted_before(found, at) is not None:
            return at + 1
    return None


def _counted_before(found: Search, end: int) -> Draft | None:
    """The claim of this sentence that a list behind word `end` breaks down: the largest number before it."""
    counted = [d for d in found.drafts if d.last < end and (d.low or 0) > 2]
    return max(counted, key=lambda d: (d.low or 0, -d.first), default=None)


def _labelled(found: Search) -> int | None:
    """The word that a line of a list counts from: behind its bullet, or behind its label and colon."""
    words = found.words
    first = next((k for k, word in enumerate(words) if word.text not in _BULLETS), len(words))
    if first in found.mentions and found.mentions[first].counted and (first > 0 or len(words) < LABEL):
        return first
    colon = next((k for k, word in enumerate(words[:LABEL]) if word.text == ":"), None)
    if colon is None or colon + 1 not in found.mentions or not found.mentions[colon + 1].counted:
        return None
    return colon + 1


def _items(found: Search, start: int, whole: Draft, *, most: int) -> None:
    """Draft what is counted at the start of each run between commas from word `start` on, as parts of `whole`."""
    for at in _starts(found, start)[:most]:
        mention = found.mentions.get(at)
        if mention is None or not _counts(mention) or mention.low is None or mention.low > (whole.low or 0):
            continue
        made = list(found.taken.get(mention.first, ()))
        for part in [] if made else [mention, *joined(found, mention, len(found.words), parts=True)]:
            made += draft(found, part, (_harm(part, whole),), at, Told.SO)
        for one in made:
            if one.whole is None and one is not whole:
                one.whole, one.stance = whole, whole.stance
                one.status = whole.status if one.status is Status.UNKNOWN else one.status
        most -= 1


def _harm(mention: Mention, whole: Draft) -> Harm:
    own = mention.noun.harm if mention.noun is not None else None
    return whole.harm if own in (None, Harm.CASUALTIES) else own


def _counts(mention: Mention) -> bool:
    noun = mention.noun
    if mention.counted or noun is None:
        return mention.counted
    return noun.number in (1, 2) and (
        not mention.definite or noun.lemma in lexicon.words("people", "household", "members")
    )


def _starts(found: Search, start: int) -> list[int]:
    """Where an item may begin: at the start, and behind a comma or an inner "as follows"."""
    words = found.words
    starts = [start]
    for at in range(start + 1, len(words)):
        k = at
        while k < len(words) and (words[k].text in MARKS or words[k].bare == "و"):
            k += 1
        if words[at - 1].text in _PARTED and k < len(words) and not is_among(words[k]):
            starts.append(k)
    return starts
