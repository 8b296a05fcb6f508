"""position.recorded: what accused parties say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from tollbook.ledger.bodies import PositionRecorded, read_body
from tollbook.ledger.serialise import to_json
from tollbook.ledger.views import tables
from tollbook.ledger.views.desk import Desk
from tollbook.model.entry import Entry


def recorded(desk: Desk, entries: Sequence[Entry]) -> None:
    """Positions, each as it was recorded; `decided.positions` follows the ids of their incidents."""
    desk.add(tables.positions, [_row(desk, entry) for entry in entries])


def _row(desk: Desk, entry: Entry) -> dict[str, Any]:
    body = read_body(PositionRecorded, entry.body)
    members = tables.incident_claims
    query = select(members.c.claim).where(members.c.claim == body.claim, members.c.incident == body.incident)
    bound = bool(body.claim) and desk.connection.execute(query).first() is not None
    return {"seq": entry.seq, "at": to_json(entry.at), "by": entry.by, **to_json(body), "bound": int(bound)}
