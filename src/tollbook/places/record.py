"""Record places: a recorder's own gazetteers, and where the places of claims lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from tollbook.ledger import pending, query
from tollbook.ledger.bodies import ClaimsLocated, GazetteerAdded
from tollbook.ledger.open import Ledger
from tollbook.ledger.serialise import canonical, to_json
from tollbook.ledger.texts import Texts
from tollbook.model.claim import Claim
from tollbook.model.entry import Draft, Kind
from tollbook.model.place import Location
from tollbook.model.progress import Watch, unwatched
from tollbook.places.context import countries_in
from tollbook.places.gazetteer import Gazetteer
from tollbook.places.imported import Imported
from tollbook.places.kept import open_own
from tollbook.places.locate import locate
from tollbook.places.take import OWN, take_gazetteer

BATCH: Final = 500
"""Documents whose claims are located in one transaction."""

OPENING: Final = "opening the gazetteer (once on each machine: about 15 seconds)"
"""What whoever waits is told: the first use on a machine compiles it (docs/method/places.md)."""


def record_gazetteer(ledger: Ledger, path: Path, *, sites: bool = False, watch: Watch = unwatched) -> Imported:
    """Add the places in the file `path` to the book, unless it has them; returns what became of the file.

    Raises Refusal where the file cannot be read. Where it holds no place that can be used, nothing is added.
    """
    content, taken = take_gazetteer(path, sites=sites, watch=watch)
    if not taken.places and taken.made != OWN:
        return taken
    digest = ledger.objects.put(content)
    for added in query.gazetteers(ledger):
        if added.id == digest:
            return replace(taken, known=True, entry=added.seq)
    body = GazetteerAdded(gazetteer=digest, name=path.name, places=taken.places, findings=taken.findings)
    entry = ledger.append([Draft(kind=Kind.GAZETTEER_ADDED, body=to_json(body))])[0]
    open_own(ledger.folder, digest, path.name, lambda: content, watch)
    return replace(taken, entry=entry.seq)


def record_locations(ledger: Ledger, *, watch: Watch = unwatched) -> None:
    """Locate the places of all claims that were not yet looked up in every gazetteer of the book."""
    waiting = pending.to_locate(ledger)
    if not waiting.total:
        return
    watch(OPENING, 0, 1)
    gazetteer = _gazetteer(ledger, watch)
    watch(OPENING, 1, 1)
    digests = tuple(added.id for added in query.gazetteers(ledger))
    done = 0
    while batch := list(islice(waiting.ids, BATCH)):
        claims = query.claims(ledger, documents=batch)
        located = _located(claims, Texts(ledger, query.documents(ledger, batch)), gazetteer)
        body = ClaimsLocated(
            locations=ledger.objects.put(canonical(to_json(located))), gazetteers=digests, claims=len(located)
        )
        ledger.append([Draft(kind=Kind.CLAIMS_LOCATED, body=to_json(body))])
        done += len(batch)
        watch("locating", done, waiting.total)


def _gazetteer(ledger: Ledger, watch: Watch) -> Gazetteer:
    own = [
        open_own(ledger.folder, added.id, added.name, partial(ledger.objects.get, added.id), watch)
        for added in query.gazetteers(ledger)
    ]
    return Gazetteer(own=own)


def _located(claims: Mapping[str, Claim], texts: Mapping[str, str], gazetteer: Gazetteer) -> dict[str, Location]:
    """The location of each claim that names a place; the places of a document are looked up together.

    The countries that its text speaks of help to choose between namesakes.
    """
    by_document: dict[str, list[tuple[str, Claim]]] = defaultdict(list)
    for id_, claim in claims.items():
        if claim.place:
            by_document[claim.doc].append((id_, claim))
    located: dict[str, Location] = {}
    for document, told in by_document.items():
        context = countries_in(texts.get(document, ""), gazetteer)
        found = locate([claim.place for _, claim in told], gazetteer, context=context)
        located.update({id_: found[claim.place] for id_, claim in told})
    return located
