"""Who was harmed: the mentions that belong to each word of harm, those that tell it themselves, and their parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.draft import Draft
from tollbook.claims.readers.rules_ar.harm import Form, Trigger, find_triggers
from tollbook.claims.readers.rules_ar.mentions import Mention, find_mentions
from tollbook.claims.readers.rules_ar.names import name_at
from tollbook.claims.readers.rules_ar.stance import Told, told_of
from tollbook.claims.readers.rules_ar.words import Sentence, Word
from tollbook.model.vocabulary import Harm, Stance, Status

REACH: Final = 14
"""Words after a verb within which the harmed may stand."""
BUILDINGS: Final = frozenset({Harm.DESTROYED, Harm.DAMAGED})
_MARKS: Final = frozenset("\"'“”«»()[]،,:|#-–")


@dataclass(slots=True)
class Victims:
    """The search in one sentence: its words, mentions and triggers, and the drafts made so far."""

    text: str
    sentence: Sentence
    mentions: Mapping[int, Mention]
    triggers: list[Trigger]
    drafts: list[Draft] = field(default_factory=list)
    taken: dict[int, list[Draft]] = field(default_factory=dict)

    @property
    def words(self) -> Sequence[Word]:
        return self.sentence.words


def find_victims(sentence: Sentence, text: str) -> list[Draft]:
    """The drafts of a sentence in the order of its words."""
    found = Victims(text, sentence, find_mentions(sentence.words), find_triggers(sentence.words))
    lumped: list[Harm] = []
    for n, trigger in enumerate(found.triggers):
        after = found.triggers[n + 1] if n + 1 < len(found.triggers) else None
        if after is not None and _lumps(found, trigger, after):
            lumped.append(trigger.harm)
            continue
        _of_trigger(found, trigger, (*lumped, trigger.harm), after.first if after else len(found.words))
        lumped = []
    for mention in found.mentions.values():
        _of_noun(found, mention)
    _parts(found)
    return found.drafts


def _lumps(found: Victims, trigger: Trigger, after: Trigger) -> bool:
    """Whether two words of harm share their harmed: "killed and wounded five"."""
    next_to = after.first == trigger.last + 1 and found.words[after.first].bare.startswith("و")
    alike = trigger.form == after.form and not trigger.their and trigger.number == after.number
    return next_to and trigger.harm != after.harm and alike and _before(found, trigger) is None


def _of_trigger(found: Victims, trigger: Trigger, harms: tuple[Harm, ...], limit: int) -> None:
    told = told_of(found.words, trigger.first)
    mention = _harmed(found, trigger, limit)
    if mention is None or mention.first in found.taken:
        if told is Told.NOT and mention is None:
            return
        if mention is None or trigger.harm in {d.harm for d in found.taken[mention.first]}:
            return
    if told is Told.UNREAL:
        found.taken.setdefault(mention.first, [])
        return
    for one in [mention, *_joined(found, mention, limit)]:
        _draft(found, one, harms, trigger.first, told)


def _harmed(found: Victims, trigger: Trigger, limit: int) -> Mention | None:
    if trigger.their:
        return _pronoun(found, trigger)
    if trigger.form is Form.VERB:
        return (
            _after_verb(found, trigger, limit, near=True)
            or _before(found, trigger)
            or _after_verb(found, trigger, limit)
        )
    if trigger.form is Form.PHRASE:
        return _after_noun(found, trigger) or _before(found, trigger) or _after_verb(found, trigger, limit)
    return _after_noun(found, trigger)


def _fits(mention: Mention, trigger: Trigger) -> bool:
    building = mention.noun is not None and mention.noun.building
    return building == (trigger.harm in BUILDINGS)


def _after_noun(found: Victims, trigger: Trigger) -> Mention | None:
    """The harmed right after a verbal noun; "of each of" and quotation marks may stand between."""
    for at in range(trigger.last + 1, min(trigger.last + 5, len(found.words))):
        mention = found.mentions.get(at)
        if mention is not None:
            direct = at == trigger.last + 1 or mention.noun is not None
            joined = found.words[at].start != mention.start and not found.words[at].bare.startswith("ال")
            return mention if direct and _fits(mention, trigger) and not joined else None
        word = found.words[at]
        if word.bare not in lexicon.words("grammar", "pass", "noun") and word.text not in _MARKS:
            break
    if trigger.harm in (Harm.KILLED, Harm.DETAINED, Harm.INJURED):
        return name_at(found.words, trigger.last + 1)
    return None


def _after_verb(found: Victims, trigger: Trigger, limit: int, *, near: bool = False) -> Mention | None:
    """The harmed after a verb: beyond a doer and words of time, and, where counted, beyond where and how."""
    if trigger.number and near is False:
        return None
    inside = False
    reach = 1 if near else REACH
    for at in range(trigger.last + 1, min(trigger.last + 1 + reach, limit, len(found.words))):
        word, mention = found.words[at], found.mentions.get(at)
        if mention is not None and _fits(mention, trigger):
            clitic = word.start != mention.start and word.bare[:1] in "بلك"
            if (
                not clitic
                and (mention.counted or not inside)
                and (mention.noun is not None or at == trigger.last + 1)
            ):
                return _beyond_doer(found, trigger, mention, limit)
        if word.bare in lexicon.words("grammar", "stop", "words") or word.bare in lexicon.words(
            "grammar", "among", "words"
        ):
            return None
        if word.bare in lexicon.words("grammar", "inside", "words") or (
            word.bare.startswith("ب") and mention is None
        ):
            inside = True
    if near and trigger.harm in (Harm.KILLED, Harm.DETAINED, Harm.INJURED):
        return name_at(found.words, trigger.last + 1)
    return None


def _beyond_doer(found: Victims, trigger: Trigger, mention: Mention, limit: int) -> Mention:
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


def _before(found: Victims, trigger: Trigger) -> Mention | None:
    """The harmed before the verb: "that two brothers were killed"; with their names or a breakdown between."""
    previous = max((t.last for t in found.triggers if t.last < trigger.first), default=-1)
    for at in range(trigger.first - 1, max(previous, trigger.first - 16), -1):
        mention = found.mentions.get(at)
        if mention is None or mention.noun is None or not _fits(mention, trigger):
            continue
        number = (
            mention.noun.number if not mention.counted else (3 if mention.low != 2 or mention.high != 2 else 2)
        )
        if at and _is_among(found.words[at - 1]):
            continue
        if mention.last == trigger.first - 1 and (trigger.number == 0 or number >= trigger.number or number == 2):
            return mention if not (mention.definite and not mention.counted and number == 3) else None
        clitic = found.words[at].start != mention.start and found.words[at].bare[:1] in "بلكو"
        if trigger.number and number == trigger.number and not clitic and not mention.definite:
            return mention
        if mention.definite and mention.noun.number == 1 and _only_names(found, mention.last + 1, trigger.first):
            return mention
        if _is_told(found, at) and not mention.definite:
            return mention
    return None


def _is_told(found: Victims, at: int) -> bool:
    """Whether a mention is the subject of what is told: right after "that"."""
    while at and found.words[at - 1].text in _MARKS:
        at -= 1
    return bool(at) and found.words[at - 1].is_one_of({"ان"}) is not None


def _only_names(found: Victims, first: int, end: int) -> bool:
    """Whether only a name, quoted or with an age, stands between."""
    between = found.words[first:end]
    stops = lexicon.words("grammar", "stop", "words") | lexicon.words("grammar", "new", "words")
    return len(between) <= 9 and not any(word.bare in stops or word.text in "،." for word in between)


def _pronoun(found: Victims, trigger: Trigger) -> Mention | None:
    """Whom "his death" speaks of: the nearest mention before it of that number that is not harmed yet."""
    if trigger.harm in BUILDINGS:
        return None
    for at in range(trigger.first - 1, -1, -1):
        mention = found.mentions.get(at)
        if mention is None or mention.noun is None or not _fits(mention, trigger) or at in found.taken:
            continue
        if mention.definite and mention.noun.harm is not None:
            continue
        number = mention.noun.number if not mention.counted else 3
        if number == trigger.number or (mention.low == mention.high == 2 and trigger.number == 2):
            return mention
    return None


def _joined(found: Victims, mention: Mention, limit: int) -> list[Mention]:
    """What "and" adds to the harmed: "a woman and her daughter", "and four others"."""
    members: list[Mention] = []
    last = mention
    while True:
        at = _next(found, last)
        one = found.mentions.get(at) if at is not None and at < limit else None
        if at is None or one is None or at in found.taken or _has_own_harm(found, one):
            return members
        members.append(one)
        last = one


def _next(found: Victims, last: Mention) -> int | None:
    """The word with "and" that goes on after a mention, past wounds, names and brackets."""
    named = last.noun is not None and last.noun.number < 3 and not last.counted
    skipped = 0
    for at in range(last.last + 1, min(last.last + 12, len(found.words))):
        word, mention = found.words[at], found.mentions.get(at)
        if mention is not None and (word.bare.startswith("و") and word.start != mention.start):
            return at
        if mention is not None and at and found.words[at - 1].bare == "و":
            return at
        if word.kind == "mark" and (word.text in _MARKS):
            continue
        if word.bare in lexicon.words("grammar", "wound", "words") or word.bare == "و":
            continue
        if named and word.kind == "number":
            continue
        if not named or word.kind != "word" or word.bare in _ends() or skipped >= 5:
            return None
        skipped += 1
    return None


def _ends() -> frozenset[str]:
    return lexicon.words("grammar", "stop", "words") | lexicon.words("grammar", "new", "words")


def _has_own_harm(found: Victims, mention: Mention) -> bool:
    """Whether a mention is harmed by a word of its own: a noun of harm, or a verb right after it."""
    if mention.noun is not None and mention.noun.harm is not None and not mention.noun.weak:
        return True
    return any(t.first == mention.last + 1 and t.form is not Form.NOUN for t in found.triggers)


def _of_noun(found: Victims, mention: Mention) -> None:
    """A noun that tells the harm itself: "three dead", "wounded"."""
    noun = mention.noun
    if noun is None or noun.harm is None or mention.first in found.taken or noun.owned:
        return
    if not mention.counted and (noun.weak or mention.definite or (noun.harm is Harm.CASUALTIES and noun.number == 1)):
        return
    told = told_of(found.words, mention.first)
    if told is Told.UNREAL or (mention.first and _is_among(found.words[mention.first - 1])):
        return
    harms: tuple[Harm, ...] = (noun.harm,)
    after = found.mentions.get(mention.last + 1)
    if after is not None and _shares_count(found, mention, after):
        assert after.noun is not None and after.noun.harm is not None
        found.taken[after.first] = []
        if mention.vague and mention.low in (2, 3):
            _draft(found, mention, harms, mention.first, told)
            after.low, after.high = 2, None
            _draft(found, after, (after.noun.harm,), after.first, told)
            return
        harms = (noun.harm, after.noun.harm)
    _draft(found, mention, harms, mention.first, told)


def _shares_count(found: Victims, mention: Mention, after: Mention) -> bool:
    """ "100 dead and wounded": one number for two nouns of harm."""
    noun = after.noun
    plural = mention.counted and (mention.low or 0) > 1 and noun is not None and noun.number == 3
    joined = found.words[after.first].bare.startswith("و")
    other = (
        noun is not None and noun.harm is not None and mention.noun is not None and noun.harm != mention.noun.harm
    )
    return plural and joined and other and not after.counted


def _is_among(word: Word) -> bool:
    return word.is_one_of(lexicon.words("grammar", "among", "words")) is not None


def _parts(found: Victims) -> None:
    """ "Among them": what follows breaks down the claim before it."""
    for at, word in enumerate(found.words):
        if not _is_among(word):
            continue
        before = [d for d in found.drafts if d.last < at and d.stance is not Stance.DENIED]
        if not before:
            continue
        nearest = max(d.last for d in before)
        wholes = [d for d in before if d.last == nearest]
        harm = wholes[0].harm if len(wholes) == 1 else Harm.CASUALTIES
        apart = [d for d in before if d.last == nearest - 1 or d.last == nearest - 2]
        if len(wholes) == 1 and wholes[0].harm is Harm.INJURED and not wholes[0].count_text and apart:
            if apart[0].harm is Harm.KILLED and not apart[0].count_text and apart[0].low != apart[0].high:
                harm = Harm.CASUALTIES
        start = at + 1
        while start < len(found.words) and (
            found.words[start].text in _MARKS or found.words[start].bare in ("ما",)
        ):
            start += 1
        first = found.mentions.get(start)
        if first is None:
            first = _counted_before(found, at)
        if first is None or first.first in found.taken:
            continue
        for one in [first, *_joined(found, first, len(found.words))]:
            for draft in _draft(found, one, (harm,), wholes[0].trigger, Told.SO):
                draft.whole = wholes[0]
                draft.stance = wholes[0].stance
                if draft.status is Status.UNKNOWN:
                    draft.status = wholes[0].status


def _counted_before(found: Victims, at: int) -> Mention | None:
    """ "Three of them": the number right before."""
    return next((m for m in found.mentions.values() if m.last == at - 1 and m.counted and m.noun is None), None)


def _draft(found: Victims, mention: Mention, harms: tuple[Harm, ...], trigger: int, told: Told) -> list[Draft]:
    """Drafts of a mention: one, or where a vague number lumps two harms together one of each."""
    if len(set(harms)) > 1 and set(harms) <= {Harm.KILLED, Harm.INJURED}:
        lump = mention.counted and not (mention.vague and mention.low in (2, 3))
        lump = lump or (mention.noun is not None and mention.noun.number < 3 and not mention.counted)
        harms = (Harm.CASUALTIES,) if lump else tuple(dict.fromkeys(harms))
    made = []
    for harm in dict.fromkeys(harms):
        noun = mention.noun
        draft = Draft(
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
        if noun is not None:
            draft.noun, draft.definite = noun.lemma, mention.definite and not mention.counted
            draft.status, draft.age, draft.sex = mention.status, noun.age, noun.sex
            if noun.other and found.drafts:
                draft.status = found.drafts[-1].status
        if told is Told.NOT:
            draft.low = draft.high = 0
        made.append(draft)
        found.drafts.append(draft)
        found.taken.setdefault(mention.first, []).append(draft)
    return made
