"""What a text has said so far: the last speakers, and the event that it is speaking of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tollbook.claims.readers.draft import NEVER, Days
from tollbook.claims.readers.rules_en.cause import Firmness
from tollbook.model.vocabulary import Cause

if TYPE_CHECKING:
    from tollbook.claims.readers.rules_en.draft import Draft


@dataclass(slots=True)
class EventSoFar:
    """The event in hand: whatever the text has said of it so far; shared by all drafts that speak of it.

    `violent` tells harm done at once (killed, injured, destroyed) from the rest (detained, displaced, missing): a
    text that turns from one to the other rarely stays with the event. `headed` is true while only a heading has
    told of it: what follows may give its day and place. `firm` is that of the facts that gave the cause.
    `main` is the event that the text is about, which gives this one the place, day and doer that it is never told;
    None for the main event itself and for one that the text sets apart. `paragraph` is the last that told of it.
    """

    days: Days = NEVER
    place: str = ""
    exact: int = -1
    cause: Cause = Cause.UNKNOWN
    actor: str = ""
    counts: set[tuple[str, int | None, int | None]] = field(default_factory=set)
    violent: bool = True
    headed: bool = False
    firm: Firmness = Firmness.WEAK
    main: EventSoFar | None = None
    paragraph: int = -9


@dataclass(slots=True)
class Discourse:
    """The memory of one reading of one text, sentence after sentence.

    `person`, `body` and `many` are the last speakers that "he", "it" and "they" can stand for, `speaker` the last
    of any, named `silence` sentences ago. `main` is the event that the text is about: the first one with a
    claim. `begun` is true once there was a claim, `old` where the first
    tells of an event long past, so that old events are what the text is about; `opened`
    where the day of an event came before any claim, `hourly` where the text names an hour, `hours` the
    sentences that begin with one. `air` is true once
    the text has named an air strike, `siege` once a siege; `after_heading`
    where the last sentence was a heading. `total` is the last total, whose period the next may share,
    `area` the place of the last total or rate, `country` the country named as a place at the head,
    `places` the names of all places told. `frame` are the
    days that a sentence without a claim set for what follows, `told` all days told of events. `seen` holds the
    nouns counted for a harm, so that "the man" is not counted again, `names` the names counted, in parts,
    `counted` the wholes that "of them" can mean, told in paragraph `counted_paragraph`,
    `lead` is who said the last claim outside a list, `denial_paragraph` where something was last denied,
    `post` the drafts of this and the last paragraph, each with its paragraph.
    """

    published: date | None
    event: EventSoFar = field(default_factory=EventSoFar)
    main: EventSoFar | None = None
    total: EventSoFar | None = None
    total_paragraph: int = -9
    area: str = ""
    country: str = ""
    places: set[str] = field(default_factory=set)
    area_paragraph: int = -9
    backdrop: int = -9
    backdrop_days: Days = NEVER
    air: bool = False
    siege: bool = False
    after_heading: bool = False
    begun: bool = False
    opened: bool = False
    hourly: bool = False
    hours: int = 0
    old: bool = False
    frame: Days = NEVER
    told: list[Days] = field(default_factory=list)
    frame_paragraph: int = -9
    last_day: date | None = None
    speaker: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    silence: int = 99
    quoting: tuple[str, ...] = ()
    quoting_paragraph: int = -1
    lead: tuple[str, ...] = ()
    lead_paragraph: int = -9
    denial_paragraph: int = -9
    seen: set[tuple[str, str]] = field(default_factory=set)
    names: list[tuple[str, ...]] = field(default_factory=list)
    counted: list[Draft] = field(default_factory=list)
    counted_paragraph: int = -9
    post: list[tuple[int, Draft]] = field(default_factory=list)
