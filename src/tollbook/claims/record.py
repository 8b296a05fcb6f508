"""Record readings: the text of each document, the claims found in it, and an entry that names both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from tollbook.claims.language import check_language
from tollbook.claims.read import DEFAULT, Item, read_many, reader
from tollbook.claims.readers import Reader
from tollbook.documents.extract import extract
from tollbook.ledger import pending, query
from tollbook.ledger.bodies import DocumentRead, Reading
from tollbook.ledger.open import Ledger
from tollbook.ledger.serialise import canonical, to_json
from tollbook.model.claim import Claim
from tollbook.model.document import Document, Extraction
from tollbook.model.entry import Draft, Kind
from tollbook.model.finding import Finding
from tollbook.model.progress import Watch, unwatched

BATCH: Final = 64
BATCH_BYTES: Final = 8_000_000
"""Documents read in one transaction, and their bytes at the most: what is read again after a power cut."""


@dataclass(slots=True, kw_only=True)
class ReadingRun:
    """What a run of reading came to: documents read, claims by harm, and findings on the texts."""

    documents: int = 0
    harms: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def record_readings(
    ledger: Ledger, *, name: str = DEFAULT, processes: int = 1, watch: Watch = unwatched
) -> ReadingRun:
    """Extract and read every document that was not read yet, a batch at a time; what is written stays written.

    Raises Refusal where the book cannot be written or there is no reader called `name`.
    """
    run = ReadingRun()
    waiting = pending.unread(ledger)
    for ids in _batches(ledger, waiting):
        _read_batch(ledger, ids, name, processes, run)
        run.documents += len(ids)
        watch("reading", run.documents, len(waiting))
    return run


def _batches(ledger: Ledger, waiting: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for id_ in waiting:
        length = ledger.objects.path(id_).stat().st_size
        if batch and (len(batch) == BATCH or size + length > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(id_)
        size += length
    if batch:
        yield batch


def _read_batch(ledger: Ledger, ids: Sequence[str], name: str, processes: int, run: ReadingRun) -> None:
    documents = query.documents(ledger, ids)
    extractions = {
        id_: extract(ledger.objects.get(id_), documents[id_].media, documents[id_].origins[0].name) for id_ in ids
    }
    items = [_item(documents[id_], extraction) for id_, extraction in extractions.items()]
    drafts = []
    with ledger.objects.batch():
        for item, claims in read_many(items, reader=name, processes=processes):
            extraction = extractions[item.doc]
            findings = (*extraction.findings, *_unread(item, documents[item.doc], reader(name)))
            drafts.append(_draft(ledger, extraction, findings, item.doc, claims, reader(name).version))
            run.findings += findings
            for claim in claims:
                run.harms[claim.harm] = run.harms.get(claim.harm, 0) + 1
    ledger.append(drafts)


def _item(document: Document, extraction: Extraction) -> Item:
    return Item(
        doc=document.id,
        text=extraction.text or "",
        published=document.published or extraction.published,
        language=document.language or extraction.language or None,
    )


def _unread(item: Item, document: Document, reader: Reader) -> list[Finding]:
    finding = check_language(item.text, item.language or "", reader.language, document.origins[0].name)
    return [finding] if finding else []


def _draft(
    ledger: Ledger,
    extraction: Extraction,
    findings: tuple[Finding, ...],
    document: str,
    claims: Sequence[Claim],
    version: str,
) -> Draft:
    text = None if extraction.text is None else ledger.objects.put(extraction.text.encode())
    reading = Reading(claims=tuple(claims), extraction=replace(extraction, text=None))
    body = DocumentRead(
        document=document,
        text=text,
        reading=ledger.objects.put(canonical(to_json(reading))),
        reader=version,
        extractor=extraction.extractor,
        claims=len(claims),
        findings=findings,
    )
    return Draft(kind=Kind.DOCUMENT_READ, body=to_json(body))
