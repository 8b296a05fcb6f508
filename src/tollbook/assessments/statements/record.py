"""Record what was found in the texts of accused parties' statements, and what a person decided of it."""

from __future__ import annotations

from tollbook.assessments.record import record_position
from tollbook.assessments.statements.find import FINDER, find_statements
from tollbook.assessments.statements.propose import AS_IT_STANDS, Saying
from tollbook.ledger import proposals, query
from tollbook.ledger.bodies import PositionRecorded, PositionsProposed, ProposalRejected
from tollbook.ledger.open import Ledger
from tollbook.ledger.serialise import canonical, to_json
from tollbook.ledger.texts import Texts
from tollbook.model.claim import Claim
from tollbook.model.entry import Draft, Entry, Kind
from tollbook.model.finding import Finding, Refusal
from tollbook.model.progress import Watch, unwatched
from tollbook.model.proposal import Proposal, Statements


def record_statements(ledger: Ledger, *, watch: Watch = unwatched) -> tuple[Finding, ...]:
    """Look for statements in every document read since it was looked into last. Returns what was wrong in them."""
    findings: list[Finding] = []
    done = 0
    while ids := proposals.to_look(ledger, FINDER):
        found = _found(ledger, ids)
        findings += [finding for id_ in sorted(found) for finding in found[id_].findings]
        body = PositionsProposed(
            statements=ledger.objects.put(canonical(to_json(found))),
            finder=FINDER,
            documents=len(found),
            proposals=sum(len(one.proposals) for one in found.values()),
        )
        ledger.append([Draft(kind=Kind.POSITIONS_PROPOSED, body=to_json(body))])
        done += len(ids)
        watch("looking for statements", done, done)
    return tuple(findings)


def accept_proposal(
    ledger: Ledger,
    proposal: Proposal,
    incident: str,
    said: Saying = AS_IT_STANDS,
    *,
    why: str = "",
) -> Entry:
    """Write a proposal as a position on an incident, with what `said` says otherwise in its place.

    Raises Refusal where it is decided already, or neither it nor the person says on which day it was said.
    """
    _check_open(ledger, proposal)
    said_on = said.day or proposal.date
    if said_on is None:
        raise Refusal(
            "nobody says on which day this was said: its document has no date of publication",
            "Give it with --date YYYY-MM-DD.",
        )
    return record_position(
        ledger,
        PositionRecorded(
            incident=incident,
            party=said.party or proposal.party,
            step=said.step or proposal.step,
            date=said_on,
            document=proposal.document,
            quote=proposal.quote,
            conceded=proposal.conceded if said.conceded is None else said.conceded,
            why=why,
            proposal=proposal.id,
        ),
    )


def reject_proposal(ledger: Ledger, proposal: Proposal, *, why: str = "") -> Entry:
    """Write that a proposal is no position. Raises Refusal where it is decided already."""
    _check_open(ledger, proposal)
    body = ProposalRejected(proposal=proposal.id, document=proposal.document, why=why)
    return ledger.append([Draft(kind=Kind.PROPOSAL_REJECTED, body=to_json(body))])[0]


def _check_open(ledger: Ledger, proposal: Proposal) -> None:
    entry = proposals.accepted(ledger).get(proposal.id)
    if entry is not None:
        raise Refusal(
            f"{proposal.id} was accepted already, by entry {entry}", f"`tollbook undo BOOK {entry}` takes it back."
        )
    rejection = proposals.rejections(ledger).get(proposal.id)
    if rejection is not None:
        raise Refusal(
            f"{proposal.id} was rejected, by entry {rejection.seq}",
            f"`tollbook undo BOOK {rejection.seq}` takes that back.",
        )


def _found(ledger: Ledger, ids: list[str]) -> dict[str, Statements]:
    documents = query.documents(ledger, ids)
    texts = Texts(ledger, documents)
    claims: dict[str, dict[str, Claim]] = {id_: {} for id_ in ids}
    for claim_id, claim in query.claims(ledger, documents=ids).items():
        claims[claim.doc][claim_id] = claim
    return {
        id_: find_statements(
            id_,
            texts.get(id_, ""),
            claims[id_],
            publisher=documents[id_].publisher,
            published=documents[id_].published,
        )
        for id_ in ids
    }
