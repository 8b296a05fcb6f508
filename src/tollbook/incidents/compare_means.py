"""What cause and actor say of whether two tellings are of one event."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz

from tollbook.model.vocabulary import Cause
from tollbook.places.names import fold

# Causes that reporters take for one another: things that fall from the air, and men with weapons.
_AKIN = (
    frozenset({Cause.AIRSTRIKE, Cause.ARTILLERY, Cause.MISSILE, Cause.DRONE, Cause.BOMB}),
    frozenset({Cause.BOMB, Cause.MINE}),
    frozenset({Cause.SHOOTING, Cause.EXECUTION, Cause.GROUND_FIGHTING}),
    frozenset({Cause.ARTILLERY, Cause.GROUND_FIGHTING}),
    frozenset({Cause.AIRSTRIKE, Cause.CHEMICAL}),
)
_SHOWN = {
    Cause.AIRSTRIKE: "air strikes",
    Cause.ARTILLERY: "artillery",
    Cause.MISSILE: "missiles",
    Cause.DRONE: "drones",
    Cause.BOMB: "bombs",
    Cause.SHOOTING: "shootings",
    Cause.EXECUTION: "executions",
    Cause.GROUND_FIGHTING: "ground fighting",
    Cause.CHEMICAL: "chemical attacks",
    Cause.MINE: "mines",
    Cause.SIEGE: "sieges",
}
SAME_ACTOR = 85.0
STEM = 5
"""So many letters of a word are compared: "Russia" and "Russian" are the same actor."""


def compare_causes(a: Cause, b: Cause) -> tuple[str, str] | None:
    """Level and words; None where either is not said."""
    if a is Cause.UNKNOWN or b is Cause.UNKNOWN:
        return None
    if a is b:
        return a.value, f"both {_SHOWN[a]}" if a in _SHOWN else "the same cause"
    if Cause.OTHER in (a, b):
        return None
    shown = " and ".join(sorted((_SHOWN[a], _SHOWN[b])))
    if any(a in family and b in family for family in _AKIN):
        return "akin", f"{shown}, often taken for one another"
    return "unlike", shown


def compare_actors(a: str, b: str) -> tuple[str, str] | None:
    """Level and words; None where either names nobody in particular."""
    ours, theirs = _words(a), _words(b)
    if not ours or not theirs:
        return None
    alike = fuzz.token_set_ratio(" ".join(sorted(ours)), " ".join(sorted(theirs))) >= SAME_ACTOR
    if ours & theirs or alike:
        return "same", f"the same actor ({a})" if a == b else f"actors alike ({' and '.join(sorted((a, b)))})"
    return "other", f"different actors ({' and '.join(sorted((a, b)))})"


@cache
def _words(actor: str) -> frozenset[str]:
    """The words of an actor's name that tell it from others, cut to their stems."""
    return frozenset(word[:STEM] for word in fold(actor).split()) - _common()


@cache
def _common() -> frozenset[str]:
    """Words that many actors' names share, from actors.toml."""
    data = tomllib.loads(files(__package__).joinpath("actors.toml").read_text(encoding="utf-8"))
    return frozenset(fold(word)[:STEM] for group in data.values() for word in group)
