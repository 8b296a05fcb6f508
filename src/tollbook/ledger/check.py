"""What may be written: each draft is checked, and completed, against the book as it stands."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, Final

from pydantic import ValidationError
from rfc8785 import CanonicalizationError
from sqlalchemy import Row, Table, select

from tollbook.ledger.bodies import (
    BODIES,
    ClaimJudged,
    DocumentRead,
    FindingsNoted,
    IncidentJudged,
    IncidentNoted,
    IncidentsLinked,
    JudgementUndone,
    PositionRecorded,
    PositionsProposed,
    ProposalRejected,
    Reading,
    named_objects,
    read_body,
)
from tollbook.ledger.check_incidents import claim_moved, incident_split, incidents_merged
from tollbook.ledger.entries import last_linked
from tollbook.ledger.linkings import LinkingReader
from tollbook.ledger.refuse import Overtaken
from tollbook.ledger.serialise import canonical, from_bytes, to_json
from tollbook.ledger.views import tables
from tollbook.ledger.views.claims import judged_documents
from tollbook.ledger.views.desk import Desk
from tollbook.ledger.views.effective import amended
from tollbook.ledger.views.judgements import UNDOABLE
from tollbook.ledger.views.rows import to_claim
from tollbook.model.claim import Claim
from tollbook.model.entry import Draft, Kind
from tollbook.model.finding import Refusal
from tollbook.model.proposal import Statements
from tollbook.model.vocabulary import Decision

_ON_A_CLAIM: Final = (Decision.ACCEPT, Decision.AMEND, Decision.REJECT)
_ON_A_PAIR: Final = (Decision.SAME, Decision.DIFFERENT, Decision.UNSURE)


def check(desk: Desk, draft: Draft) -> dict[str, Any]:
    """The body of `draft` as plain JSON data with every field in it, fit to be written.

    Raises Refusal for what a person asked for and cannot have, ValueError for what our own code may not ask.
    """
    try:
        plain = json.loads(canonical(to_json(draft.body)))
        canonical(plain)  # a float beyond 2**53 is written as a whole number that nobody may read back
    except CanonicalizationError as error:
        raise Refusal(f"this cannot be written into a book: {error}", "Write it as Unicode text.") from error
    body: Any = read_body(BODIES[draft.kind], plain)
    written: dict[str, Any] = to_json(_CHECKS[draft.kind](desk, body) if draft.kind in _CHECKS else body)
    for digest in named_objects(draft.kind, written):
        if digest not in desk.objects:
            raise ValueError(f"{draft.kind} names object {digest}, which has not been put")
    return written


def _findings_noted(desk: Desk, body: FindingsNoted) -> FindingsNoted:
    if body.document and _row(desk, tables.documents, body.document) is None:
        raise ValueError(f"findings are noted of document {body.document}, which is not in the book")
    return body


def _document_read(desk: Desk, body: DocumentRead) -> DocumentRead:
    document = _row(desk, tables.documents, body.document)
    if document is None:
        raise ValueError(f"document {body.document} is read before it is sealed")
    reading = from_bytes(Reading, desk.objects.get(body.reading))
    length = len(desk.objects.get(body.text).decode()) if body.text else 0
    ids = {claim.id for claim in reading.claims}
    if len(reading.claims) != body.claims or len(ids) != body.claims:
        raise ValueError(f"the reading of {body.document} does not hold {body.claims} different claims")
    if list(reading.claims) != sorted(reading.claims, key=lambda claim: (claim.start, claim.end, claim.harm)):
        raise ValueError(f"the claims of {body.document} are not in the order of start, end and harm")
    for number, claim in enumerate(reading.claims):
        if claim.doc != body.document or not 0 <= claim.start < claim.end <= length:
            raise ValueError(f"claim {number} of {body.document} has no anchor in its text")
        if claim.part_of is not None and (claim.part_of == number or not 0 <= claim.part_of < body.claims):
            raise ValueError(f"claim {number} of {body.document} is part of no other claim")
    if (
        document.text is not None
        and body.text != document.text
        and judged_documents(desk.connection, [body.document])
    ):
        raise Refusal(
            f"document {body.document} has judged claims, which are anchored in its text as extracted before",
            "Read it again from that text; to give it another text, undo the judgements first.",
        )
    return body


def _claim_judged(desk: Desk, body: ClaimJudged) -> ClaimJudged:
    if body.decision not in _ON_A_CLAIM:
        raise Refusal(f"“{body.decision}” is not said of one claim", "Of one claim say accept, amend or reject.")
    if (body.decision is Decision.AMEND) != bool(body.fields):
        raise Refusal("to amend a claim is to say which of its fields have which value", "Give them, or accept.")
    record, whole = _as_found(desk, body.claim) if body.record is None else (_added(desk, body), "")
    if "part_of" in body.fields:
        whole = _whole(desk, record.doc, body.claim, body.fields["part_of"])
    _check_amended(desk, record, body.fields)
    return replace(body, record=record, whole=whole)


def _added(desk: Desk, body: ClaimJudged) -> Claim:
    """The claim that a person adds, which no reader found: it comes with the judgement that accepts it."""
    record = body.record
    if record is None or record.id != body.claim or record.part_of is not None or record.confidence is not None:
        raise ValueError(f"what is added is not claim {body.claim} as a person can add it")
    if body.decision is not Decision.ACCEPT:
        raise Refusal("a claim that a person adds is accepted with it", "Add it; it can be amended afterwards.")
    judged = tables.judgements.c
    known = select(judged.seq).where(judged.claim == body.claim, judged.record != "", judged.undone.is_(None))
    if _row(desk, tables.found_claims, body.claim) is not None or desk.connection.execute(known).first():
        raise Refusal(
            "this claim is there already, with these words, this harm and this number", "Judge that one."
        )
    if _row(desk, tables.documents, record.doc) is None:
        raise Refusal(f"there is no document {record.doc} in this book")
    _check_amended(desk, record, {})
    return record


def _incident_judged(desk: Desk, body: IncidentJudged) -> IncidentJudged:
    if body.decision not in _ON_A_PAIR:
        raise Refusal(
            f"“{body.decision}” is not said of two claims", "Of two claims say same, different or unsure."
        )
    if body.claims[0] == body.claims[1]:
        raise Refusal("a claim was given twice", "Give two different claims.")
    for claim in body.claims:
        _as_found(desk, claim)
    return body


def _judgement_undone(desk: Desk, body: JudgementUndone) -> JudgementUndone:
    for table in UNDOABLE:
        row = desk.connection.execute(select(table.c.undone).where(table.c.seq == body.seq)).first()
        if row is not None:
            if row.undone is not None:
                raise Refusal(f"entry {body.seq} was undone already, by entry {row.undone}")
            return body
    raise Refusal(
        f"entry {body.seq} is no judgement, note, position or rejection of one proposed, and added no gazetteer",
        "Give the number of one that is.",
    )


def _incident_noted(desk: Desk, body: IncidentNoted) -> IncidentNoted:
    _check_incident(desk, body.incident)
    if not body.note.strip():
        raise Refusal("a note says something", "Write it, or leave it.")
    return body


def _position_recorded(desk: Desk, body: PositionRecorded) -> PositionRecorded:
    _check_incident(desk, body.incident)
    if body.claim:
        _as_found(desk, body.claim)
    if body.document and _row(desk, tables.documents, body.document) is None:
        raise Refusal(f"there is no document {body.document} in this book")
    return body


def _check_incident(desk: Desk, incident: str) -> None:
    if _row(desk, tables.incidents, incident) is None and _row(desk, tables.heirs, incident) is None:
        raise Refusal(f"there is no incident {incident} in this book")


def _positions_proposed(desk: Desk, body: PositionsProposed) -> PositionsProposed:
    found = from_bytes(dict[str, Statements], desk.objects.get(body.statements))
    proposals = [(id_, one) for id_ in sorted(found) for one in found[id_].proposals]
    if (len(found), len(proposals)) != (body.documents, body.proposals):
        raise ValueError(f"the object does not hold {body.proposals} proposals of {body.documents} documents")
    if len({one.id for _, one in proposals}) != len(proposals):
        raise ValueError("a sentence is proposed twice on the same rung")
    for document in sorted(found):
        row = _row(desk, tables.documents, document)
        text = desk.objects.get(row.text).decode() if row is not None and row.text else ""
        for one in found[document].proposals:
            if row is None or one.document != document or one.quote != text[one.start : one.end] or not one.quote:
                raise Refusal(
                    f"document {document} was read anew meanwhile: a sentence found does not stand in its text",
                    "Run the same command again.",
                )
    return body


def _proposal_rejected(desk: Desk, body: ProposalRejected) -> ProposalRejected:
    known = _row(desk, tables.proposals, body.proposal)
    if known is None or known.document != body.document:
        raise Refusal(f"there is no proposal {body.proposal} in this book", "`tollbook positions` lists them.")
    return body


def _incidents_linked(desk: Desk, body: IncidentsLinked) -> IncidentsLinked:
    linking = LinkingReader(desk.objects, body.linking)
    ids = [incident.id for incident in linking]
    live = set(ids)
    if len(live) != len(ids):
        raise ValueError("the linking holds an incident twice")
    if body.onto is not None:
        if body.onto != last_linked(desk.connection):
            raise Overtaken(f"entry {body.onto} is not the latest linking any more", "Do the same once more.")
        live |= set(desk.connection.scalars(select(tables.incidents.c.id))) - linking.retired.keys()
    if len(live) != body.incidents:
        raise ValueError(f"the linking does not hold {body.incidents} different incidents")
    for old in sorted(linking.retired):
        heir, seen = linking.retired[old], {old}
        while heir not in live and heir not in seen and heir in linking.retired:
            seen.add(heir)
            heir = linking.retired[heir]
        if heir and heir not in live:
            raise ValueError(f"retired incident {old} has no living heir")
    return body


_CHECKS: Final[Mapping[Kind, Callable[[Desk, Any], Any]]] = {
    Kind.FINDINGS_NOTED: _findings_noted,
    Kind.DOCUMENT_READ: _document_read,
    Kind.CLAIM_JUDGED: _claim_judged,
    Kind.INCIDENT_JUDGED: _incident_judged,
    Kind.CLAIM_MOVED: claim_moved,
    Kind.INCIDENT_SPLIT: incident_split,
    Kind.INCIDENTS_MERGED: incidents_merged,
    Kind.INCIDENT_NOTED: _incident_noted,
    Kind.JUDGEMENT_UNDONE: _judgement_undone,
    Kind.POSITION_RECORDED: _position_recorded,
    Kind.INCIDENTS_LINKED: _incidents_linked,
    Kind.POSITIONS_PROPOSED: _positions_proposed,
    Kind.PROPOSAL_REJECTED: _proposal_rejected,
}


def _as_found(desk: Desk, claim: str) -> tuple[Claim, str]:
    """The claim as a reader found it, and its whole; as it was judged where no reading finds it any more."""
    row = _row(desk, tables.found_claims, claim)
    if row is not None:
        return to_claim(row), row.whole
    judged = tables.judgements
    query = select(judged).where(judged.c.claim == claim, judged.c.record != "").order_by(judged.c.seq.desc())
    row = desk.connection.execute(query.limit(1)).first()
    if row is None:
        raise Refusal(f"there is no claim {claim} in this book", "`tollbook claims` lists them.")
    return from_bytes(Claim, row.record), row.whole


def _check_amended(desk: Desk, record: Claim, changed: Mapping[str, Any]) -> None:
    allowed = [field.name for field in fields(Claim) if field.name != "doc"]
    if wrong := sorted(changed.keys() - set(allowed)):
        raise Refusal(f"“{wrong[0]}” cannot be amended", f"What can: {', '.join(allowed)}.")
    try:
        claim = amended(record, changed)
    except ValidationError as error:
        first = error.errors()[0]
        where = str(first["loc"][0]) if first["loc"] else "a field"
        raise Refusal(
            f"{where}: {first['msg']}", "Write the value as CLAIMS.md does (docs/glossary.md)."
        ) from error
    document = _row(desk, tables.documents, record.doc)
    text = desk.objects.get(document.text).decode() if document is not None and document.text else ""
    if not 0 <= claim.start < claim.end <= len(text):
        raise Refusal(f"characters {claim.start} to {claim.end} do not lie in the document's text")
    for low, high in ((claim.low, claim.high), (claim.date_start, claim.date_end)):
        if low is not None and high is not None and low > high:  # type: ignore[operator]  # both of one type
            raise Refusal(f"{low} to {high} is no range", "Put the lower first.")


def _whole(desk: Desk, document: str, claim: str, part_of: object) -> str:
    """The id of claim number `part_of` of the document, as it is listed; "" for none."""
    if part_of is None:
        return ""
    table = tables.claims
    query = select(table.c.id).where(table.c.document == document, table.c.number == part_of)
    found = desk.connection.scalar(query)
    if found is None or found == claim:
        raise Refusal(f"claim {claim} cannot be part of claim number {part_of} of its document")
    return str(found)


def _row(desk: Desk, table: Table, key: str) -> Row[Any] | None:
    """The row of `table` by its (one-column) primary key."""
    (column,) = table.primary_key.columns
    return desk.connection.execute(select(table).where(column == key)).first()
