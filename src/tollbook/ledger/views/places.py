"""gazetteer.added and claims.located: a recorder's own gazetteers, and where the places of claims lie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from tollbook.ledger.bodies import ClaimsLocated, GazetteerAdded, read_body
from tollbook.ledger.serialise import from_bytes, to_json
from tollbook.ledger.views import tables
from tollbook.ledger.views.desk import Desk, among, compact
from tollbook.ledger.views.documents import add_findings
from tollbook.model.entry import Entry
from tollbook.model.place import Location


def gazetteer_added(desk: Desk, entries: Sequence[Entry]) -> None:
    """Gazetteers; one that comes in again is not a second one, unless the first was undone."""
    for entry in entries:
        body = read_body(GazetteerAdded, entry.body)
        table = tables.gazetteers
        known = select(table.c.id).where(table.c.id == body.gazetteer, table.c.undone.is_(None))
        if desk.connection.scalar(known) is None:
            row = {"seq": entry.seq, "id": body.gazetteer, "name": body.name, "places": body.places}
            desk.add(table, [{**row, "undone": None}])
        add_findings(desk, entry.seq, "", body.findings)


def located(desk: Desk, entries: Sequence[Entry]) -> None:
    """Locations of claims; the latest of a claim replaces the one before it."""
    for entry in entries:
        body = read_body(ClaimsLocated, entry.body)
        places = from_bytes(dict[str, Location], desk.objects.get(body.locations))
        desk.drop(tables.locations, among(tables.locations.c.claim, places))
        desk.add(tables.locations, [_row(entry.seq, claim, place) for claim, place in places.items()])


def _row(seq: int, claim: str, place: Location) -> dict[str, Any]:
    return {
        "claim": claim,
        "seq": seq,
        "written": place.written,
        "name": place.name,
        "id": place.id,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision": to_json(place.precision),
        "reason": place.reason,
        "within": compact(place.within),
        "lost": compact(to_json(place.lost)),
    }
