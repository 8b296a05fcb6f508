"""Draw the time line: from the event and the first report to the last position, with the days between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tollbook.model.document import Document
from tollbook.model.release import PublicClaim, PublicIncident
from tollbook.releases.render import show, words

EVENT, REPORT, POSITION = "event", "report", "position"
_LANE, _APART = 24, 8.5


@dataclass(frozen=True, slots=True)
class Moment:
    """Something on the time line: the event (from `x` to `x2`), one report, or one position (then numbered)."""

    kind: str
    date: date
    x: float
    x2: float
    words: str
    detail: str
    gap: str
    number: int = 0
    lane: int = 0
    document: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A measured stretch of days, drawn like a dimension line."""

    x1: float
    x2: float
    y: int
    words: str
    anchor: str
    text_x: float


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Everything the template needs to draw and to list the time line."""

    moments: tuple[Moment, ...]
    spans: tuple[Span, ...]
    axis: int
    height: int
    first: str
    last: str
    words: str

    @property
    def imprecise(self) -> bool:
        """Whether the event is drawn as the days on one of which it happened."""
        return any(moment.kind == EVENT and moment.x != moment.x2 for moment in self.moments)


@dataclass(frozen=True, slots=True, order=True)
class _Told:
    """What is to stand on the line: from its first to its last possible day."""

    first: date
    rank: int
    last: date
    kind: str
    words: str
    detail: str
    document: str = ""


def time_line(
    incident: PublicIncident, claims: Mapping[str, PublicClaim], documents: Mapping[str, Document]
) -> TimeLine | None:
    """The time line of `incident`; None where nothing about it is dated."""
    told = _told(incident, claims, documents)
    if not told:
        return None
    start, end = told[0].first, max(one.last for one in told)
    lanes: list[float] = []
    moments: list[Moment] = []
    for before, one in zip([None, *told], told, strict=False):
        x = _x(one.first, start, end)
        position = one.kind == POSITION
        moments.append(
            Moment(
                kind=one.kind,
                date=one.first,
                x=x,
                x2=_x(one.last, start, end),
                words=one.words,
                detail=one.detail,
                gap=_gap(before, one),
                number=1 + sum(moment.kind == POSITION for moment in moments) if position else 0,
                lane=_lane(lanes, x) if position else 0,
                document=one.document,
                language=documents[one.document].language if one.kind == REPORT else "",
            )
        )
    axis = 16 + max(1, len(lanes)) * _LANE
    spans = _spans(incident, start, end, axis + 46)
    return TimeLine(
        moments=tuple(moments),
        spans=spans,
        axis=axis,
        height=axis + 30 + len(spans) * 34,
        first=show.day(start),
        last=show.day(end),
        words=_words(incident, start, end),
    )


def _told(
    incident: PublicIncident, claims: Mapping[str, PublicClaim], documents: Mapping[str, Document]
) -> list[_Told]:
    found = []
    when = incident.assessment.when
    if when.start:
        found.append(_Told(when.start, 0, when.end or when.start, EVENT, "The event", show.when(when)))
    # A statement that is itself the position's document would stand twice on its day.
    stated = {(position.document, position.date) for position in incident.positions}
    for id_ in sorted({claims[id_].claim.doc for id_ in incident.claims}):
        document = documents[id_]
        day = document.published
        if day and (id_, day) not in stated:
            publisher = document.publisher or "Publisher not named"
            found.append(_Told(day, 1, day, REPORT, publisher, document.title, id_))
    for position in incident.positions:
        step = words.STEPS[position.step]
        said = step[0].lower() + step[1:]
        found.append(_Told(position.date, 2, position.date, POSITION, position.party, said, position.document))
    return sorted(found)


def _x(when: date, start: date, end: date) -> float:
    length = (end - start).days
    return round((when - start).days * 100 / length, 2) if length else 0.0


def _lane(lanes: list[float], x: float) -> int:
    """The lowest lane in which a mark at `x` does not touch the one before it."""
    for lane, last in enumerate(lanes):
        if x - last >= _APART:
            lanes[lane] = x
            return lane
    lanes.append(x)
    return len(lanes) - 1


def _gap(before: _Told | None, after: _Told) -> str:
    """The days since the one before, where both days are known: an event known to the week has no day."""
    if before is None or before.first != before.last or after.first != after.last:
        return ""
    count = (after.first - before.first).days
    return f"{show.days(count)} later" if count else "the same day"


def _spans(incident: PublicIncident, start: date, end: date, y: int) -> tuple[Span, ...]:
    first = incident.assessment.first_report
    if first is None:
        return ()
    measured = (
        (incident.assessment.days_to_statement, "to the first statement"),
        (incident.assessment.days_to_admission, "to the first admission"),
    )
    spans: list[Span] = []
    for count, what in measured:
        if count is None:
            continue
        x1, x2 = sorted((_x(first, start, end), _x(first + timedelta(days=count), start, end)))
        late = x1 > 45
        spans.append(
            Span(
                x1=x1,
                x2=x2,
                y=y + len(spans) * 34,
                words=f"{show.days(count)} {what}",
                anchor="end" if late else "start",
                text_x=x2 if late else x1,
            )
        )
    return tuple(spans)


def _words(incident: PublicIncident, start: date, end: date) -> str:
    said = f"From {show.day(start)} to {show.day(end)}, {show.days((end - start).days)}, to scale."
    assessment = incident.assessment
    if assessment.days_to_statement is not None:
        said += f" First statement {show.days(assessment.days_to_statement)} after the first report."
    if assessment.days_to_admission is not None:
        said += f" First admission {show.days(assessment.days_to_admission)} after the first report."
    return said
