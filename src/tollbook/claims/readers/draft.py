"""A claim in the making: mutable, with the claim it is part of held by reference. Readers by rules share it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from tollbook.model.claim import Claim
from tollbook.model.vocabulary import Age, Cause, Harm, Scope, Sex, Stance, Status

Days = tuple[date | None, date | None]
NEVER: Final[Days] = (None, None)


@dataclass(slots=True, eq=False)
class Draft:
    """The fields of a claim; offsets in the text. A reader adds what its rules still need to know of it."""

    start: int
    end: int
    harm: Harm
    low: int | None
    high: int | None
    count_text: str
    status: Status = Status.UNKNOWN
    age: Age = Age.UNKNOWN
    sex: Sex = Sex.UNKNOWN
    scope: Scope = Scope.INCIDENT
    stance: Stance = Stance.ASSERTED
    whole: Self | None = None
    speakers: tuple[str, ...] = ()
    days: Days = NEVER
    place: str = ""
    cause: Cause = Cause.UNKNOWN
    actor: str = ""

    @property
    def key(self) -> tuple[int, int, str, int, int]:
        """What no two claims of a document share; an open bound sorts first."""
        low = -1 if self.low is None else self.low
        high = -1 if self.high is None else self.high
        return self.start, self.end, str(self.harm), low, high

    def inherit(self, whole: Draft) -> None:
        """Takes what it leaves open itself from the draft that it is part of: of the same event, by the same."""
        self.days = whole.days if self.days == NEVER else self.days
        self.place = self.place or whole.place
        self.cause = whole.cause if self.cause is Cause.UNKNOWN else self.cause
        self.actor = self.actor or whole.actor
        self.speakers = self.speakers or whole.speakers


def settle(drafts: Sequence[Draft], doc: str) -> tuple[Claim, ...]:
    """The drafts as claims of document `doc`, sorted, without doubles, each part pointing at its whole."""
    kept: dict[tuple[int, int, str, int, int], Draft] = {}
    for draft in drafts:
        kept.setdefault(draft.key, draft)
    ordered = sorted(kept.values(), key=lambda draft: (draft.start, draft.end, str(draft.harm), draft.key))
    number = {draft.key: n for n, draft in enumerate(ordered)}
    return tuple(_claim(draft, doc, number) for draft in ordered)


def _claim(draft: Draft, doc: str, number: dict[tuple[int, int, str, int, int], int]) -> Claim:
    return Claim(
        doc=doc,
        start=draft.start,
        end=draft.end,
        harm=draft.harm,
        low=draft.low,
        high=draft.high,
        count_text=draft.count_text,
        status=draft.status,
        age=draft.age,
        sex=draft.sex,
        scope=draft.scope,
        part_of=_whole_number(draft, number),
        stance=draft.stance,
        speakers=draft.speakers,
        date_start=draft.days[0],
        date_end=draft.days[1],
        place=draft.place,
        cause=draft.cause,
        actor=draft.actor,
    )


def _whole_number(draft: Draft, number: dict[tuple[int, int, str, int, int], int]) -> int | None:
    """The number of the whole; None where following wholes would come back to the draft itself."""
    seen = {draft.key}
    whole = draft.whole
    if whole is None or whole.key not in number or whole.key in seen:
        return None
    above: Draft | None = whole
    while above is not None:
        if above.key in seen:
            return None
        seen.add(above.key)
        above = above.whole
    return number[whole.key]
