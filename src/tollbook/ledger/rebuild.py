"""Rebuild: the views dropped, and made again from the ledger and the objects."""

from __future__ import annotations

from tollbook.ledger.open import Ledger


def rebuild(ledger: Ledger) -> int:
    """Drop every view of the book and make it anew, to the same content; returns the number of entries.

    One transaction: whoever reads meanwhile sees the old views, and if it fails they stay. Raises Refusal where
    an object is missing or changed.
    """
    with ledger.write() as connection:
        return ledger.make_views(connection)
