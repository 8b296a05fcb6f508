"""The gate: a cheap look that skips sentences which cannot hold a claim, before anything is parsed."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import Flag, auto

from tollbook.claims.readers.rules_en import lexicon, who
from tollbook.claims.readers.rules_en.cause import Firmness, find_causes
from tollbook.claims.readers.rules_en.glance import folded, glance
from tollbook.claims.readers.rules_en.turns import may_turn
from tollbook.model.vocabulary import Harm

_WORD = re.compile(r"[a-z]+")
_NUMBER = re.compile(r"[0-9]")
_TOLD = re.compile(
    r"\band (?:then )?shot\b|\b(?:still|being) held\b|\bheld by\b|\bamong (?:them|those)\b"
    r"|\b(?:identified|named) (?:by [^.;:]{2,60} )?(?:as\b|:)"
    r"|\b(?:critical|serious|grave|stable|severe|poor) condition\b|\bintensive care\b|\bremains of\b"
    r"|\b(?:bodies|corpses|cadavers)\b.{0,60}?\b(?:lay|lie|lying|littered|strewn|scattered|remain|were|are|piled|float\w+)\b"
    r"|\b(?:saw|see|seen|seeing|carr\w+|collect\w+|filmed|show\w*|pull\w+|f[io]\w*nd\w*|recover\w+)\b.{0,40}?\b(?:bodies|corpses)\b"
    r"|\bforc(?:ed|ing)\b.{1,60}\bfrom\b"
    r"|(?:(?:years?|months?)[- ]old\b|\(\d{1,2}\)).{1,90}?(?:(?:years?|months?)[- ]old\b|\(\d{1,2}\))",
    re.IGNORECASE,
)
"""Turns of speech of harm whose words are too common to pass a sentence one by one."""
_TELLS = glance([_TOLD.pattern])
BESIDE = 9
"""Words between two that tell harm together, at most, and one more."""

_NOT_YET = frozenset({"to", "could", "would", "will", "can", "should", "shall", "must", "might"})
_WHOSE = frozenset({"s", "his", "her", "their", "its", "my", "our", "whose"})
"""What is left of a possessive where words are runs of letters, and the pronouns that stand for one."""


@functools.cache
def _certain() -> frozenset[str]:
    """Words that may tell harm whatever stands around them: "killed", "missing"."""
    forms: set[str] = set()
    for frame in ("verb_object", "verb_subject"):
        forms |= set(lexicon.verb_harm(frame))
    forms |= set(lexicon.noun_harm("adjective"))
    return frozenset((forms | {"subjected", "subjecting"}) - _bare_verbs() - _buildings())


@functools.cache
def _bare_verbs() -> frozenset[str]:
    """Verbs of harm as a purpose, threat or possibility has them ("to kill"); who means to flee mostly does."""
    harm = lexicon.table("harm")
    return frozenset(
        lemma
        for frame in ("verb_object", "verb_subject", "verb_building")
        for kind, lemmas in harm[frame].items()
        for lemma in lemmas
        if kind != Harm.DISPLACED and lemma not in harm["irregular"].get(lemma, ())
    )


@functools.cache
def _buildings() -> frozenset[str]:
    """Words that tell harm of buildings only."""
    people = {*lexicon.verb_harm("verb_object"), *lexicon.verb_harm("verb_subject")}
    return frozenset(set(lexicon.verb_harm("verb_building")) - people)


@functools.cache
def _nouns() -> frozenset[str]:
    """Nouns of harm: they need somebody whose it is, or a number."""
    tolls = {word.split()[-1] for word in lexicon.noun_harm("noun_toll")} & {"toll", "tolls", "count"}
    return (
        frozenset({*lexicon.noun_harm("noun_event"), *lexicon.noun_harm("noun_count")} | tolls)
        - _certain()
        - lexicon.words("harm", "gate", "common")
    )


@functools.cache
def _numbers() -> frozenset[str]:
    numbers = lexicon.table("numbers")
    vague = {word for phrase in numbers["vague"] for word in phrase.split()} | {
        "no",
        "couple",
        "pair",
        "both",
        "half",
    }
    return (
        frozenset({*numbers["unit"], *numbers["ten"], *numbers["scale"]} | vague)
        | lexicon.words("grammar", "number_like")
        | lexicon.words("grammar", "counting")
    ) - {"a", "an", "of", "so", "too"}


@functools.cache
def _together() -> Mapping[str, tuple[frozenset[str], ...]]:
    """Words that tell harm only beside others, with the others: of each set, one word at least for one of them.

    "lost" needs "life" or "lives", "set" needs "fire".
    """
    found: dict[str, list[frozenset[str]]] = {}
    harm, grammar = lexicon.table("harm"), lexicon.table("grammar")
    lives = {form for verb in harm["life"]["verbs"] for form in lexicon.inflect(verb, harm["irregular"])}
    for noun in harm["life"]["nouns"]:
        found.setdefault(noun, []).append(frozenset(lives | {"loss"}))
    for noun in grammar["suffer"]["nouns"]:
        found.setdefault(noun, []).append(frozenset({*grammar["suffer"]["verbs"], *grammar["treat"]["verbs"]}))
    for verb in ("lost", "lose", "loses", "losing"):
        found.setdefault(verb, []).append(lexicon.words("grammar", "lost", "nouns") | who.people())
    for noun in grammar["suffer"]["by"]:
        found.setdefault(noun, []).append(frozenset({"hit", "struck"}))
    for first, others in harm["gate"]["beside"].items():
        found.setdefault(first, []).append(frozenset(others))
    return {word: tuple(sets) for word, sets in found.items()}


@functools.cache
def _harm() -> frozenset[str]:
    """Words one of which every sentence with a claim holds."""
    return (
        _certain()
        | _bare_verbs()
        | _buildings()
        | _nouns()
        | frozenset(_together())
        | frozenset(lexicon.phrases())
    )


def may_hold(sentence: str) -> bool:
    """Whether a sentence may hold a claim by itself: a word of harm, with what that word needs beside it.

    False means that no claim can be read out of it; True may be wrong.
    """
    words = _WORD.findall(sentence.lower())
    held = _harm().intersection(words)
    if held and (not _certain().isdisjoint(held) or any(_is_told(word, words, sentence) for word in held)):
        return True
    tells = "(" in sentence or not lexicon.words("harm", "gate", "tellers").isdisjoint(words)
    return (tells and _TELLS.search(folded(sentence)) is not None) or may_turn(sentence, words)


def _is_told(word: str, words: Sequence[str], sentence: str) -> bool:
    """Whether a word that may tell harm has beside it what it needs."""
    if word in _together() and _is_beside(word, words):
        return True
    if word in lexicon.phrases() and _has_phrase(word, words):
        return True
    if word in _nouns() and _is_of_somebody(word, words, sentence):
        return True
    if word in _buildings() and lexicon.nouns("building").isdisjoint(words):
        return False
    if word in _bare_verbs():
        return any(_is_done(words, i) for i, other in enumerate(words) if other == word)
    return word in _buildings()


def _is_beside(word: str, words: Sequence[str]) -> bool:
    """Whether a word has beside it one of those that it tells harm with."""
    near = {
        other
        for i, found in enumerate(words)
        if found == word
        for other in words[max(0, i - BESIDE) : i + 1 + BESIDE]
    }
    return any(not others.isdisjoint(near) for others in _together()[word])


def _has_phrase(verb: str, words: Sequence[str]) -> bool:
    """Whether the words that make a phrase with a verb follow it, near enough: "blew the gate up"."""
    noun = verb in lexicon.table("harm")["gate"]["verb"]["nouns"]
    for i in (i for i, other in enumerate(words) if other == verb):
        if noun and not _names_somebody(words[i + 1 : i + 4]):
            continue
        for rest, _ in lexicon.phrases()[verb]:
            reach = 12 if len(rest[-1]) > 3 else 3
            if rest[0] in words[i + 1 : i + 1 + reach] and rest[-1] in words[i + 1 : i + 4 + reach]:
                return True
    return False


def _names_somebody(words: Iterable[str]) -> bool:
    return not (who.people() | _numbers() | {"them", "him", "her", "us"}).isdisjoint(words)


def _is_done(words: Sequence[str], i: int) -> bool:
    """Whether a bare verb may be more than a purpose or a possibility: "began to kill", not "could kill"."""
    if i == 0 or words[i - 1] not in _NOT_YET:
        return True
    return words[i - 1] == "to" and i > 1 and words[i - 2] in lexicon.words("grammar", "real_before_to")


@functools.cache
def _brings() -> frozenset[str]:
    """Verbs that make an unnumbered "casualties" a claim: "caused", "occurred"."""
    return lexicon.words("grammar", "bring", "verbs") | set(lexicon.table("harm")["negation"]["happen"])


def _is_of_somebody(word: str, words: Sequence[str], sentence: str) -> bool:
    """Whether a noun of harm has a number or an owner in its sentence: "12 deaths", "his death"."""
    if _NUMBER.search(sentence) or not _numbers().isdisjoint(words):
        return True
    if word in lexicon.words("grammar", "bring", "nouns") and not _brings().isdisjoint(words):
        return True
    at = [i for i, other in enumerate(words) if other == word]
    return any("of" in words[i + 1 : i + 4] or not _WHOSE.isdisjoint(words[max(0, i - 4) : i]) for i in at)


@functools.cache
def _scene() -> frozenset[str]:
    """Words one of which a sentence that tells of an event, without harm, is likely to hold."""
    brief = lexicon.words("causes", "event", "nouns") - lexicon.words("causes", "event", "lasting")
    return brief | lexicon.words("causes", "act", "hit") | lexicon.words("time", "scene")


@functools.cache
def _speech() -> frozenset[str]:
    verbs = lexicon.words("speech", "say", "verbs") | lexicon.words("speech", "say", "reject")
    return verbs | lexicon.words("speech", "person", "nouns") | {"according", "statement"}


@functools.cache
def _days() -> frozenset[str]:
    time = lexicon.table("time")
    return frozenset({*time["months"], *time["weekdays"], "today", "yesterday", "overnight"} - {"may", "march"})


def may_date(sentence: str) -> bool:
    """Whether a sentence that opens a paragraph may date what comes later in it."""
    return not _days().isdisjoint(_WORD.findall(sentence.lower())) or _SPRING.search(sentence) is not None


class Gives(Flag):
    """What a sentence without a claim may give to one that comes after it."""

    EVENT = auto()
    DAY = auto()
    SPEAKER = auto()


def gives(sentence: str, later: str, *, heading: bool) -> Gives:
    """What a sentence may tell of the event of a `later` one.

    Who spoke matters only where the later sentence leaves it to be understood: by a pronoun, a quotation mark or a
    hedge such as "reportedly".
    """
    words = _WORD.findall(sentence.lower())
    given = Gives(0)
    if heading or not _scene().isdisjoint(words) or find_causes(sentence):
        given |= Gives.EVENT
    if not _days().isdisjoint(words) or _SPRING.search(sentence):
        given |= Gives.DAY
    if not _speech().isdisjoint(words) and _UNDERSTOOD.search(folded(later)):
        given |= Gives.SPEAKER
    return given


_UNDERSTOOD = re.compile(
    r"\b(?:he|she|it|they|reportedly|allegedly|apparently|alleged|(?:is|are|was|were|been|be) (?:\w+ly )?reported"
    r"|reported (?:killed|dead|injured|wounded|missing|that))\b|\""
)
_SPRING = re.compile(r"\b\d{1,2}\s+(?:march|may)\b|\b(?:march|may)\s+\d", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"\b(?:the|this|that|it|they)\s+(?:[a-z-]+\s+){0,2}(?:attacks?|strikes?|air ?strikes?|raids?|bombings?"
    r"|shelling|explosions?|blasts?|missiles?|rockets?|shells?|bombs?|drones?|incident|planes|jets|ambush)?\s*"
    r"(?:also |reportedly |had |have |has )*(?:hit|struck|targeted|took place|happened|occurred|landed"
    r"|destroyed"
    r"|was carried out|were carried out)\b"
)


def may_add(sentence: str) -> bool:
    """Whether a sentence after a claim may say more of its event.

    "The strike hit a bakery in the old town", "They had set off a car bomb".
    """
    if "(@" in sentence or _FOLLOWS.search(folded(sentence)) is not None:
        return True
    return any(means.firm is Firmness.FIRM for means in find_causes(sentence))


def may_blame(sentence: str) -> bool:
    """Whether a sentence after a claim may say who did it: "X claimed responsibility", "officials blamed X"."""
    return _BLAMES.search(folded(sentence)) is not None


_BLAMES = re.compile(
    r"\b(?:(?:claim(?:ed|s|ing)?|took|taken|admit(?:ted|s)?|credit) (?:the )?(?:responsibility|credit|attack)"
    r"|blam(?:es?|ed|ing)|accus(?:es?|ed|ing)|attributed (?:\w+ )?to|responsibility lies"
    r"|(?:carried out|launched|sent|fired|planted|conducted|perpetrated|staged) by)\b"
)
