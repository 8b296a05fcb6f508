"""incidents.linked: the incidents of the latest linking, and the heirs of ids that went out of use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from sqlalchemy import or_, select, true

from tollbook.ledger.bodies import IncidentsLinked, read_body
from tollbook.ledger.linkings import LinkingReader
from tollbook.ledger.serialise import to_json
from tollbook.ledger.views import tables
from tollbook.ledger.views.desk import Desk, among, compact
from tollbook.model.entry import Entry
from tollbook.model.incident import Incident, Link

AT_ONCE: Final = 200
"""Incidents that are written at once."""


def linked(desk: Desk, entries: Sequence[Entry]) -> None:
    """A linking replaces the one before it, or those incidents of it that came out otherwise.

    Retired ids stay, unless an id comes into use again.
    """
    for entry in entries:
        body = read_body(IncidentsLinked, entry.body)
        linking = LinkingReader(desk.objects, body.linking)
        replaced = None if body.onto is None else [*(one.id for one in linking), *linking.retired]
        before = _members(desk, replaced)
        _drop(desk, replaced)
        incidents = iter(linking)
        while some := list(islice(incidents, AT_ONCE)):
            _add(desk, entry.seq, some)
        desk.add(tables.doubtful, list(_links(linking.doubtful)))
        _retire(desk, linking.retired, before)


def _add(desk: Desk, seq: int, incidents: Sequence[Incident]) -> None:
    desk.add(tables.incidents, [{"id": incident.id, "linked": seq} for incident in incidents])
    desk.add(
        tables.incident_claims,
        [{"incident": incident.id, "claim": id_} for incident in incidents for id_ in incident.claims],
    )
    desk.add(
        tables.links,
        [{"incident": incident.id, **row} for incident in incidents for row in _links(incident.links)],
    )


def _retire(desk: Desk, retired: Mapping[str, str], before: Mapping[str, Sequence[str]]) -> None:
    heirs = tables.heirs
    in_use = select(tables.incidents.c.id)
    desk.drop(heirs, or_(heirs.c.incident.in_(in_use), among(heirs.c.incident, retired)))
    live = set(desk.connection.scalars(in_use.where(among(tables.incidents.c.id, retired))))
    desk.add(
        heirs,
        [
            {"incident": old, "heir": new, "claims": compact(before.get(old, []))}
            for old, new in retired.items()
            if old not in live
        ],
    )


def _drop(desk: Desk, incidents: Sequence[str] | None) -> None:
    """Drop these incidents, or all; and the pairs in doubt."""
    desk.drop(tables.doubtful, true())
    for column in (tables.links.c.incident, tables.incident_claims.c.incident, tables.incidents.c.id):
        desk.drop(column.table, true() if incidents is None else among(column, incidents))


def _members(desk: Desk, incidents: Sequence[str] | None) -> dict[str, list[str]]:
    """The claims of these incidents, or of every one, of the linking in force."""
    table = tables.incident_claims
    members: dict[str, list[str]] = defaultdict(list)
    query = select(table.c.incident, table.c.claim).order_by(table.c.incident, table.c.claim)
    if incidents is not None:
        query = query.where(among(table.c.incident, incidents))
    for row in desk.connection.execute(query):
        members[row.incident].append(row.claim)
    return members


def _links(links: Iterable[Link]) -> Iterable[dict[str, Any]]:
    for number, link in enumerate(links):
        yield {
            "number": number,
            "a": link.a,
            "b": link.b,
            "score": link.score,
            "parts": compact(to_json(link.parts)),
        }
