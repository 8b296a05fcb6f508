"""A recorder's own gazetteer: a CSV of places that the world's does not have, or does not have so exactly."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tollbook.model.finding import Finding
from tollbook.model.progress import Watch, unwatched
from tollbook.model.vocabulary import WherePrecision
from tollbook.places.cache import open_index
from tollbook.places.countries import code_of
from tollbook.places.divisions import Divisions
from tollbook.places.index import Index
from tollbook.places.names import fold

COLUMNS = {
    "name": "name",
    "other names": "others",
    "names": "others",
    "lat": "latitude",
    "latitude": "latitude",
    "lon": "longitude",
    "lng": "longitude",
    "long": "longitude",
    "longitude": "longitude",
    "parent": "parent",
    "country": "country",
    "precision": "precision",
    "id": "id",
    "population": "population",
}
"""The columns by their headings (case, underscores and surrounding space do not matter)."""
LONGEST_NAME = 300
EVERY = 5_000
READING = "reading places"
"""What whoever waits is told, every so many rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One good row: a place as the recorder gives it. `where` is file and line ("gazetteer.csv:3")."""

    where: str
    name: str
    others: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    parent: str = ""
    country: str = ""
    precision: WherePrecision = WherePrecision.EXACT
    population: int = 0
    id: str = ""


def read_gazetteer(
    source: bytes | Path, name: str, *, index: Index | None = None, watch: Watch = unwatched
) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    """The good rows of a gazetteer and what is wrong with the others, by `name` and line.

    Columns: name, other names (apart by ; or |), lat, lon, parent; if wanted country (a name or an ISO code),
    precision (UCDP `where_prec` 1 to 7 or its word), population, and id, which tells namesakes of one parent
    apart. The parent is another row, or a place, province or country that `index` knows; a row may give it
    instead of coordinates. Nothing is raised for what is in the file.
    """
    content = source if isinstance(source, bytes) else source.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        advice = "Save it as UTF-8 and add it again."
        return (), (
            Finding(code="gazetteer.encoding", where=f"{name}:{line}", message="Not UTF-8.", advice=advice),
        )
    return _Reading(name, index or open_index(), watch).read(text)


class _Reading:
    """The reading of one file; `findings` grows as it goes."""

    def __init__(self, name: str, index: Index, watch: Watch) -> None:
        self.name = name
        self.watch = watch
        self.index = index
        self.findings: list[Finding] = []

    def read(self, text: str) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
        rows: dict[tuple[str, str, str], Row] = {}
        lines = text.count("\n") + 1
        for number, (line, fields) in enumerate(self._records(text)):
            if number % EVERY == 0:
                self.watch(READING, min(line, lines), lines)
            row = self._row(line, fields)
            if row is None:
                continue
            key = (fold(row.name, articles=True), fold(row.parent), row.id)
            if key in rows:
                first = rows[key].where
                self._find(line, "twice", f"“{row.name}” stands already in {first}.", "The first one is used.")
            else:
                rows[key] = row
        self.watch(READING, lines, lines)
        return self._with_parents(list(rows.values())), tuple(self.findings)

    def _records(self, text: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Each record with the number of its last line, as a mapping from column to text."""
        lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            headings = next(lines, [])
            columns = self._columns(headings)
            if "name" not in columns:
                advice = "The columns are: name, other names, lat, lon, parent."
                self._find(1, "heading", "There is no column “name”; no row can be used.", advice)
                return
            for fields in lines:
                if not any(map(str.strip, fields)):
                    continue
                if len(fields) > len(columns):
                    self._find(lines.line_num, "fields", f"{len(fields)} fields for {len(columns)} columns.")
                    continue
                yield (
                    lines.line_num,
                    {column: text.strip() for column, text in zip(columns, fields, strict=False) if column},
                )
        except csv.Error as wrong:
            self._find(lines.line_num, "csv", f"Not readable as CSV from here on ({wrong}).")

    def _columns(self, headings: list[str]) -> list[str]:
        columns = []
        for heading in headings:
            column = COLUMNS.get(heading.replace("_", " ").strip().casefold(), "")
            if column in columns and column:
                self._find(1, "column", f"The column “{heading.strip()}” stands twice; the second is not used.")
                column = ""
            elif not column:
                advice = "The columns are: name, other names, lat, lon, parent, country, precision."
                self._find(1, "column", f"The column “{heading.strip()}” is not known and not used.", advice)
            columns.append(column)
        return columns

    def _row(self, line: int, fields: dict[str, str]) -> Row | None:
        """The row, or None with a finding where it cannot be used."""
        name = fields.get("name", "")
        if not fold(name) or len(name) > LONGEST_NAME:
            self._find(line, "name", "The name is missing." if not name else f"“{name[:40]}” is not a name.")
            return None
        latitude = self._degrees(line, "lat", fields.get("latitude", ""), 90)
        longitude = self._degrees(line, "lon", fields.get("longitude", ""), 180)
        parent = fields.get("parent", "")
        if not latitude or not longitude:
            return None
        if (latitude[0] is None) != (longitude[0] is None) or (latitude[0] is None and not parent):
            self._find(
                line, "coordinates", f"“{name}” has no coordinates and no parent that could stand for them."
            )
            return None
        return Row(
            where=f"{self.name}:{line}",
            name=name,
            others=tuple(
                other.strip() for other in fields.get("others", "").replace("|", ";").split(";") if fold(other)
            ),
            latitude=latitude[0],
            longitude=longitude[0],
            parent=parent,
            country=self._country(line, fields.get("country", "")),
            precision=self._precision(line, fields.get("precision", "")),
            population=int(people) if (people := fields.get("population", "")).isdecimal() else 0,
            id=fields.get("id", ""),
        )

    def _degrees(self, line: int, column: str, text: str, most: int) -> tuple[float | None] | None:
        """The degrees (None for an empty field), or None with a finding where they are none."""
        if not text:
            return (None,)
        try:
            degrees = float(text)
        except ValueError:
            self._find(line, "coordinates", f"{column} “{text[:40]}” is not a number of degrees.", "Write 36.335.")
            return None
        if not math.isfinite(degrees) or abs(degrees) > most:
            self._find(line, "coordinates", f"{column} {text[:40]} is outside -{most} to {most}.")
            return None
        return (degrees,)

    def _country(self, line: int, text: str) -> str:
        if text.upper() in self.index.countries or not text:
            return text.upper()
        code = code_of(text, self.index.country_names)
        if not code:
            self._find(
                line, "country", f"No country is called “{text[:40]}”.", "Write an ISO 3166 code, such as IQ."
            )
        return code

    def _precision(self, line: int, text: str) -> WherePrecision:
        words = {precision.name.casefold().replace("_", " "): precision for precision in WherePrecision}
        words |= {str(precision.value): precision for precision in WherePrecision}
        found = words.get(text.casefold().replace("_", " "), None if text else WherePrecision.EXACT)
        if found is None:
            self._find(line, "precision", f"Precision “{text[:40]}” is not known.", "Write 1 to 7, or exact.")
        return found or WherePrecision.EXACT

    def _with_parents(self, rows: list[Row]) -> tuple[Row, ...]:
        """The rows whose parents can be found; one without coordinates of its own is lost with its parent."""
        some = any(row.parent for row in rows)
        listed = {
            fold(name, articles=loose)
            for row in (rows if some else ())
            for name in (row.name, *row.others)
            for loose in (False, True)
        }
        divisions = Divisions(self.index)
        kept = []
        for row in rows:
            line = int(row.where.rpartition(":")[2])
            known = (
                not row.parent
                or fold(row.parent) in listed
                or bool(code_of(row.parent, self.index.country_names))
                or bool(divisions.named(row.parent))
                or bool(self.index.named(row.parent))
            )
            if not known:
                self._find(line, "parent", f"No place is called “{row.parent[:40]}”, the parent of “{row.name}”.")
            if known or row.latitude is not None:
                kept.append(row)
        return tuple(kept)

    def _find(self, line: int, code: str, message: str, advice: str = "") -> None:
        self.findings.append(
            Finding(code=f"gazetteer.{code}", where=f"{self.name}:{line}", message=message, advice=advice)
        )
