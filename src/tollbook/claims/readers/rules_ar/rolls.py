"""Rolls: "the dead are: 1. …, 2. …", in one sentence or line by line, each name a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tollbook.claims.readers.rules_ar.draft import Draft
from tollbook.claims.readers.rules_ar.harm import Form
from tollbook.claims.readers.rules_ar.joins import joined
from tollbook.claims.readers.rules_ar.mentions import Mention
from tollbook.claims.readers.rules_ar.names import is_given, name_end
from tollbook.claims.readers.rules_ar.people import Noun, noun_in
from tollbook.claims.readers.rules_ar.search import Search, draft
from tollbook.claims.readers.rules_ar.stance import Told
from tollbook.claims.readers.rules_ar.words import Word
from tollbook.model.vocabulary import Harm

HEADING: Final = 14
"""Words that a line may have which heads a roll."""
_THEY: Final = frozenset({"هم", "هما", "هن", "وهم", "وهما", "وهن", "هي"})
_EACH: Final = frozenset(
    {"كل", "كلا", "من", "السيد", "التاليه", "التالي", "كالتالي", "الاتي", "كالاتي", "اسماوهم"}
)
_NUMBERED: Final = frozenset("-–—._)/•▪◾■●#*:")


@dataclass(slots=True)
class Roll:
    """The roll that a line has opened: what happened to those named in it, and the paragraph of its last line."""

    harm: Harm
    paragraph: int


def find_roll(found: Search, before: Sequence[Draft], opened: Roll | None) -> Roll | None:
    """Draft the names of a sentence that is a roll or goes on with one; the roll that is open after it."""
    words = found.words
    told = any(trigger.form is Form.VERB and trigger.first < 3 for trigger in found.triggers)
    near = opened is not None and found.sentence.paragraph - opened.paragraph <= 1
    if opened is not None and near and not told and _is_numbered(found):
        _items(found, 0, opened.harm, _whole(before, opened.harm), named=True)
        return Roll(opened.harm, found.sentence.paragraph)
    victim = _titled(found)
    if victim is not None:
        _items(found, victim[1], victim[0], _whole(before, victim[0]), named=True)
        return Roll(victim[0], found.sentence.paragraph)
    for start in [at for at, word in enumerate(words[:-1]) if word.text == ":" or word.bare in _THEY]:
        harm = _harm(found, start)
        if harm is not None:
            whole = next((d for d in found.drafts if d.harm is harm and d.last < start), None)
            first = _past_each(words, start + 1)
            if first >= len(words):
                return Roll(harm, found.sentence.paragraph)
            _items(found, first, harm, whole or _whole(before, harm), named=first > start + 1)
            return None
    harm = _harm(found, len(words)) if len(words) <= HEADING or words[-1].text == ":" else None
    titled = words[0].is_one_of({"اسما"}) is not None or words[-1].text == ":" or len(words) <= 3
    return Roll(harm, found.sentence.paragraph) if harm is not None and titled else None


def _titled(found: Search) -> tuple[Harm, int] | None:
    """A numbered line that opens with "the martyr": what happened, and where its item begins."""
    words = found.words
    first = next((k for k, word in enumerate(words) if word.kind == "word"), len(words))
    if not 0 < first < len(words) - 1 or not _is_numbered(found) or first > 3:
        return None
    named = noun_in(words[first])
    if named is None or not named.definite or named.noun.number != 1 or named.noun.harm is None:
        return None
    return named.noun.harm, first


def _past_each(words: Sequence[Word], start: int) -> int:
    """Past "each of", "as follows" and a colon behind "they are"."""
    while start < len(words) and (words[start].bare in _EACH or words[start].text == ":"):
        start += 1
    return start


def _harm(found: Search, end: int) -> Harm | None:
    """What happened to those named after word `end`: "the dead are"; None where they are counted right before."""
    for at in range(min(end, len(found.words)) - 1, -1, -1):
        named = noun_in(found.words[at])
        if named is None or named.noun.number < 2 or named.noun.harm is None:
            continue
        mention = found.mentions.get(at)
        listed = at > 0 and found.words[at - 1].bare == "اسما"
        of = at < 2 and at + 1 < end and found.words[at + 1].bare.startswith("ال")
        if (named.definite or listed or of) and (mention is None or not mention.counted):
            return Harm.KILLED if named.noun.harm is Harm.CASUALTIES else named.noun.harm
        return None
    return None


def _whole(before: Sequence[Draft], harm: Harm) -> Draft | None:
    """The claim that counts those whom a roll names: the last of that harm, of two or more."""
    return next((d for d in reversed(before) if d.harm is harm and d.whole is None and d.low and d.low > 1), None)


def _is_numbered(found: Search) -> bool:
    first = found.words[0]
    return first.kind == "number" or first.text in _NUMBERED


def _items(found: Search, start: int, harm: Harm, whole: Draft | None, *, named: bool) -> None:
    """Draft each item from word `start` on. Without `named` the first must be somebody, or there is no roll."""
    together = False
    for at in _starts(found, start):
        mention = found.mentions.get(at)
        title = mention if mention is not None and mention.definite and not mention.counted else None
        number = title.noun.number if title is not None and title.noun is not None else 0
        if number == 3:
            return
        last = name_end(found.words, title.last + 1 if title else at)
        numbered = at > 0 and (found.words[at - 1].kind == "number" or found.words[at - 1].text in _NUMBERED)
        known = title is not None or named or numbered or is_given(found.words[at])
        if not known and at == start:
            return
        if title is not None:
            together = number == 2
            _person(found, title, last, harm, whole)
        elif not together and known and last is not None and (last > at or is_given(found.words[at])):
            name = found.words[at]
            person = Mention(at, last, name.start, found.words[last].end, 1, 1, None, Noun(name.bare, 1))
            _person(found, person, None, harm, whole)


def _starts(found: Search, start: int) -> list[int]:
    """Where an item of a roll may begin: at the start, after a number or a comma, and at a title with "and"."""
    words, starts = found.words, []
    for at in range(start, len(words)):
        before = words[at - 1] if at else None
        mention = found.mentions.get(at)
        glued = mention is not None and mention.definite and words[at].bare.startswith("و")
        fresh = at == start or before is None or before.kind == "number" or before.text in _NUMBERED | {"،", ","}
        if words[at].kind == "word" and (fresh or glued):
            starts.append(at)
        elif at == start and words[at].kind != "word" and start + 1 < len(words):
            start += 1
    return starts


def _person(found: Search, mention: Mention, last: int | None, harm: Harm, whole: Draft | None) -> None:
    if mention.first in found.taken:
        return
    if last is not None and mention.noun is not None and mention.noun.number == 1:
        mention.last, mention.end = last, found.words[last].end
    for member in [mention, *joined(found, mention, len(found.words))]:
        if member.first in found.taken:
            continue
        for one in draft(found, member, (harm,), mention.first, Told.SO):
            one.whole, one.definite = whole, False
