"""document.sealed, document.read, findings.noted: documents, what is said of them, findings, claims found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, select

from tollbook.ledger.bodies import DocumentRead, DocumentSealed, FindingsNoted, Reading, read_body
from tollbook.ledger.serialise import from_bytes
from tollbook.ledger.views import tables
from tollbook.ledger.views.claims import apply_judgements
from tollbook.ledger.views.desk import Desk, among
from tollbook.ledger.views.rows import to_row
from tollbook.model.document import Extraction, Origin
from tollbook.model.entry import Entry
from tollbook.model.finding import Finding

SAID = ("publisher", "published", "url", "language", "title")
"""What an origin, or the file itself, may state of a document."""


def sealed(desk: Desk, entries: Sequence[Entry]) -> None:
    """Documents that came in, or came in again with another origin."""
    bodies = {entry.seq: read_body(DocumentSealed, entry.body) for entry in entries}
    first = {body.document: (seq, body) for seq, body in reversed(bodies.items())}
    known = select(tables.documents.c.id).where(among(tables.documents.c.id, first))
    new = first.keys() - set(desk.connection.scalars(known))
    rows = [
        {"id": id_, "sealed": first[id_][0], "size": first[id_][1].size, "media": first[id_][1].media}
        for id_ in sorted(new)
    ]
    desk.add(tables.documents, rows)
    desk.add(
        tables.origins,
        [
            {"document": body.document, "seq": seq, "name": body.origin.name, **_said(body.origin)}
            for seq, body in bodies.items()
        ],
    )
    for seq, body in bodies.items():
        add_findings(desk, seq, body.document, body.findings)
    put_in_force(desk, first)


def read(desk: Desk, entries: Sequence[Entry]) -> None:
    """Readings of documents. The latest of a document replaces what the one before it found."""
    latest = {
        body.document: (entry.seq, body) for entry in entries for body in [read_body(DocumentRead, entry.body)]
    }
    readings = {id_: from_bytes(Reading, desk.objects.get(body.reading)) for id_, (_, body) in latest.items()}
    _forget(desk, latest)
    desk.connection.execute(
        tables.documents.update().where(tables.documents.c.id == bindparam("document")),
        [
            {
                "document": id_,
                "read": seq,
                "text": body.text,
                "reading": body.reading,
                "reader": body.reader,
                "extractor": body.extractor,
            }
            for id_, (seq, body) in latest.items()
        ],
    )
    desk.add(
        tables.extractions, [{"document": id_, **_said(reading.extraction)} for id_, reading in readings.items()]
    )
    desk.add(tables.found_claims, [row for reading in readings.values() for row in _claim_rows(reading)])
    for id_, (seq, body) in latest.items():
        add_findings(desk, seq, id_, body.findings)
    put_in_force(desk, latest)
    apply_judgements(desk, latest)


def noted(desk: Desk, entries: Sequence[Entry]) -> None:
    """Findings that are about no document; or about one that could not be read, instead of the ones before."""
    for entry in entries:
        body = read_body(FindingsNoted, entry.body)
        if body.document:
            in_force = select(tables.documents.c.read).where(
                tables.documents.c.id == body.document, tables.documents.c.read.is_not(None)
            )
            _forget_findings(desk, [body.document], but=in_force)
        add_findings(desk, entry.seq, body.document, body.findings)


def add_findings(desk: Desk, seq: int, document: str, findings: Iterable[Finding], *, first: int = 0) -> None:
    """The findings of entry `seq`, about `document` or, where that is empty, about something else.

    `first` is the number of the first of them, where the entry has others.
    """
    desk.add(
        tables.findings,
        [
            {
                "seq": seq,
                "number": number,
                "document": document,
                "code": finding.code,
                "where": finding.where,
                "message": finding.message,
                "advice": finding.advice,
            }
            for number, finding in enumerate(findings, first)
        ],
    )


def origin_order(origin: Origin) -> tuple[Any, ...]:
    """Origins stand in the order of their publication, those without a date last, then of their names."""
    return (origin.published or date.max, origin.name, *(str(getattr(origin, name)) for name in SAID))


def to_origin(row: Row[Any]) -> Origin:
    """The origin in a row of `origins`."""
    return Origin(
        name=row.name,
        publisher=row.publisher,
        published=date.fromisoformat(row.published) if row.published else None,
        url=row.url,
        language=row.language,
        title=row.title,
    )


def put_in_force(desk: Desk, documents: Iterable[str]) -> None:
    """Set what counts as said of each document: by the first origin that states it, else by the file itself."""
    ids = list(documents)
    origins: dict[str, list[Origin]] = defaultdict(list)
    for row in desk.connection.execute(select(tables.origins).where(among(tables.origins.c.document, ids))):
        origins[row.document].append(to_origin(row))
    own = {
        row.document: row._mapping
        for row in desk.connection.execute(
            select(tables.extractions).where(among(tables.extractions.c.document, ids))
        )
    }
    values = []
    for id_ in ids:
        stated = [_said(origin) for origin in sorted(origins[id_], key=origin_order)]
        if id_ in own:
            stated.append({name: own[id_][name] for name in SAID})
        values.append(
            {
                "document": id_,
                **{name: next((one[name] for one in stated if one[name]), stated[0][name]) for name in SAID},
            }
        )
    desk.connection.execute(
        tables.documents.update().where(tables.documents.c.id == bindparam("document")), values
    )


def _forget(desk: Desk, documents: Iterable[str]) -> None:
    """Drop what earlier readings of `documents` found."""
    ids = list(documents)
    _forget_findings(desk, ids)
    desk.drop(tables.extractions, among(tables.extractions.c.document, ids))
    desk.drop(tables.found_claims, among(tables.found_claims.c.document, ids))


def _forget_findings(desk: Desk, documents: list[str], but: Select[Any] | None = None) -> None:
    """Drop what was said of readings of `documents`, done or failed; what their sealing gave holds.

    `but` gives numbers of entries whose findings stay too.
    """
    findings = tables.findings.c
    sealing = select(tables.origins.c.seq).where(tables.origins.c.document == findings.document)
    where = [among(findings.document, documents), findings.seq.not_in(sealing)]
    desk.drop(tables.findings, and_(*where, *([] if but is None else [findings.seq.not_in(but)])))


def _claim_rows(reading: Reading) -> Iterable[dict[str, Any]]:
    ids = [claim.id for claim in reading.claims]
    for number, claim in enumerate(reading.claims):
        whole = "" if claim.part_of is None else ids[claim.part_of]
        yield to_row(ids[number], claim, number=number, whole=whole)


def _said(source: Origin | Extraction) -> dict[str, str | None]:
    published = source.published.isoformat() if source.published else None
    return {
        "publisher": source.publisher,
        "published": published,
        "url": source.url,
        "language": source.language,
        "title": source.title,
    }
