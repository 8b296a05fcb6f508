"""claim.judged, incident.judged and judgement.undone: what persons decided, and took back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from tollbook.ledger.bodies import ClaimJudged, IncidentJudged, JudgementUndone, read_body
from tollbook.ledger.serialise import to_json
from tollbook.ledger.views import tables
from tollbook.ledger.views.claims import apply_judgements
from tollbook.ledger.views.desk import Desk, compact
from tollbook.model.entry import Entry


def claim_judged(desk: Desk, entries: Sequence[Entry]) -> None:
    """Decisions on single claims; the claims of their documents are made anew."""
    documents: dict[str, None] = {}
    for entry in entries:
        body = read_body(ClaimJudged, entry.body)
        if body.record is None:
            raise ValueError(f"entry {entry.seq} judges a claim without its record")
        desk.add(
            tables.judgements,
            [
                {
                    **_decided(entry),
                    "claim": body.claim,
                    "document": body.record.doc,
                    "why": body.why,
                    "fields": compact(body.fields),
                    "record": compact(to_json(body.record)),
                    "whole": body.whole,
                }
            ],
        )
        documents[body.record.doc] = None
    apply_judgements(desk, documents)


def incident_judged(desk: Desk, entries: Sequence[Entry]) -> None:
    """Decisions on pairs of claims. They bind the next linking; the one in force stays as it is."""
    for entry in entries:
        body = read_body(IncidentJudged, entry.body)
        claim, other = body.claims
        desk.add(
            tables.judgements,
            [{**_decided(entry), "claim": claim, "other": other, "why": body.why, "fields": "{}"}],
        )


def undone(desk: Desk, entries: Sequence[Entry]) -> None:
    """Judgements and positions that no longer hold: marked, not deleted."""
    documents: dict[str, None] = {}
    for entry in entries:
        seq = read_body(JudgementUndone, entry.body).seq
        for table in (tables.judgements, tables.positions):
            desk.connection.execute(table.update().where(table.c.seq == seq).values(undone=entry.seq))
        query = select(tables.judgements.c.document).where(
            tables.judgements.c.seq == seq, tables.judgements.c.document != ""
        )
        documents.update(dict.fromkeys(desk.connection.scalars(query)))
    apply_judgements(desk, documents)


def _decided(entry: Entry) -> dict[str, Any]:
    return {"seq": entry.seq, "at": to_json(entry.at), "by": entry.by, "decision": entry.body["decision"]}
