"""Export a release for other programs: incidents.csv, claims.jsonl, incidents.geojson."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from tollbook.model.assessment import Assessment
from tollbook.model.claim import Claim
from tollbook.model.document import Document
from tollbook.model.release import PublicClaim, PublicIncident, Release
from tollbook.model.vocabulary import WherePrecision

FIGURES = ("killed", "injured", "children", "women", "men")

COLUMNS = (
    *(
        "id",
        "date_start",
        "date_end",
        "date_prec",
        "place",
        "latitude",
        "longitude",
        "where_prec",
        "country",
        "cause",
    ),
    *(f"{figure}_{end}" for figure in FIGURES for end in ("low", "high")),
    *("killed_vague", "conceded_low", "conceded_high", "grade", "strike_status", "parties", "sources"),
    *("source_names", "claims", "first_report", "days_to_statement", "days_to_admission", "profile"),
)
"""The columns of incidents.csv. They only ever grow at the end; docs/guide/release.md says what each holds."""

# Up to here a point on the map says something true; a country's midpoint would be an invented place.
_DRAWN = WherePrecision.PROVINCE

# What a spreadsheet takes for a formula (OWASP, CSV Injection), after any blanks, also in its full-width form.
_FORMULA = re.compile(r"[\s\x00]*[=+\-@\t\r|%＝＋－＠]")


def export(release: Release) -> dict[str, bytes]:
    """The files for other programs by their names, UTF-8; a function of `release` alone."""
    return {
        "incidents.csv": incidents_csv(release),
        "claims.jsonl": claims_jsonl(release),
        "incidents.geojson": incidents_geojson(release),
    }


def incidents_csv(release: Release) -> bytes:
    """One row an incident (RFC 4180, but lines end in a line feed). Text that could be a formula opens with '."""
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    table.writeheader()
    for incident in release.incidents:
        table.writerow({name: cell(value) for name, value in incident_row(incident).items()})
    return _utf8(out.getvalue())


def claims_jsonl(release: Release) -> bytes:
    """One claim a line: the fields of CLAIMS.md, then its id, incident, whole, quote and document."""
    documents = {document.id: document for document in release.documents}
    return _utf8("".join(_line(claim_row(one, documents)) for one in release.claims))


def incidents_geojson(release: Release) -> bytes:
    """The incidents as GeoJSON (RFC 7946), longitude first.

    An incident known no more exactly than to a province has no point: geometry null, its `where_prec` told.
    """
    features = [
        {
            "type": "Feature",
            "id": incident.id,
            "geometry": _point(incident.assessment),
            "properties": _properties(incident),
        }
        for incident in release.incidents
    ]
    data = {"type": "FeatureCollection", "title": release.title, "features": features}
    return _utf8(json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def incident_row(incident: PublicIncident) -> dict[str, Any]:
    """An incident as one flat row of plain data, keyed by COLUMNS; None where the record does not know."""
    assessment = incident.assessment
    when, where, conceded = assessment.when, assessment.where, assessment.conceded
    row: dict[str, Any] = {
        "id": incident.id,
        "date_start": _iso(when.start),
        "date_end": _iso(when.end),
        "date_prec": when.precision.value if when.precision else None,
        "place": (where.name or where.written) if where else "",
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "where_prec": where.precision.value if where and where.precision else None,
        "country": where.country if where else "",
        "cause": assessment.cause.value,
    }
    for name in FIGURES:
        figure = assessment.figure(name)
        row[f"{name}_low"] = figure.range.low if figure else None
        row[f"{name}_high"] = figure.range.high if figure else None
    killed = assessment.figure("killed")
    return row | {
        "killed_vague": killed.range.vague if killed else None,
        "conceded_low": conceded.range.low if conceded else None,
        "conceded_high": conceded.range.high if conceded else None,
        "grade": assessment.grade.value,
        "strike_status": assessment.strike_status.value if assessment.strike_status else "",
        "parties": "; ".join(assessment.parties),
        "sources": len(assessment.roots),
        "source_names": "; ".join(root.name for root in assessment.roots),
        "claims": " ".join(incident.claims),
        "first_report": _iso(assessment.first_report),
        "days_to_statement": assessment.days_to_statement,
        "days_to_admission": assessment.days_to_admission,
        "profile": assessment.profile,
    }


def claim_row(one: PublicClaim, documents: Mapping[str, Document]) -> dict[str, Any]:
    """A claim as plain data: what CLAIMS.md lists, in its order, then where it leads."""
    document, quote = documents[one.claim.doc], one.quote
    fields = {field.name: _plain(getattr(one.claim, field.name)) for field in dataclasses.fields(Claim)}
    del fields["confidence"]
    return fields | {
        "id": one.id,
        "incident": one.incident or None,
        "whole": one.whole or None,
        "quote": quote.text,
        "quote_start": quote.start,
        "quote_end": quote.end,
        "anchor": quote.anchor,
        "document": {
            "sha256": document.id,
            "text_sha256": document.text,
            "publisher": document.publisher,
            "published": _iso(document.published),
            "title": document.title,
            "language": document.language,
            "url": document.url,
        },
    }


def _properties(incident: PublicIncident) -> dict[str, Any]:
    row = incident_row(incident)
    row["parties"] = list(incident.assessment.parties)
    row["source_names"] = [root.name for root in incident.assessment.roots]
    row["claims"] = list(incident.claims)
    return {name: value for name, value in row.items() if name not in ("id", "latitude", "longitude")}


def _point(assessment: Assessment) -> dict[str, Any] | None:
    where = assessment.where
    if where is None or where.latitude is None or where.longitude is None:
        return None
    if where.precision is None or where.precision > _DRAWN:
        return None
    return {"type": "Point", "coordinates": [where.longitude, where.latitude]}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value.value if hasattr(value, "value") else value


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _line(row: Mapping[str, Any]) -> str:
    text = json.dumps(row, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)
    # Some readers of lines take these for the end of one; JSON may write them as escapes.
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085") + "\n"


def cell(value: Any) -> Any:
    """A value as a cell of a table that a spreadsheet may open: one line, and never taken for a formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    # A cell holds one line of text: NUL and line ends would tear the row in many readers.
    text = re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]+", " ", value)
    return "'" + text if _FORMULA.match(value) or _FORMULA.match(text) else text


def _utf8(text: str) -> bytes:
    """UTF-8; a lone surrogate (from a file name that was no text) is written as its escape."""
    return text.encode("utf-8", "backslashreplace")
