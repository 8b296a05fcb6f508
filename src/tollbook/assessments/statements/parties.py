"""Belligerents named in a text: where their names stand, and which names are theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from tollbook.assessments import names
from tollbook.assessments.statements.patterns import pattern

_LED = r"[A-Z]\w*(?:-[A-Z]\w*)*-(?:led|backed|allied)"
_MODIFIERS = rf"(?:(?:{_LED}|[A-Z][\w’'-]*|national|international|joint)\s+){{0,4}}"
_CAPITALISED = re.compile(r"\b[A-Z][\w-]*(?:\s+(?:of\s+)?[A-Z][\w-]*){0,3}")
# Words that begin a sentence or a quote with a capital and are no part of a name.
_ARTICLE = re.compile(r"^(?:The|A|An|In|On|At|But|And|When|While|After|Its|Their|Meanwhile|However)\s+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A party's name in a text, by half-open offsets."""

    start: int
    end: int
    name: str


def mentions(text: str, actors: Iterable[str] = ()) -> list[Mention]:
    """Every belligerent named in `text`, in order: by a word for armed forces, a group, a country, or as an actor.

    `actors` are names that claims give to the doers: they count wherever they stand.
    """
    found = [_mention(one) for one in _heads().finditer(text)]
    for one in _CAPITALISED.finditer(text):
        mention = _mention(one)
        if mention.name and _is_party(mention.name):
            found.append(mention)
    for actor in sorted(set(actors)):
        if bare := names.without_article(actor):
            found += [Mention(m.start(), m.end(), bare) for m in re.finditer(rf"\b{re.escape(bare)}\b", text)]
    longest: list[Mention] = []
    for mention in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if mention.name and not any(mention.start < one.end and one.start < mention.end for one in longest):
            longest.append(mention)
    return sorted(longest, key=lambda one: one.start)


def is_party(name: str) -> bool:
    """Whether a speaker's or publisher's name is a belligerent's."""
    return bool(name) and (names.is_belligerent(name) or names.is_known_party(name))


def same_party(a: str, b: str) -> bool:
    """Whether two names are one party's: forms of one name, or the same words ("the army")."""
    return names.same_party(a, b) or names.fold(names.without_article(a)) == names.fold(names.without_article(b))


def _mention(found: re.Match[str]) -> Mention:
    start, name = found.start(), found[0]
    while article := _ARTICLE.match(name):
        start, name = start + article.end(), name[article.end() :]
    return Mention(start, found.end(), name)


def _is_party(name: str) -> bool:
    return names.is_known_party(name) or bool(pattern("states").fullmatch(name))


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){_MODIFIERS}(?i:{pattern('heads', whole=False).pattern})(?![\w-])")
