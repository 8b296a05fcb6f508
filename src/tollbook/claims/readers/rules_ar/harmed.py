"""Where the harmed of a word of harm stand: after it, before it, or named before by "his" and "their"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.actor import doer_at
from tollbook.claims.readers.rules_ar.harm import Form, Trigger
from tollbook.claims.readers.rules_ar.joins import are_adjectives
from tollbook.claims.readers.rules_ar.lexicon import ends
from tollbook.claims.readers.rules_ar.mentions import Mention
from tollbook.claims.readers.rules_ar.names import is_given, name_at, name_before
from tollbook.claims.readers.rules_ar.search import MARKS, Search, is_among
from tollbook.claims.readers.rules_ar.toponyms import head_of
from tollbook.model.vocabulary import Harm, Status

REACH: Final = 14
"""Words after a verb within which the harmed may stand."""
BUILDINGS: Final = frozenset({Harm.DESTROYED, Harm.DAMAGED})
NAMED: Final = frozenset({Harm.KILLED, Harm.DETAINED, Harm.INJURED})
"""Harms whose words a bare name may follow."""


def harmed(found: Search, trigger: Trigger, limit: int) -> Mention | None:
    """The first of the harmed of a trigger, looked for before word `limit`; None where nobody is named."""
    if trigger.their:
        return _pronoun(found, trigger)
    if trigger.bereft:
        return _kin(found, trigger)
    if trigger.fled:
        return _people(found, trigger)
    if trigger.form is Form.VERB:
        return (
            _after_verb(found, trigger, limit, near=True)
            or before(found, trigger)
            or _after_verb(found, trigger, limit)
            or (_so(found, trigger))
        )
    if trigger.form is Form.PHRASE:
        told = _after_noun(found, trigger) or before(found, trigger) or _after_verb(found, trigger, limit)
        return told if told is None else _whose_kin(found, told, trigger)
    return _after_noun(found, trigger)


def _whose_kin(found: Search, mention: Mention, trigger: Trigger) -> Mention:
    """ "A man and his wife are missing": whoever the kin before a phrase are of stands before them."""
    glued = found.words[mention.first].bare.startswith("و") and mention.noun is not None and mention.noun.owned
    if not glued or mention.first > trigger.first:
        return mention
    for at in range(mention.first - 1, max(-1, mention.first - 6), -1):
        other = found.mentions.get(at)
        if other is not None and other.noun is not None and at not in found.taken:
            return other
    return mention


def _so(found: Search, trigger: Trigger) -> Mention | None:
    """ "They shot at a guard, and so he was wounded": whoever was named before."""
    if trigger.number or not found.words[trigger.first].bare.startswith("ف"):
        return None
    return _pronoun(found, replace(trigger, number=1))


def _kin(found: Search, trigger: Trigger) -> Mention | None:
    """The kin that somebody lost."""
    near = (found.mentions.get(at) for at in range(trigger.last + 1, trigger.last + 6))
    return next((m for m in near if m is not None and m.noun is not None and m.noun.owned), None)


def _people(found: Search, trigger: Trigger) -> Mention | None:
    """Who fled: households or the people of a place, beside the verb."""
    after = found.mentions.get(trigger.last + 1)
    before = next((m for m in found.mentions.values() if m.last == trigger.first - 1), None)
    for mention in (after, before):
        if mention is None or mention.noun is None or not mention.counted:
            continue
        if mention.noun.number == 0 or mention.noun.lemma in lexicon.words("harm", "fled", "who"):
            return mention
    return None


def _fits(mention: Mention, trigger: Trigger) -> bool:
    noun = mention.noun
    if noun is not None and (noun.case or (noun.number == 0 and mention.counted and not _moves(trigger, mention))):
        return False
    if noun is not None and trigger.harm is Harm.TRAPPED and noun.harm not in (None, trigger.harm):
        return False
    if noun is not None and noun.other and mention.counted and trigger.harm in BUILDINGS:
        return True
    building = mention.noun is not None and mention.noun.building
    return building == (trigger.harm in BUILDINGS)


def _moves(trigger: Trigger, mention: Mention) -> bool:
    """Whether households are counted by what befell them: only where they left or are shut in."""
    inside = mention.noun is not None and mention.noun.number == 0 and mention.inside
    return inside or trigger.harm in (Harm.DISPLACED, Harm.TRAPPED, Harm.MISSING)


def _after_noun(found: Search, trigger: Trigger) -> Mention | None:
    """The harmed right after a verbal noun; "of each of" and quotation marks may stand between."""
    for at in range(trigger.last + 1, min(trigger.last + 5, len(found.words))):
        mention = found.mentions.get(at)
        if mention is not None:
            direct = at == trigger.last + 1 or mention.noun is not None
            glued = found.words[at].start != mention.start and not found.words[at].bare.startswith("ال")
            glued = glued and not (trigger.form is Form.PHRASE and found.words[at].bare[:1] in "بل")
            return mention if direct and _fits(mention, trigger) and not glued else None
        word = found.words[at]
        if word.bare not in lexicon.words("grammar", "pass", "noun") and word.text not in MARKS:
            break
    if (behind := _behind_doer(found, trigger)) is not None:
        return behind
    if trigger.harm in NAMED:
        somebody = found.words[trigger.last].is_one_of(lexicon.words("harm", "somebody", "words")) is not None
        return name_at(found.words, trigger.last + 1, anybody=somebody)
    return None


def _behind_doer(found: Search, trigger: Trigger) -> Mention | None:
    """ "The army's arrest of four youths": behind whoever did it, with "to" in front."""
    doer = doer_at(found.words, trigger.last + 1) if trigger.form is Form.NOUN else None
    if doer is None:
        return None
    for at in range(doer.last + 1, min(doer.last + 4, len(found.words))):
        mention = found.mentions.get(at)
        if mention is not None and found.words[at].bare.startswith("ل") and mention.start != found.words[at].start:
            return mention if _fits(mention, trigger) else None
        if found.words[at].text not in MARKS:
            return None
    return None


def _after_verb(found: Search, trigger: Trigger, limit: int, *, near: bool = False) -> Mention | None:
    """The harmed after a verb: beyond a doer and words of time, and, where counted, beyond where and how."""
    if trigger.number and near is False:
        return None
    inside = False
    reach = 1 if near else REACH
    for at in range(trigger.last + 1, min(trigger.last + 1 + reach, limit, len(found.words))):
        word, mention = found.words[at], found.mentions.get(at)
        if trigger.harm in NAMED and [w.bare for w in found.words[at : at + 2]] in (["كل", "من"], ["كلا", "من"]):
            return name_at(found.words, at)
        if mention is not None and _fits(mention, trigger):
            clitic = word.start != mention.start and word.bare[:1] in "بلك"
            sure = mention.counted or (mention.noun is not None and mention.noun.number == 2)
            behind = found.words[mention.last + 1] if mention.last + 1 < len(found.words) else None
            broken = behind is not None and is_among(behind)
            near_enough = mention.noun is not None or at == trigger.last + 1 or broken
            if not clitic and near_enough and (sure or not inside):
                return _beyond_doer(found, trigger, mention, limit)
        if trigger.takes and not inside and at > trigger.last + 1 and is_given(word):
            doer = doer_at(found.words, trigger.last + 1)
            if doer is not None and doer.last == at - 1:
                return name_at(found.words, at)
        if word.bare in lexicon.words("grammar", "stop", "words") or word.bare in lexicon.words(
            "grammar", "among", "words"
        ):
            return None
        if inside and word.bare in lexicon.words("grammar", "complete", "words"):
            inside = False
        elif word.bare in lexicon.words("grammar", "inside", "words") or (
            word.bare.startswith("ب") and mention is None and not _is_succumbed(found, at)
        ):
            inside = True
    if near and trigger.harm in NAMED:
        return name_at(found.words, trigger.last + 1)
    return None


def _is_succumbed(found: Search, at: int) -> bool:
    return found.words[at - 1].is_one_of(lexicon.words("harm", "succumbed", "words")) is not None


def _beyond_doer(found: Search, trigger: Trigger, mention: Mention, limit: int) -> Mention:
    """Fighters right after a verb that takes a doer are the doer where somebody else follows."""
    if not trigger.takes or mention.counted or mention.status is not Status.COMBATANT:
        return mention
    for at in range(mention.last + 1, min(mention.last + 6, limit)):
        other = found.mentions.get(at)
        if other is not None and other.start == found.words[at].start and not other.definite:
            return other
        if found.words[at].bare in lexicon.words("grammar", "stop", "words"):
            break
    return mention


def before(found: Search, trigger: Trigger) -> Mention | None:
    """The harmed before the verb: "that two brothers were killed"; with their names or a breakdown between."""
    previous = max((t.last for t in found.triggers if t.last < trigger.first), default=-1)
    for at in range(trigger.first - 1, max(previous, trigger.first - 16), -1):
        mention = found.mentions.get(at)
        if mention is None or (mention.noun is None and not _is_alone(found, mention, trigger)):
            continue
        if not _fits(mention, trigger):
            continue
        if mention.noun is None:
            return mention
        if trigger.form is Form.PHRASE and mention.counted and trigger.first - mention.last <= 4:
            return mention
        if mention.noun.owned and are_adjectives(found, mention.last + 1, trigger.first):
            return mention
        number = (
            mention.noun.number if not mention.counted else (3 if mention.low != 2 or mention.high != 2 else 2)
        )
        if at and is_among(found.words[at - 1]):
            continue
        had = found.words[trigger.first - 1].bare == "قد"
        agrees = trigger.number == 0 or number >= trigger.number or number == 2
        if mention.last == trigger.first - 1 - had and agrees:
            return mention if not (mention.definite and not mention.counted and number == 3) else None
        clitic = found.words[at].start != mention.start and found.words[at].bare[:1] in "بلكو"
        if trigger.number and number == trigger.number and not clitic and not mention.definite:
            return mention
        if mention.definite and mention.noun.number == 1 and _only_names(found, mention.last + 1, trigger.first):
            return mention
        if _is_told(found, at) and not mention.definite:
            return mention
    return name_before(found.words, trigger.first) if trigger.harm in NAMED and not trigger.number else None


def _is_alone(found: Search, mention: Mention, trigger: Trigger) -> bool:
    """Whether a number without a noun is the subject: "20 of them died", "one of them lost an eye", "2 died"."""
    end = mention.last + 1
    of_them = end < trigger.first and is_among(found.words[end])
    if end + of_them != trigger.first or not mention.counted:
        return False
    fate = trigger.form is Form.PHRASE
    return of_them or mention.partial or ((fate or trigger.number == 3) and not mention.vague)


def _is_told(found: Search, at: int) -> bool:
    """Whether a mention is the subject of what is told: right after "that"."""
    while at and found.words[at - 1].text in MARKS:
        at -= 1
    return bool(at) and found.words[at - 1].is_one_of({"ان"}) is not None


def _only_names(found: Search, first: int, end: int) -> bool:
    """Whether only a name, quoted or with an age, stands between."""
    between = found.words[first:end]
    return len(between) <= 9 and not any(word.bare in ends() or word.text in "،." for word in between)


def _pronoun(found: Search, trigger: Trigger) -> Mention | None:
    """Whom "his death" speaks of: the nearest mention before it of that number that is not harmed yet."""
    if trigger.harm in BUILDINGS:
        return None
    for at in range(trigger.first - 1, -1, -1):
        mention = found.mentions.get(at)
        if mention is None or mention.noun is None or not _fits(mention, trigger) or at in found.taken:
            continue
        placed = mention.definite and at > 0 and head_of(found.words[at - 1]) is not None
        if placed or (mention.definite and mention.noun.harm is not None):
            continue
        number = mention.noun.number if not mention.counted else 1 if mention.low == mention.high == 1 else 3
        if number == trigger.number or (mention.low == mention.high == 2 and trigger.number == 2):
            return mention
    return None
