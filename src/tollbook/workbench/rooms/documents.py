"""Room 3, Document: a text with its claims marked in place, and what a person decides of each; its original."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from tollbook.ledger import latest, linked, query
from tollbook.ledger.reviewed import Reviewed, claims_in, latest_documents, reviewed, sealings
from tollbook.model.document import Document
from tollbook.model.finding import Refusal
from tollbook.workbench.document.decide import Done, add, decide, undo
from tollbook.workbench.document.fields import form_of
from tollbook.workbench.document.window import runs, window, window_at
from tollbook.workbench.guard import SANDBOX
from tollbook.workbench.render import render

SHOWN: Final = 60
CONFLICT, REFUSED, SEE_OTHER = 409, 422, 303


async def listing(request: Request) -> Response:
    """The documents of the book, the last sealed first."""
    return await run_in_threadpool(_listing, request)


async def show(request: Request) -> Response:
    """A window of a document's text, and the claim that the address names."""
    return await run_in_threadpool(_show, request)


async def original(request: Request) -> Response:
    """The bytes as they came in, to be kept and not opened: nothing in them runs here."""
    document = await run_in_threadpool(_document, request)
    name = PurePath(document.origins[0].name.replace("\\", "/")).name or document.id
    return FileResponse(
        request.app.state.bench.book.ledger.objects.path(document.id),
        media_type="application/octet-stream",
        filename=name,
        headers={"content-security-policy": SANDBOX},
    )


async def judge(request: Request) -> Response:
    """Decide on a claim: 303 to the next, 409 if it changed since it was seen, 422 if it cannot be."""
    id_, claim = request.path_params["document"], request.path_params["claim"]
    form = await _form(request)
    bench = request.app.state.bench
    try:
        done: Done = await bench.write(lambda book: decide(book, id_, claim, form))
    except Refusal as refusal:
        return await run_in_threadpool(_again, request, claim, form, REFUSED, refusal, None)
    if done.entry is None:
        return await run_in_threadpool(_again, request, claim, form, CONFLICT, None, done.changed)
    bench.settle()
    return await run_in_threadpool(_onward, request, done, form.get("then") != "stay")


async def missed(request: Request) -> Response:
    """Add a claim that the reader missed: 303 to it, 422 if it cannot be."""
    form = await _form(request)
    bench = request.app.state.bench
    try:
        done: Done = await bench.write(lambda book: add(book, request.path_params["document"], form))
    except Refusal as refusal:
        return await run_in_threadpool(_again, request, "", form, REFUSED, refusal, None)
    bench.settle()
    return await run_in_threadpool(_onward, request, done, False)


async def take_back(request: Request) -> Response:
    """Undo an entry: 303 to the claim that it was about."""
    form = await _form(request)
    seq = form.get("seq", "")
    if not (seq.isdecimal() and len(seq) < 16):
        raise HTTPException(404)
    bench = request.app.state.bench
    done: Done = await bench.write(lambda book: undo(book, int(seq)))
    bench.settle()
    return await run_in_threadpool(_onward, request, Done(entry=done.entry, claim=form.get("claim", "")), False)


routes = [
    Route("/documents", listing),
    Route("/documents/{document}", show),
    Route("/documents/{document}/original", original),
    Route("/documents/{document}/undo", take_back, methods=["POST"]),
    Route("/documents/{document}/claims", missed, methods=["POST"]),
    Route("/documents/{document}/claims/{claim}", judge, methods=["POST"]),
]


async def _form(request: Request) -> dict[str, str]:
    sent = await request.form()
    return {name: value for name, value in sent.items() if isinstance(value, str)}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def _document(request: Request) -> Document:
    id_ = request.path_params["document"]
    found = query.documents(request.app.state.bench.book.ledger, [id_]).get(id_)
    if found is None:
        raise HTTPException(404)
    return found


def _listing(request: Request) -> Response:
    ledger = request.app.state.bench.book.ledger
    rows = latest_documents(ledger, SHOWN, _number(request.query_params.get("before", "")))
    ids = [id_ for id_, _ in rows]
    return render(
        request,
        "documents/list.html",
        {
            "documents": query.documents(ledger, ids),
            "order": ids,
            "counts": claims_in(ledger, ids),
            "next": rows[-1][1] if len(rows) == SHOWN else None,
        },
    )


def _show(request: Request) -> Response:
    said = request.query_params
    return _page(request, said.get("claim", ""), part=_number(said.get("part", "")), done=said.get("done", ""))


def _again(
    request: Request,
    claim: str,
    typed: dict[str, str],
    status: int,
    refusal: Refusal | None,
    changed: Reviewed | None,
) -> Response:
    """The page once more, with what was typed, and why it was not recorded."""
    return _page(request, claim, typed=typed, status=status, refusal=refusal, changed=changed)


def _onward(request: Request, done: Done, on: bool) -> Response:
    """To the next claim that nobody judged, or to the claim itself; the page tells of the entry."""
    id_ = request.path_params["document"]
    assert done.entry is not None
    to = done.claim
    if on:
        claims = list(reviewed(request.app.state.bench.book.ledger, id_).values())
        at = next((n for n, one in enumerate(claims) if one.id == done.claim), -1)
        waiting = [one.id for one in (*claims[at + 1 :], *claims[: max(at, 0)]) if one.judged is None]
        to = waiting[0] if waiting else done.claim
    fragment = f"#{to}" if to else ""
    claim = f"claim={to}&" if to else ""
    return RedirectResponse(f"/documents/{id_}?{claim}done={done.entry.seq}{fragment}", SEE_OTHER)


def _page(
    request: Request,
    chosen: str,
    *,
    part: int | None = None,
    done: str = "",
    typed: dict[str, str] | None = None,
    status: int = 200,
    refusal: Refusal | None = None,
    changed: Reviewed | None = None,
) -> Response:
    ledger = request.app.state.bench.book.ledger
    document = _document(request)
    text = query.text(ledger, document.id) or ""
    claims = reviewed(ledger, document.id)
    one = claims.get(chosen)
    if one is None and part is None and not typed:
        one = next(iter(claims.values()), None)
    here = window_at(text, one.shown.start) if one and part is None else window(text, part or 0)
    order = list(claims)
    at = order.index(one.id) if one else -1
    seq = _number(done)
    values: dict[str, Any] = {
        "document": document,
        "read": query.progress(ledger, [document.id])[document.id],
        "sealings": sealings(ledger, document.id),
        "claims": claims,
        "window": here,
        "runs": list(runs(text, here, [(id_, c.shown.start, c.shown.end) for id_, c in claims.items()])),
        "one": one,
        "quote": text[one.shown.start : one.shown.end] if one else "",
        "incident": linked.homes(ledger, [one.id]).get(one.id, "") if one else "",
        "form": form_of(one.found, one.shown, None if not chosen else typed) if one else [],
        "fresh": form_of(None, None, typed if typed and not chosen else None),
        "adding": typed if typed and not chosen else None,
        "typed": typed or {},
        "before": order[at - 1] if at > 0 else "",
        "next": order[at + 1] if one and at + 1 < len(order) else "",
        "waiting": sum(one.judged is None for one in claims.values()),
        "entry": next(iter(latest.entries(ledger, 1, before=seq + 1)), None) if seq is not None else None,
        "done": seq,
        "refusal": refusal,
        "changed": changed,
    }
    return render(request, "documents/show.html", values, status)
