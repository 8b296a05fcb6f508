"""Room 9, Ledger: the entries as they come, a verification with its progress, and the checkpoint to copy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tollbook.ledger import latest
from tollbook.model.entry import Entry, Kind
from tollbook.workbench.render import render

SHOWN: Final = 50
SEE_OTHER: Final = 303

WORDS: Final[Mapping[Kind, str]] = {
    Kind.BOOK_OPENED: "The book was opened",
    Kind.DOCUMENT_SEALED: "A document was sealed",
    Kind.DOCUMENT_READ: "A document was read",
    Kind.FINDINGS_NOTED: "Findings were noted",
    Kind.GAZETTEER_ADDED: "A gazetteer was added",
    Kind.CLAIMS_LOCATED: "Claims were located",
    Kind.INCIDENTS_LINKED: "Incidents were linked",
    Kind.CLAIM_JUDGED: "A claim was judged",
    Kind.INCIDENT_JUDGED: "A pair of claims was judged",
    Kind.CLAIM_MOVED: "A claim was moved",
    Kind.INCIDENT_SPLIT: "An incident was split",
    Kind.INCIDENTS_MERGED: "Incidents were merged",
    Kind.INCIDENT_NOTED: "Something was noted of an incident",
    Kind.JUDGEMENT_UNDONE: "An entry was undone",
    Kind.POSITION_RECORDED: "A position was recorded",
    Kind.POSITIONS_PROPOSED: "Positions were proposed",
    Kind.PROPOSAL_REJECTED: "A proposed position was rejected",
    Kind.RELEASE_MADE: "A release was made",
}


async def show(request: Request) -> Response:
    """The latest entries, or those before the one that the address names."""
    return await run_in_threadpool(_show, request, "ledger/page.html")


async def entries(request: Request) -> Response:
    """The latest entries: a part of the page."""
    return await run_in_threadpool(_show, request, "ledger/entries.html")


async def check(request: Request) -> Response:
    """Begin to verify the book: 303 to the page that tells how far that is."""
    request.app.state.bench.checking.begin()
    return RedirectResponse("/ledger#check", SEE_OTHER)


async def progress(request: Request) -> Response:
    """How far the verification is: a part of the page."""
    return render(request, "ledger/check.html", {"checking": request.app.state.bench.checking})


routes = [
    Route("/ledger", show),
    Route("/ledger/entries", entries),
    Route("/ledger/check", check, methods=["POST"]),
    Route("/ledger/check", progress),
]


def _show(request: Request, template: str) -> Response:
    bench = request.app.state.bench
    ledger = bench.book.ledger
    asked = request.query_params.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 16 else None
    found = latest.entries(ledger, SHOWN, before=before)
    return render(
        request,
        template,
        {
            "lines": [(one, WORDS[one.kind], _about(one), _where(one)) for one in found],
            "checkpoint": ledger.checkpoint(),
            "key": ledger.verifier_key,
            "before": found[-1].seq if found and found[-1].seq > 0 else None,
            "newest": before is None,
            "checking": bench.checking,
        },
    )


def _about(entry: Entry) -> str:
    """What an entry says, in a few words of its own."""
    body: Mapping[str, Any] = entry.body
    match entry.kind:
        case Kind.BOOK_OPENED:
            return str(body["title"])
        case Kind.DOCUMENT_SEALED:
            return str(body["origin"]["name"])
        case Kind.DOCUMENT_READ:
            return f"{body['claims']:,} claims, by {body['reader']}"
        case Kind.FINDINGS_NOTED:
            return "; ".join(str(one["message"]) for one in body["findings"])[:300]
        case Kind.GAZETTEER_ADDED:
            return f"{body['name']}, {body['places']:,} places"
        case Kind.CLAIMS_LOCATED:
            return f"{body['claims']:,} claims"
        case Kind.INCIDENTS_LINKED:
            return f"{body['incidents']:,} incidents"
        case Kind.CLAIM_JUDGED | Kind.INCIDENT_JUDGED:
            return str(body["decision"])
        case Kind.INCIDENT_NOTED:
            return str(body["note"])[:300]
        case Kind.JUDGEMENT_UNDONE:
            return f"entry {body['seq']}"
        case Kind.POSITION_RECORDED:
            return f"{body['party']}: {str(body['step']).replace('_', ' ')}"
        case Kind.POSITIONS_PROPOSED:
            return f"{body['proposals']:,} in {body['documents']:,} documents"
        case Kind.RELEASE_MADE:
            return str(body["out"])
    return ""


def _where(entry: Entry) -> str:
    """The page that shows what an entry is about; empty where there is none."""
    body: Mapping[str, Any] = entry.body
    if document := body.get("document"):
        return f"/documents/{document}"
    if entry.kind is Kind.CLAIM_JUDGED:
        return f"/documents/{body['record']['doc']}?claim={body['claim']}#{body['claim']}"
    if incident := body.get("incident"):
        return f"/incidents/{incident}"
    return ""
