"""What a text has said so far: the last speakers, and the event that it is speaking of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tollbook.model.vocabulary import Cause


@dataclass(slots=True)
class Event:
    """The event in hand: whatever the text has said of it so far."""

    days: tuple[date | None, date | None] = (None, None)
    place: str = ""
    exact: int = -1
    cause: Cause = Cause.UNKNOWN
    actor: str = ""


@dataclass(slots=True)
class Discourse:
    """The memory of one reading of one text, sentence after sentence.

    `person` and `body` are the last speakers that "he" and "it" can stand for, `speaker` the last of either.
    `seen` holds the nouns already counted for a harm, so that "the man" is not counted again.
    """

    published: date | None
    event: Event = field(default_factory=Event)
    main_day: date | None = None
    speaker: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    speaker_age: int = 99
    seen: set[tuple[str, str]] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    in_quote: bool = False
    paragraph: int = -1
    quoted: tuple[str, ...] = ()
