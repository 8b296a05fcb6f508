"""The room Incident: one event with all that is said of it, and what a person decides of it."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tollbook.flow import Book
from tollbook.ledger import linked
from tollbook.model.finding import Refusal
from tollbook.workbench.incident.decide import DEEDS, Decided, decide
from tollbook.workbench.incident.load import load, remember
from tollbook.workbench.incident.page import Message, Typed, beside_page, changed, incident_page
from tollbook.workbench.incident.place import geojson
from tollbook.workbench.incident.tell import tell
from tollbook.workbench.render import render
from tollbook.workbench.rooms.frame import profile_of

MISSING, CONFLICT, REFUSED, SEE_OTHER = 404, 409, 422, 303


async def show(request: Request) -> Response:
    """The page of an incident; that of its heir where it is no longer in use."""
    return await run_in_threadpool(_show, request)


async def place(request: Request) -> Response:
    """The place of an incident as GeoJSON: the point, and the circle within which it is known."""
    return await run_in_threadpool(_place, request)


async def beside(request: Request) -> Response:
    """Two incidents side by side; the other one in the path, or typed as `other`."""
    return await run_in_threadpool(_beside, request)


async def do(request: Request) -> Response:
    """Carry out a decision: 303 to the page that tells of it; 409 if it changed, 422 if it cannot be."""
    incident, deed = request.path_params["incident"], request.path_params["deed"]
    if deed not in DEEDS:
        return _missing(request, incident)
    sent = await request.form()
    form = {name: [str(one) for one in sent.getlist(name)] for name in sent}
    bench = request.app.state.bench
    try:
        decided: Decided = await bench.write(lambda book: decide(book, incident, deed, form))
    except Refusal as refusal:
        message = Message(kind="refused", words=f"Not recorded: {refusal.message}.", advice=refusal.advice)
        return await run_in_threadpool(_again, request, incident, message, _typed(deed, form), REFUSED)
    if decided.entry is None:
        return await run_in_threadpool(_changed, request, incident, decided.seen, _typed(deed, form))
    seq = decided.entry.seq
    return await run_in_threadpool(_told, request, incident, seq)


routes = [
    Route("/incidents/{incident}/place.json", place),
    Route("/incidents/{incident}/beside", beside),
    Route("/incidents/{incident}/beside/{other}", beside),
    Route("/incidents/{incident}/{deed}", do, methods=["POST"]),
    Route("/incidents/{incident}", show),
]


def _book(request: Request) -> Book:
    book: Book = request.app.state.bench.book
    return book


def _show(request: Request) -> Response:
    incident, ledger = request.path_params["incident"], _book(request).ledger
    done = request.query_params.get("done", "")
    context = incident_page(
        ledger,
        incident,
        profile_of(request),
        drawn=request.query_params.get("figure", ""),
        whole="all" in request.query_params,
        done=int(done) if done.isdecimal() and len(done) < 16 else None,
    )
    if context is not None:
        return render(request, "incident/show.html", context)
    heir = linked.heir(ledger, incident)
    if heir and heir != incident:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/incidents/{heir}{query}", SEE_OTHER)
    return _missing(request, incident)


def _place(request: Request) -> Response:
    loaded = load(_book(request).ledger, request.path_params["incident"], profile_of(request))
    found = geojson(loaded.assessment.where) if loaded and loaded.assessment.where else None
    return JSONResponse(found or {"type": "FeatureCollection", "features": []}, 200 if loaded else MISSING)


def _beside(request: Request) -> Response:
    incident = request.path_params["incident"]
    other = (request.path_params.get("other") or request.query_params.get("other", "")).strip()
    ledger = _book(request).ledger
    context = beside_page(ledger, incident, linked.heir(ledger, other) or other, profile_of(request))
    return _missing(request, other) if context is None else render(request, "incident/beside.html", context)


def _told(request: Request, incident: str, seq: int) -> Response:
    """To the page that tells of entry `seq`: of the incident, or of the one that took its place."""
    heir = linked.heir(_book(request).ledger, incident)
    return RedirectResponse(f"/incidents/{heir or incident}?done={seq}#said", SEE_OTHER)


def _again(
    request: Request, incident: str, message: Message, typed: Typed, status: int, heir: str = ""
) -> Response:
    context = incident_page(
        _book(request).ledger, heir or incident, profile_of(request), message=message, typed=typed
    )
    if context is None:
        return _missing(request, incident)
    return render(request, "incident/show.html", context, status)


def _changed(request: Request, incident: str, seen: int, typed: Typed) -> Response:
    ledger = _book(request).ledger
    heir = linked.heir(ledger, incident)
    lines = tell(remember(ledger, heir).history, {}, {}) if heir else []
    message = changed(lines, seen, moved_to=heir if heir != incident else "")
    return _again(request, incident, message, typed, CONFLICT, heir)


def _missing(request: Request, asked: str) -> Response:
    gone = linked.heir(_book(request).ledger, asked) == ""
    return render(request, "incident/missing.html", {"asked": asked, "gone": gone}, MISSING)


def _typed(deed: str, form: dict[str, list[str]]) -> Typed:
    """What was typed, under the name of the form that has it: lists of ticks, else the one value."""
    name = {
        "move": "split",
        "pair": "pair-" + "".join(form.get("own", []) + form.get("other", [])),
        "proposal": "proposal-" + "".join(form.get("proposal", [])),
    }.get(deed, deed)
    said: dict[str, Any] = {field: values if field == "claims" else values[0] for field, values in form.items()}
    return {name: said}
