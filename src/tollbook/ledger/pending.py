"""What is still to be done in a book: so that whatever was cut off goes on when it is run again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, or_, select, true

from tollbook.ledger import tables as truth
from tollbook.ledger.entries import last_linked
from tollbook.ledger.open import Ledger
from tollbook.ledger.views import tables
from tollbook.model.entry import Kind

PAGE: Final = 500
"""Ids of documents that are fetched at once."""

_BEFORE_LINKING: Final = (
    Kind.DOCUMENT_READ,
    Kind.CLAIMS_LOCATED,
    Kind.CLAIM_JUDGED,
    Kind.INCIDENT_JUDGED,
    Kind.CLAIM_MOVED,
    Kind.INCIDENT_SPLIT,
    Kind.INCIDENTS_MERGED,
    Kind.JUDGEMENT_UNDONE,
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Documents on which work is to be done: how many there were at first, and their ids, in a fixed order.

    The ids are fetched a page at a time, so that what was done meanwhile costs nothing; whoever takes them may
    append. Documents that come in meanwhile may be among them.
    """

    total: int
    ids: Iterator[str]


def to_read(ledger: Ledger, *, again: bool = False, unless: str | None = None) -> Waiting:
    """The documents that were not read since their last origin came in, in the order in which they were sealed.

    An origin may state another day of publication, against which "on Tuesday" is another day: so the document
    is read again. With `again` all documents, but not those that were read by reader version `unless`.
    """
    documents, origins = tables.documents.c, tables.origins.c
    later = select(origins.seq).where(origins.document == documents.id, origins.seq > documents.read)
    wanted = or_(documents.read.is_(None), later.exists())
    if again:
        wanted = true() if unless is None else or_(wanted, documents.reader != unless)
    return _waiting(ledger, select(documents.id, documents.sealed).where(wanted), documents.sealed)


def unread(ledger: Ledger) -> list[str]:
    """The ids of `to_read`, all at once."""
    return list(to_read(ledger).ids)


def to_locate(ledger: Ledger) -> Waiting:
    """The documents with claims whose place was not looked up as it now stands, in the gazetteers of now."""
    claims, locations = tables.claims.c, tables.locations.c
    gazetteers = tables.gazetteers.c
    changed = select(func.max(func.max(gazetteers.seq, func.coalesce(gazetteers.undone, 0)))).scalar_subquery()
    query = (
        select(claims.document.label("id"), claims.document)
        .distinct()
        .outerjoin(tables.locations, locations.claim == claims.id)
        .where(
            claims.place != "",
            or_(locations.claim.is_(None), locations.written != claims.place, locations.seq < changed),
        )
    )
    return _waiting(ledger, query, claims.document)


def unlocated(ledger: Ledger) -> list[str]:
    """The ids of `to_locate`, all at once."""
    return list(to_locate(ledger).ids)


def _waiting(ledger: Ledger, query: Select[tuple[str, Any]], order: ColumnElement[Any]) -> Waiting:
    """What `query` gives (an id, and what orders it), page by page along an index on `order`."""
    with ledger.read() as connection:
        total = connection.scalar(select(func.count()).select_from(query.subquery())) or 0
    return Waiting(total, _ids(ledger, query.order_by(order).limit(PAGE), order) if total else iter(()))


def _ids(ledger: Ledger, query: Select[tuple[str, Any]], order: ColumnElement[Any]) -> Iterator[str]:
    page = query
    while True:
        with ledger.read() as connection:
            rows = connection.execute(page).all()
        yield from (id_ for id_, _ in rows)
        if len(rows) < PAGE:
            return
        page = query.where(order > rows[-1][1])


def is_unlinked(ledger: Ledger) -> bool:
    """Whether anything that linking rests on was written after the last linking run."""
    entries = truth.entries.c
    query = select(func.max(entries.seq)).where(entries.kind.in_([kind.value for kind in _BEFORE_LINKING]))
    with ledger.read() as connection:
        changed, linked = connection.scalar(query), last_linked(connection)
    return changed is not None and (linked is None or changed > linked)


def changed_since(ledger: Ledger, seq: int) -> set[str]:
    """The documents that were read, whose claims were located or judged, after entry `seq`."""
    documents, claims, locations = tables.documents.c, tables.claims.c, tables.locations.c
    judgements, judged = tables.judgements.c, tables.judged_claims.c
    late = or_(judgements.seq > seq, judgements.undone > seq)
    queries = (
        select(documents.id).where(documents.read > seq),
        select(claims.document)
        .distinct()
        .where(claims.id.in_(select(locations.claim).where(locations.seq > seq))),
        select(judgements.document).where(late),
        select(judged.document).distinct().where(judged.seq.in_(select(judgements.seq).where(late))),
    )
    with ledger.read() as connection:
        return {id_ for query in queries for id_ in connection.scalars(query) if id_}
