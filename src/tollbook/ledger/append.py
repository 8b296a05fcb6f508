"""Append: entries, their views and one signed checkpoint, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from tollbook.ledger import tables
from tollbook.ledger.check import check
from tollbook.ledger.checkpoints import Checkpoint, Signer, Verifier, parse
from tollbook.ledger.entries import last_seq, to_row
from tollbook.ledger.tree import Frontier
from tollbook.ledger.views.desk import Desk
from tollbook.ledger.views.make import add_to_views, runs
from tollbook.model.entry import Draft, Entry, Kind
from tollbook.model.finding import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who writes, when, and the key that signs it."""

    by: str
    at: datetime
    signer: Signer


def append(desk: Desk, hand: Hand, drafts: Sequence[Draft]) -> list[Entry]:
    """Write `drafts` within the transaction of `desk`, which must be the one that may write.

    Costs O(log n) beside the drafts themselves: the tree goes on from the frontier that the last checkpoint
    keeps, after it has been held against that checkpoint's signature. Raises Refusal and ValueError as `check`.
    """
    frontier = read_head(desk.connection, hand.signer.verifier)
    written: list[Entry] = []
    for run in runs(drafts, together=(Kind.DOCUMENT_SEALED, Kind.DOCUMENT_READ)):
        bodies = [check(desk, draft) for draft in run]
        entries = [
            Entry(seq=seq, at=hand.at, by=hand.by, kind=run[0].kind, body=body)
            for seq, body in enumerate(bodies, frontier.size)
        ]
        rows = [to_row(entry) for entry in entries]
        desk.add(tables.entries, rows)
        frontier = frontier.extend(row["leaf"] for row in rows)
        add_to_views(desk, entries)
        written += entries
    checkpoint = Checkpoint(hand.signer.name, frontier.size, frontier.root)
    note = hand.signer.sign(checkpoint.text())
    desk.add(tables.checkpoints, [{"size": frontier.size, "note": note, "frontier": frontier.to_bytes()}])
    return written


def read_head(connection: Connection, verifier: Verifier) -> Frontier:
    """The frontier of the ledger as it stands, empty where nothing has been written yet.

    Raises Refusal where it does not fit the last checkpoint, or that is not signed by the book's key: nothing may
    be signed on top of what somebody changed.
    """
    row = connection.execute(
        select(tables.checkpoints).order_by(tables.checkpoints.c.size.desc()).limit(1)
    ).first()
    last = last_seq(connection)
    if row is None and last is None:
        return Frontier()
    if row is not None and last == row.size - 1:
        try:
            checkpoint, frontier = parse(row.note), Frontier.from_bytes(row.size, row.frontier)
            signed = verifier.verify(row.note)
        except ValueError:
            signed = False
        if signed and checkpoint == Checkpoint(verifier.name, frontier.size, frontier.root):
            return frontier
    raise Refusal(
        "the end of the ledger does not fit its last checkpoint: it was changed from outside",
        "Nothing can be added to this book. `tollbook verify` names the first thing that is wrong.",
    )
