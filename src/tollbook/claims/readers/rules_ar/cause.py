"""Cause: by what means, by the words nearest to the harm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tollbook.claims.readers.rules_ar.phrases import Found, is_word, phrase_at, phrases_in
from tollbook.claims.readers.rules_ar.words import Word
from tollbook.model.vocabulary import Cause


@dataclass(frozen=True, slots=True)
class Means:
    """The words `first` to `last` name a means; `general` where the weapon is not told ("قصف")."""

    first: int
    last: int
    cause: Cause
    general: bool = False


_WEAK: Mapping[Cause, frozenset[Cause]] = {
    # A means yields to the one that carries or fires it: a drone's missile is the drone, an aircraft's the strike.
    Cause.MISSILE: frozenset({Cause.AIRSTRIKE, Cause.DRONE, Cause.MINE}),
    Cause.ARTILLERY: frozenset({Cause.AIRSTRIKE, Cause.DRONE, Cause.MINE, Cause.MISSILE}),
    Cause.BOMB: frozenset({Cause.MINE, Cause.DRONE}),
    Cause.AIRSTRIKE: frozenset({Cause.DRONE}),
    Cause.SHOOTING: frozenset({Cause.EXECUTION}),
    Cause.GROUND_FIGHTING: frozenset(
        {
            Cause.DRONE,
            Cause.AIRSTRIKE,
            Cause.BOMB,
            Cause.SHOOTING,
            Cause.ARTILLERY,
            Cause.MISSILE,
            Cause.CHEMICAL,
            Cause.OTHER,
        }
    ),
    Cause.OTHER: frozenset({Cause.SHOOTING, Cause.EXECUTION}),
}


def find_causes(words: Sequence[Word]) -> tuple[Means, ...]:
    """Every means named in a sentence, in order; an aircraft that only circles is none."""
    found = []
    i = 0
    while i < len(words):
        hit = phrase_at(words, i, "causes", "cause")
        general = hit is None and phrase_at(words, i, "causes", "general")
        since = {"منذ", "بدء", "بدايه", "انطلاق", "اندلاع"}
        dated = hit is not None and i > 0 and words[i - 1].bare in since
        if hit is not None and not dated and not _circles(words, hit) and not _name(words, hit):
            found.append(Means(hit.first, hit.last, Cause(hit.key)))
        elif general:
            found.append(Means(i, i, Cause.ARTILLERY, general=True))
        i = hit.last + 1 if hit is not None else i + 1
    return tuple(found)


def _circles(words: Sequence[Word], hit: Found) -> bool:
    if hit.key not in ("airstrike", "drone"):
        return False
    return any(is_word(word, "causes", "circling", "words") for word in words[max(0, hit.first - 2) : hit.first])


def _name(words: Sequence[Word], hit: Found) -> bool:
    """Whether the words only name a body or a place: "air defence", "the military airport"."""
    before = words[hit.first - 1].bare if hit.first else ""
    return before.endswith(("دفاع", "مطار", "قاعده")) or (hit.key == "ground_fighting" and before == "الدفاع")


def nearest(causes: Sequence[Means], at: int, first: int, last: int) -> Means | None:
    """The means among words `first` to `last` that did the harm told at word `at`.

    The nearest one, those after it (by, through) before those in front of it; a general or lesser word yields to
    the particular one beside it.
    """
    inside = [means for means in causes if first <= means.first and means.last <= last]
    if not inside:
        return None
    chosen = min(inside, key=lambda m: (m.general, abs(m.first - at) + (0 if m.first >= at else 2)))
    for other in inside:
        if other.cause in _WEAK.get(chosen.cause, frozenset()) and abs(other.first - chosen.first) <= 12:
            chosen = other
    return chosen


def tells_event(words: Sequence[Word]) -> bool:
    """Whether a sentence tells of an act or an event of harm."""
    return bool(phrases_in(words, "causes", "event"))
