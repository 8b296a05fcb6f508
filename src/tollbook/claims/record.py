"""Record readings: the text of each document, the claims found in it, and an entry that names both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from tollbook.claims.language import check_language
from tollbook.claims.read import DEFAULT, Answer, Item, answers
from tollbook.claims.read import reader as reader_called
from tollbook.claims.readers import ANY_LANGUAGE, AnsweringReader, Reader
from tollbook.documents.extract import extract
from tollbook.documents.record import record_findings
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
BATCH_LENGTH: Final = 8_000_000
"""Documents read in one transaction, and the characters of their texts: what is read again after a power cut.

Readers that wait for others take minutes for a document: what they answer is written at once, one by one.
"""


@dataclass(slots=True, kw_only=True)
class ReadingRun:
    """What a run of reading came to: documents read, claims by harm, and findings on the texts.

    `unanswered` counts the documents that the reader could not read now; they stay unread. `in_a_row`
    are those since the last that it could read.
    """

    documents: int = 0
    unanswered: int = 0
    in_a_row: int = 0
    harms: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def record_readings(
    ledger: Ledger,
    *,
    reader: str | Reader = DEFAULT,
    again: bool = False,
    processes: int = 1,
    watch: Watch = unwatched,
) -> ReadingRun:
    """Extract and read every document that was not read yet, a batch at a time; what is written stays written.

    With `again` all documents are read: what persons judged of their claims holds as before. A reader that waits
    for others is not asked again for what it has read itself under the same version, so that it can go on.

    A document that the reader could not read now is no document without claims: it stays unread, with a finding
    that says why, and is read the next time. Where `BATCH` of them follow one another, the run ends. Raises
    Refusal where the book cannot be written or there is no reader called so.
    """
    made = reader_called(reader) if isinstance(reader, str) else reader
    waits = isinstance(made, AnsweringReader)
    run = ReadingRun()
    waiting = pending.to_read(ledger, again=again, unless=made.version if waits else None)
    extractions: dict[str, Extraction] = {}
    items = _items(ledger, waiting.ids, extractions)
    with closing(answers(items, reader=reader, processes=processes)) as coming:
        for batch in _batches(coming, 1 if waits else BATCH):
            _write(ledger, batch, extractions, made, run)
            watch("reading", run.documents + run.unanswered, waiting.total)
            if run.in_a_row >= BATCH:
                break
    run.unanswered = max(0, waiting.total - run.documents)
    return run


def _items(ledger: Ledger, ids: Iterator[str], extractions: dict[str, Extraction]) -> Iterator[Item]:
    """What a reader is handed, as it asks for it. `extractions` holds what is under way."""
    while page := list(islice(ids, BATCH)):
        documents = query.documents(ledger, page)
        kept = query.kept_texts(ledger, page)
        for id_ in page:
            extractions[id_] = _extracted(ledger, documents[id_], keep=id_ in kept)
            yield _item(documents[id_], extractions[id_])


def _batches(coming: Iterable[Answer], most: int) -> Iterator[list[Answer]]:
    batch: list[Answer] = []
    length = 0
    for answer in coming:
        batch.append(answer)
        length += len(answer.item.text)
        if len(batch) >= most or length >= BATCH_LENGTH:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def _write(
    ledger: Ledger, batch: Sequence[Answer], extractions: dict[str, Extraction], reader: Reader, run: ReadingRun
) -> None:
    """Write what was answered, in one transaction."""
    with ledger.objects.batch():
        drafts = _drafts(ledger, batch, extractions, reader, run)
    ledger.append(drafts)
    run.documents += len(drafts)


def _extracted(ledger: Ledger, document: Document, *, keep: bool) -> Extraction:
    """What is got out of a document's bytes; with `keep` its text stays as it is, for judged claims lie in it."""
    name = document.origins[0].name
    extraction = extract(ledger.objects.get(document.id), document.media, name)
    text = query.text(ledger, document.id) if keep else extraction.text
    if text == extraction.text:
        return extraction
    finding = Finding(
        code="reading.text-kept",
        where=name,
        message="its text would be extracted otherwise now, and is kept, as persons have judged claims in it",
    )
    return replace(extraction, text=text, findings=(*extraction.findings, finding))


def _drafts(
    ledger: Ledger, answered: Iterable[Answer], extractions: dict[str, Extraction], reader: Reader, run: ReadingRun
) -> list[Draft]:
    """The entries of what was answered. What was not stays unread: findings are noted, and no entry is made."""
    drafts = []
    for answer in answered:
        item, extraction = answer.item, extractions.pop(answer.item.doc)
        run.findings += answer.findings
        if not answer.answered:
            run.unanswered += 1
            run.in_a_row += 1
            record_findings(ledger, answer.findings, item.doc)
            continue
        run.in_a_row = 0
        own = (*extraction.findings, *_unread(item, reader))
        run.findings += own
        drafts.append(
            _draft(ledger, extraction, (*own, *answer.findings), item.doc, answer.claims, reader.version)
        )
        for claim in answer.claims:
            run.harms[claim.harm] = run.harms.get(claim.harm, 0) + 1
    return drafts


def _item(document: Document, extraction: Extraction) -> Item:
    return Item(
        doc=document.id,
        text=extraction.text or "",
        published=document.published or extraction.published,
        language=document.language or extraction.language or None,
        name=document.origins[0].name,
    )


def _unread(item: Item, reader: Reader) -> list[Finding]:
    if reader.language == ANY_LANGUAGE:
        return []
    finding = check_language(item.text, item.language or "", reader.language, item.name)
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
