"""What the page of an incident shows, gathered for its template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tollbook.incidents.record import weigh_all
from tollbook.ledger import linked
from tollbook.ledger.open import Ledger
from tollbook.model.finding import Finding
from tollbook.model.release import PublicClaim
from tollbook.releases.render import pages, range_picture, show, time_line, voices, words
from tollbook.workbench.incident.figures import figures, standing
from tollbook.workbench.incident.load import Loaded, load, load_several, remember
from tollbook.workbench.incident.near import near
from tollbook.workbench.incident.place import locator
from tollbook.workbench.incident.statements import parties, waiting
from tollbook.workbench.incident.tell import Line, tell

CONTENTS: Final = (
    ("range", "Range"),
    ("figures", "Figures"),
    ("grade", "Grade"),
    ("time", "Time"),
    ("place", "Place"),
    ("claims", "Claims"),
    ("near", "Perhaps the same"),
    ("positions", "Positions"),
    ("notes", "Notes"),
    ("history", "History"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Where claims of an entry are now: so many of them in another incident."""

    incident: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is said on top of the page. `kind`: done, refused or changed; `undo` the entry to take back.

    `aside` are judgements about the incident that later ones contradict.
    """

    kind: str
    words: str
    advice: str = ""
    lines: tuple[Line, ...] = ()
    places: tuple[Moved, ...] = ()
    undo: int | None = None
    aside: tuple[Finding, ...] = ()


MOST_SAID: Final = 30
"""Claims whose sentences stand on a page at once, and `MOST_BORNE` those under one figure; more are asked for."""
MOST_BORNE: Final = 8

Typed = Mapping[str, Mapping[str, Any]]
"""What was typed and not recorded, by the form that it was typed into."""


def incident_page(
    ledger: Ledger,
    incident: str,
    name: str,
    *,
    drawn: str = "",
    whole: bool = False,
    done: int | None = None,
    message: Message | None = None,
    typed: Typed | None = None,
) -> dict[str, Any] | None:
    """What the template `incident/show.html` needs; None where there is no such incident in use.

    `name` is the profile's, `drawn` the figure to draw, `done` the entry just written, to tell of. Without `whole`
    the sentences of many claims are cut off, and the page says so.
    """
    loaded = load(ledger, incident, name)
    if loaded is None:
        return None
    whole = whole or bool(typed)  # what was ticked must be there to be seen
    said = _said(loaded, whole)
    remembered = remember(ledger, incident)
    lines = tell(remembered.history, loaded.claims, loaded.documents)
    doubts = near(ledger, incident, frozenset(loaded.claims))
    beside = load_several(ledger, [one.incident for one in doubts if not one.within], name)
    told = figures(loaded)
    choices = [one.figure.name for one in told if one.drawn]
    chosen = drawn if drawn in choices else next(iter(choices), "")
    picture = (
        range_picture.range_picture(loaded.drawn, loaded.quoted, loaded.documents, name=chosen) if chosen else None
    )
    line = time_line.time_line(loaded.drawn, loaded.quoted, loaded.documents)
    proposed = waiting(ledger, loaded)
    where = loaded.assessment.where
    absent = {id_ for id_, there in (("range", picture), ("time", line)) if there is None}
    return {
        **shared(loaded),
        "message": message or (_done(ledger, done, lines, incident) if done is not None else None),
        "typed": typed or {},
        "remembered": remembered,
        "lines": lines,
        "near": [one for one in doubts if one.within or one.incident in beside],
        "inside_open": any(name.startswith("pair-") for name in typed or {}),
        "beside": {**beside, loaded.id: loaded},
        "figures": told,
        "choices": choices,
        "drawn": chosen,
        "picture": picture,
        "line": line,
        "locator": locator(where) if where else None,
        "here": {one.id: one for one in said},
        "voices": voices.voices(said, loaded.documents, standing(loaded)),
        "cut": not whole and len(loaded.quoted) > MOST_SAID,
        "borne": None if whole else MOST_BORNE,
        "steps": _steps(loaded),
        "waiting": proposed,
        "parties": parties(loaded, proposed),
        "contents": [one for one in CONTENTS if one[0] not in absent],
    }


def beside_page(ledger: Ledger, incident: str, other: str, name: str) -> dict[str, Any] | None:
    """What the template `incident/beside.html` needs; None where one of the two is not in use, or they are one."""
    both = load_several(ledger, [incident, other], name)
    if len(both) < 2:
        return None
    loaded = both[incident]
    return {
        **shared(loaded),
        "typed": {},
        "remembered": remember(ledger, incident),
        "both": [loaded, both[other]],
        "near": [one for one in near(ledger, incident, frozenset(loaded.claims)) if one.incident == other],
    }


def shared(loaded: Loaded) -> dict[str, Any]:
    """What every template about an incident needs."""
    return {
        "loaded": loaded,
        "assessment": loaded.assessment,
        "drawn_incident": loaded.drawn,
        "incident": loaded.drawn,
        "killed": loaded.assessment.figure(range_picture.KILLED),
        "summary": pages.summary(loaded.drawn),
        "here": loaded.quoted,
        "name_of": lambda one: pages.incident_name(one.drawn),
        "marked": voices.marked,
        "show": show,
        "words": words,
    }


def changed(lines: Sequence[Line], seen: int, moved_to: str = "") -> Message:
    """That an incident changed since entry `seen`, so that nothing was recorded; and by which entries."""
    to = " It is a part of this one now." if moved_to else ""
    return Message(
        kind="changed",
        words=f"Nothing was recorded: this incident has changed since you opened its page.{to}",
        advice="What you typed stands in its form below. Look at what changed, and decide again.",
        lines=tuple(one for one in lines if one.seq > seen),
    )


def _said(loaded: Loaded, whole: bool) -> list[PublicClaim]:
    """The claims whose sentences are told: the first by the day of their report, or all."""
    ordered = sorted(
        loaded.quoted.values(), key=lambda one: str(loaded.documents[one.claim.doc].published or "9999")
    )
    return ordered if whole else ordered[:MOST_SAID]


def _done(ledger: Ledger, seq: int, lines: Sequence[Line], incident: str) -> Message | None:
    line = next((one for one in lines if one.seq == seq), None)
    if line is None:
        return None
    homes = linked.homes(ledger, line.claims)
    elsewhere = sorted({home for home in homes.values() if home != incident})
    places = tuple(Moved(incident=one, count=list(homes.values()).count(one)) for one in elsewhere)
    written = {f"entry:{one.seq}" for one in lines}
    return Message(
        kind="done",
        words=f"Recorded as entry {seq}: {line.words}.",
        places=places,
        undo=seq if line.undoable else None,
        aside=tuple(one for one in weigh_all(ledger).set_aside if one.where in written),
    )


def _steps(loaded: Loaded) -> list[tuple[Any, str, list[Any]]]:
    pairs = list(zip(loaded.positions, loaded.drawn.positions, strict=True))
    return [
        (step, label, [pair for pair in pairs if pair[0].step is step])
        for step, label in reversed(list(words.STEPS.items()))
    ]
