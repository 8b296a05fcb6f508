"""Who was harmed: the mentions that belong to each word of harm, and those that tell it themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.draft import Draft
from tollbook.claims.readers.rules_ar.harm import Form, Trigger, find_triggers, is_verbal_noun
from tollbook.claims.readers.rules_ar.harmed import before, harmed
from tollbook.claims.readers.rules_ar.joins import joined
from tollbook.claims.readers.rules_ar.lexicon import ends
from tollbook.claims.readers.rules_ar.lists import Listing, list_items
from tollbook.claims.readers.rules_ar.lumps import find_bodies, find_mixed
from tollbook.claims.readers.rules_ar.mentions import Mention, find_mentions
from tollbook.claims.readers.rules_ar.parts import find_parts
from tollbook.claims.readers.rules_ar.search import Search, draft, is_among
from tollbook.claims.readers.rules_ar.stance import Told, told_of
from tollbook.claims.readers.rules_ar.tolls import find_tolls
from tollbook.claims.readers.rules_ar.words import Sentence
from tollbook.model.vocabulary import Harm

_CASES: Final = (
    ("dead", Harm.KILLED),
    ("injured", Harm.INJURED),
    ("detained", Harm.DETAINED),
    ("missing", Harm.MISSING),
)


def find_victims(sentence: Sentence, text: str, opened: Listing | None, before: Sequence[Draft]) -> Search:
    """A sentence searched, with its drafts; `opened` is a list it may go on with, `before` the claims so far."""
    found = Search(text, sentence, find_mentions(sentence.words), find_triggers(sentence.words))
    find_mixed(found)
    find_bodies(found)
    lumped: list[Harm] = []
    for n, trigger in enumerate(found.triggers):
        after = found.triggers[n + 1] if n + 1 < len(found.triggers) else None
        if after is not None and _lumps(found, trigger, after):
            lumped.append(trigger.harm)
            continue
        _of_trigger(found, trigger, (*lumped, trigger.harm), after.first if after else len(found.words))
        lumped = []
    find_tolls(found)
    for mention in found.mentions.values():
        _described(found, mention)
    for mention in found.mentions.values():
        _of_noun(found, mention)
    list_items(found, opened)
    find_parts(found, before)
    return found


def _lumps(found: Search, trigger: Trigger, after: Trigger) -> bool:
    """Whether two words of harm share their harmed: "killed and wounded five"."""
    next_to = after.first == trigger.last + 1 and found.words[after.first].bare.startswith("و")
    form = after.form if not is_verbal_noun(found.words[after.first]) else trigger.form
    alike = trigger.form == form and not trigger.their and trigger.number == after.number
    return next_to and trigger.harm != after.harm and alike and before(found, trigger) is None


def _of_trigger(found: Search, trigger: Trigger, harms: tuple[Harm, ...], limit: int) -> None:
    told = Told.UNREAL if _is_meant(found, trigger) else told_of(found.words, trigger.first)
    mention = harmed(found, trigger, limit)
    if mention is None or mention.first in found.taken:
        if told is Told.NOT and mention is None:
            return
        done = set() if mention is None else {d.harm for d in found.taken[mention.first]}
        if mention is None or done & {trigger.harm, Harm.CASUALTIES}:
            return
    if told is Told.UNREAL:
        found.taken.setdefault(mention.first, [])
        return
    found.taken.setdefault(trigger.first, [])
    for one in [mention, *joined(found, mention, limit)]:
        draft(found, one, harms, trigger.first, told)


def _is_meant(found: Search, trigger: Trigger) -> bool:
    """Whether the harm is the purpose of something: "to arrest one of them"."""
    before = found.words[trigger.first - 1].bare if trigger.first else ""
    meant = trigger.harm in lexicon.words("harm", "meant", "harms") and trigger.form is Form.NOUN
    led = before in lexicon.words("harm", "meant", "led")
    return meant and found.words[trigger.first].bare.startswith("ل") and not led


def _of_noun(found: Search, mention: Mention) -> None:
    """A noun that tells the harm itself: "three dead", "wounded"."""
    noun = mention.noun
    if noun is None or noun.harm is None or mention.first in found.taken or noun.owned:
        return
    if not mention.counted and (noun.weak or mention.definite or _is_known(found, mention)):
        return
    led = next((m for m in found.mentions.values() if m.last == mention.first - 1), None)
    if noun.harm is Harm.CASUALTIES and not mention.counted and led is not None and led.first in found.taken:
        return
    told = told_of(found.words, mention.first)
    if told is Told.UNREAL or (mention.first and is_among(found.words[mention.first - 1])):
        return
    harms: tuple[Harm, ...] = (_harm(mention, noun.harm),)
    after = found.mentions.get(mention.last + 1)
    if after is not None and _shares_count(found, mention, after):
        assert after.noun is not None and after.noun.harm is not None
        found.taken[after.first] = []
        if mention.vague and mention.low in (2, 3):
            draft(found, mention, harms, mention.first, told)
            after.low, after.high = 2, None
            draft(found, after, (after.noun.harm,), after.first, told)
            return
        harms = (noun.harm, after.noun.harm)
    draft(found, mention, harms, mention.first, told)
    if len(harms) == 1 and (mention.counted or noun.number < 3) and not noun.weak:
        for one in joined(found, mention, len(found.words)):
            if one.noun is None or one.noun.harm is None:
                draft(found, one, harms, mention.first, told)


def _harm(mention: Mention, harm: Harm) -> Harm:
    """Victims with their number are those killed; without one nothing tells whether they were."""
    numbered = (mention.counted and not mention.vague) or (mention.noun is not None and mention.noun.number < 3)
    return Harm.KILLED if harm is Harm.CASUALTIES and numbered and mention.high != 0 else harm


def _is_known(found: Search, mention: Mention) -> bool:
    """Whether a noun of harm without a number tells no harm of its own: "the victims of it", "as a martyr"."""
    at, noun = mention.last + 1, mention.noun
    after = found.words[at] if at < len(found.words) else None
    if (
        after is not None
        and after.bare.startswith("ال")
        and after.bare not in ends() | lexicon.words("grammar", "day", "words")
    ):
        return True
    single = noun is not None and noun.number == 1
    alone = single and noun is not None and noun.harm is Harm.CASUALTIES
    joined = after is not None and after.bare.startswith("و")
    led = mention.first > 0 and found.words[mention.first - 1].bare in lexicon.words("people", "known", "words")
    accusative = single and found.words[mention.last].bare.endswith("ا")
    return led or len(found.words) == 1 or accusative or (alone and not joined)


def _shares_count(found: Search, mention: Mention, after: Mention) -> bool:
    """ "100 dead and wounded": one number for two nouns of harm."""
    noun = after.noun
    number = 1 if (mention.low or 0) > 10 and found.words[after.last].bare.endswith("ا") else 3
    plural = mention.counted and (mention.low or 0) > 1 and noun is not None and noun.number in (3, number)
    joined = found.words[after.first].bare.startswith("و")
    other = (
        noun is not None and noun.harm is not None and mention.noun is not None and noun.harm != mention.noun.harm
    )
    return plural and joined and other and not after.counted


def _state_after(found: Search, mention: Mention) -> Mention | None:
    """The state that people counted are told to be in a few words on: "three of the workers are still missing"."""
    for at in range(mention.last + 1, min(mention.last + 6, len(found.words))):
        state = found.mentions.get(at)
        if found.words[at].text in "،.؛" or any(t.first == at and not t.their for t in found.triggers):
            return None
        if state is not None and not (at > 0 and found.words[at - 1].bare == "من"):
            noun = state.noun
            weak = noun is not None and noun.weak and noun.number > 1 and not state.definite and not state.counted
            return state if weak and state.start == found.words[at].start else None
    return None


def _described(found: Search, mention: Mention) -> None:
    """People with their harm as an adjective after them: "two wounded persons", "three cases of death"."""
    noun, at = mention.noun, mention.last + 1
    if noun is None or noun.harm is not None or mention.definite or mention.first in found.taken:
        return
    after = found.mentions.get(at)
    if after is not None and after.noun is not None and after.noun.harm is not None and not after.counted:
        if after.start == found.words[at].start and not after.definite:
            found.taken[after.first] = []
            draft(found, mention, (after.noun.harm,), at, told_of(found.words, mention.first))
    elif mention.counted and not noun.building and (state := _state_after(found, mention)) is not None:
        assert state.noun is not None and state.noun.harm is not None
        found.taken[state.first] = []
        draft(found, mention, (state.noun.harm,), state.first, told_of(found.words, mention.first))
    elif noun.case and at < len(found.words):
        kind = found.words[at]
        harm = next(
            (h for key, h in _CASES if kind.is_one_of(lexicon.words("people", "case", key)) is not None), None
        )
        told = told_of(found.words, mention.first)
        if harm is not None and told is not Told.UNREAL:
            draft(found, mention, (harm,), at, told)
