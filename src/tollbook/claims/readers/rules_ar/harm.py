"""What tells that harm was done: verbs, verbal nouns and set phrases, with their place in the sentence."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.words import Word, is_definite
from tollbook.model.vocabulary import Harm

_SUFFIXES: Final = ("ه", "ها", "هم", "هما", "هن")


class Form(Enum):
    """How a trigger is built: after a noun the harmed follow at once; a verb may have them before it."""

    VERB = "verb"
    NOUN = "noun"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words `first` to `last` tell `harm`. `number` is that of a verb's form (0: any) or of "his", "their".

    `takes`: a verb that a doer may stand beside. `their`: the harmed are a pronoun, named before.
    """

    first: int
    last: int
    harm: Harm
    form: Form
    number: int = 0
    takes: bool = False
    their: bool = False


def find_triggers(words: Sequence[Word]) -> list[Trigger]:
    """The words that tell harm, in order."""
    found: list[Trigger] = []
    i = 0
    while i < len(words):
        trigger = _phrase(words, i) or _took(words, i) or _single(words[i])
        if trigger is not None:
            if _is_life(words, trigger):
                trigger = replace(trigger, harm=Harm.KILLED)
            found.append(trigger)
            i = trigger.last
        i += 1
    return found


def _single(word: Word) -> Trigger | None:
    if word.kind != "word":
        return None
    nouns, verbs = _nouns(), _verbs()
    for form, cut in word.forms:
        if is_definite(word, cut):
            return None
        if form in verbs:
            harm, number, takes = verbs[form]
            return Trigger(word.i, word.i, harm, Form.VERB, number, takes)
        if form in nouns:
            harm, number = nouns[form]
            return Trigger(word.i, word.i, harm, Form.NOUN, number, their=number > 0)
    return None


def _took(words: Sequence[Word], i: int) -> Trigger | None:
    """The lives that something took: "the fire took the lives of"."""
    if words[i].bare not in lexicon.words("harm", "took", "words"):
        return None
    verbs = lexicon.words("harm", "took", "verb")
    if not any(word.is_one_of(verbs) is not None for word in words[max(0, i - 8) : i]):
        return None
    return Trigger(words[i].i, words[i].i, Harm.KILLED, Form.PHRASE)


def _is_life(words: Sequence[Word], trigger: Trigger) -> bool:
    """Whether what is lost is life: "five lost their lives"."""
    lost = words[trigger.first].is_one_of(lexicon.words("harm", "life", "verb")) is not None
    lives = lexicon.words("harm", "life", "words")
    return lost and any(word.bare in lives for word in words[trigger.last + 1 : trigger.last + 7])


def _phrase(words: Sequence[Word], i: int) -> Trigger | None:
    if words[i].is_one_of(_first_words()) is None:
        return None
    for phrase, harm in _phrases():
        end = i + len(phrase)
        if end > len(words) or words[i].is_one_of({phrase[0]}) is None:
            continue
        if all(word.bare == part for word, part in zip(words[i + 1 : end], phrase[1:], strict=True)):
            return Trigger(words[i].i, words[end - 1].i, harm, Form.PHRASE)
    return None


@functools.cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase[0] for phrase, _ in _phrases())


@functools.cache
def _phrases() -> tuple[tuple[tuple[str, ...], Harm], ...]:
    table = lexicon.table("harm")["phrase"]
    return tuple((tuple(phrase.split()), Harm(harm)) for harm, listed in table.items() for phrase in listed)


@functools.cache
def _nouns() -> Mapping[str, tuple[Harm, int]]:
    """Forms of the verbal nouns, with the number of people in the suffix: 1 "his", 2 "of both", 3 "their"."""
    forms: dict[str, tuple[Harm, int]] = {}
    for harm, listed in lexicon.table("harm")["noun"].items():
        for noun in listed:
            forms[noun] = (Harm(harm), 0)
            stem = noun[:-1] + "ت" if noun.endswith("ه") else noun
            for suffix in _SUFFIXES:
                number = 1 if suffix in ("ه", "ها") else 2 if suffix == "هما" else 3
                forms.setdefault(stem + suffix, (Harm(harm), number))
    return forms


@functools.cache
def _verbs() -> Mapping[str, tuple[Harm, int, bool]]:
    """Forms of the verbs, with the number that a form shows (0 where it stands for any)."""
    forms: dict[str, tuple[Harm, int, bool]] = {}
    for verb in lexicon.table("harm")["verb"]:
        harm, takes = Harm(verb["harm"]), verb.get("takes", False)
        for stem in verb["perfect"]:
            for suffix, number in (("", 0), ("ت", 0), ("ا", 2), ("تا", 2), ("وا", 3), ("ن", 3)):
                forms.setdefault(stem + suffix, (harm, number, takes))
        for key, number in (("forms", 0), ("plural", 3)):
            for form in verb.get(key, ()):
                forms.setdefault(form, (harm, number, takes))
        for stem in verb["imperfect"]:
            for person in "يت":
                for suffix, number in (("", 0), ("ان", 2), ("ون", 3), ("وا", 3)):
                    forms.setdefault(person + stem + suffix, (harm, number, takes))
    return forms
