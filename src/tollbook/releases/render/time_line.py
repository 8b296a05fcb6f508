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
    """Something on the time line: the event, the reports of one day, or one position (then numbered)."""

    kind: str
    date: date
    x: float
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


def time_line(
    incident: PublicIncident, claims: Mapping[str, PublicClaim], documents: Mapping[str, Document]
) -> TimeLine | None:
    """The time line of `incident`; None where nothing about it is dated."""
    raw = _moments(incident, claims, documents)
    if not raw:
        return None
    start, end = raw[0][0], raw[-1][0]
    lanes: list[float] = []
    moments: list[Moment] = []
    number = 0
    for index, (when, kind, said, detail, document) in enumerate(raw):
        x = _x(when, start, end)
        lane = 0
        if kind == POSITION:
            number += 1
            lane = _lane(lanes, x)
        moments.append(
            Moment(
                kind=kind,
                date=when,
                x=x,
                words=said,
                detail=detail,
                gap=_gap(raw[index - 1][0], when) if index else "",
                number=number if kind == POSITION else 0,
                lane=lane,
                document=document,
                language=documents[document].language if kind == REPORT else "",
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


def _moments(
    incident: PublicIncident, claims: Mapping[str, PublicClaim], documents: Mapping[str, Document]
) -> list[tuple[date, str, str, str, str]]:
    found: list[tuple[date, int, str, str, str, str]] = []
    if incident.assessment.when.start:
        found.append(
            (incident.assessment.when.start, 0, EVENT, "The event", show.when(incident.assessment.when), "")
        )
    # A statement that is itself the position's document would stand twice on its day.
    stated = {(position.document, position.date) for position in incident.positions}
    for id_ in sorted({claims[id_].claim.doc for id_ in incident.claims}):
        document = documents[id_]
        if document.published and (id_, document.published) not in stated:
            said = document.publisher or "Publisher not named"
            found.append((document.published, 1, REPORT, said, document.title, id_))
    for position in incident.positions:
        said = words.STEPS[position.step]
        found.append((position.date, 2, POSITION, position.party, said[0].lower() + said[1:], position.document))
    ordered = sorted(found)
    return [(when, kind, said, detail, document) for when, _, kind, said, detail, document in ordered]


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


def _gap(before: date, after: date) -> str:
    count = (after - before).days
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
