"""An event of harm in a sentence: the words that tell it, who was harmed, and who did it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tollbook.model.vocabulary import Cause, Harm

BUILDING = frozenset({Harm.DESTROYED, Harm.DAMAGED})
"""Harm to homes and other buildings; all else is done to people."""


@dataclass(slots=True)
class Event:
    """Harm told by word `trigger`. `patients` and `agents` are the heads of their noun phrases.

    `noun` is true where the trigger is the counted noun itself ("12 deaths"). `verb` is the word whose clause
    this is, for tense, negation and time. `negative` is true where the harm is itself told by a "not" ("did not
    survive"). `past` is true where the harm has been done whatever the tense ("will be treated", "could not be
    saved").
    """

    harm: Harm
    trigger: int
    verb: int
    patients: list[int] = field(default_factory=list)
    agents: list[int] = field(default_factory=list)
    noun: bool = False
    toll: bool = False
    cause: Cause | None = None
    negative: bool = False
    past: bool = False
