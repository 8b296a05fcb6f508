"""What the body of each kind of entry holds (docs/method/ledger.md), and which objects it names."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final, TypeVar

from tollbook.ledger.serialise import from_json, unknown_keys
from tollbook.model.claim import Claim
from tollbook.model.document import Extraction, Origin
from tollbook.model.entry import Kind
from tollbook.model.finding import Finding
from tollbook.model.vocabulary import Decision, Step

B = TypeVar("B")


@dataclass(frozen=True, slots=True, kw_only=True)
class BookOpened:
    """The book begins: `tollbook` is the version that opened it, `key` the verifier key of its checkpoints."""

    title: str
    tollbook: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSealed:
    """Bytes came in. `document` is their SHA-256 and names the object; the same bytes may come in again."""

    document: str
    size: int
    media: str
    origin: Origin
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRead:
    """A document was read; the latest reading is in force.

    `text` names the object of its text (UTF-8), null where there is none; `reading` the object of a `Reading`;
    `claims` is their number.
    """

    document: str
    text: str | None
    reading: str
    reader: str
    extractor: str
    claims: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsNoted:
    """What was wrong in what came in: a row of a sources.csv, a file that is not there.

    With a `document`: why it could not be read. It holds until the document is read, or fails to be once more.
    """

    findings: tuple[Finding, ...]
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerAdded:
    """A recorder's own gazetteer; `gazetteer` names the object of the CSV."""

    gazetteer: str
    name: str
    places: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsLocated:
    """Places were found. `locations` names the object {claim id: Location}; for a claim the latest holds.

    `gazetteers` are the digests of those that were looked into, in order.
    """

    locations: str
    gazetteers: tuple[str, ...] = ()
    claims: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentsLinked:
    """A linking run; `linking` names the object of a `Linking`. The latest is in force; retired ids accumulate.

    `incidents` is how many the book has then. With `onto` it goes on from the linking in that entry, which must
    be the latest: the object has only the incidents that are new or came out otherwise, all others stay.
    `measured` is then the entry of the linking in which it was measured how rare names, words and places are.
    """

    linking: str
    linker: str
    incidents: int
    onto: int | None = None
    measured: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimJudged:
    """A person's decision on a claim: accept, amend (with the amended `fields`) or reject.

    `record` is the claim as the reader found it, and `whole` the id of the claim that it breaks down: the ledger
    fills both in, so that what was judged outlives any re-reading. One that no reader found, and a person adds, is
    accepted with the `record` that this person gives.
    """

    decision: Decision
    claim: str
    why: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    record: Claim | None = None
    whole: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentJudged:
    """A person's decision on a pair of claims: same, different or unsure."""

    decision: Decision
    claims: tuple[str, str]
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMoved:
    """A person's decision that a claim speaks of the event of `incident`; without one, of an event of its own.

    The ledger fills in, as they are at that moment: in `claims` the claim and those that break it down, which go
    along; in `joined` the claims of `incident`; in `left` those that stay where it was.
    """

    claim: str
    incident: str = ""
    why: str = ""
    claims: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentSplit:
    """A person's decision that `claims` of `incident` speak of another event than the rest of it.

    The ledger adds to `claims` those that break them down, and fills in `left`: the rest, at that moment.
    """

    incident: str
    claims: tuple[str, ...]
    why: str = ""
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentsMerged:
    """A person's decision that several incidents are one event; the ledger fills in the `claims` of them all."""

    incidents: tuple[str, ...]
    why: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentNoted:
    """What a person notes of an incident, for whoever works on the book. It decides nothing, and stays in it."""

    incident: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementUndone:
    """The judgement, note, position, rejection of one proposed, or gazetteer in entry `seq` no longer holds."""

    seq: int
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionRecorded:
    """What an accused party says of an incident (`model.judgement.Position`).

    `proposal` is the id of the proposal that a person accepted by it, empty where it was recorded by hand.
    """

    incident: str
    party: str
    step: Step
    date: datetime.date
    claim: str = ""
    document: str = ""
    quote: str = ""
    conceded: int | None = None
    why: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionsProposed:
    """A machine looked for statements of accused parties; for each of the documents the latest look holds.

    `statements` names the object {document id: `model.proposal.Statements`}, documents in which nothing was found
    among them; `finder` what looked, with its version; `proposals` is the number of what was found.
    """

    statements: str
    finder: str
    documents: int
    proposals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRejected:
    """A person decided that a proposal is no position. It is not proposed again while this holds."""

    proposal: str
    document: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseMade:
    """A release was made. `manifest` is the SHA-256 of its manifest, which lies with the release."""

    profile: str
    manifest: str
    checkpoint: str
    out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The object that `document.read` names: the claims in their order, the extraction without its text."""

    claims: tuple[Claim, ...]
    extraction: Extraction


BODIES: Final[Mapping[Kind, type]] = {
    Kind.BOOK_OPENED: BookOpened,
    Kind.DOCUMENT_SEALED: DocumentSealed,
    Kind.DOCUMENT_READ: DocumentRead,
    Kind.FINDINGS_NOTED: FindingsNoted,
    Kind.GAZETTEER_ADDED: GazetteerAdded,
    Kind.CLAIMS_LOCATED: ClaimsLocated,
    Kind.INCIDENTS_LINKED: IncidentsLinked,
    Kind.CLAIM_JUDGED: ClaimJudged,
    Kind.INCIDENT_JUDGED: IncidentJudged,
    Kind.CLAIM_MOVED: ClaimMoved,
    Kind.INCIDENT_SPLIT: IncidentSplit,
    Kind.INCIDENTS_MERGED: IncidentsMerged,
    Kind.INCIDENT_NOTED: IncidentNoted,
    Kind.JUDGEMENT_UNDONE: JudgementUndone,
    Kind.POSITION_RECORDED: PositionRecorded,
    Kind.POSITIONS_PROPOSED: PositionsProposed,
    Kind.PROPOSAL_REJECTED: ProposalRejected,
    Kind.RELEASE_MADE: ReleaseMade,
}

_OBJECTS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.DOCUMENT_SEALED: ("document",),
    Kind.DOCUMENT_READ: ("text", "reading"),
    Kind.GAZETTEER_ADDED: ("gazetteer",),
    Kind.CLAIMS_LOCATED: ("locations",),
    Kind.INCIDENTS_LINKED: ("linking",),
    Kind.POSITIONS_PROPOSED: ("statements",),
}


def read_body(type_: type[B], body: Mapping[str, Any]) -> B:
    """`body` as the dataclass `type_`. Raises ValueError where a field is missing, unknown or of another type."""
    if unknown := unknown_keys(type_, body):
        raise ValueError(f"{type_.__name__} has no field {unknown[0]!r}; it has {_names(type_)}")
    return from_json(type_, body)


def named_objects(kind: Kind, body: Mapping[str, Any]) -> list[str]:
    """The objects that an entry names, by digest: each of them must be there before the entry is."""
    return [body[name] for name in _OBJECTS.get(kind, ()) if body[name] is not None]


def _names(type_: Any) -> str:
    return ", ".join(field.name for field in fields(type_))
