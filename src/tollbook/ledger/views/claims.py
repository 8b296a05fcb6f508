"""The claims that count: what readers found, with judgements applied, document by document."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, select

from tollbook.ledger.serialise import from_bytes
from tollbook.ledger.views import tables
from tollbook.ledger.views.desk import Desk, among
from tollbook.ledger.views.effective import Found, Judged, effective
from tollbook.ledger.views.rows import to_claim, to_row
from tollbook.model.claim import Claim
from tollbook.model.vocabulary import Decision


def apply_judgements(desk: Desk, documents: Iterable[str]) -> None:
    """Make the claims of `documents` anew: one statement reads, one drops, one writes, however many they are."""
    ids = list(documents)
    found = _found(desk, ids)
    judged = _judged(desk, ids)
    desk.drop(tables.claims, among(tables.claims.c.document, ids))
    rows = []
    for id_ in ids:
        for number, (claim_id, one) in enumerate(effective(found[id_], judged[id_]).items()):
            rows.append({**to_row(claim_id, one.claim, number=number, whole=one.whole), "judged": one.judged})
    desk.add(tables.claims, rows)


def judged_documents(connection: Connection, documents: Iterable[str]) -> set[str]:
    """Those of `documents` on which a person's decision rests, so that their text must stay."""
    ids = list(documents)
    judgements, positions, claims = tables.judgements.c, tables.positions.c, tables.found_claims.c
    several, rejections = tables.judged_claims.c, tables.rejections.c
    queries = (
        select(judgements.document).where(judgements.undone.is_(None), among(judgements.document, ids)),
        select(several.document)
        .join(tables.judgements, judgements.seq == several.seq)
        .where(judgements.undone.is_(None), among(several.document, ids)),
        select(claims.document)
        .join(tables.positions, positions.claim == claims.id)
        .where(positions.undone.is_(None), among(claims.document, ids)),
        select(positions.document).where(
            positions.undone.is_(None), positions.proposal != "", among(positions.document, ids)
        ),
        select(rejections.document).where(rejections.undone.is_(None), among(rejections.document, ids)),
    )
    return {document for query in queries for document in connection.scalars(query)}


def _found(desk: Desk, documents: list[str]) -> dict[str, dict[str, Found]]:
    query = select(tables.found_claims).where(among(tables.found_claims.c.document, documents))
    found: dict[str, dict[str, Found]] = defaultdict(dict)
    for row in desk.connection.execute(query):
        found[row.document][row.id] = Found(to_claim(row), row.number, row.whole)
    return found


def _judged(desk: Desk, documents: list[str]) -> dict[str, dict[str, Judged]]:
    """The judgements in force on single claims: of those that are not undone the latest."""
    one = tables.judgements
    query = select(one).where(among(one.c.document, documents), one.c.undone.is_(None)).order_by(one.c.seq)
    judged: dict[str, dict[str, Judged]] = defaultdict(dict)
    for row in desk.connection.execute(query):
        judged[row.document][row.claim] = Judged(
            seq=row.seq,
            decision=Decision(row.decision),
            record=from_bytes(Claim, row.record),
            whole=row.whole,
            fields=json.loads(row.fields),
        )
    return judged
