"""Room 2, Add: drop files or a folder, or paste a text; what is sealed and found is told while it happens."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tollbook.ledger import query
from tollbook.model.document import Origin
from tollbook.model.finding import Refusal
from tollbook.workbench.adding import place
from tollbook.workbench.render import render

MOST_FILES: Final = 20_000
LONGEST_TEXT: Final = 64_000_000
SEE_OTHER, REFUSED = 303, 422
FIELDS: Final = ("publisher", "published", "url", "language", "title")


async def show(request: Request) -> Response:
    """What can be added, and how far what was added is."""
    return await run_in_threadpool(_show, request)


async def progress(request: Request) -> Response:
    """How far what was added is: a part of the page."""
    return await run_in_threadpool(_progress, request)


async def take(request: Request) -> Response:
    """Keep what was sent in the inbox, and begin to take it in: 303 to the page that tells how far it is."""
    async with request.form(max_files=MOST_FILES, max_part_size=LONGEST_TEXT) as form:
        try:
            await run_in_threadpool(_take, request, form)
        except Refusal as refusal:
            return await run_in_threadpool(_show, request, form, refusal)
    return RedirectResponse("/add#lots", SEE_OTHER)


routes = [
    Route("/add", show),
    Route("/add", take, methods=["POST"]),
    Route("/add/progress", progress),
]


def _show(request: Request, form: FormData | None = None, refusal: Refusal | None = None) -> Response:
    typed = {name: value for name, value in (form or {}).items() if isinstance(value, str)}
    values = {**_lots(request), "typed": typed, "refusal": refusal}
    return render(request, "add/page.html", values, REFUSED if refusal else 200)


def _progress(request: Request) -> Response:
    return render(request, "add/lots.html", _lots(request))


def _lots(request: Request) -> dict[str, object]:
    bench = request.app.state.bench
    lots = list(reversed(bench.adding.lots))
    ids = {id_ for lot in lots for id_ in lot.documents}
    documents = query.documents(bench.book.ledger, ids) if ids else {}
    return {"lots": lots, "documents": documents, "busy": any(not lot.finished for lot in lots)}


def _take(request: Request, form: FormData) -> None:
    said = _said(form)
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    text = form.get("text")
    pasted = text if isinstance(text, str) and text.strip() else ""
    if not files and not pasted:
        raise Refusal("there is nothing to add", "Choose files or a folder, or paste a text.")
    bench = request.app.state.bench
    folder = bench.adding.make()
    try:
        for one in files:
            with place(folder, one.filename or "").open("wb") as out:
                shutil.copyfileobj(one.file, out)
        if pasted:
            _paste(folder, pasted, said.title)
        bench.adding.said(folder, said)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    bench.adding.begin(folder)


def _paste(folder: Path, text: str, title: str) -> None:
    name = f"{title[:60] or 'pasted text'}.txt".replace("/", " ").replace("\\", " ")
    place(folder, name).write_text(text.replace("\r\n", "\n"), "utf-8", errors="surrogatepass")


def _said(form: FormData) -> Origin:
    said = {name: str(form.get(name, "")).strip() for name in FIELDS}
    day = said.pop("published")
    try:
        published = date.fromisoformat(day) if day else None
    except ValueError:
        raise Refusal(f"“{day}” is no day", "Write it YYYY-MM-DD, or leave it empty.") from None
    return Origin(name="", published=published, **said)
