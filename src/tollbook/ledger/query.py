"""What the views hold, as model types."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from sys import intern
from typing import Any

from sqlalchemy import Row, select

from tollbook.ledger.connect import stream
from tollbook.ledger.open import Ledger
from tollbook.ledger.serialise import from_bytes
from tollbook.ledger.views import tables
from tollbook.ledger.views.claims import judged_documents
from tollbook.ledger.views.desk import among, rows_of
from tollbook.ledger.views.documents import origin_order, to_origin
from tollbook.ledger.views.rows import to_claim
from tollbook.model.claim import Claim
from tollbook.model.document import Document, Origin
from tollbook.model.finding import Finding
from tollbook.model.place import Candidate, Location
from tollbook.model.vocabulary import Harm, Scope, Stance, Status, WherePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedGazetteer:
    """A recorder's own gazetteer: `id` names the object of its CSV."""

    id: str
    seq: int
    name: str
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeRelease:
    """A release that was made: where to, by which profile, at which checkpoint."""

    seq: int
    at: datetime
    by: str
    profile: str
    manifest: str
    checkpoint: str
    out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How far a document has come: `text` and `reading` name objects, None where it was not read yet."""

    document: str
    text: str | None
    reading: str | None
    reader: str
    extractor: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A document of which only its day of publication is told; None where nobody says."""

    published: date | None


@dataclass(frozen=True, slots=True)
class Addressed:
    """A document as far as linking looks at it: the object of its text, its address, its day of publication."""

    text: str | None
    url: str
    published: date | None


def documents(ledger: Ledger, ids: Iterable[str] | None = None) -> dict[str, Document]:
    """The documents of the book, or those of `ids` that it has, in the order of their ids.

    `text` names the object of the text. What counts as said of a document is said by the first origin that states
    it, else by the file itself (`model.document.Document`).
    """
    wanted = None if ids is None else list(ids)
    with ledger.read() as connection:
        rows = rows_of(connection, tables.documents, tables.documents.c.id, wanted)
        origins: dict[str, set[Origin]] = defaultdict(set)
        for row in rows_of(connection, tables.origins, tables.origins.c.document, wanted):
            origins[row.document].add(to_origin(row))
        said: dict[str, dict[Finding, None]] = defaultdict(dict)
        for row in rows_of(connection, tables.findings, tables.findings.c.document, wanted):
            said[row.document][_finding(row)] = None
    return {
        row.id: Document(
            id=row.id,
            size=row.size,
            media=row.media,
            origins=tuple(sorted(origins[row.id], key=origin_order)),
            text=row.text,
            publisher=row.publisher,
            published=_day(row.published),
            url=row.url,
            language=row.language,
            title=row.title,
            findings=tuple(said[row.id]),
        )
        for row in rows
    }


def published(ledger: Ledger, documents: Iterable[str] | None = None) -> dict[str, Dated]:
    """When each document was published that has claims in force, or those of `documents` that have."""
    table = tables.documents.c
    query = select(table.id, table.published).where(table.id.in_(select(tables.claims.c.document)))
    if documents is not None:
        query = query.where(among(table.id, documents))
    days: dict[str | None, Dated] = {}
    with ledger.read() as connection:
        return {
            intern(row.id): days.setdefault(row.published, Dated(_day(row.published)))
            for row in stream(connection, query)
        }


def addressed(ledger: Ledger, documents: Iterable[str] | None = None) -> dict[str, Addressed]:
    """Text, address and day of publication of each document that has claims in force, or of `documents`."""
    table = tables.documents.c
    query = select(table.id, table.text, table.url, table.published)
    query = query.where(
        table.id.in_(select(tables.claims.c.document)) if documents is None else among(table.id, documents)
    )
    with ledger.read() as connection:
        return {
            intern(row.id): Addressed(row.text, row.url, _day(row.published)) for row in stream(connection, query)
        }


def progress(ledger: Ledger, documents: Iterable[str] | None = None) -> dict[str, Done]:
    """Which documents were read, into which text, by which reader and extractor; in the order of their ids."""
    table = tables.documents
    with ledger.read() as connection:
        rows = rows_of(connection, table, table.c.id, documents)
    return {
        row.id: Done(
            document=row.id, text=row.text, reading=row.reading, reader=row.reader, extractor=row.extractor
        )
        for row in rows
    }


def text(ledger: Ledger, document: str) -> str | None:
    """The text of a document; None where it has none, or was not read, or is not in the book.

    Raises Refusal where the text is missing from the objects or was changed.
    """
    with ledger.read() as connection:
        digest = connection.scalar(select(tables.documents.c.text).where(tables.documents.c.id == document))
    return None if digest is None else ledger.objects.get(digest).decode()


def kept_texts(ledger: Ledger, documents: Iterable[str]) -> set[str]:
    """Those of `documents` whose text must stay as it is, because persons have judged claims that lie in it.

    Read such a document again from `text`: another text under the same claims would be refused.
    """
    with ledger.read() as connection:
        return judged_documents(connection, documents)


def claims(
    ledger: Ledger,
    *,
    effective: bool = True,
    documents: Iterable[str] | None = None,
    ids: Iterable[str] | None = None,
    harm: Harm | None = None,
    scope: Scope | None = None,
    status: Status | None = None,
    stance: Stance | None = None,
    speaker: str = "",
) -> dict[str, Claim]:
    """Claims by id, in the order of document, start, end and harm; of those asked for, the ones that there are.

    Effective claims have persons' judgements applied: rejected ones are left out, amended fields are replaced,
    and a claim that was accepted or amended stays though no reader may find it any more. A claim keeps the id
    under which it was found. With `effective=False`: what the readings in force have found, unjudged. `part_of`
    numbers the claims of the whole document, not of this selection: `wholes` says the same with ids. `speaker`
    is any part of a speaker's name, in any case.
    """
    table = tables.claims if effective else tables.found_claims
    columns = table.c
    query = select(table).order_by(columns.document, columns.number)
    if documents is not None:
        query = query.where(among(columns.document, documents))
    if ids is not None:
        query = query.where(among(columns.id, ids))
    for column, value in (
        (columns.harm, harm),
        (columns.scope, scope),
        (columns.status, status),
        (columns.stance, stance),
    ):
        if value is not None:
            query = query.where(column == value.value)
    with ledger.read() as connection:
        found = {row.id: to_claim(row) for row in stream(connection, query)}
    if not speaker:
        return found
    part = speaker.casefold()
    return {id_: one for id_, one in found.items() if any(part in name.casefold() for name in one.speakers)}


def wholes(ledger: Ledger, ids: Iterable[str] | None = None) -> dict[str, str]:
    """Of each effective claim that breaks down another one, the id of that one."""
    columns = tables.claims.c
    query = select(columns.id, columns.whole).where(columns.whole != "").order_by(columns.document, columns.number)
    if ids is not None:
        query = query.where(among(columns.id, ids))
    with ledger.read() as connection:
        return {row.id: row.whole for row in connection.execute(query)}


def locations(ledger: Ledger, ids: Iterable[str] | None = None) -> dict[str, Location]:
    """Where the places of effective claims lie, by claim id; claims that were not located are left out.

    Claims that were located alike share one location.
    """
    table = tables.locations
    query = select(table).join(tables.claims, tables.claims.c.id == table.c.claim).order_by(table.c.claim)
    if ids is not None:
        query = query.where(among(table.c.claim, ids))
    with ledger.read() as connection:
        alike: dict[tuple[Any, ...], Location] = {}
        return {row.claim: _shared(row, alike) for row in stream(connection, query)}


def findings(ledger: Ledger, documents: Iterable[str] | None = None) -> list[Finding]:
    """What was wrong in what came in, each finding once, in the order in which they were written."""
    with ledger.read() as connection:
        rows = rows_of(connection, tables.findings, tables.findings.c.document, documents)
    return list(dict.fromkeys(_finding(row) for row in rows))


def gazetteers(ledger: Ledger) -> list[AddedGazetteer]:
    """The recorder's own gazetteers that are not undone, in the order in which they were added."""
    table = tables.gazetteers
    with ledger.read() as connection:
        rows = connection.execute(select(table).where(table.c.undone.is_(None)).order_by(table.c.seq)).all()
    return [AddedGazetteer(id=row.id, seq=row.seq, name=row.name, places=row.places) for row in rows]


def releases(ledger: Ledger) -> list[MadeRelease]:
    """The releases that were made, in their order."""
    with ledger.read() as connection:
        rows = rows_of(connection, tables.releases)
    return [
        MadeRelease(
            seq=row.seq,
            at=datetime.fromisoformat(row.at),
            by=row.by,
            profile=row.profile,
            manifest=row.manifest,
            checkpoint=row.checkpoint,
            out=row.out,
        )
        for row in rows
    ]


def _finding(row: Row[Any]) -> Finding:
    return Finding(code=row.code, where=row.where, message=row.message, advice=row.advice)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _shared(row: Row[Any], alike: dict[tuple[Any, ...], Location]) -> Location:
    key: tuple[Any, ...] = tuple(row)[2:]  # all but the claim and the entry
    if key not in alike:
        alike[key] = _location(row)
    return alike[key]


def _location(row: Row[Any]) -> Location:
    return Location(
        written=row.written,
        name=row.name,
        id=row.id,
        country=row.country,
        latitude=row.latitude,
        longitude=row.longitude,
        precision=None if row.precision is None else WherePrecision(row.precision),
        within=tuple(json.loads(row.within)),
        lost=from_bytes(tuple[Candidate, ...], row.lost),
        reason=row.reason,
    )
