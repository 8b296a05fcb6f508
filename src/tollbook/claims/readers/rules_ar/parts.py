"""Breakdowns: "among them two children", "three of them"."""

from __future__ import annotations

from tollbook.claims.readers.rules_ar.draft import Draft
from tollbook.claims.readers.rules_ar.harmed import joined
from tollbook.claims.readers.rules_ar.mentions import Mention
from tollbook.claims.readers.rules_ar.search import MARKS, Search, draft, is_among
from tollbook.claims.readers.rules_ar.stance import Told
from tollbook.model.vocabulary import Age, Harm, Sex, Stance, Status


def find_parts(found: Search) -> None:
    """Draft what follows each "among them", as part of the claim before it."""
    for at, word in enumerate(found.words):
        if not (is_among(word) or _are(found, at)):
            continue
        before = [d for d in found.drafts if d.last < at and d.stance is not Stance.DENIED]
        if not before:
            continue
        nearest = max(d.last for d in before)
        wholes = [d for d in before if d.last == nearest]
        first = _first(found, at)
        if first is None or first.first in found.taken:
            continue
        parts = [
            part
            for one in [first, *joined(found, first, _limit(found, at), parts=True)]
            for part in draft(found, one, (_harm(before, wholes),), wholes[0].trigger, Told.SO)
        ]
        _belong(parts, wholes)


def _first(found: Search, at: int) -> Mention | None:
    """The first mention of a breakdown: right after "among them", or the number right before ("three of them")."""
    start = at + 1
    while start < len(found.words) and (found.words[start].text in MARKS or found.words[start].bare == "ما"):
        start += 1
    after = found.mentions.get(start)
    number = next((m for m in found.mentions.values() if m.last == at - 1 and m.counted and m.noun is None), None)
    if number is not None and number.first not in found.taken:
        if after is not None and after.noun is not None and not after.counted:
            number.noun, number.last, number.end = after.noun, after.last, after.end
            found.taken[after.first] = []
        return number
    return after


def _are(found: Search, at: int) -> bool:
    """Whether a breakdown begins without "among": "they are two men and a child", or a number after a comma."""
    mention = found.mentions.get(at + 1)
    if mention is None or mention.noun is None or mention.definite or mention.start != found.words[at + 1].start:
        return False
    if found.words[at].bare.lstrip("و") in ("هم", "هن"):
        return True
    before = next((m for m in found.mentions.values() if m.last == at - 1), None)
    whole = before is not None and before.counted and (before.low or 0) > (mention.low or 0) and not before.vague
    return found.words[at].text in "،,(" and mention.counted and whole and mention.noun.harm is None


def _limit(found: Search, at: int) -> int:
    """The next word of harm, where a breakdown ends."""
    return next((t.first for t in found.triggers if t.first > at), len(found.words))


def _harm(before: list[Draft], wholes: list[Draft]) -> Harm:
    """The harm of the parts: where two harms are told without a number they may have come to either."""
    if len(wholes) > 1:
        return Harm.CASUALTIES
    whole = wholes[0]
    beside = [d for d in before if whole.first - 2 <= d.last < whole.first and d.harm is Harm.KILLED]
    unnumbered = whole.harm is Harm.INJURED and whole.high is None and not whole.count_text
    if unnumbered and any(d.high is None and not d.count_text for d in beside):
        return Harm.CASUALTIES
    return whole.harm


def _belong(parts: list[Draft], wholes: list[Draft]) -> None:
    for part in parts:
        part.whole, part.stance = wholes[0], wholes[0].stance
        if part.status is Status.UNKNOWN:
            part.status = wholes[0].status
    women = any(part.sex is Sex.WOMAN and part.age is Age.ADULT for part in parts)
    if women and any(part.age is Age.CHILD for part in parts):
        for whole in wholes:
            if whole.age is Age.UNKNOWN and whole.sex is Sex.UNKNOWN:
                whole.age, whole.sex = Age.MIXED, Sex.MIXED
