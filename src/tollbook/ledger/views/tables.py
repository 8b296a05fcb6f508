"""The tables of the views. Whoever changes one, or what is put into it, counts VIEWS up."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    REAL,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    func,
    literal_column,
)

VIEWS: Final = 8
"""The version of the views. A book whose views are of another version has them made anew when it is opened."""

views = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def _table(name: str, *parts: Column[str] | Column[int] | Index | PrimaryKeyConstraint) -> Table:
    return Table(name, views, *parts, sqlite_strict=True, sqlite_with_rowid=False)


def _document(*, key: bool = False) -> Column[str]:
    return Column("document", Text, ForeignKey("documents.id"), primary_key=key, nullable=False)


def _said() -> tuple[Column[str], ...]:
    """What an origin, or the file itself, states of a document."""
    return _text("publisher"), Column("published", Text), _text("url"), _text("language"), _text("title")


def _claim() -> tuple[Column[str] | Column[int], ...]:
    """The fields of a claim (docs/glossary.md). `number` counts the claims of a document in their order."""
    return (
        Column("id", Text, primary_key=True),
        _document(),
        Column("number", Integer, nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        _text("harm"),
        Column("low", Integer),
        Column("high", Integer),
        _text("count_text"),
        _text("status"),
        _text("age"),
        _text("sex"),
        _text("scope"),
        Column("part_of", Integer),
        _text("stance"),
        _text("speakers"),
        Column("date_start", Text),
        Column("date_end", Text),
        _text("place"),
        _text("cause"),
        _text("actor"),
        Column("confidence", REAL),
        _text("whole"),
    )


book = _table(
    "book",
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _text("at"),
    _text("by"),
    _text("title"),
    _text("tollbook"),
    _text("key"),
)

documents = _table(
    "documents",
    Column("id", Text, primary_key=True),
    Column("sealed", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    _text("media"),
    Column("read", Integer),
    Column("text", Text),
    Column("reading", Text),
    _text("reader"),
    _text("extractor"),
    *_said(),
    Index("documents_by_sealing", "sealed"),
)

origins = _table(
    "origins",
    _document(key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _text("name"),
    *_said(),
)

extractions = _table("extractions", _document(key=True), *_said())

findings = _table(
    "findings",
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _text("document"),
    _text("code"),
    _text("where"),
    _text("message"),
    _text("advice"),
    Index("findings_by_document", "document"),
)

found_claims = _table("found_claims", *_claim(), Index("found_claims_by_document", "document", "number"))

claims = _table(
    "claims",
    *_claim(),
    Column("judged", Integer),
    Index("claims_by_document", "document", "number"),
    Index("claims_by_harm", "harm", "scope"),
)

sureness = func.coalesce(claims.c.confidence, literal_column("0.0"))
"""How sure a reader is of a claim; nought where it does not say. The index is only used for these very words."""

Index("claims_to_review", sureness, claims.c.id, sqlite_where=claims.c.judged.is_(None))

judgements = _table(
    "judgements",
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _text("at"),
    _text("by"),
    _text("decision"),
    _text("claim"),
    _text("other"),
    _text("document"),
    _text("why"),
    _text("fields"),
    _text("record"),
    _text("whole"),
    Column("undone", Integer),
    Index("judgements_by_document", "document"),
    Index("judgements_by_claim", "claim"),
)

judged_claims = _table(
    "judged_claims",
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("part", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _text("claim"),
    _text("document"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _text("harm"),
    Index("judged_claims_by_document", "document"),
    Index("judged_claims_by_claim", "claim"),
)
"""The claims of judgements on several, and where each stood. `part`: claims, joined, left (`model.judgement`)."""

locations = _table(
    "locations",
    Column("claim", Text, primary_key=True),
    Column("seq", Integer, nullable=False),
    _text("written"),
    _text("name"),
    _text("id"),
    _text("country"),
    Column("latitude", REAL),
    Column("longitude", REAL),
    Column("precision", Integer),
    _text("within"),
    _text("lost"),
    _text("reason"),
)

gazetteers = _table(
    "gazetteers",
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _text("id"),
    _text("name"),
    Column("places", Integer, nullable=False),
    Column("undone", Integer),
)

incidents = _table("incidents", Column("id", Text, primary_key=True), Column("linked", Integer, nullable=False))

incident_claims = _table(
    "incident_claims",
    Column("incident", Text, ForeignKey("incidents.id"), primary_key=True, nullable=False),
    Column("claim", Text, primary_key=True),
    Index("incident_claims_by_claim", "claim"),
)

links = _table(
    "links",
    Column("incident", Text, ForeignKey("incidents.id"), primary_key=True, nullable=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _text("a"),
    _text("b"),
    Column("score", REAL, nullable=False),
    _text("parts"),
)

doubtful = _table(
    "doubtful",
    Column("number", Integer, primary_key=True, autoincrement=False),
    _text("a"),
    _text("b"),
    Column("score", REAL, nullable=False),
    _text("parts"),
)

heirs = _table(
    "heirs",
    Column("incident", Text, primary_key=True),
    _text("heir"),
    _text("claims"),
    Index("heirs_by_heir", "heir"),
)
"""Ids out of use: which id has most of the claims now, and which claims the incident had last (a JSON array)."""

notes = _table(
    "notes",
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _text("at"),
    _text("by"),
    _text("incident"),
    _text("note"),
    Column("undone", Integer),
)

positions = _table(
    "positions",
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _text("at"),
    _text("by"),
    _text("incident"),
    _text("party"),
    _text("step"),
    _text("date"),
    _text("claim"),
    _text("document"),
    _text("quote"),
    Column("conceded", Integer),
    _text("why"),
    Column("bound", Integer, nullable=False),
    _text("proposal"),
    Column("undone", Integer),
)
"""`bound`: 1 where the claim that a position rests on was of its incident, so that it follows that claim."""

looked = _table(
    "looked",
    _document(key=True),
    Column("seq", Integer, nullable=False),
    _text("finder"),
)

proposals = _table(
    "proposals",
    Column("id", Text, primary_key=True),
    _document(),
    Column("start", Integer, nullable=False),
    _text("proposal"),
    Index("proposals_by_document", "document", "start"),
)

rejections = _table(
    "rejections",
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _text("at"),
    _text("by"),
    _text("proposal"),
    _text("document"),
    _text("why"),
    Column("undone", Integer),
)

releases = _table(
    "releases",
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _text("at"),
    _text("by"),
    _text("profile"),
    _text("manifest"),
    _text("checkpoint"),
    _text("out"),
)

made = _table("views", Column("version", Integer, primary_key=True, autoincrement=False))
