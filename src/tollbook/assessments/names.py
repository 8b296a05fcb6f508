"""Names of speakers and parties compared: folded to tokens, put together where one form holds the other."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from anyascii import anyascii

from tollbook.places.countries import people_of

Key = frozenset[str]


def fold(name: str) -> str:
    """The name in Latin letters, lower case, words parted by single blanks, without punctuation."""
    plain = anyascii(name).casefold().replace("'", "").replace("`", "")
    return " ".join(re.findall(r"[a-z0-9@]+", plain))


@cache
def key(name: str) -> Key:
    """What two forms of one speaker's name share: its words, aliases resolved, without mouthpieces.

    "a spokesman for the Civil Protection" and "Civil Protection teams" have one key. Empty if nothing is left.
    """
    return (
        frozenset(_aliased(fold(re.sub(r"[’']s\b", "", name))).split()) - _words("empty") - _words("mouthpieces")
    )


@cache
def party_key(name: str) -> Key:
    """The key of a belligerent's name, without arms and means: "Israeli forces" and "Israeli jets" are one.

    Empty where no party is named ("unknown gunmen", "warplanes").
    """
    return frozenset(word for part in key(name) for word in part.split("-")) - _words("arms")


def holds(longer: Key, shorter: Key) -> bool:
    """Whether `shorter` is not empty and all of it stands in `longer`."""
    return bool(shorter) and shorter <= longer


def same_party(a: str, b: str) -> bool:
    """Whether two names are forms of one belligerent's: the words of one stand in the other."""
    first, second = party_key(a), party_key(b)
    return holds(first, second) or holds(second, first)


def gather(named: Iterable[str], *, parties: bool = False) -> dict[str, str]:
    """Each name to the form shown for it; forms of one name share it. Names without a key are left out.

    A shorter form joins a longer one that holds all its words, unless several different ones do ("coalition"
    beside "US-led coalition" and "Saudi-led coalition" stands alone). The form shown is the longest of a party,
    of other speakers the shortest that is a name ("the agency" is none), then the most frequent, then the first in
    the alphabet.
    """
    often = Counter(named)
    keyed = {name: party_key(name) if parties else key(name) for name in often}
    keys = {k for k in keyed.values() if k}
    largest = {k for k in keys if not any(k < other for other in keys)}
    home = {k: k if k in largest else _only([big for big in largest if k < big]) or k for k in keys}
    groups: dict[Key, list[str]] = {}
    for name in sorted(often):
        if keyed[name]:
            groups.setdefault(home[keyed[name]], []).append(name)
    sign = -1 if parties else 1
    shown: dict[str, str] = {}
    for forms in groups.values():
        best = min(
            forms,
            key=lambda form: (
                not (parties or _capitalised(without_article(form))),
                *(sign * len(keyed[form]), sign * len(_bare(form)), -often[form], form),
            ),
        )
        shown.update(dict.fromkeys(forms, without_article(best)))
    return shown


def without_article(name: str) -> str:
    """The name without a leading English article."""
    return re.sub(r"^(?:the|an?)\s+(?=\S)", "", name.strip(), flags=re.IGNORECASE)


def _bare(name: str) -> list[str]:
    return fold(without_article(name)).split()


def is_empty(word: str) -> bool:
    """Whether a word, folded, carries no part of a name."""
    return word in _words("empty")


def is_mouthpiece(word: str) -> bool:
    """Whether a word, folded, is of who speaks for a source."""
    return word in _words("mouthpieces")


@cache
def is_organisation(name: str) -> bool:
    """Whether the name is of an organisation or an outlet, which is a source itself, rather than of people."""
    folded = f" {fold(name)} "
    if any(f" {phrase} " in folded for phrase in _phrases("always")):
        return True
    if name.lstrip().startswith("@") or re.search(r"\b[A-Z]{2,6}\b", name):
        return True
    capitalised = _capitalised(without_article(name))
    outlet = any(f" {phrase} " in folded for phrase in _phrases("outlets"))
    return capitalised and (outlet or bool(set(folded.split()) & _words("organisations")))


@cache
def is_belligerent(name: str) -> bool:
    """Whether the name is of armed forces or another party to the conflict."""
    folded = f" {fold(name)} "
    return any(f" {phrase} " in folded for phrase in _phrases("belligerents"))


@cache
def is_known_party(name: str) -> bool:
    """Whether the name is plainly of a belligerent: armed forces, an armed group, or the people of a country."""
    folded = f" {fold(name)} "
    listed = any(f" {phrase} " in folded for section in ("groups", "armed") for phrase in _phrases(section))
    return listed or is_belligerent(name) or any(people_of(word) for word in name.replace("-", " ").split())


def compete(a: str, b: str) -> bool:
    """Whether two names are plainly of different belligerents: "US-led coalition" and "Saudi-led coalition" are.

    "Turkish forces" and "Turkish forces and allied factions" are not.
    """
    first, second = _identity(a), _identity(b)
    if first and second:
        return not first & second
    return not same_party(a, b)


@cache
def _identity(name: str) -> frozenset[str]:
    """The countries and groups that a belligerent's name holds; a coalition is told by whose it is."""
    plain = f" {_aliased(fold(name))} "
    countries = {code for word in re.findall(r"\w+", name) if (code := people_of(word))}
    phrases = {_aliased(phrase) for phrase in _phrases("groups")} - {"coalition"}
    named = {canonical for _, canonical in _aliases()} - {"coalition"}
    return frozenset(phrase for phrase in phrases | named if f" {phrase} " in plain) | countries


def _capitalised(name: str) -> bool:
    """Whether any word but a bare first one carries a capital, or the script has no capitals."""
    letters = [c for c in name if c.isalpha()]
    if not any(c.upper() != c.lower() for c in letters):
        return True
    words = name.split()
    return any(word[:1].isupper() for word in words[1:]) or (len(words) == 1 and name[:1].isupper())


def _only(keys: list[Key]) -> Key | None:
    return keys[0] if len(keys) == 1 else None


def _aliased(folded: str) -> str:
    padded = f" {folded} "
    for phrase, canonical in _aliases():
        padded = padded.replace(f" {phrase} ", f" {canonical} ")
    return padded.strip()


@cache
def _aliases() -> tuple[tuple[str, str], ...]:
    """Every alias to its canonical form, longer phrases first, so that a part never spoils a whole."""
    pairs = []
    for entry in _lists()["alias"]:
        first, *others = map(fold, entry["names"])
        pairs += [(other, first) for other in others]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0].split()), pair)))


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _lists()[section])


@cache
def _phrases(section: str) -> tuple[str, ...]:
    return tuple(sorted(fold(phrase) for phrase in _lists()[section]))


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads((files("tollbook.assessments.vocabulary") / "names.toml").read_text(encoding="utf-8"))
