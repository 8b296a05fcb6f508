"""Which function makes the views of which kind of entry; and the making of all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from sqlalchemy import Connection, inspect, select

from tollbook.ledger.views import (
    book,
    documents,
    incidents,
    judgements,
    notes,
    places,
    positions,
    proposals,
    tables,
)
from tollbook.ledger.views.desk import Desk
from tollbook.model.entry import Draft, Entry, Kind

K = TypeVar("K", Draft, Entry)

RUN: Final = 200
"""Entries of one kind, one after another, that a view function is handed at once."""

FUNCTIONS: Final[Mapping[Kind, Callable[[Desk, Sequence[Entry]], None]]] = {
    Kind.BOOK_OPENED: book.opened,
    Kind.DOCUMENT_SEALED: documents.sealed,
    Kind.DOCUMENT_READ: documents.read,
    Kind.FINDINGS_NOTED: documents.noted,
    Kind.GAZETTEER_ADDED: places.gazetteer_added,
    Kind.CLAIMS_LOCATED: places.located,
    Kind.INCIDENTS_LINKED: incidents.linked,
    Kind.CLAIM_JUDGED: judgements.claim_judged,
    Kind.INCIDENT_JUDGED: judgements.incident_judged,
    Kind.CLAIM_MOVED: judgements.claim_moved,
    Kind.INCIDENT_SPLIT: judgements.incident_split,
    Kind.INCIDENTS_MERGED: judgements.incidents_merged,
    Kind.INCIDENT_NOTED: notes.noted,
    Kind.JUDGEMENT_UNDONE: judgements.undone,
    Kind.POSITION_RECORDED: positions.recorded,
    Kind.POSITIONS_PROPOSED: proposals.proposed,
    Kind.PROPOSAL_REJECTED: proposals.rejected,
    Kind.RELEASE_MADE: book.released,
}
"""One function for each kind. Each makes of a run of entries what it would make of them one by one."""


def add_to_views(desk: Desk, entries: Iterable[Entry]) -> int:
    """Carry `entries`, in their order, into the views; returns their number."""
    count = 0
    for run in runs(entries):
        FUNCTIONS[run[0].kind](desk, run)
        count += len(run)
    return count


def make_tables(connection: Connection) -> None:
    """Make the tables of the views, empty; drop what is there under their names."""
    tables.views.drop_all(connection)
    tables.views.create_all(connection)
    connection.execute(tables.made.insert().values(version=tables.VIEWS))


def are_current(connection: Connection) -> bool:
    """Whether the views are there, and of this version."""
    if not inspect(connection).has_table(tables.made.name):
        return False
    return connection.scalars(select(tables.made.c.version)).all() == [tables.VIEWS]


def runs(items: Iterable[K], together: Collection[Kind] = tuple(Kind)) -> Iterator[list[K]]:
    """`items` in runs of one kind, one after another; kinds that are not in `together` stand alone."""
    run: list[K] = []
    for item in items:
        if run and (item.kind != run[0].kind or len(run) == RUN or item.kind not in together):
            yield run
            run = []
        run.append(item)
    if run:
        yield run
