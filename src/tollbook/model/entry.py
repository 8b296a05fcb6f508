"""An entry: one line of the ledger. What a person or a machine adds to a book, in the order it was added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """The kinds of entry. Bodies are plain JSON objects; docs/method/ledger.md gives the fields of each."""

    BOOK_OPENED = "book.opened"
    DOCUMENT_SEALED = "document.sealed"
    DOCUMENT_READ = "document.read"
    FINDINGS_NOTED = "findings.noted"
    GAZETTEER_ADDED = "gazetteer.added"
    CLAIMS_LOCATED = "claims.located"
    INCIDENTS_LINKED = "incidents.linked"
    CLAIM_JUDGED = "claim.judged"
    INCIDENT_JUDGED = "incident.judged"
    CLAIM_MOVED = "claim.moved"
    INCIDENT_SPLIT = "incident.split"
    INCIDENTS_MERGED = "incidents.merged"
    INCIDENT_NOTED = "incident.noted"
    JUDGEMENT_UNDONE = "judgement.undone"
    POSITION_RECORDED = "position.recorded"
    POSITIONS_PROPOSED = "positions.proposed"
    PROPOSAL_REJECTED = "proposal.rejected"
    RELEASE_MADE = "release.made"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry to be: what is to be written, before the ledger gives it its number and its time."""

    kind: Kind
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry as written: `seq` counts from 0, `at` is UTC, `by` names the recorder."""

    seq: int
    at: datetime
    by: str
    kind: Kind
    body: Mapping[str, Any]
