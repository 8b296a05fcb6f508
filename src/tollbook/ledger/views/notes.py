"""incident.noted: what persons note of incidents, for whoever works on the book."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.ledger.bodies import IncidentNoted, read_body
from tollbook.ledger.serialise import to_json
from tollbook.ledger.views import tables
from tollbook.ledger.views.desk import Desk
from tollbook.model.entry import Entry


def noted(desk: Desk, entries: Sequence[Entry]) -> None:
    """Notes, each as it was written; `notes.notes` follows the ids of their incidents."""
    desk.add(
        tables.notes,
        [
            {"seq": one.seq, "at": to_json(one.at), "by": one.by, **to_json(read_body(IncidentNoted, one.body))}
            for one in entries
        ],
    )
