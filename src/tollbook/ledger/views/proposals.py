"""positions.proposed and proposal.rejected: what a machine took for a position, and what a person said of it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_

from tollbook.ledger.bodies import PositionsProposed, ProposalRejected, read_body
from tollbook.ledger.serialise import from_bytes, to_json
from tollbook.ledger.views import tables
from tollbook.ledger.views.desk import Desk, among, compact
from tollbook.ledger.views.documents import add_findings
from tollbook.model.entry import Entry
from tollbook.model.proposal import Statements

FINDINGS = "position."
"""How the codes of findings begin that come of looking for positions."""


def proposed(desk: Desk, entries: Sequence[Entry]) -> None:
    """What was found in documents replaces what was found in them before; nothing else changes."""
    for entry in entries:
        body = read_body(PositionsProposed, entry.body)
        found = from_bytes(dict[str, Statements], desk.objects.get(body.statements))
        for table in (tables.proposals, tables.looked):
            desk.drop(table, among(table.c.document, found))
        findings = tables.findings.c
        desk.drop(tables.findings, and_(among(findings.document, found), findings.code.startswith(FINDINGS)))
        desk.add(
            tables.looked, [{"document": id_, "seq": entry.seq, "finder": body.finder} for id_ in sorted(found)]
        )
        desk.add(
            tables.proposals,
            [
                {"id": one.id, "document": id_, "start": one.start, "proposal": compact(to_json(one))}
                for id_ in sorted(found)
                for one in found[id_].proposals
            ],
        )
        number = 0
        for id_ in sorted(found):
            add_findings(desk, entry.seq, id_, found[id_].findings, first=number)
            number += len(found[id_].findings)


def rejected(desk: Desk, entries: Sequence[Entry]) -> None:
    """Rejections of proposals."""
    desk.add(
        tables.rejections,
        [
            {
                "seq": entry.seq,
                "at": to_json(entry.at),
                "by": entry.by,
                **to_json(read_body(ProposalRejected, entry.body)),
            }
            for entry in entries
        ],
    )
