"""Gather what some incidents are assessed by, and nothing else of the book."""

from __future__ import annotations

from collections.abc import Collection

from tollbook.ledger import decided, linked, query
from tollbook.ledger.open import Ledger
from tollbook.ledger.texts import Texts
from tollbook.model.judgement import Position
from tollbook.model.material import Material


def gather(ledger: Ledger, incidents: Collection[str], positions: Collection[Position] | None = None) -> Material:
    """The material of `incidents`, of those that there are; the same assessments come of it as of the whole book.

    `positions` may be those of the whole book, where the caller has them at hand.
    """
    found = linked.incidents(ledger, incidents, links=False)
    members = {id_ for one in found.values() for id_ in one.claims}
    wholes = query.wholes(ledger, members)
    claims = query.claims(ledger, ids=members | set(wholes.values()))
    documents = query.documents(ledger, {claim.doc for claim in claims.values()})
    said = decided.positions(ledger, found) if positions is None else positions
    return Material(
        documents=documents,
        texts=Texts(ledger, documents),
        claims=claims,
        incidents=found,
        locations=query.locations(ledger, members),
        positions=tuple(one for one in said if one.incident in found),
        wholes=wholes,
    )
