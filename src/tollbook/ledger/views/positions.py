"""position.recorded: what accused parties say."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.ledger.bodies import PositionRecorded, read_body
from tollbook.ledger.serialise import to_json
from tollbook.ledger.views import tables
from tollbook.ledger.views.desk import Desk
from tollbook.model.entry import Entry


def recorded(desk: Desk, entries: Sequence[Entry]) -> None:
    """Positions, each as it was recorded; `query.positions` follows the ids of their incidents."""
    desk.add(
        tables.positions,
        [
            {
                "seq": entry.seq,
                "at": to_json(entry.at),
                "by": entry.by,
                **to_json(read_body(PositionRecorded, entry.body)),
            }
            for entry in entries
        ],
    )
