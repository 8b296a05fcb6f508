"""A document as whoever reviews it sees it: its claims, judged or not, rejected ones too, and how it came in."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from tollbook.ledger import query
from tollbook.ledger import tables as truth
from tollbook.ledger.entries import from_bytes as to_entry
from tollbook.ledger.open import Ledger
from tollbook.ledger.serialise import from_bytes
from tollbook.ledger.views import tables
from tollbook.model.claim import Claim
from tollbook.model.entry import Entry
from tollbook.model.vocabulary import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a person decided of a claim in entry `seq`; `undone` is the entry that took it back, if any did."""

    seq: int
    at: datetime
    by: str
    decision: Decision
    why: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    undone: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A claim of a document: as a reader `found` it (or the person who added it), and as it counts `now`.

    `now` is None where it was rejected, or is not found any more. `read` says whether the reading in force has it.
    """

    id: str
    found: Claim
    now: Claim | None
    read: bool
    decisions: tuple[Decided, ...] = ()

    @property
    def last(self) -> int:
        """The number of the last entry about the claim: what a person has seen is the claim as of that."""
        return max((one.seq if one.undone is None else one.undone for one in self.decisions), default=-1)

    @property
    def judged(self) -> Decided | None:
        """The decision in force."""
        return next((one for one in reversed(self.decisions) if one.undone is None), None)

    @property
    def shown(self) -> Claim:
        """The claim as it counts; as it was found, where it does not."""
        return self.now or self.found


def reviewed(ledger: Ledger, document: str) -> dict[str, Reviewed]:
    """The claims of a document by id, in the order of their anchors: found, added and rejected ones."""
    found = query.claims(ledger, effective=False, documents=[document])
    now = query.claims(ledger, documents=[document])
    table = tables.judgements
    decisions: dict[str, list[Decided]] = defaultdict(list)
    records: dict[str, Claim] = {}
    with ledger.read() as connection:
        rows = connection.execute(
            select(table).where(table.c.document == document, table.c.record != "").order_by(table.c.seq)
        ).all()
    for row in rows:
        records[row.claim] = from_bytes(Claim, row.record)
        decisions[row.claim].append(
            Decided(
                seq=row.seq,
                at=datetime.fromisoformat(row.at),
                by=row.by,
                decision=Decision(row.decision),
                why=row.why,
                fields=json.loads(row.fields),
                undone=row.undone,
            )
        )
    all_ = [
        Reviewed(
            id=id_,
            found=found.get(id_) or records.get(id_) or now[id_],
            now=now.get(id_),
            read=id_ in found,
            decisions=tuple(decisions[id_]),
        )
        for id_ in {**found, **now, **records}
    ]
    return {one.id: one for one in sorted(all_, key=_place)}


def sealings(ledger: Ledger, document: str) -> list[Entry]:
    """The entries by which a document came in, again and again, the first first."""
    origins, entries = tables.origins.c, truth.entries.c
    with ledger.read() as connection:
        seqs = list(connection.scalars(select(origins.seq).where(origins.document == document)))
        rows = connection.scalars(select(entries.bytes).where(entries.seq.in_(seqs)).order_by(entries.seq))
        return [to_entry(row) for row in rows]


def latest_documents(ledger: Ledger, most: int, before: int | None = None) -> list[tuple[str, int]]:
    """At most `most` documents, the last sealed first, each with the entry that sealed it, under `before`."""
    table = tables.documents.c
    asked = select(table.id, table.sealed).order_by(table.sealed.desc()).limit(most)
    if before is not None:
        asked = asked.where(table.sealed < before)
    with ledger.read() as connection:
        return [(row.id, row.sealed) for row in connection.execute(asked)]


def claims_in(ledger: Ledger, documents: list[str]) -> dict[str, tuple[int, int]]:
    """Of each document how many claims count, and how many of these nobody judged."""
    table = tables.claims.c
    asked = (
        select(table.document, func.count().label("all"), func.count(table.judged).label("judged"))
        .where(table.document.in_(documents))
        .group_by(table.document)
    )
    with ledger.read() as connection:
        return {row.document: (row.all, row.all - row.judged) for row in connection.execute(asked)}


def _place(one: Reviewed) -> tuple[int, int, str, str]:
    return one.shown.start, one.shown.end, one.shown.harm, one.id
