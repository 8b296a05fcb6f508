"""What a text has said so far: the last speaker, and the event that it is speaking of."""

from __future__ import annotations

from dataclasses import dataclass, field

from tollbook.claims.readers.draft import NEVER, Days
from tollbook.claims.readers.rules_ar.draft import Draft
from tollbook.claims.readers.rules_ar.site import CITY
from tollbook.model.vocabulary import Cause


@dataclass(slots=True, eq=False)
class Circumstances:
    """When, where, how and by whom; empty where nothing says so.

    `names` and `around` are the words that name the place (where.py). `general` where the weapon is not told.
    `rank` is that of the actor.
    """

    days: Days = NEVER
    place: str = ""
    exact: int = -1
    names: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    cause: Cause = Cause.UNKNOWN
    general: bool = False
    actor: str = ""
    rank: int = 0


@dataclass(slots=True, eq=False)
class Facts(Circumstances):
    """The circumstances as one sentence gives them for one draft. `total` where the time is a running period."""

    total: bool = False


@dataclass(slots=True, eq=False)
class EventSoFar(Circumstances):
    """One event, by whatever the text has said of it; shared by the drafts that speak of it.

    `headed` is true while only a heading has told of it. `apart` where the text sets it apart from its main event.
    """

    counts: set[tuple[str, int | None, int | None]] = field(default_factory=set)
    headed: bool = False
    apart: bool = False
    paragraph: int = -1

    def meets(self, facts: Facts) -> bool:
        """Whether a sentence names the place of this event, one inside it, or one around it."""
        return bool(facts.names & self.around or self.names & facts.around)

    def learn(self, facts: Facts) -> None:
        """Adds what a sentence says; the more exact place, the particular means and the first doer stay."""
        if self.days == NEVER and not facts.total:
            self.days = facts.days
        if facts.exact > self.exact and (self.exact < CITY or self.meets(facts)):
            self.place, self.exact, self.names = facts.place, facts.exact, facts.names
        self.around |= facts.around
        if facts.cause is not Cause.UNKNOWN and (
            self.cause is Cause.UNKNOWN or (self.general and not facts.general)
        ):
            self.cause, self.general = facts.cause, facts.general
        if facts.actor and (not self.actor or facts.rank > self.rank == 1):
            self.actor, self.rank = facts.actor, facts.rank


@dataclass(slots=True)
class SoFar:
    """The memory of one reading of one text, sentence after sentence.

    `opening` are the days that the text opens with. `frame` are the days of a round-up, `section` the
    province that heads a part of it (`sectioned`: line by line); in a `roundup` every paragraph tells
    another event.
    `speaker` are
    the last speakers, innermost first; `lasting` those that a colon names for paragraph
    `lasting_paragraph`; `quoting` those of a quotation still open. `told` holds every draft with its own
    facts and its event.
    """

    text: str
    frame: Days = NEVER
    opening: Days = NEVER
    roundup: bool = False
    section: str = ""
    sectioned: bool = False
    event: EventSoFar = field(default_factory=EventSoFar)
    main: EventSoFar | None = None
    speaker: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()
    lasting_paragraph: int = -1
    quoting: tuple[str, ...] = ()
    quotes: int = 0
    told: list[tuple[Draft, Facts, EventSoFar]] = field(default_factory=list)
