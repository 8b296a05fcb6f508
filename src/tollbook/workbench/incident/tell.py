"""The history of an incident in plain words, line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tollbook.ledger.history import MACHINE, Happened
from tollbook.model.claim import Claim
from tollbook.model.document import Document
from tollbook.model.entry import Entry, Kind
from tollbook.model.vocabulary import Step
from tollbook.releases.render import show, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An entry in words. `undone` is the entry that took it out of force, in words, empty where none did."""

    seq: int
    at: datetime
    by: str
    words: str
    why: str
    claims: tuple[str, ...] = ()
    undoable: bool = False
    undone: str = ""
    machine: bool = False


def tell(
    happened: Sequence[Happened], claims: Mapping[str, Claim], documents: Mapping[str, Document]
) -> list[Line]:
    """The lines of a history, the latest first. That an entry was undone is told where the entry stands, too."""
    return [_line(one, claims, documents) for one in reversed(happened)]


def _line(one: Happened, claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> Line:
    entry = one.entry
    body = entry.body
    return Line(
        seq=entry.seq,
        at=entry.at,
        by=entry.by,
        words=_words(entry, claims, documents),
        why=str(body.get("why", "")),
        claims=_claims(body),
        undoable=one.undoable,
        undone=_undone(one.undone) if one.undone else "",
        machine=entry.kind in MACHINE,
    )


def _undone(entry: Entry) -> str:
    why = entry.body.get("why", "")
    return f"taken back by entry {entry.seq}, {entry.by}, {show.day(entry.at.date())}" + (
        f": {why}" if why else ""
    )


def _claims(body: Mapping[str, Any]) -> tuple[str, ...]:
    several = body.get("claims", ())
    named = several if isinstance(several, list) else [body.get("claim", "")]
    return tuple(id_ for id_ in named if id_)


def _words(entry: Entry, claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> str:
    body = entry.body
    match entry.kind:
        case Kind.DOCUMENT_SEALED:
            return f"{_document(body['document'], documents)} came in as {body['origin']['name']} and was sealed"
        case Kind.DOCUMENT_READ:
            found = _many(body["claims"], "claim")
            return f"{_document(body['document'], documents)} was read by {body['reader']}: {found}"
        case Kind.CLAIMS_LOCATED:
            return f"places were looked up, of {_many(body['claims'], 'claim')} of the book"
        case Kind.INCIDENTS_LINKED:
            return "the linker put these claims together as they are"
        case Kind.CLAIM_JUDGED:
            return (
                f"{_JUDGED[body['decision']]} {_claim(body['claim'], claims, body.get('record'))}{_fields(body)}"
            )
        case Kind.INCIDENT_JUDGED:
            a, b = (_claim(id_, claims) for id_ in body["claims"])
            return f"{_PAIRED[body['decision']]}: {a} and {b}"
        case Kind.CLAIM_MOVED:
            to = f"to {body['incident']}" if body["incident"] else "to an incident of its own"
            return f"moved {_claim(body['claim'], claims)} {to}"
        case Kind.INCIDENT_SPLIT:
            return (
                f"split {_many(len(body['claims']), 'claim')} off {body['incident']}; {len(body['left'])} stayed"
            )
        case Kind.INCIDENTS_MERGED:
            return f"merged {' and '.join(body['incidents'])}"
        case Kind.POSITION_RECORDED:
            step = words.STEPS[Step(body["step"])]
            conceded = "" if body["conceded"] is None else f"; concedes {body['conceded']:,}"
            return f"recorded a position of {body['party']}, {body['date']}: {step.lower()}{conceded}"
        case Kind.PROPOSAL_REJECTED:
            return "rejected a sentence that was proposed as a position"
        case Kind.INCIDENT_NOTED:
            return f"noted: {body['note']}"
        case Kind.JUDGEMENT_UNDONE:
            return f"took back entry {body['seq']}"
    return str(entry.kind)


_JUDGED = {"accept": "accepted", "amend": "amended", "reject": "rejected"}
_PAIRED = {"same": "the same event", "different": "two events", "unsure": "unsure whether one event"}


def _document(id_: str, documents: Mapping[str, Document]) -> str:
    document = documents.get(id_)
    return (document and (document.publisher or document.title)) or f"document {id_[:12]}"


def _claim(id_: str, claims: Mapping[str, Claim], record: Mapping[str, Any] | None = None) -> str:
    claim = claims.get(id_)
    if claim:
        return f"“{show.claim_words(claim.low, claim.high)} {words.HARM[claim.harm]}”"
    if record:
        return f"“{show.claim_words(record['low'], record['high'])} {record['harm']}”"
    return f"claim {id_}"


def _fields(body: Mapping[str, Any]) -> str:
    said = [f"{name} is {_value(value)}" for name, value in sorted(body["fields"].items())]
    return f": {', '.join(said)}" if said else ""


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nobody"
    return "not said" if value in (None, "") else str(value)


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
