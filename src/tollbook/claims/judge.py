"""Judge a claim: accept, amend or reject it; and undo what was judged. One entry each, nothing is edited."""

from __future__ import annotations

from collections.abc import Mapping

from tollbook.ledger.bodies import ClaimJudged, JudgementUndone
from tollbook.ledger.open import Ledger
from tollbook.ledger.serialise import to_json
from tollbook.model.claim import Claim
from tollbook.model.entry import Draft, Entry, Kind
from tollbook.model.vocabulary import Decision


def judge_claim(
    ledger: Ledger, decision: Decision, claim: str, *, why: str = "", fields: Mapping[str, object] | None = None
) -> Entry:
    """Write a person's decision on the claim with this id; `fields` are the amended ones, as JSON writes them.

    Raises Refusal where there is no such claim, or a field cannot take the value.
    """
    body = ClaimJudged(decision=decision, claim=claim, why=why, fields=dict(fields or {}))
    return ledger.append([Draft(kind=Kind.CLAIM_JUDGED, body=to_json(body))])[0]


def add_claim(ledger: Ledger, claim: Claim, *, why: str = "") -> Entry:
    """Write a claim that a person found in a document's text, and no reader did. It counts like an accepted one.

    Raises Refusal where it is there already, or its anchor or a range cannot be.
    """
    body = ClaimJudged(decision=Decision.ACCEPT, claim=claim.id, why=why, record=claim)
    return ledger.append([Draft(kind=Kind.CLAIM_JUDGED, body=to_json(body))])[0]


def undo(ledger: Ledger, seq: int, *, why: str = "") -> Entry:
    """Take the judgement, note, position or gazetteer of entry `seq` out of force. Raises Refusal without one."""
    return ledger.append([Draft(kind=Kind.JUDGEMENT_UNDONE, body=to_json(JudgementUndone(seq=seq, why=why)))])[0]
