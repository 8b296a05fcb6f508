"""Room 4, Incidents: list and map together, search, facets, order; the address holds it all. And CSV of it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tollbook.releases.export import cell
from tollbook.workbench.desk.choice import SORTS, Choice
from tollbook.workbench.desk.line import NEVER, UNSAID
from tollbook.workbench.desk.pictures import map_of, time_line
from tollbook.workbench.desk.ragged import Array
from tollbook.workbench.desk.sheet import Chosen, Sheet, without
from tollbook.workbench.render import render
from tollbook.workbench.rooms.frame import on_the_desk, profile_of, when_in_words, word

WINDOW: Final = 60
"""Rows that are fetched at once."""
VALUES: Final = 12
"""Values of a facet that are shown."""
SHOWN: Final = ("grade", "strike", "party", "cause", "harm", "country", "place")
CALLED: Final = {"strike": "whose action", "harm": "harm", "status": "called", "source": "source"}
COLUMNS: Final = (
    *("incident", "date_start", "date_end", "place", "province", "country", "latitude", "longitude"),
    *("killed_low", "killed_high", "injured_low", "injured_high", "grade", "strike_status", "parties", "cause"),
    *("claims", "documents", "sources", "first_report", "days_to_statement", "days_to_admission"),
)
ORDERS: Final = {
    "date": "earliest first",
    "latest": "latest first",
    "killed": "most killed",
    "injured": "most injured",
    "claims": "most claims",
    "sources": "most sources",
    "place": "by place",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of the list, in words."""

    id: str
    when: str
    where: str
    killed: str
    injured: str
    grade: str
    strike: str
    parties: str
    cause: str
    claims: int
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value of a facet: how many incidents have it beside what else is chosen, and where a click leads."""

    name: str
    incidents: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A facet with its values, the most frequent first; `more` are not shown."""

    name: str
    called: str
    values: tuple[Value, ...]
    more: int


def entries(sheet: Sheet, rows: Array) -> list[Entry]:
    """Rows of the desk in words."""
    numbers, parties = sheet.columns.numbers, sheet.columns.lists["parties"]
    return [
        Entry(
            id=sheet.id(row),
            when=when_in_words(sheet.when(row)),
            where=sheet.term("place", row),
            killed=str(sheet.range_of("killed", row) or ""),
            injured=str(sheet.range_of("injured", row) or ""),
            grade=sheet.term("grade", row),
            strike=word(sheet.term("strike", row)) if sheet.term("strike", row) else "",
            parties=" or ".join(parties.at(row)),
            cause=word(sheet.term("cause", row)),
            claims=int(numbers["claims"][row]),
            sources=int(numbers["sources"][row]),
        )
        for row in rows.tolist()
    ]


def facets(sheet: Sheet, choice: Choice, chosen: Chosen) -> list[Facet]:
    """The facets, each counted over what everything else that is chosen leaves."""
    found = []
    for name in (*SHOWN, *(one for one in ("status", "source", "publisher") if one in choice.facets)):
        counts = (
            dict(sheet.counts(name, chosen.but.get(name, chosen.but[""]))) if name in (*SHOWN, "status") else {}
        )
        asked = [value for value in choice.facets.get(name, ()) if value not in list(counts)[:VALUES]]
        shown = [*asked, *list(counts)[:VALUES]]
        values = tuple(
            Value(
                name=value,
                incidents=counts.get(value, len(chosen.rows)),
                chosen=value in choice.facets.get(name, ()),
                address=choice.toggled(name, value).address(),
            )
            for value in shown
        )
        if len(values) > 1 or any(value.chosen for value in values):
            called = CALLED.get(name, name)
            found.append(Facet(name=name, called=called, values=values, more=max(0, len(counts) - len(values))))
    return found


def _list(request: Request, sheet: Sheet, choice: Choice) -> Response:
    chosen = sheet.choose(choice)
    return render(
        request,
        "incidents/list.html",
        {
            **window(sheet, choice, chosen, _at(request)),
            "facets": facets(sheet, choice, chosen),
            "line": time_line(sheet.columns, chosen.but.get("period", chosen.but[""]), choice),
            "map": map_of(sheet.columns, chosen.but.get("box", chosen.but[""]), choice),
            "orders": [(name, ORDERS[name], name == choice.sort) for name in SORTS],
            "kept": [(name, value) for name, value in choice.pairs() if name not in ("q", "from", "to", "sort")],
            "every": len(sheet.columns),
            "csv": "/incidents.csv" + choice.address(),
            "without": lambda dimension: without(choice, dimension).address(),
            "profile": profile_of(request),
        },
    )


def _rows(request: Request, sheet: Sheet, choice: Choice) -> Response:
    return render(request, "incidents/rows.html", window(sheet, choice, sheet.choose(choice), _at(request)))


def window(sheet: Sheet, choice: Choice, chosen: Chosen, at: int) -> dict[str, Any]:
    """A window of the rows of a choice, from number `at` on, and where the next begins."""
    rows = chosen.rows[at : at + WINDOW]
    following = at + WINDOW if at + WINDOW < len(chosen.rows) else None
    return {
        "choice": choice,
        "rows": entries(sheet, rows),
        "at": at,
        "found": len(chosen.rows),
        "next": choice.address(at=str(following)) if following else "",
        "before": choice.address(at=str(max(0, at - WINDOW))) if at else "",
    }


def _csv(request: Request, sheet: Sheet, choice: Choice) -> Response:
    rows = sheet.choose(choice).rows
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    numbers, parties = sheet.columns.numbers, sheet.columns.lists["parties"]
    for row in rows.tolist():
        when = sheet.when(row)
        killed, injured = sheet.range_of("killed", row), sheet.range_of("injured", row)
        point = [float(numbers[name][row]) for name in ("latitude", "longitude")]
        days = [int(numbers[f"days_to_{name}"][row]) for name in ("statement", "admission")]
        first = int(numbers["first"][row])
        values = [
            *(sheet.id(row), when.start, when.end),
            *(sheet.term(name, row) for name in ("place", "province", "country")),
            *("" if one != one else round(one, 4) for one in point),
            *((killed.low, killed.high) if killed else ("", "")),
            *((injured.low, injured.high) if injured else ("", "")),
            *(sheet.term(name, row) for name in ("grade", "strike")),
            "; ".join(parties.at(row)),
            sheet.term("cause", row),
            *(int(numbers[name][row]) for name in ("claims", "documents", "sources")),
            "" if first == UNSAID else date.fromordinal(first),
            *("" if one == NEVER else one for one in days),
        ]
        table.writerow([cell(value) for value in values])
    headers = {"content-disposition": 'attachment; filename="incidents.csv"'}
    return Response(out.getvalue().encode(), media_type="text/csv; charset=utf-8", headers=headers)


def _at(request: Request) -> int:
    asked = request.query_params.get("at", "")
    return min(int(asked), 10_000_000) if asked.isdecimal() and len(asked) < 9 else 0


routes = [
    Route("/incidents", on_the_desk(_list), name="incidents"),
    Route("/incidents/rows", on_the_desk(_rows), name="incidents.rows"),
    Route("/incidents.csv", on_the_desk(_csv), name="incidents.csv"),
]
