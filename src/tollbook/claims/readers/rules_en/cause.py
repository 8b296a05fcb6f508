"""Cause: by what means, by the words nearest to the harm."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.glance import folded, glance
from tollbook.model.vocabulary import Cause, Harm

_WORD = re.compile(r"[A-Za-z'.]+")
_BEFORE, _AFTER = 60, 60
"""Characters around a "strike" or a "bombing" in which an air force is looked for."""

TAKEN = frozenset({Harm.DETAINED, Harm.MISSING})
"""Harms that an arrest or an abduction may be the means of."""


class Firmness(IntEnum):
    """How much a word says of the means: "gunmen" a little, "strike" more, "shelling" all."""

    WEAK = 0
    GENERAL = 1
    FIRM = 2


@dataclass(frozen=True, slots=True)
class Means:
    """One means named in a sentence: its offsets, its cause, and how firmly the word says so.

    `taking` is true of words of arrest and abduction, which kill nobody. `air` is true of words such as
    "bombing" or "raid" which mean an air strike where the text speaks of air strikes.
    """

    start: int
    end: int
    cause: Cause
    firm: Firmness = Firmness.FIRM
    taking: bool = False
    air: bool = False


@functools.cache
def _index() -> Mapping[str, tuple[tuple[tuple[str, ...], bool, str, str], ...]]:
    """Phrases by the first three letters of their first word: (words, whether the last is open, group, cause)."""
    source = lexicon.table("causes")
    listed = [
        (phrase, group, c) for group in ("cause", "weak") for c, ps in source[group].items() for phrase in ps
    ]
    listed += [(phrase, group, "other") for group in ("strike", "taking") for phrase in source[group]["words"]]
    found: dict[str, list[tuple[tuple[str, ...], bool, str, str]]] = {}
    for phrase, group, cause in listed:
        words = tuple(re.split(r"[\s-]+", phrase.rstrip("*")))
        found.setdefault(words[0][:3], []).append((words, phrase.endswith("*"), group, cause))
    return {key: tuple(sorted(items, key=lambda item: -sum(map(len, item[0])))) for key, items in found.items()}


@functools.lru_cache(maxsize=8192)
def _begun(word: str) -> tuple[tuple[tuple[str, ...], bool, str, str], ...]:
    """The phrases of the index that may begin with a word."""
    return tuple(
        item
        for item in _index().get(word[:3], ())
        if item[0][0] == word or (len(item[0]) == 1 and item[1] and word.startswith(item[0][0]))
    )


@functools.cache
def _any_of(group: str, key: str) -> re.Pattern[str]:
    phrases = lexicon.table("causes")[group][key]
    body = "|".join(re.escape(p.rstrip("*")) + ("[a-z]*" if p.endswith("*") else "") for p in phrases)
    return re.compile(rf"(?<![a-z.])(?:{body})(?![a-z])", re.IGNORECASE)


@functools.cache
def _patterns(group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (cause, re.compile(pattern, re.IGNORECASE))
        for cause, patterns in lexicon.table("causes")[group].items()
        for pattern in patterns
    )


@functools.cache
def _any(group: str) -> re.Pattern[str]:
    return glance(pattern.pattern for _, pattern in _patterns(group))


def _fits(words: Sequence[str], at: int, phrase: tuple[str, ...], is_open: bool) -> bool:
    if at + len(phrase) > len(words):
        return False
    *initial, last = phrase
    if any(words[at + k] != word for k, word in enumerate(initial)):
        return False
    word = words[at + len(initial)]
    return word.startswith(last) if is_open else word == last


def _without(text: str, lower: str) -> str:
    """The text with whatever only looks like a means ("a gold mine", "shot down", "state of siege") blanked.

    `lower` is its folded form.
    """
    if _any("none").search(lower) is None:
        return text
    for _, pattern in _patterns("none"):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


@functools.lru_cache(maxsize=1024)
def find_causes(text: str) -> tuple[Means, ...]:
    """Every means named in `text`, in order; of two at one place the longer.

    "Strike" stands for an air strike; "struck" and "bombing" do where an air force is named around them.
    """
    lower = folded(text)
    found = _constructions(text) if _any("construction").search(lower) else []
    if not any(_begun(word.rstrip(".'")) for word in _WORD.findall(text.lower())):
        return tuple(sorted(found, key=lambda means: (means.start, means.end)))
    text = _without(text, lower)
    matches = list(_WORD.finditer(text))
    words = [match[0].lower().rstrip(".'") for match in matches]
    at = 0
    while at < len(words):
        begun = _begun(words[at])
        hit = next((item for item in begun if _fits(words, at, item[0], item[1])), None) if begun else None
        if hit is None:
            at += 1
            continue
        start, end = matches[at].start(), matches[at + len(hit[0]) - 1].end()
        means = _means(text, words[at], start, end, hit[2], hit[3])
        if means is not None and not any(m.start <= start < m.end for m in found):
            found.append(means)
        at += len(hit[0])
    return tuple(sorted(found, key=lambda means: (means.start, means.end)))


def _constructions(text: str) -> list[Means]:
    """What several words tell together: "opened fire from a helicopter"."""
    return [
        Means(match.start(), match.end(), Cause(cause))
        for cause, pattern in _patterns("construction")
        for match in pattern.finditer(text)
    ]


def _means(text: str, word: str, start: int, end: int, group: str, cause: str) -> Means | None:
    if group == "strike":
        return _strike(text, word, start, end)
    firm = Firmness.WEAK if group == "weak" else Firmness.FIRM
    return Means(start, end, Cause(cause), firm, taking=group == "taking")


def _strike(text: str, word: str, start: int, end: int) -> Means | None:
    window = text[max(0, start - _BEFORE) : end + _AFTER]
    flown = _any_of("strike", "flown").search(window) is not None
    firm = Firmness.FIRM if flown else Firmness.GENERAL
    if word.startswith("bomb") and not word.startswith("bombard"):
        dropped = flown or _any_of("strike", "dropper").search(window) is not None
        dropped = dropped or (word == "bombed" and _any_of("strike", "bomber").search(window) is not None)
        return Means(start, end, Cause.AIRSTRIKE if dropped else Cause.BOMB, firm, air=True)
    known = flown or _any_of("strike", "air").search(window) is not None
    if word.startswith("raid"):
        on = re.match(r"\s+(?:on|against|targeting|hit|struck|targeted)\b", text[end:], re.IGNORECASE)
        foot = _any_of("strike", "foot").search(window) is not None
        if flown or (known and on and not foot):
            return Means(start, end, Cause.AIRSTRIKE, firm, air=True)
        return Means(start, end, Cause.GROUND_FIGHTING, Firmness.WEAK, air=True)
    if word in ("struck", "striking") and not known:
        return None
    return Means(start, end, Cause.AIRSTRIKE, firm)


def nearest(
    causes: Sequence[Means], spans: Sequence[tuple[int, int]], air: bool = False, harm: Harm = Harm.DETAINED
) -> Means | None:
    """The first means inside the first of `spans` that holds one; a less firm word yields to a firmer one.

    With `air` a bare "bombing" is an air strike. A means of arrest or abduction holds only for its own `harm`.
    """
    usable = [means for means in causes if harm in TAKEN or not means.taking]
    near = spans[:-1] or spans
    looks = ((Firmness.FIRM, near), (Firmness.GENERAL, near), (Firmness.GENERAL, spans), (Firmness.WEAK, spans))
    for least, where in looks:
        for start, end in where:
            inside = [m for m in usable if m.start >= start and m.end <= end and m.firm >= least]
            if inside:
                firmest = max(means.firm for means in inside)
                chosen = next(means for means in inside if means.firm is firmest)
                if air and chosen.air and chosen.cause is not Cause.AIRSTRIKE:
                    return replace(chosen, cause=Cause.AIRSTRIKE, firm=Firmness.GENERAL)
                return chosen
    return None


def prevails(cause: Cause, firm: Firmness, known: Cause, known_firm: Firmness) -> bool:
    """Whether `cause` takes the place of the cause already `known` of an event: where that said little.

    A drone or a missile takes the place of a bare "strike", which may be either.
    """
    if cause is Cause.UNKNOWN or cause is known:
        return False
    if known is Cause.UNKNOWN or (known_firm is Firmness.WEAK and firm > known_firm):
        return True
    exacter = known is Cause.AIRSTRIKE and known_firm is Firmness.GENERAL and firm is Firmness.FIRM
    return exacter and cause in (Cause.DRONE, Cause.MISSILE)
