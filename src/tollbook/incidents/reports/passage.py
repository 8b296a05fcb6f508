"""A passage: what the text of one telling shows by itself, whatever else the book holds."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.incidents.reports.calendar import Named
from tollbook.incidents.reports.names import Wording, wording

HEAD = 300
"""Characters at the beginning, where a report names what it is about."""

NO_WORDS = Wording()


@dataclass(frozen=True, slots=True)
class Passage:
    """The days that a passage names, when and under which number it was published, and its names and words.

    `place` is what its claims call the place; `first` and `last` are the days, as ordinals, that its claims give,
    0 where they give none. `foremost` is whether it is what its document is about.
    """

    named: tuple[Named, ...] = ()
    published: int = 0
    number: tuple[str, int] | None = None
    whole: Wording = NO_WORDS
    lead: Wording = NO_WORDS
    place: str = ""
    first: int = 0
    last: int = 0
    foremost: bool = True


def wordings(text: str) -> tuple[Wording, Wording]:
    """What a passage calls things, as a whole and at its beginning."""
    return wording(text), wording(text[:HEAD])
