"""Record documents: what was captured goes into the objects, and an entry each says where it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tollbook.documents.capture import Capture
from tollbook.documents.seal import Sealed, seal
from tollbook.ledger import query
from tollbook.ledger.bodies import DocumentSealed, FindingsNoted
from tollbook.ledger.open import Ledger
from tollbook.ledger.serialise import to_json
from tollbook.model.entry import Draft, Kind
from tollbook.model.finding import Finding
from tollbook.model.progress import Watch, unwatched

BATCH: Final = 128
"""Files sealed in one transaction: at most so many are sealed again after a power cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """How many documents came in that the book did not have, how many origins it knew already, what was wrong."""

    new: int
    known: int
    findings: tuple[Finding, ...] = ()


def record_documents(ledger: Ledger, captures: Sequence[Capture], *, watch: Watch = unwatched) -> Sealing:
    """Seal every capture and write an entry for each origin that the book does not know yet.

    Files that cannot be read are findings of the result; the others are sealed all the same. Raises Refusal where
    the book cannot be written.
    """
    new = known = 0
    findings: list[Finding] = []
    unread: list[Finding] = []
    for start in range(0, len(captures), BATCH):
        sealed: list[Sealed] = []
        with ledger.objects.batch():
            for capture in captures[start : start + BATCH]:
                match seal(ledger.objects, capture):
                    case Finding() as finding:
                        unread.append(finding)
                    case Sealed() as one:
                        sealed.append(one)
        there = query.documents(ledger, {one.document for one in sealed})
        drafts: list[Draft] = []
        seen = {id_: set(document.origins) for id_, document in there.items()}
        for one in sealed:
            if one.document not in seen:
                new += 1
            if one.origin in seen.setdefault(one.document, set()):
                known += 1
                continue
            seen[one.document].add(one.origin)
            findings += one.findings
            drafts.append(_draft(one))
        ledger.append(drafts)
        watch("sealing", min(start + BATCH, len(captures)), len(captures))
    record_findings(ledger, unread)
    return Sealing(new=new, known=known, findings=(*unread, *findings))


def record_findings(ledger: Ledger, findings: Sequence[Finding], document: str = "") -> None:
    """Note what was wrong in what came in, unless it stands on the record already.

    It is about no document; or about `document`, which could not be read, and holds until that is.
    """
    there = set(query.findings(ledger, [document]))
    new = tuple(dict.fromkeys(findings))
    if not document:
        new = tuple(finding for finding in new if finding not in there)
    if not there.issuperset(new):
        body = FindingsNoted(findings=new, document=document)
        ledger.append([Draft(kind=Kind.FINDINGS_NOTED, body=to_json(body))])


def _draft(sealed: Sealed) -> Draft:
    body = DocumentSealed(
        document=sealed.document,
        size=sealed.size,
        media=sealed.media,
        origin=sealed.origin,
        findings=sealed.findings,
    )
    return Draft(kind=Kind.DOCUMENT_SEALED, body=to_json(body))
