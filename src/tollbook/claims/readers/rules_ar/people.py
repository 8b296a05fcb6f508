"""The nouns for people, and for what else is counted: their forms, and what each says of the people."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.words import Word, is_definite, normalise
from tollbook.model.vocabulary import Age, Harm, Sex, Status

VOWELS: Final = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
_PRONOUNS: Final = ("هما", "ها", "هم", "هن", "نا", "كم", "ه")
SUFFIXES: Final = ("ه", "ها", "هم", "هما", "هن", "ي")


@dataclass(frozen=True, slots=True)
class Noun:
    """A form of a noun. `number` is 1, 2, 3 (three or more: a plural) or 0 (a household).

    `harm` is what the noun tells by itself, where `weak` only beside a number. `counted`: means people only beside
    a number. `other`: "another". `building`: no people. `owned`: it carries "his" or "their". `case`: "a case".
    `name`: no noun but a name. `many`: several households.
    """

    lemma: str
    number: int
    status: Status = Status.UNKNOWN
    age: Age = Age.UNKNOWN
    sex: Sex = Sex.UNKNOWN
    harm: Harm | None = None
    weak: bool = False
    counted: bool = False
    other: bool = False
    building: bool = False
    owned: bool = False
    case: bool = False
    name: bool = False
    many: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A noun found in a word: where in the text it begins (with its article), and whether it has the article."""

    noun: Noun
    start: int
    definite: bool


def noun_in(word: Word) -> Named | None:
    """The noun that a word is, with any clitics before it; None where it is none."""
    if word.kind != "word":
        return None
    own, owned = _forms()
    written_out = word.text.rstrip(VOWELS).endswith("ة")
    for form, cut in word.forms:
        found = own.get(form) if written_out else owned.get(form) or own.get(form)
        if found is not None:
            definite = is_definite(word, cut)
            article = 0 if not definite else 1 if normalise(word.text[:cut]).endswith("لل") else 2
            if definite and found.owned:
                continue
            return Named(found, word.start + cut - article, definite)
    return _possessed(word)


def _possessed(word: Word) -> Named | None:
    """A noun for people with a pronoun behind it: "its fighters", "his guard"."""
    own, _ = _forms()
    for form, cut in word.forms:
        if is_definite(word, cut):
            continue
        for suffix in _PRONOUNS:
            stem = form.removesuffix(suffix)
            if stem == form or len(stem) < 3:
                continue
            for base in (stem, stem + "ن", stem[:-1] + "ه" if stem.endswith("ت") else stem):
                noun = own.get(base)
                if noun is None or noun.harm or noun.building or noun.other or noun.case or noun.counted:
                    continue
                if noun.number != 0:
                    return Named(replace(noun, owned=True), word.start + cut, False)
    return None


@functools.cache
def _forms() -> tuple[Mapping[str, Noun], Mapping[str, Noun]]:
    """Every form with its noun; and every form with a possessive suffix."""
    table = lexicon.table("people")
    own: dict[str, Noun] = {}
    owned: dict[str, Noun] = {}
    for entry in table["harmed"]:
        sex, weak = Sex(entry.get("sex", "unknown")), entry.get("counted", False)
        _enter(own, owned, entry, Noun("", 1, sex=sex, harm=Harm(entry["harm"]), weak=weak))
    for entry in table["noun"]:
        kind = Noun(
            "",
            1,
            Status(entry.get("status", "unknown")),
            Age(entry.get("age", "unknown")),
            Sex(entry.get("sex", "unknown")),
            counted=entry.get("counted", False),
        )
        _enter(own, owned, entry, kind)
    _enter(own, owned, table["building"], Noun("", 1, building=True))
    for number, key in ((1, "one"), (2, "two"), (3, "many")):
        for form in table["other"][key]:
            own.setdefault(form, Noun(form, number, other=True))
    for number, key in ((1, "one"), (2, "two"), (3, "many")):
        for form in table["case"][key]:
            own.setdefault(form, Noun(form, number, case=True))
    for form in table["household"]["many"]:
        own.setdefault(form, Noun(form, 0, many=True))
    for form in table["household"]["words"]:
        own.setdefault(form, Noun(form, 0))
        for suffix in SUFFIXES:
            owned.setdefault(_before_suffix(form) + suffix, Noun(form, 0, owned=True))
    return own, owned


def _enter(own: dict[str, Noun], owned: dict[str, Noun], entry: Mapping[str, Any], kind: Noun) -> None:
    table, pairs = lexicon.table("people"), entry.get("two", False)
    for lemma in entry["one"]:
        noun = replace(kind, lemma=lemma, number=2 if pairs else 1)
        sound = entry.get("sound", False) and lemma not in table["broken"]["words"]
        for form, number in ((lemma, 2),) if pairs else _inflected(lemma, sound):
            own.setdefault(form, replace(noun, number=number))
        if entry.get("kin", False):
            _enter_owned(owned, lemma, noun)
    for form in entry.get("pair", ()):
        own.setdefault(form, replace(kind, lemma=form, number=2))
    for form in entry.get("many", ()):
        noun = replace(kind, lemma=form, number=3)
        own.setdefault(form, noun)
        own.setdefault(form + "ا", noun)
        if entry.get("kin", False):
            _enter_owned(owned, form, noun)
    for form in entry.get("owned", ()):
        _enter_owned(owned, form, replace(kind, lemma=form))


def _inflected(lemma: str, sound: bool) -> Iterator[tuple[str, int]]:
    yield lemma, 1
    if not lemma.endswith("ه"):
        yield lemma + "ا", 1
    stem = lemma[:-1] + "ت" if lemma.endswith("ه") else lemma
    yield stem + "ان", 2
    yield stem + "ين", 3 if sound else 2
    if sound:
        yield stem + "ون", 3


def _enter_owned(owned: dict[str, Noun], form: str, noun: Noun) -> None:
    stem = _before_suffix(form)
    for suffix in SUFFIXES:
        owned.setdefault(stem + suffix, replace(noun, owned=True))
        if noun.number == 1 and suffix != "ي":
            owned.setdefault(stem + "ا" + suffix, replace(noun, number=2, owned=True))
            owned.setdefault(stem + "ي" + suffix, replace(noun, number=2, owned=True))


def _before_suffix(form: str) -> str:
    return form[:-1] + "ت" if form.endswith("ه") else form
