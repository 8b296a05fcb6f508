"""An assessment: what a profile says of an incident, with its reasons, each naming its rule."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from tollbook.model.finding import Finding
from tollbook.model.place import Location
from tollbook.model.vocabulary import Cause, DatePrecision, Grade, StrikeStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a result is what it is: the rule of the profile that gave it, and the reason in plain words."""

    rule: str
    words: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """From lowest to highest; None where nothing bounds it. `vague`: only words such as "dozens" say so."""

    low: int | None
    high: int | None
    vague: bool = False

    def __str__(self) -> str:
        """The range as it is printed: "61–200", "29", "29 or more", "up to 40", "not known"."""
        match self.low, self.high:
            case None, None:
                return "not known"
            case None, high:
                return f"up to {high:,}"
            case low, None:
                return f"{low:,} or more"
            case low, high if low == high:
                return f"{low:,}"
            case low, high:
                return f"{low:,}–{high:,}"

    def as_sum(self) -> str:
        """A sum over incidents as it is printed: where none has a number, that is not the number nought."""
        return "none recorded" if (self.low or 0) == 0 and self.high == 0 else str(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One assessed number of an incident ("killed", "injured", "children", "women", "men", ...).

    `claims` are those that set it, `superseded` those that the same source's later figure replaced, `context`
    those shown beside it but not counted (denials, a perpetrator's word), each by claim id.
    """

    name: str
    range: Range
    claims: tuple[str, ...] = ()
    superseded: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """An independent source: documents that count once, because of one publisher, relay or near-same text.

    `claims` are those that go back to it: one document may hold claims of several sources.
    """

    name: str
    documents: tuple[str, ...]
    via: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The period in which the event happened, closed, with its precision; None where nobody says."""

    start: datetime.date | None = None
    end: datetime.date | None = None
    precision: DatePrecision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A position in time: party, rung and date, with the days since the first report."""

    party: str
    step: str
    date: datetime.date
    days: int | None
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What profile `profile` (name and version) says of incident `incident`, rule by rule.

    `conceded` is the belligerent's own figure, kept beside the range and never merged into it. `parties` are
    those said to have done it, `cause` the means that most sources name. `first_report` is the earliest
    publication; the days count from it.
    """

    incident: str
    profile: str
    when: When
    where: Location | None
    figures: tuple[Figure, ...]
    grade: Grade
    strike_status: StrikeStatus | None
    parties: tuple[str, ...]
    roots: tuple[Root, ...]
    reasons: tuple[Reason, ...]
    cause: Cause = Cause.UNKNOWN
    conceded: Figure | None = None
    first_report: datetime.date | None = None
    statements: tuple[Statement, ...] = ()
    days_to_statement: int | None = None
    days_to_admission: int | None = None
    findings: tuple[Finding, ...] = ()

    def figure(self, name: str) -> Figure | None:
        """The figure called `name`, if the incident has one."""
        return next((figure for figure in self.figures if figure.name == name), None)
