"""Names of sources heard rather than read: the Arabic and the Latin name of one agency are one."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache
from importlib.resources import files

from tollbook.assessments import names
from tollbook.places.names import fold, plain
from tollbook.places.sound import sound

Heard = frozenset[str]

SHORTEST = 3
"""Consonants of a word by which it is compared; a shorter one keeps its vowels, told apart only roughly."""
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_ARABIC = re.compile(r"[\u0621-\u06d3]")
_PREFIXES = re.compile(r"^(?:[وف]?[بك]?ال|[وف]?لل|[وفبلك])(?=\w{2})")
_ROUGHLY = str.maketrans({"y": "i", "w": "u", "e": "i", "o": "u", "a": None})
_TWICE = re.compile(r"(.)\1+")
_JOINING = frozenset({"في", "من", "عن", "على", "و"})


@cache
def heard(name: str) -> Heard:
    """What a name is heard as: generic words in English, the others by their sound; without who speaks for it."""
    words = _WORD.findall(plain(_POSSESSIVE.sub("", name)))
    return frozenset(filter(None, map(_heard, words)))


def across(named: Iterable[str]) -> dict[str, str]:
    """Each name in Arabic script to the one in Latin script that is heard alike, where there is one such source.

    Names that translate what is proper to them ("صدى الجبل", "Echo of the Mountain") are not brought together.
    """
    forms = sorted(set(named))
    latin: dict[Heard, list[str]] = defaultdict(list)
    for form in forms:
        if not _ARABIC.search(form):
            latin[heard(form)].append(form)
    return {
        form: min(latin[heard(form)], key=lambda one: (len(one), one))
        for form in forms
        if _ARABIC.search(form) and heard(form) and heard(form) in latin
    }


def described(description: str, organisations: Collection[str]) -> str:
    """The one organisation that "the agency's correspondent" and such words mean; "" if there is not one."""
    words = heard(description)
    if not words & _words()["bodies"].keys() or any(word not in _english() for word in words):
        return ""
    meant = {heard(one): one for one in sorted(organisations) if words < heard(one)}
    return next(iter(meant.values())) if len(meant) == 1 else ""


def _heard(word: str) -> str:
    if word in _JOINING or names.is_empty(word) or names.is_mouthpiece(word):
        return ""
    for form in (word, _PREFIXES.sub("", word)):
        if form in _translated():
            return _translated()[form]
    consonants = sound(word)
    return consonants if len(consonants) >= SHORTEST else _TWICE.sub(r"\1", fold(word).translate(_ROUGHLY))


@cache
def _translated() -> dict[str, str]:
    """Every generic word to the English one that it stands for; those of speaking for a source to nothing."""
    tables = _words()
    pairs = [
        (form, one) for one, forms in (tables["bodies"] | tables["qualities"]).items() for form in (one, *forms)
    ]
    pairs += [(form, "") for form in tables["speaking"]["said"]]
    return {plain(form): one for form, one in pairs}


@cache
def _english() -> frozenset[str]:
    return frozenset(_words()["bodies"]) | frozenset(_words()["qualities"])


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    text = (files("tollbook.assessments.vocabulary") / "names.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return {name: tables[name] for name in ("bodies", "qualities", "speaking")}
