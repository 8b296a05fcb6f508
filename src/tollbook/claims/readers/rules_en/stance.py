"""Stance: asserted, denied, conceded (CLAIMS.md, "Hard cases")."""

from __future__ import annotations

import functools
import re

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.discourse import Discourse
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.parse import Word, ancestors
from tollbook.claims.readers.rules_en.reading import Reading
from tollbook.model.vocabulary import Stance, Status

_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refut(?:es|ed|ing))\b", re.IGNORECASE)
_DID_NOT = re.compile(r"\bdid(?: not|n't) (?:occur|happen|take place|result)\b", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-Z]{3,6}$")


@functools.cache
def _regret() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:" + "|".join(map(re.escape, sorted(lexicon.words("speech", "say", "regret")))) + r")\b",
        re.IGNORECASE,
    )


def _hearsay() -> frozenset[str]:
    return lexicon.words("speech", "statement", "hearsay")


def is_own(actor: str) -> bool:
    """Whether the actor is told by a possessive alone: "its air strike" is that of whoever is speaking there."""
    return re.match(r"(?:its|their|his|her|our)\b", actor, re.IGNORECASE) is not None


def own_doing(draft: Draft) -> None:
    """Where a speaker tells of "its" own strike: the speaker is the actor, and harm to civilians is conceded."""
    own = is_own(draft.actor)
    if own and draft.speakers and draft.speakers[0].split()[-1].lower() in _hearsay():
        draft.actor = ""
        return
    if (
        own
        and draft.speakers
        and draft.high != 0
        and draft.stance is Stance.ASSERTED
        and draft.status is Status.CIVILIAN
    ):
        draft.stance = Stance.CONCEDED
    if draft.speakers and (own or (draft.stance is Stance.CONCEDED and not draft.actor)):
        draft.actor = draft.speakers[0]
    elif own and " " not in draft.actor:
        draft.actor = ""


def set_stance(reading: Reading, draft: Draft, discourse: Discourse) -> None:
    """Sets a draft's stance from the verbs that say it; a figure denied or disputed loses its bounds."""
    told = _called_untrue(reading, draft)
    denies = draft.nearest in lexicon.words("speech", "say", "deny") or told is Stance.DENIED
    doubts = draft.nearest in lexicon.words("speech", "say", "doubt") or told is Stance.DISPUTED
    if denies or doubts or _DENIES.search(reading.sentence.text):
        discourse.denial_paragraph = reading.sentence.paragraph
    if draft.low == 0 and draft.high == 0:
        draft.stance = Stance.DENIED if denies or _answers(reading, draft, discourse) else Stance.ASSERTED
    elif denies or doubts:
        draft.stance = Stance.DENIED if denies else Stance.DISPUTED
        draft.low = draft.high = None
    elif (draft.said & lexicon.words("speech", "say", "admit") and not _judges(draft)) or (
        any(d.status is Status.CIVILIAN for d in reading.drafts) and _regret().search(reading.sentence.text)
    ):
        draft.stance = Stance.CONCEDED


def _judges(draft: Draft) -> bool:
    """Whether a commission or court says so: it accepts what others did, and admits nothing."""
    speaker = draft.speakers[0].lower() if draft.speakers else ""
    return any(word in lexicon.words("speech", "judge", "nouns") for word in re.findall(r"[a-z]+", speaker))


def _answers(reading: Reading, draft: Draft, discourse: Discourse) -> bool:
    """Whether a count of zero answers an allegation: behind a denial, of what "did not occur", or from a fighting
    party that says it of civilians."""
    if reading.sentence.paragraph == discourse.denial_paragraph or _DID_NOT.search(reading.sentence.text):
        return True
    party = lexicon.words("speech", "party", "nouns")
    speaker = draft.speakers[0] if draft.speakers else ""
    fights = any(word.lower() in party or _ACRONYM.match(word) for word in re.findall(r"[\w-]+", speaker))
    return fights and draft.status is Status.CIVILIAN


def _rests(word: Word) -> bool:
    """Whether "lie" says where something is, not that it is untrue: "bodies lie in the street"."""
    return word.lower in ("lie", "lies") and word.tag in ("VBP", "VBZ", "VB")


def _called_untrue(reading: Reading, draft: Draft) -> Stance | None:
    """What a harm is called that is told as not so: "it is false that", "the claim that ... was not credible"."""
    words = reading.words
    for i in (draft.trigger, *ancestors(words, draft.trigger)):
        near = [k for k in words[i].children if words[k].dep in ("acomp", "attr", "oprd", "prep", "neg", "advmod")]
        below = [o for k in near for o in words[k].children]
        told = [i, *near, *below, *(o for k in below for o in words[k].children)]
        untrue = lexicon.words("speech", "say", "untrue")
        if any(words[k].lower in untrue and not _rests(words[k]) for k in told):
            return Stance.DENIED
        true = any(words[k].lower in lexicon.words("speech", "say", "true") for k in told)
        if true and any(words[k].lower in ("not", "n't", "no") for k in told):
            return Stance.DISPUTED if any(words[k].lower == "credible" for k in told) else Stance.DENIED
    return None
