"""The vocabulary, loaded once from `vocabulary/*.toml` and inflected; lower-case forms only."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Mapping
from importlib import resources
from types import MappingProxyType
from typing import Any

from tollbook.model.vocabulary import Cause, Harm


@functools.cache
def table(name: str) -> Mapping[str, Any]:
    """The whole of `vocabulary/NAME.toml`, as written."""
    text = resources.files(__package__).joinpath("vocabulary", f"{name}.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


@functools.cache
def words(name: str, group: str, key: str = "words") -> frozenset[str]:
    """One list of one group of a vocabulary file, as a set."""
    return frozenset(table(name)[group][key])


def inflect(lemma: str, irregular: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """All forms of a verb, the lemma first: "wound" gives wound, wounds, wounded, wounding.

    A final consonant is never doubled by rule; verbs that double it are listed as irregular.
    """
    if lemma in irregular:
        return (lemma, *irregular[lemma])
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    if lemma.endswith(("s", "sh", "ch", "x")):
        return lemma, lemma + "es", lemma + "ed", lemma + "ing"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    return lemma, lemma + "s", stem + "ed", stem + "ing"


def plural(noun: str) -> str:
    """The regular plural of a noun: "body" gives "bodies", "child" (listed apart) stays as it is."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


@functools.cache
def nouns(group: str, key: str = "nouns", name: str = "people") -> frozenset[str]:
    """The nouns of one group, singular and plural."""
    listed = table(name)[group][key]
    return frozenset(listed) | {plural(noun) for noun in listed}


@functools.cache
def verb_harm(frame: str) -> Mapping[str, Harm]:
    """Every form of the verbs of one frame of harm.toml, with the harm it tells."""
    source = table("harm")
    forms: dict[str, Harm] = {}
    for harm, lemmas in source[frame].items():
        for lemma in lemmas:
            for form in inflect(lemma, source["irregular"]):
                forms.setdefault(form, Harm(harm))
    return MappingProxyType(forms)


@functools.cache
def noun_harm(group: str) -> Mapping[str, Harm]:
    """The nouns (or adjectives) of one group of harm.toml, with the harm each tells."""
    return MappingProxyType({word: Harm(harm) for harm, listed in table("harm")[group].items() for word in listed})


@functools.cache
def phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], Harm], ...]]:
    """First word (any form of the verb) of each trigger phrase, with the words that follow and the harm."""
    source = table("harm")
    found: dict[str, list[tuple[tuple[str, ...], Harm]]] = {}
    for harm, listed in source["phrase"].items():
        for phrase in listed:
            verb, *rest = phrase.split()
            for form in inflect(verb, source["irregular"]):
                found.setdefault(form, []).append((tuple(rest), Harm(harm)))
    return MappingProxyType({form: tuple(rests) for form, rests in found.items()})


@functools.cache
def verb_cause() -> Mapping[str, Cause]:
    """What a harm word itself says of the cause."""
    return MappingProxyType(
        {word: Cause(cause) for cause, listed in table("harm")["cause"].items() for word in listed}
    )
