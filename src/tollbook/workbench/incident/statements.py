"""What accused parties say of an incident: proposals that a person may accept, and who may have said it."""

from __future__ import annotations

from collections.abc import Iterable

from tollbook.assessments.statements.match import is_recorded
from tollbook.ledger import proposals
from tollbook.ledger.open import Ledger
from tollbook.model.proposal import Proposal
from tollbook.workbench.incident.load import Loaded


def waiting(ledger: Ledger, loaded: Loaded) -> list[Proposal]:
    """The proposals beside claims of the incident that nobody decided, and that no other day speaks against."""
    documents = {claim.doc for claim in loaded.claims.values()}
    found = proposals.proposals(ledger, documents)
    decided = proposals.accepted(ledger).keys() | proposals.rejections(ledger).keys()
    return [
        one
        for id_, one in found.items()
        if id_ not in decided
        and not loaded.claims.keys().isdisjoint(one.claims)
        and _may_be_its_day(one, loaded)
        and is_recorded(one, loaded.positions) is None
    ]


def parties(loaded: Loaded, proposed: Iterable[Proposal]) -> list[str]:
    """Who may be named in a position: those accused, those that spoke before, those proposed; each once."""
    names = [
        *loaded.assessment.parties,
        *(one.party for one in loaded.positions),
        *(one.party for one in proposed),
    ]
    return list(dict.fromkeys(name for name in names if name))


def _may_be_its_day(one: Proposal, loaded: Loaded) -> bool:
    start, end = loaded.assessment.when.start, loaded.assessment.when.end
    first, last = one.first, one.last or one.first
    if first is None or last is None:
        return True
    return (end is None or first <= end) and (start is None or last >= start)
