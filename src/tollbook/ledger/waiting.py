"""What waits for a person, the first few of each; however large the book, no more is read of it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from tollbook.ledger.open import Ledger
from tollbook.ledger.serialise import from_bytes
from tollbook.ledger.views import tables
from tollbook.model.finding import Finding
from tollbook.model.proposal import Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Findings in the order in which they were written, with their documents ("" for none), and proposals that
    nobody decided; with how many of each there are."""

    findings: tuple[tuple[str, Finding], ...]
    of_findings: int
    proposals: tuple[Proposal, ...]
    of_proposals: int


def waiting(ledger: Ledger, most: int) -> Waiting:
    """The first `most` findings and undecided proposals."""
    findings, table = tables.findings, tables.proposals
    positions, rejections = tables.positions.c, tables.rejections.c
    accepted = select(positions.proposal).where(positions.proposal != "", positions.undone.is_(None))
    rejected = select(rejections.proposal).where(rejections.undone.is_(None))
    open_ = select(table).where(table.c.id.not_in(accepted), table.c.id.not_in(rejected))
    query = select(findings).order_by(findings.c.seq, findings.c.number).limit(most)
    with ledger.read() as connection:
        found = [
            (row.document, Finding(code=row.code, where=row.where, message=row.message, advice=row.advice))
            for row in connection.execute(query)
        ]
        proposals = [
            from_bytes(Proposal, row.proposal)
            for row in connection.execute(open_.order_by(table.c.document, table.c.start, table.c.id).limit(most))
        ]
        return Waiting(
            findings=tuple(found),
            of_findings=connection.scalar(select(func.count()).select_from(findings)) or 0,
            proposals=tuple(proposals),
            of_proposals=connection.scalar(select(func.count()).select_from(open_.subquery())) or 0,
        )
