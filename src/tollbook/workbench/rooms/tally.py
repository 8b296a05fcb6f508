"""Room 7, Tally: sums by what one likes, as chart and table; and what another profile would say."""

from __future__ import annotations

from dataclasses import dataclass
from time import sleep
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tollbook.assessments.profiles import names
from tollbook.model.assessment import Range
from tollbook.workbench.desk.choice import FACETS, Choice
from tollbook.workbench.desk.desks import Progress
from tollbook.workbench.desk.differ import differ, in_words
from tollbook.workbench.desk.sheet import Sheet
from tollbook.workbench.desk.sums import BY, PARTS, Sum, parts, sums
from tollbook.workbench.render import render
from tollbook.workbench.rooms.frame import on_the_desk, profile_of, word

WINDOW: Final = 120
"""Rows that are shown at once; a book may have thousands of places."""
PATIENCE: Final = 10
"""Twentieths of a second that are waited for another profile's desk, which is there at once for a small book."""
WIDTH: Final = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A row as it is shown: its sums in words, where a click leads, and its bar from the lowest to the highest."""

    name: str
    killed: str
    injured: str
    incidents: int
    address: str
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """What another profile says: its headline, and how many incidents it grades otherwise, in words."""

    profile: str
    headline: str
    words: str
    address: str


def shown(rows: list[Sum], by: str, choice: Choice) -> list[Shown]:
    """Rows with their bars, all to one scale."""
    most = max((row.killed.high or 0 for row in rows), default=0) or 1
    return [
        Shown(
            name=row.key,
            killed=row.killed.as_sum(),
            injured=row.injured.as_sum(),
            incidents=row.incidents,
            address="/incidents" + _leading(by, row.key, choice).address() if by in (*FACETS, "month") else "",
            low=WIDTH * (row.killed.low or 0) / most,
            high=WIDTH * (row.killed.high or 0) / most,
        )
        for row in rows
    ]


def _leading(by: str, key: str, choice: Choice) -> Choice:
    """To the incidents of a row: those that the profile counts, as the row does."""
    return Choice.of([*choice.only(by, key).pairs(), ("counted", "yes")])


def _tally(request: Request, sheet: Sheet, choice: Choice) -> Response:
    by = request.query_params.get("by", "")
    by = by if by in BY else BY[0]
    chosen = sheet.choose(choice).but[""]
    counted = sums(sheet.columns, chosen, by if by not in PARTS else "grade")
    rows = list(counted.rows)
    if by in ("place", "party"):
        rows.sort(key=lambda row: (-(row.killed.high or 0), row.key))
    at = request.query_params.get("at", "")
    first = int(at) if at.isdecimal() and len(at) < 7 else 0
    using = profile_of(request)
    more = {"by": by, **({"profile": using} if using != request.app.state.bench.profile else {})}
    return render(
        request,
        "tally/page.html",
        {
            "by": by,
            "ways": [(name, choice.address(**{**more, "by": name})) for name in BY],
            "rows": [] if by in PARTS else shown(rows, by, choice)[first : first + WINDOW],
            "parts": parts(sheet.columns, chosen, by) if by in PARTS else (),
            "of_rows": len(rows),
            "next": choice.address(**more, at=str(first + WINDOW)) if first + WINDOW < len(rows) else "",
            "before": choice.address(**more, at=str(max(0, first - WINDOW))) if first else "",
            "headline": counted.headline,
            "beside": shown(list(counted.beside), "grade", choice) if by not in PARTS else [],
            "choice": choice,
            "found": len(sheet.choose(choice).rows),
            "every": len(sheet.columns),
            "profile": using,
            "profiles": [(name, choice.address(**{**more, "profile": name})) for name in names()],
            "asked": request.query_params.get("against", ""),
            "against": _against(request, sheet, choice, more),
            "word": word,
            "sum": Range.as_sum,
        },
    )


def _against(request: Request, sheet: Sheet, choice: Choice, more: dict[str, str]) -> Otherwise | Progress | None:
    """What the profile that is asked for beside says otherwise; its progress where its desk is being made."""
    name = request.query_params.get("against", "")
    if name not in names() or name == profile_of(request):
        return None
    other = request.app.state.bench.desks.ask(name)
    for _ in range(PATIENCE if isinstance(other, Progress) else 0):
        sleep(0.05)
        other = request.app.state.bench.desks.ask(name)
        if isinstance(other, Sheet):
            break
    if isinstance(other, Progress):
        return other
    headline = sums(other.columns, other.choose(choice).but[""], "grade").headline
    return Otherwise(
        profile=name,
        headline=f"killed {headline.killed.as_sum()}, injured {headline.injured.as_sum()}",
        words=in_words(differ(sheet.columns, other.columns), name),
        address=choice.address(**{**more, "profile": name}),
    )


routes = [Route("/tally", on_the_desk(_tally), name="tally")]
