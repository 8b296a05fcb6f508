"""Room 8, Sources: publishers and speakers, how much they say, how much of it is their own, how soon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tollbook.workbench.desk.choice import Choice
from tollbook.workbench.desk.sheet import Sheet
from tollbook.workbench.desk.voices import Voice
from tollbook.workbench.render import render
from tollbook.workbench.rooms.frame import on_the_desk, profile_of

WINDOW: Final = 100
SORTS: Final[dict[str, Callable[[Voice], tuple[float, ...]]]] = {
    "claims": lambda one: (-one.claims,),
    "incidents": lambda one: (-one.incidents,),
    "own": lambda one: (-one.own / one.claims,),
    "revised": lambda one: (-one.revised / one.claims,),
    "days": lambda one: (one.days is None, one.days or 0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A publisher or speaker as it is shown, and where a click leads."""

    name: str
    incidents: int
    claims: int
    own: str
    others: int
    revised: str
    days: str
    address: str


def shown(voice: Voice, kind: str, choice: Choice) -> Shown:
    """Shares in whole per cent, of the claims that there are."""
    return Shown(
        name=voice.name,
        incidents=voice.incidents,
        claims=voice.claims,
        own=f"{voice.own / voice.claims:.0%}",
        others=voice.others,
        revised=f"{voice.revised / voice.claims:.0%}",
        days="not known" if voice.days is None else f"{voice.days:,}",
        address="/incidents" + choice.only(kind, voice.name).address(),
    )


def _sources(request: Request, sheet: Sheet, choice: Choice) -> Response:
    kind = "source" if request.query_params.get("kind") == "source" else "publisher"
    sort = request.query_params.get("by", "")
    sort = sort if sort in SORTS else "claims"
    chosen = sheet.choose(choice).but[""]
    voices = sheet.voices.sources(chosen) if kind == "source" else sheet.voices.publishers(chosen)
    voices.sort(key=lambda one: (*SORTS[sort](one), one.name))
    asked = request.query_params.get("at", "")
    at = int(asked) if asked.isdecimal() and len(asked) < 7 else 0
    return render(
        request,
        "sources/page.html",
        {
            "kind": kind,
            "kinds": [(name, choice.address(kind=name)) for name in ("publisher", "source")],
            "sort": sort,
            "sorts": {name: choice.address(kind=kind, by=name) for name in SORTS},
            "voices": [shown(one, kind, choice) for one in voices[at : at + WINDOW]],
            "of_voices": len(voices),
            "next": choice.address(kind=kind, by=sort, at=str(at + WINDOW)) if at + WINDOW < len(voices) else "",
            "before": choice.address(kind=kind, by=sort, at=str(max(0, at - WINDOW))) if at else "",
            "choice": choice,
            "profile": profile_of(request),
        },
    )


routes = [Route("/sources", on_the_desk(_sources), name="sources")]
