"""Room 9, Ledger: the entries as they come, a verification with its progress, and the checkpoint to copy."""

from __future__ import annotations

from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tollbook.ledger import latest
from tollbook.workbench.render import render

SHOWN: Final = 50


async def show(request: Request) -> Response:
    """The latest entries, or those before the one that the address names."""
    return await run_in_threadpool(_show, request)


def _show(request: Request) -> Response:
    ledger = request.app.state.bench.book.ledger
    asked = request.query_params.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 16 else None
    entries = latest.entries(ledger, SHOWN, before=before)
    return render(
        request,
        "ledger/page.html",
        {
            "entries": entries,
            "checkpoint": ledger.checkpoint(),
            "key": ledger.verifier_key,
            "before": entries[-1].seq if entries and entries[-1].seq > 0 else None,
            "newest": before is None,
        },
    )


routes = [Route("/ledger", show)]
