"""The gate: a cheap look that skips sentences which cannot hold a claim, before anything is parsed."""

from __future__ import annotations

import functools
import re

from tollbook.claims.readers.rules_en import lexicon

_WORD = re.compile(r"[a-z]+")
_TOLD = re.compile(
    r"\b(?:still|being) held\b|\bheld by\b"
    r"|\b(?:lost|losing|loses?) (?:an?|his|her|their|my|our|its|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|\w+teen|\w+ty|dozens|scores|hundreds|several|at least|more than|some|about|around|\d)"
    r"|\b(?:critical|serious|grave|stable) condition\b|\bintensive care\b|\bremains of\b"
    r"|\b(?:wounds|burns|fractures)\b|\bforc(?:ed|ing)\b.{1,60}\bfrom\b",
    re.IGNORECASE,
)
"""Turns of speech of harm whose words are too common to pass a sentence one by one."""


@functools.cache
def _harm() -> frozenset[str]:
    """Words one of which every sentence with a claim holds."""
    forms: set[str] = set()
    for frame in ("verb_object", "verb_subject", "verb_building"):
        forms |= set(lexicon.verb_harm(frame))
    for group in ("noun_event", "noun_count", "adjective"):
        forms |= set(lexicon.noun_harm(group))
    forms |= {word.split()[-1] for word in lexicon.noun_harm("noun_toll")}
    weak = lexicon.words("harm", "gate", "weak")
    for verb, rests in lexicon.phrases().items():
        forms |= {verb if rest[-1] in weak else rest[-1] for rest, _ in rests}
    return frozenset((forms | lexicon.words("harm", "gate", "more")) - lexicon.words("harm", "gate", "less"))


@functools.cache
def _scene() -> frozenset[str]:
    """Words of time and event, one of which a sentence that sets the scene for the next is likely to hold."""
    causes = lexicon.table("causes")
    return _days() | set(causes["event"]["nouns"]) | set(causes["act"]["hit"]) | lexicon.words("time", "scene")


@functools.cache
def _speech() -> frozenset[str]:
    return lexicon.words("speech", "say", "verbs") | lexicon.words("speech", "person", "nouns") | {"according"}


def may_hold(sentence: str) -> bool:
    """Whether a sentence holds a word of harm. False means: no claim can be read out of it by itself."""
    return not _harm().isdisjoint(_WORD.findall(sentence.lower())) or _TOLD.search(sentence) is not None


@functools.cache
def _days() -> frozenset[str]:
    time = lexicon.table("time")
    return frozenset({*time["months"], *time["weekdays"], "today", "yesterday", "overnight"} - {"may", "march"})


def may_date(sentence: str) -> bool:
    """Whether a sentence that opens a paragraph may date what comes later in it."""
    return not _days().isdisjoint(_WORD.findall(sentence.lower())) or _SPRING.search(sentence) is not None


def may_frame(sentence: str, later: str) -> bool:
    """Whether a sentence may tell when, of what event or by whom the `later` one speaks.

    Who spoke matters only where the later sentence leaves it to be understood: by a pronoun, a quotation
    mark or a hedge such as "reportedly".
    """
    words = _WORD.findall(sentence.lower())
    if not _scene().isdisjoint(words) or _SPRING.search(sentence):
        return True
    return _UNDERSTOOD.search(later) is not None and not _speech().isdisjoint(words)


_UNDERSTOOD = re.compile(
    r"\b(?:he|she|it|they|reportedly|allegedly|apparently|reported|alleged)\b|\"", re.IGNORECASE
)
_SPRING = re.compile(r"\b\d{1,2}\s+(?:march|may)\b|\b(?:march|may)\s+\d", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"\b(?:the|this|that|it|they)\s+(?:[a-z-]+\s+){0,2}(?:attacks?|strikes?|air ?strikes?|raids?|bombings?"
    r"|shelling|explosions?|blasts?|missiles?|rockets?|shells?|bombs?|drones?|incident|planes|jets|ambush)?\s*"
    r"(?:also |reportedly |had |have |has )*(?:hit|struck|targeted|took place|happened|occurred|landed"
    r"|destroyed"
    r"|was carried out|were carried out)\b",
    re.IGNORECASE,
)


def may_add(sentence: str) -> bool:
    """Whether a sentence after a claim may say more of its event: "The strike hit a bakery in the old town"."""
    return "(@" in sentence or _FOLLOWS.search(sentence) is not None
