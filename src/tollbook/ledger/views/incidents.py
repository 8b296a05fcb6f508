"""incidents.linked: the incidents of the latest linking, and the heirs of ids that went out of use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import true

from tollbook.ledger.bodies import IncidentsLinked, read_body
from tollbook.ledger.serialise import from_bytes, to_json
from tollbook.ledger.views import tables
from tollbook.ledger.views.desk import Desk, among, compact
from tollbook.model.entry import Entry
from tollbook.model.incident import Link, Linking


def linked(desk: Desk, entries: Sequence[Entry]) -> None:
    """A linking replaces the one before it. Retired ids stay, unless an id comes into use again."""
    for entry in entries:
        body = read_body(IncidentsLinked, entry.body)
        linking = from_bytes(Linking, desk.objects.get(body.linking))
        for table in (tables.links, tables.incident_claims, tables.doubtful, tables.incidents):
            desk.drop(table, true())
        desk.add(tables.incidents, [{"id": incident.id, "linked": entry.seq} for incident in linking.incidents])
        desk.add(
            tables.incident_claims,
            [{"incident": incident.id, "claim": id_} for incident in linking.incidents for id_ in incident.claims],
        )
        desk.add(
            tables.links,
            [{"incident": incident.id, **row} for incident in linking.incidents for row in _links(incident.links)],
        )
        desk.add(tables.doubtful, list(_links(linking.doubtful)))
        _retire(desk, linking)


def _retire(desk: Desk, linking: Linking) -> None:
    live = {incident.id for incident in linking.incidents}
    heirs = tables.heirs
    desk.drop(heirs, among(heirs.c.incident, live | linking.retired.keys()))
    desk.add(heirs, [{"incident": old, "heir": new} for old, new in linking.retired.items() if old not in live])


def _links(links: Iterable[Link]) -> Iterable[dict[str, Any]]:
    for number, link in enumerate(links):
        yield {
            "number": number,
            "a": link.a,
            "b": link.b,
            "score": link.score,
            "parts": compact(to_json(link.parts)),
        }
