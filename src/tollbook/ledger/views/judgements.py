"""What persons decided of claims, pairs of claims and incidents, and what they took back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import select

from tollbook.ledger.bodies import (
    ClaimJudged,
    ClaimMoved,
    IncidentJudged,
    IncidentsMerged,
    IncidentSplit,
    JudgementUndone,
    read_body,
)
from tollbook.ledger.serialise import from_bytes, to_json
from tollbook.ledger.views import tables
from tollbook.ledger.views.claims import apply_judgements
from tollbook.ledger.views.desk import Desk, among, compact
from tollbook.model.claim import Claim
from tollbook.model.entry import Entry
from tollbook.model.vocabulary import Decision

UNDOABLE: Final = (
    tables.judgements,
    tables.notes,
    tables.positions,
    tables.rejections,
    tables.gazetteers,
)
"""Whose rows, each of the entry `seq`, are marked `undone` by the entry that undoes them."""


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
                    **_decided(entry, body.decision),
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
        row = {**_decided(entry, body.decision), "claim": claim, "other": other, "why": body.why, "fields": "{}"}
        desk.add(tables.judgements, [row])
        _add_claims(desk, entry, claims=body.claims)


def claim_moved(desk: Desk, entries: Sequence[Entry]) -> None:
    """Claims that were moved to another incident, or to one of their own. They bind the next linking."""
    for entry in entries:
        body = read_body(ClaimMoved, entry.body)
        _add_decision(desk, entry, Decision.MOVE, body.why)
        _add_claims(desk, entry, claims=body.claims, joined=body.joined, left=body.left)


def incident_split(desk: Desk, entries: Sequence[Entry]) -> None:
    """Incidents that were split. They bind the next linking."""
    for entry in entries:
        body = read_body(IncidentSplit, entry.body)
        _add_decision(desk, entry, Decision.SPLIT, body.why)
        _add_claims(desk, entry, claims=body.claims, left=body.left)


def incidents_merged(desk: Desk, entries: Sequence[Entry]) -> None:
    """Incidents that were merged. They bind the next linking."""
    for entry in entries:
        body = read_body(IncidentsMerged, entry.body)
        _add_decision(desk, entry, Decision.MERGE, body.why)
        _add_claims(desk, entry, claims=body.claims)


def undone(desk: Desk, entries: Sequence[Entry]) -> None:
    """Judgements, notes, positions, rejections and gazetteers that no longer hold: marked, not deleted.

    What was wrong with the rows of a gazetteer goes with it.
    """
    documents: dict[str, None] = {}
    for entry in entries:
        seq = read_body(JudgementUndone, entry.body).seq
        for table in UNDOABLE:
            changed = desk.connection.execute(table.update().where(table.c.seq == seq).values(undone=entry.seq))
            if changed.rowcount and table is tables.gazetteers:
                desk.drop(tables.findings, tables.findings.c.seq == seq)
        query = select(tables.judgements.c.document).where(
            tables.judgements.c.seq == seq, tables.judgements.c.document != ""
        )
        documents.update(dict.fromkeys(desk.connection.scalars(query)))
    apply_judgements(desk, documents)


def _decided(entry: Entry, decision: Decision) -> dict[str, Any]:
    return {"seq": entry.seq, "at": to_json(entry.at), "by": entry.by, "decision": decision.value}


def _add_decision(desk: Desk, entry: Entry, decision: Decision, why: str) -> None:
    desk.add(tables.judgements, [{**_decided(entry, decision), "why": why, "fields": "{}"}])


def _add_claims(desk: Desk, entry: Entry, **parts: Sequence[str]) -> None:
    """The claims of a judgement, each with the place in a text where it stood: a later reading may move it."""
    wanted = {id_ for ids in parts.values() for id_ in ids}
    stood = {claim: (doc, *anchor) for claim, doc, *anchor in _anchors(desk, wanted)}
    rows = []
    for part, ids in parts.items():
        for number, id_ in enumerate(ids):
            document, start, end, harm = stood[id_]
            rows.append(
                {
                    "seq": entry.seq,
                    "part": part,
                    "number": number,
                    "claim": id_,
                    "document": document,
                    "start": start,
                    "end": end,
                    "harm": harm,
                }
            )
    desk.add(tables.judged_claims, rows)


def _anchors(desk: Desk, ids: set[str]) -> list[tuple[str, str, int, int, str]]:
    """Where claims stand: as found now, else as they were when they were judged."""
    found = tables.found_claims
    query = select(found.c.id, found.c.document, found.c.start, found.c.end, found.c.harm)
    rows = [
        (row.id, row.document, row.start, row.end, row.harm)
        for row in desk.connection.execute(query.where(among(found.c.id, ids)))
    ]
    gone = ids - {row[0] for row in rows}
    if gone:
        judged = tables.judgements
        query_judged = select(judged.c.claim, judged.c.record).where(
            among(judged.c.claim, gone), judged.c.record != ""
        )
        records = {row.claim: from_bytes(Claim, row.record) for row in desk.connection.execute(query_judged)}
        rows += [(id_, one.doc, one.start, one.end, one.harm.value) for id_, one in sorted(records.items())]
    return rows
