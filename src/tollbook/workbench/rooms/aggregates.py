"""Room 6, Aggregates: what others claim in total against what is recorded inside the same scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from weakref import WeakKeyDictionary

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tollbook.ledger import query
from tollbook.ledger.open import Ledger
from tollbook.ledger.texts import Texts
from tollbook.model.document import Document
from tollbook.model.release import Quote
from tollbook.releases.quote import quote
from tollbook.releases.render import show, voices, words
from tollbook.tallies.aggregate import period_in_words, verb
from tollbook.workbench.desk.choice import Choice
from tollbook.workbench.desk.sheet import Sheet
from tollbook.workbench.render import render
from tollbook.workbench.rooms.frame import on_the_desk, profile_of, when_in_words
from tollbook.workbench.totals.hold import Held
from tollbook.workbench.totals.shelf import MOST_COMPARED, Shelf

SHOWN: Final = 10
NAMED: Final = 6
"""Incidents of a scope that are named; the list of incidents has them all."""
VIEWS: Final = (("held", "Against the record"), ("time", "Over time"), ("inside", "One inside another"))

_SHELVES: WeakKeyDictionary[Ledger, Shelf] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Claimed and recorded on one scale, in per cent of the width. None where there is no number to draw."""

    claimed: float
    least: float
    most: float
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An aggregate as the page has it: held, quoted, drawn, and the first incidents of its scope."""

    held: Held
    document: Document
    quote: Quote
    bars: Bars | None
    incidents: tuple[tuple[str, str], ...]


def _aggregates(request: Request, sheet: Sheet, choice: Choice) -> Response:
    ledger: Ledger = request.app.state.bench.book.ledger
    shelf = _SHELVES.setdefault(ledger, Shelf())
    asked = request.query_params.get("view", "held")
    view = asked if asked in dict(VIEWS) else "held"
    context: dict[str, Any] = {
        "view": view,
        "views": VIEWS,
        "profile": profile_of(request),
        "number": len(shelf.totals(ledger).aggregates),
        "show": show,
        "words": words,
        "verb": verb,
        "period": period_in_words,
        "marked": voices.marked,
        "most": MOST_COMPARED,
        "q": choice.words,
        **_EMPTY,
    }
    match view:
        case "held":
            context |= _held(shelf, ledger, sheet, choice.words, _at(request))
        case "time":
            context |= {"series": shelf.over_time(ledger)}
        case "inside":
            context |= {"comparisons": shelf.inside(ledger)}
    return render(request, "aggregates/page.html", context)


_EMPTY: Final[dict[str, Any]] = {
    "shown": [],
    "at": 0,
    "before": 0,
    "of": 0,
    "next": None,
    "series": (),
    "comparisons": (),
}


def _held(shelf: Shelf, ledger: Ledger, sheet: Sheet, q: str, at: int) -> dict[str, Any]:
    totals, scopes = shelf.totals(ledger), shelf.scopes(sheet.columns)
    chosen = totals.chosen(q)
    some = chosen[at : at + SHOWN]
    documents = query.documents(ledger, {one.claim.doc for one in some})
    texts = Texts(ledger, documents)
    shown = []
    for one in some:
        held = scopes.hold(one, totals.locations.get(one.id))
        claim = one.claim
        shown.append(
            Shown(
                held=held,
                document=documents[claim.doc],
                quote=quote(claim.doc, texts.get(claim.doc, ""), claim.start, claim.end),
                bars=_bars(held),
                incidents=tuple(_named(sheet, held.rows[:NAMED].tolist())),
            )
        )
    following = at + SHOWN
    return {
        "shown": shown,
        "at": at,
        "of": len(chosen),
        "before": max(at - SHOWN, 0),
        "next": following if following < len(chosen) else None,
    }


def _named(sheet: Sheet, rows: Iterable[int]) -> Iterable[tuple[str, str]]:
    for row in rows:
        yield sheet.id(row), f"{sheet.term('place', row)}, {when_in_words(sheet.when(row))}"


def _bars(held: Held) -> Bars | None:
    claimed = held.claimed.low if held.claimed.low is not None else held.claimed.high
    if claimed is None or held.recorded.high is None:
        return None
    top = max(claimed, held.claimed.high or 0, held.recorded.high, 1)
    return Bars(
        claimed=round(claimed * 100 / top, 2),
        least=round((held.recorded.low or 0) * 100 / top, 2),
        most=round(held.recorded.high * 100 / top, 2),
        open=held.claimed.high is None,
    )


def _at(request: Request) -> int:
    asked = request.query_params.get("at", "")
    return int(asked) if asked.isdecimal() and len(asked) < 8 else 0


routes = [Route("/aggregates", on_the_desk(_aggregates), name="aggregates")]
