"""The workbench as one application: the rooms, what they share, and the guard before them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from tollbook.ledger.open import Clock, now
from tollbook.workbench.assets import STATIC, check_built
from tollbook.workbench.bench import Bench
from tollbook.workbench.door import Door, Tell
from tollbook.workbench.errors import HANDLERS
from tollbook.workbench.guard import Guard, refusal
from tollbook.workbench.pages import environment
from tollbook.workbench.rooms import (
    add,
    aggregates,
    documents,
    incident,
    incidents,
    ledger,
    sources,
    tally,
    today,
    towns,
)

ROOMS: Final = (today, add, documents, incidents, incident, aggregates, tally, sources, ledger, towns)
FOREVER: Final = "public, max-age=31536000, immutable"
SEE_OTHER: Final = 303


class Assets(StaticFiles):
    """Files whose names change with their content, so that a browser need never ask twice."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file at `path` under the folder, and nothing outside of it."""
        answer = await super().get_response(path, scope)
        answer.headers["cache-control"] = FOREVER
        return answer


def make_app(
    folder: Path, *, key: str, profile: str, by: str, clock: Clock = now, tell: Tell | None = None
) -> Starlette:
    """The workbench on the book in `folder`, for whoever opens it with `key`.

    `profile` is the one to assess by, `by` who writes; `tell` is told of the key for the next browser. Raises
    Refusal where there is no book, or the pages are not built.
    """
    check_built()
    bench = Bench(folder, profile=profile, by=by, clock=clock)
    door = Door(key, tell)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        bench.close()

    app = Starlette(
        routes=[
            Route("/", home),
            Route("/enter", enter),
            *(route for room in ROOMS for route in room.routes),
            Mount("/static", Assets(directory=STATIC)),
        ],
        middleware=[Middleware(Guard, door=door)],
        exception_handlers=HANDLERS,
        lifespan=lifespan,
    )
    app.state.bench = bench
    app.state.door = door
    app.state.templates = environment()
    return app


def home(request: Request) -> Response:
    """The first room."""
    return RedirectResponse("/today", SEE_OTHER)


def enter(request: Request) -> Response:
    """Bring the key: whoever has it is given a cookie, and an address without the key."""
    door: Door = request.app.state.door
    session = door.enter(request.query_params.get("key", ""))
    if session is None:
        return refusal(
            401, "This key opens nothing", "It was used, or is mistyped. The terminal shows the one in use."
        )
    answer = RedirectResponse("/today", SEE_OTHER)
    answer.set_cookie(door.cookie, session, httponly=True, samesite="strict")
    return answer
