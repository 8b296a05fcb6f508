"""A claim as said: with its source, its day and what it is called when a reason names it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from tollbook.model.claim import Claim
from tollbook.model.vocabulary import Harm, Scope, Stance

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

PEOPLE = (Harm.KILLED, Harm.INJURED, Harm.CASUALTIES, Harm.MISSING, Harm.DETAINED, Harm.DISPLACED, Harm.TRAPPED)
BUILDINGS = (Harm.DESTROYED, Harm.DAMAGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One claim of an incident with what assessing needs to know of where it comes from.

    `root` is the independent source it counts for, `speaker` whom that source quotes (empty: itself),
    `accused` whether the source is one that is said to have done it, `party` whether it is any party to the
    conflict. `whole` is the claim that this one breaks down, where it is at hand. `sentence` numbers the
    sentences of its document, and `anchor` has its words; empty where the text is not at hand.
    """

    id: str
    claim: Claim
    root: str
    speaker: str = ""
    label: str = ""
    published: datetime.date | None = None
    accused: bool = False
    party: bool = False
    whole: Claim | None = None
    anchor: str = ""
    sentence: int = 0

    @property
    def source(self) -> tuple[str, str]:
        """Root and speaker: the one whose later figure replaces its earlier."""
        return self.root, self.speaker

    @property
    def order(self) -> tuple[datetime.date, str, int, int, str, str]:
        """A total order over the claims of an incident: by day, then by place in the text."""
        claim = self.claim
        return (self.published or datetime.date.max, claim.doc, claim.start, claim.end, claim.harm, self.id)

    @property
    def asserts(self) -> bool:
        """Whether the claim says of this one event that the harm happened (to so many, or to none)."""
        return self.claim.scope is Scope.INCIDENT and self.claim.stance in (Stance.ASSERTED, Stance.CONCEDED)

    def __str__(self) -> str:
        """Who says it and where, in words: "survivors, in Rudaw of 23 March 2017"."""
        day = f" of {in_words(self.published)}" if self.published else ""
        who = self.speaker or self.root
        return f"{who}, in {self.label}{day}" if self.label and self.label != who else f"{who}{day}"


def in_words(day: datetime.date) -> str:
    """The day as it is printed: "23 March 2017"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def listed(names: tuple[str, ...] | list[str]) -> str:
    """Names as a list in words: "a, b and c"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "nobody"
