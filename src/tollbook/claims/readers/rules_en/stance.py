"""Stance: asserted, denied, conceded (CLAIMS.md, "Hard cases")."""

from __future__ import annotations

import functools
import re

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.reading import Reading
from tollbook.model.vocabulary import Harm, Stance, Status


@functools.cache
def _regret() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:" + "|".join(map(re.escape, sorted(lexicon.words("speech", "say", "regret")))) + r")\b",
        re.IGNORECASE,
    )


def is_own(actor: str) -> bool:
    """Whether the actor is told by a possessive alone: "its air strike" is that of whoever is speaking there."""
    return re.match(r"(?:its|their|his|her|our)\b", actor, re.IGNORECASE) is not None


def own_doing(draft: Draft) -> None:
    """Where a speaker tells of "its" own strike: the speaker is the actor, and harm to civilians is conceded."""
    own = is_own(draft.actor)
    if own and draft.speakers and draft.stance is Stance.ASSERTED and draft.status is Status.CIVILIAN:
        draft.stance = Stance.CONCEDED
    if draft.speakers and (own or (draft.stance is Stance.CONCEDED and not draft.actor)):
        draft.actor = draft.speakers[0]
    elif own and " " not in draft.actor:
        draft.actor = ""


def set_stance(reading: Reading, draft: Draft) -> None:
    """Sets a draft's stance from the verbs that say it; a figure denied loses its bounds."""
    denies = bool(draft.said & lexicon.words("speech", "say", "deny"))
    if draft.low == 0 and draft.high == 0:
        draft.stance = Stance.DENIED if draft.harm is Harm.CASUALTIES or denies else Stance.ASSERTED
    elif denies:
        draft.stance = Stance.DENIED
        draft.low = draft.high = None
    elif draft.said & lexicon.words("speech", "say", "admit") or (
        draft.status is Status.CIVILIAN and _regret().search(reading.sentence.text)
    ):
        draft.stance = Stance.CONCEDED
