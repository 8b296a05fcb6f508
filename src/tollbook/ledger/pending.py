"""What is still to be done in a book: so that whatever was cut off goes on when it is run again."""

from __future__ import annotations

from typing import Final

from sqlalchemy import func, or_, select

from tollbook.ledger import tables as truth
from tollbook.ledger.open import Ledger
from tollbook.ledger.views import tables
from tollbook.model.entry import Kind

_BEFORE_LINKING: Final = (
    Kind.DOCUMENT_READ,
    Kind.CLAIMS_LOCATED,
    Kind.CLAIM_JUDGED,
    Kind.INCIDENT_JUDGED,
    Kind.JUDGEMENT_UNDONE,
)


def unread(ledger: Ledger) -> list[str]:
    """The documents that were not read since their last origin came in, in the order in which they were sealed.

    An origin may state another day of publication, against which "on Tuesday" is another day: so the document
    is read again.
    """
    documents, origins = tables.documents.c, tables.origins.c
    later = select(origins.seq).where(origins.document == documents.id, origins.seq > documents.read)
    query = select(documents.id).where(or_(documents.read.is_(None), later.exists())).order_by(documents.sealed)
    with ledger.read() as connection:
        return list(connection.scalars(query))


def unlocated(ledger: Ledger) -> list[str]:
    """The documents with claims whose place was not looked up as it now stands, or not in every gazetteer."""
    claims, locations = tables.claims.c, tables.locations.c
    gazetteer = select(func.max(tables.gazetteers.c.seq)).scalar_subquery()
    query = (
        select(claims.document)
        .distinct()
        .outerjoin(tables.locations, locations.claim == claims.id)
        .where(
            claims.place != "",
            or_(locations.claim.is_(None), locations.written != claims.place, locations.seq < gazetteer),
        )
        .order_by(claims.document)
    )
    with ledger.read() as connection:
        return list(connection.scalars(query))


def is_unlinked(ledger: Ledger) -> bool:
    """Whether anything that linking rests on was written after the last linking run."""
    entries = truth.entries.c
    last = select(func.max(entries.seq))
    with ledger.read() as connection:
        changed = connection.scalar(last.where(entries.kind.in_([kind.value for kind in _BEFORE_LINKING])))
        linked = connection.scalar(last.where(entries.kind == Kind.INCIDENTS_LINKED.value))
    return changed is not None and (linked is None or changed > linked)
