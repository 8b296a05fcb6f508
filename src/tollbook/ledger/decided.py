"""What persons decided and what is in force of it: judgements and positions, followed to what they speak of."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select

from tollbook.ledger import linked
from tollbook.ledger import tables as truth
from tollbook.ledger.connect import stream
from tollbook.ledger.open import Ledger
from tollbook.ledger.views import tables
from tollbook.ledger.views.desk import among
from tollbook.ledger.views.rows import to_claim
from tollbook.model.claim import Claim
from tollbook.model.entry import Kind
from tollbook.model.judgement import Judgement, Position
from tollbook.model.vocabulary import Decision, Step

Anchor = tuple[str, int, int]
"""The id of a claim, and where it starts and ends."""

_IN_FORCE = tables.judgements.c.undone.is_(None)


def judgements(ledger: Ledger) -> list[Judgement]:
    """The judgements that are not undone, in their order. Of two on the same subject the later one holds.

    They name the claims that persons saw. `followed` says which claims these are in the reading in force.
    """
    table = tables.judgements
    with ledger.read() as connection:
        parts = _parts(connection)
        rows = connection.execute(select(table).where(_IN_FORCE).order_by(table.c.seq)).all()
    return [
        Judgement(
            seq=row.seq,
            at=datetime.fromisoformat(row.at),
            by=row.by,
            decision=Decision(row.decision),
            claims=(row.claim,) if row.claim and not row.other else tuple(parts[row.seq]["claims"]),
            why=row.why,
            fields=json.loads(row.fields),
            joined=tuple(parts[row.seq]["joined"]),
            left=tuple(parts[row.seq]["left"]),
        )
        for row in rows
    ]


def _parts(connection: Connection) -> dict[int, dict[str, list[str]]]:
    """The claims of judgements on several, by entry and part."""
    table = tables.judged_claims
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
        found[row.seq][row.part].append(row.claim)
    return found


def followed(ledger: Ledger, documents: Iterable[str] | None = None) -> dict[str, str]:
    """Claims that judgements on several name and no reading in force finds any more, each with its successor.

    Those of all documents, or of `documents`.

    That is the claim of the same document and harm whose anchor shares most characters with that of the old one
    (of equal ones the first): a better reader has read the same words otherwise. One without is left out.
    """
    named, found, kept = tables.judged_claims, tables.found_claims, tables.claims
    columns = named.c.claim, named.c.document, named.c.start, named.c.end, named.c.harm
    gone = (
        select(*columns)
        .distinct()
        .join(tables.judgements, tables.judgements.c.seq == named.c.seq)
        .where(_IN_FORCE, named.c.claim.not_in(select(found.c.id)), named.c.claim.not_in(select(kept.c.id)))
        .order_by(named.c.claim)
    )
    if documents is not None:
        gone = gone.where(among(named.c.document, documents))
    with ledger.read() as connection:
        old = connection.execute(gone).all()
        query_kept = select(kept.c.id, kept.c.document, kept.c.harm, kept.c.start, kept.c.end)
        query_kept = query_kept.where(among(kept.c.document, {row.document for row in old}))
        there: dict[tuple[str, str], list[Anchor]] = defaultdict(list)
        for row in connection.execute(query_kept.order_by(kept.c.document, kept.c.number)):
            there[row.document, row.harm].append((row.id, row.start, row.end))
    successors = {row.claim: _successor(row.start, row.end, there[row.document, row.harm]) for row in old}
    return {claim: new for claim, new in successors.items() if new}


def _successor(start: int, end: int, candidates: Sequence[Anchor]) -> str:
    best, most = "", 0
    for id_, first, last in candidates:
        shared = min(end, last) - max(start, first)
        if shared > most:
            best, most = id_, shared
    return best


def unjudged(ledger: Ledger, *, below: float, most: int | None = None) -> dict[str, Claim]:
    """The claims that nobody judged and whose confidence is under `below`, or not known; the least sure first.

    With `most` no more than so many of them, which takes no longer in a large book than in a small one.
    """
    table, sure = tables.claims, tables.sureness
    query_open = select(table).where(table.c.judged.is_(None), sure < below).order_by(sure, table.c.id).limit(most)
    with ledger.read() as connection:
        return {row.id: to_claim(row) for row in stream(connection, query_open)}


def taken_out(ledger: Ledger) -> list[str]:
    """The claims that were moved or split off, or put back where they were, since the last linking."""
    named, table = tables.judged_claims, tables.judgements
    entries = truth.entries.c
    last = select(func.max(entries.seq)).where(entries.kind == Kind.INCIDENTS_LINKED.value).scalar_subquery()
    changed = (
        select(named.c.claim)
        .distinct()
        .join(table, table.c.seq == named.c.seq)
        .where(named.c.part == "claims", table.c.decision.in_([Decision.MOVE.value, Decision.SPLIT.value]))
        .where(or_(table.c.seq > last, table.c.undone > last))
        .order_by(named.c.claim)
    )
    with ledger.read() as connection:
        return list(connection.scalars(changed))


def positions(ledger: Ledger, incidents: Iterable[str] | None = None) -> list[Position]:
    """The positions that are not undone, in their order, each under the id that its incident has now.

    One that rests on a claim of its incident goes with this claim, should it be moved; any other with the id.
    """
    if incidents is None:
        heirs = linked.heirs(ledger)
        return _positions(ledger, tables.positions.c.undone.is_(None), heirs)
    wanted = set(incidents)
    before = linked.forebears(ledger, wanted)
    members = tables.incident_claims.c
    named = among(tables.positions.c.incident, wanted | before.keys())
    along = tables.positions.c.claim.in_(select(members.claim).where(among(members.incident, wanted)))
    found = _positions(ledger, and_(tables.positions.c.undone.is_(None), or_(named, along)), before)
    return [position for position in found if position.incident in wanted]


def _positions(ledger: Ledger, which: ColumnElement[bool], heirs: Mapping[str, str]) -> list[Position]:
    table, members = tables.positions, tables.incident_claims
    with ledger.read() as connection:
        rows = connection.execute(select(table).where(which).order_by(table.c.seq)).all()
        bound = {row.claim for row in rows if row.bound}
        homes = connection.execute(select(members).where(among(members.c.claim, bound)))
        home = {row.claim: row.incident for row in homes}
    return [
        _position(row, (row.bound and home.get(row.claim)) or heirs.get(row.incident) or row.incident)
        for row in rows
    ]


def _position(row: Row[Any], incident: str) -> Position:
    return Position(
        seq=row.seq,
        at=datetime.fromisoformat(row.at),
        by=row.by,
        incident=incident,
        party=row.party,
        step=Step(row.step),
        date=date.fromisoformat(row.date),
        claim=row.claim,
        document=row.document,
        quote=row.quote,
        conceded=row.conceded,
        why=row.why,
        proposal=row.proposal,
    )
