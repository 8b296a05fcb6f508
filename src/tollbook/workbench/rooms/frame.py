"""What the rooms on the desk share: the open sheet or the page to wait on, and values in the words of a screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from tollbook.assessments.profiles import names, profile
from tollbook.model.assessment import When
from tollbook.workbench.desk.choice import Choice
from tollbook.workbench.desk.desks import Progress
from tollbook.workbench.desk.sheet import Sheet
from tollbook.workbench.render import render

Answer = Callable[[Request, Sheet, Choice], Response]
Endpoint = Callable[[Request], Any]


def on_the_desk(answer: Answer) -> Endpoint:
    """An address that is answered from the desk; while that is not there, by a page that tells how far it is."""

    @wraps(answer)
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(_answered, request)

    def _answered(request: Request) -> Response:
        sheet = request.app.state.bench.desks.ask(profile_of(request))
        if isinstance(sheet, Progress):
            return render(request, "desk/waiting.html", {"progress": sheet, "profile": profile_of(request)})
        return answer(request, sheet, Choice.of(request.query_params.multi_items()))

    return endpoint


def profile_of(request: Request) -> str:
    """The profile that an address names, where there is one of this name; else that of the bench."""
    asked = request.query_params.get("profile", "")
    return asked if asked in names() else str(request.app.state.bench.profile)


def profile_words(name: str) -> str:
    """A profile's name and version."""
    return str(profile(name))


def when_in_words(when: When) -> str:
    """A day, or a period; "not known" where nobody says."""
    if when.start is None and when.end is None:
        return "not known"
    if when.start == when.end:
        return str(when.start)
    return f"{when.start or '…'} to {when.end or '…'}"


def word(value: str) -> str:
    """A value of a vocabulary as a word of a screen: "ground fighting"."""
    return value.replace("_", " ") if value else "not said"


def whole(request: Request) -> bool:
    """Whether a whole page is asked for, and not a part of one."""
    return request.headers.get("hx-request") != "true" or request.headers.get("hx-boosted") == "true"
