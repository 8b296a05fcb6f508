from __future__ import annotations

from typing import Any

from tollbook.ledger.bodies import PositionsProposed
from tollbook.ledger.serialise import canonical, to_json
from tollbook.ledger.waiting import waiting
from tollbook.model.entry import Draft, Kind
from tollbook.model.finding import Finding
from tollbook.model.proposal import Proposal, Statements
from tollbook.model.vocabulary import Step


def test_the_first_few_of_what_waits_with_how_many_there_are(scribe: Any, text: str) -> None:
    findings = [Finding(code="x", where=f"row {number}", message="wrong", advice="mend it") for number in range(3)]
    document = scribe.seal(text, *findings)
    scribe.read(document)
    two = [
        Proposal(document=document, start=0, end=9, step=step, party="coalition", quote=text[:9])
        for step in (Step.DENIES_ACT, Step.STATES_CIRCUMSTANCES)
    ]
    found = scribe.ledger.objects.put(canonical(to_json({document: Statements(proposals=tuple(two))})))
    body = PositionsProposed(statements=found, finder="x", documents=1, proposals=2)
    scribe.write(Draft(kind=Kind.POSITIONS_PROPOSED, body=to_json(body)))
    first = waiting(scribe.ledger, 1)
    assert (len(first.findings), first.of_findings) == (1, 3)
    assert first.findings[0] == (document, findings[0])
    assert (len(first.proposals), first.of_proposals) == (1, 2)
    rejected = {"proposal": two[0].id, "document": document, "why": ""}
    scribe.write(Draft(kind=Kind.PROPOSAL_REJECTED, body=rejected))
    assert [one.id for one in waiting(scribe.ledger, 5).proposals] == [two[1].id]
