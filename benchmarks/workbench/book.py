"""A book of so many invented claims, ten to an incident, written through the ledger's doors and taken up again."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from benchmarks.workbench.invent import EVENTS, IN_A_GROUP, Report, reports
from tollbook.incidents.identify import named_after
from tollbook.ledger.bodies import (
    ClaimsLocated,
    DocumentRead,
    DocumentSealed,
    IncidentsLinked,
    PositionRecorded,
    Reading,
)
from tollbook.ledger.linkings import to_blocks
from tollbook.ledger.open import LEDGER, Ledger
from tollbook.ledger.serialise import canonical, to_json
from tollbook.model.document import Extraction, Origin
from tollbook.model.entry import Draft, Kind
from tollbook.model.incident import Incident, Link, Linking, Part
from tollbook.model.place import Location
from tollbook.model.progress import Watch, unwatched
from tollbook.model.vocabulary import Step

GROUPS = 50
"""Groups that are written at once: 200 documents in one transaction."""
DOUBTFUL = 200
MAKER = "invented 1"


def make(folder: Path, claims: int, seed: int = 1, watch: Watch = unwatched) -> None:
    """Write the book; what is there already of it is left as it is, so that what was cut off goes on."""
    groups = -(-claims // IN_A_GROUP)
    with _opened(folder) as ledger:
        done = sum(1 for _ in ledger.entries(kinds=[Kind.CLAIMS_LOCATED]))
        for first in range(done * GROUPS, groups, GROUPS):
            watch("documents", first, groups)
            some = [one for group in range(first, min(first + GROUPS, groups)) for one in reports(group, seed)]
            with ledger.objects.batch():
                ledger.append(_drafts(ledger, some))
        if not any(ledger.entries(kinds=[Kind.INCIDENTS_LINKED])):
            watch("linking", 0, 1)
            _link(ledger, groups, seed)
        if not any(ledger.entries(kinds=[Kind.POSITION_RECORDED])):
            watch("positions", 0, 1)
            ledger.append(list(_positions(groups, seed)))


def _opened(folder: Path) -> Ledger:
    if (folder / LEDGER).exists():
        return Ledger.open(folder, by="generator")
    return Ledger.create(folder, "An invented book", by="generator")


def _drafts(ledger: Ledger, some: list[Report]) -> list[Draft]:
    texts = [ledger.objects.put(one.text.encode()) for one in some]
    sealed = [
        Draft(
            kind=Kind.DOCUMENT_SEALED,
            body=to_json(
                DocumentSealed(
                    document=text,
                    size=len(one.text.encode()),
                    media="text/plain",
                    origin=Origin(
                        name=f"{text[:12]}.txt", publisher=one.publisher, published=one.published, url=one.url
                    ),
                )
            ),
        )
        for text, one in zip(texts, some, strict=True)
    ]
    read = [
        Draft(
            kind=Kind.DOCUMENT_READ,
            body=to_json(
                DocumentRead(
                    document=text,
                    text=text,
                    reading=ledger.objects.put(
                        canonical(
                            to_json(Reading(claims=one.claims, extraction=Extraction(text=None, extractor=MAKER)))
                        )
                    ),
                    reader=MAKER,
                    extractor=MAKER,
                    claims=len(one.claims),
                )
            ),
        )
        for text, one in zip(texts, some, strict=True)
    ]
    places: dict[str, Location] = {claim: place for one in some for claim, place in one.locations.items()}
    located = ClaimsLocated(
        locations=ledger.objects.put(canonical(to_json(dict(sorted(places.items()))))), claims=len(places)
    )
    return [*sealed, *read, Draft(kind=Kind.CLAIMS_LOCATED, body=to_json(located))]


def _members(group: int, seed: int) -> list[tuple[str, ...]]:
    """The claims of each event of a group, by id."""
    found: list[list[str]] = [[] for _ in range(EVENTS)]
    for one in reports(group, seed):
        for claim, event in zip(one.claims, one.events, strict=True):
            found[event].append(claim.id)
    return [tuple(sorted(claims)) for claims in found]


def _link(ledger: Ledger, groups: int, seed: int) -> None:
    incidents = [
        Incident(id=named_after(claims[0]), claims=claims, links=(_pair(claims[0], claims[1], 9.5),))
        for group in range(groups)
        for claims in _members(group, seed)
    ]
    incidents.sort(key=lambda one: one.id)
    near = tuple(
        _pair(min(a.claims[0], b.claims[0]), max(a.claims[0], b.claims[0]), 0.5)
        for a, b in pairwise(incidents[: DOUBTFUL + 1])
    )
    linking = Linking(incidents=tuple(incidents), doubtful=near, linker=MAKER)
    with ledger.objects.batch():
        digest, _ = ledger.objects.put_blocks(to_blocks(linking))
    body = IncidentsLinked(linking=digest, linker=MAKER, incidents=len(incidents))
    ledger.append([Draft(kind=Kind.INCIDENTS_LINKED, body=to_json(body))])


def _pair(a: str, b: str, score: float) -> Link:
    return Link(a=a, b=b, score=score, parts=(Part(name="same day", weight=score, words="both on one day"),))


def _positions(groups: int, seed: int) -> Iterator[Draft]:
    """What the party named says of one incident in a hundred, up the ladder."""
    chance = random.Random(f"{seed} positions")
    steps = list(Step)[1:]
    for group in range(0, groups, 25):
        told = next(one for one in reports(group, seed) if 0 in one.events)
        claims = _members(group, seed)[0]
        claim = next(
            one for report in reports(group, seed) for one in report.claims if one.id in claims and one.date_start
        )
        day = claim.date_start
        assert day is not None
        body = PositionRecorded(
            incident=named_after(claims[0]),
            party=claim.actor or "northern coalition",
            step=chance.choice(steps),
            date=day + timedelta(days=chance.randrange(5, 400)),
            claim=claim.id,
            quote="",
            why=f"invented, after {told.publisher}",
        )
        yield Draft(kind=Kind.POSITION_RECORDED, body=to_json(body))
