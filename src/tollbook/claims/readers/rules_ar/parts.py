"""Breakdowns: "among them two children", "three of them"."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.draft import Draft
from tollbook.claims.readers.rules_ar.harm import Form
from tollbook.claims.readers.rules_ar.joins import joined
from tollbook.claims.readers.rules_ar.lexicon import ends
from tollbook.claims.readers.rules_ar.mentions import Mention
from tollbook.claims.readers.rules_ar.people import Noun, noun_in
from tollbook.claims.readers.rules_ar.search import MARKS, Search, draft, is_among
from tollbook.claims.readers.rules_ar.stance import Told
from tollbook.model.vocabulary import Age, Harm, Sex, Stance, Status

SUMMED = 12
"""Words within which a breakdown right behind its whole ends."""


def find_parts(found: Search, earlier: Sequence[Draft]) -> None:
    """Draft what follows each "among them", as part of the claim before it, which may be one of `earlier` ones."""
    _some_of_them(found, earlier)
    for whole in list(found.drafts):
        _summed(found, whole)
    for at, word in enumerate(found.words):
        named = _among_named(found, at)
        if named is not None:
            _break_down(found, at, *named, earlier)
        if not (is_among(word) or _are(found, at)):
            continue
        before = [d for d in found.drafts if d.last < at and d.stance is not Stance.DENIED]
        if not before:
            continue
        nearest = max(d.last for d in before)
        wholes = [d for d in before if d.last == nearest]
        first = _first(found, at) or _title(found, at)
        if first is None:
            continue
        if first.first in found.taken:
            _belong([d for d in found.taken[first.first] if d.whole is None and d not in wholes], wholes)
            continue
        parts = [
            part
            for one in [first, *joined(found, first, _limit(found, at), parts=True)]
            for part in draft(found, one, (_own(found, one) or _harm(before, wholes),), wholes[0].trigger, Told.SO)
        ]
        _belong(parts, wholes)


def _summed(found: Search, whole: Draft) -> None:
    """ "Three civilians, two children and a woman": what stands right behind a number and adds up to it."""
    at = _behind(found, whole.last + 1)
    first = found.mentions.get(at)
    if whole.whole is not None or whole.low is None or whole.low < 2 or whole.low != whole.high or first is None:
        return
    noun = first.noun
    if (
        noun is None
        or noun.other
        or noun.harm is not None
        or first.definite
        or first.start != found.words[at].start
    ):
        return
    limit = min([at + SUMMED, *(t.first for t in found.triggers if t.first > at)])
    members = [first, *joined(found, first, limit, parts=True)]
    made = [found.taken.get(one.first, []) for one in members]
    own = any(d.harm is not whole.harm or d.whole is not None or d is whole for drafts in made for d in drafts)
    if own or sum(one.low or 0 for one in members) != whole.low or any(one.low != one.high for one in members):
        return
    for one, drafts in zip(members, made, strict=True):
        _belong(drafts or draft(found, one, (whole.harm,), whole.trigger, Told.SO), [whole])


def _behind(found: Search, at: int) -> int:
    """Past marks; to a bracket a few words on, behind "of one family" or wounds."""
    near = found.words[at : at + 5]
    bracket = next((k for k, word in enumerate(near) if word.text == "("), None)
    if bracket is not None and all(word.kind == "word" for word in near[:bracket]):
        at += bracket
    while at < len(found.words) and found.words[at].text in MARKS:
        at += 1
    return at


def _own(found: Search, part: Mention) -> Harm | None:
    """What a part tells of itself: its noun of harm, or a verb of harm right after it."""
    verb = next((t for t in found.triggers if t.first == part.last + 1 and t.form is not Form.NOUN), None)
    if verb is not None and not found.words[verb.first].bare.startswith("و"):
        return verb.harm
    harm = part.noun.harm if part.noun is not None else None
    return None if harm is Harm.CASUALTIES or (part.noun is not None and part.noun.weak) else harm


def _title(found: Search, at: int) -> Mention | None:
    """Somebody behind "among them" whom no list knows: "among them a squad leader"."""
    first = at + 1
    words = found.words
    while first < len(words) and words[first].bare in lexicon.words("grammar", "called", "words"):
        first += 1
    if words[at].bare.removeprefix("و") != "بينهم" or first >= len(words) or words[first].kind != "word":
        return None
    strange = words[first].bare in ends() | lexicon.words("grammar", "share", "words") or words[first].bare == "من"
    if strange or words[first].bare[:1] in "بل" or len(words[first].bare) < 3:
        return None
    last = first
    while last + 1 < len(words) and last - first < 2 and words[last + 1].kind == "word":
        if words[last + 1].bare in ends() or words[last + 1].bare[:1] in "وبل":
            break
        last += 1
    noun = Noun(words[first].bare, 1)
    return Mention(first, last, words[first].start, words[last].end, 1, 1, None, noun)


def _among_named(found: Search, at: int) -> tuple[Harm, int] | None:
    """ "Among the dead", "among the dead of the raid": what befell those named anew, and the first of them."""
    if found.words[at].bare.removeprefix("و") not in ("بين", "من", "ضمن", "عداد") or at + 2 >= len(found.words):
        return None
    named = noun_in(found.words[at + 1])
    if named is None or named.noun.harm is None or named.noun.number < 3:
        return None
    first = at + 2
    if not named.definite:
        if not found.words[first].bare.startswith("ال") or first + 1 >= len(found.words):
            return None
        first += 1
    before = found.mentions.get(at - 1) or next((m for m in found.mentions.values() if m.last == at - 1), None)
    after = found.mentions.get(first)
    counted = before is not None and before.counted
    return (named.noun.harm, first) if after is not None and not after.definite and not counted else None


def _break_down(found: Search, at: int, harm: Harm, start: int, earlier: Sequence[Draft]) -> None:
    first = found.mentions[start]
    found.taken.setdefault(at + 1, [])
    if first.first in found.taken or first.start != found.words[start].start:
        return
    so_far = [*earlier, *(d for d in found.drafts if d.last < at)]
    wholes = [d for d in so_far if d.harm is harm or harm is Harm.CASUALTIES]
    whole = next((d for d in reversed(wholes) if d.whole is None and d.low != 1), None)
    harm = Harm.KILLED if harm is Harm.CASUALTIES and whole is None else whole.harm if whole is not None else harm
    for one in [first, *joined(found, first, _limit(found, at), parts=True)]:
        made = draft(found, one, (harm,), at, Told.SO)
        if whole is not None:
            _belong(made, [whole])


def _some_of_them(found: Search, earlier: Sequence[Draft]) -> None:
    """ "One of them is in danger": a part of the wounded; where it has a harm of its own, a part all the same."""
    for mention in found.mentions.values():
        after = found.words[mention.last + 1] if mention.last + 1 < len(found.words) else None
        of_them = after is not None and is_among(after) and after.bare.startswith("من")
        if not (mention.partial or (mention.counted and mention.noun is None and of_them)):
            continue
        told = [*earlier, *(d for d in found.drafts if d.last < mention.first)]
        whole = next((d for d in reversed(told) if d.low != 1 and (d.low or 0) >= (mention.low or 0)), None)
        if whole is None:
            continue
        who = found.mentions.get(mention.last + 1)
        if mention.partial and who is not None and who.noun is not None and who.first not in found.taken:
            _belong(draft(found, who, (whole.harm,), whole.trigger, Told.SO), [whole])
        elif mention.first not in found.taken and mention.partial and _is_bad(found, mention):
            draft(found, mention, (Harm.INJURED,), whole.trigger, Told.SO)
        for one in found.taken.get(mention.first, ()):
            if one.whole is None and one is not whole:
                _belong([one], [whole])


def _is_bad(found: Search, mention: Mention) -> bool:
    """Whether a state of health is told beside "some of them"."""
    near = found.words[max(0, mention.first - 2) : mention.last + 4]
    return any(word.is_one_of(lexicon.words("grammar", "state", "words")) is not None for word in near)


def _first(found: Search, at: int) -> Mention | None:
    """The first mention of a breakdown: right after "among them", or the number right before ("three of them")."""
    start = at + 1
    while start < len(found.words) and (found.words[start].text in MARKS or found.words[start].bare == "ما"):
        start += 1
    after = found.mentions.get(start)
    of_them = found.words[at].bare.startswith("من")
    numbers = (m for m in found.mentions.values() if m.last == at - 1 and m.counted and m.noun is None and of_them)
    number = next(numbers, None)
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
