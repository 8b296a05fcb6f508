"""The gate: a cheap look that skips sentences which cannot hold a claim, before anything is parsed."""

from __future__ import annotations

import functools
import re

from tollbook.claims.readers.rules_en import lexicon


@functools.cache
def _harm() -> re.Pattern[str]:
    forms: set[str] = set()
    for frame in ("verb_object", "verb_subject", "verb_building"):
        forms |= set(lexicon.verb_harm(frame))
    for group in ("noun_event", "noun_count", "adjective"):
        forms |= set(lexicon.noun_harm(group))
    forms |= {word.split()[-1] for word in lexicon.noun_harm("noun_toll")}
    for first, rests in lexicon.phrases().items():
        for rest, _ in rests:
            forms.add(rest[-1] if rest[-1] not in _WEAK else f"{first}")
    forms |= {"lives", "life", "victims", "victim"}
    forms |= {"among them", "among those", "fate", "whereabouts", "not alive"}
    forms -= {"number", "loss"}
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(r"(?<![A-Za-z])(?:" + "|".join(map(re.escape, ordered)) + r")(?![A-Za-z])", re.IGNORECASE)


_WEAK = frozenset({"from", "flee", "out", "off", "under", "up", "down", "death", "fire", "alive", "apart"})


_FOLLOWS = re.compile(
    r"\b(?:the|this|that|it|they)\s+(?:[a-z-]+\s+){0,2}(?:attacks?|strikes?|air ?strikes?|raids?"
    r"|bombings?|shelling|explosions?|blasts?|missiles?|rockets?|shells?|bombs?|drones?|incident"
    r"|planes|jets|ambush)?\s*"
    r"(?:also |reportedly |had |have |has )*(?:hit|struck|targeted|took place|happened|occurred"
    r"|landed|destroyed|was carried out|were carried out)\b",
    re.IGNORECASE,
)


def may_add(sentence: str) -> bool:
    """Whether a sentence after a claim may say more of its event: "The strike hit a bakery in the old town"."""
    return _FOLLOWS.search(sentence) is not None


def may_hold(sentence: str) -> bool:
    """Whether a sentence holds a word of harm. False means: no claim can be read out of it by itself."""
    return _harm().search(sentence) is not None
