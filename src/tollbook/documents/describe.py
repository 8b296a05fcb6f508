"""Describe files by a folder's `sources.csv`: who published what, when and where, as the recorder wrote it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tollbook.documents.clean import clean
from tollbook.documents.decode import decode
from tollbook.documents.read_date import read_date
from tollbook.documents.read_language import read_language
from tollbook.model.document import Origin
from tollbook.model.finding import Finding

COLUMNS: Final = ("file", "publisher", "published", "url", "language", "title")
DELIMITERS: Final = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """One row: what it says of the file that it calls `file` (`origin.name` is empty), and where it stands."""

    file: str
    where: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """The rows of one `sources.csv` that can be used, in its order, and what was wrong with it."""

    rows: tuple[Description, ...] = ()
    findings: tuple[Finding, ...] = ()


def describe(path: Path, name: str) -> Described:
    """Read the `sources.csv` at `path`, which the book calls `name`.

    Columns are separated by commas, semicolons, tabs or bars, whichever gives the most of COLUMNS; their order is
    free, and `file` is the only one that must be there. Any encoding that `decode` knows will do. Findings, each
    at a line: `sources.unreadable`, `sources.column-unknown`, `sources.column-twice`, `sources.column-missing`,
    `sources.row-ragged`, `sources.file-unsaid`, `sources.language-unclear`, those of `read_date`, and those of
    `decode` and `clean` for the whole.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        return Described(
            findings=(_finding("unreadable", name, f"it could not be read ({error.strerror or error})"),)
        )
    decoded = decode(data, name)
    text, replaced = clean(decoded.text, name)
    reading = _Reading(name, [*decoded.findings, *replaced])
    return Described(rows=tuple(reading.rows(text)), findings=tuple(reading.findings))


class _Reading:
    """One `sources.csv` being read; `findings` grows as its rows are read."""

    def __init__(self, name: str, findings: list[Finding]) -> None:
        self.name = name
        self.findings = findings

    def find(self, code: str, line: int, message: str) -> None:
        self.findings.append(_finding(code, f"{self.name}:{line}", message))

    def rows(self, text: str) -> Iterator[Description]:
        delimiter, lines = _delimiter(text)
        numbered = self.cells(text, delimiter, lines)
        header_line, header = next(numbered, (1, []))
        columns = self.columns(header_line, header)
        if "file" not in columns:
            self.find("column-missing", header_line, "there is no column “file”, so no row can be used")
            return
        for line, cells in numbered:
            if len(cells) > len(header) and any(cell for cell in cells[len(header) :]):
                message = f"the row has {len(cells)} cells for {len(header)} columns and is not used"
                self.find("row-ragged", line, message)
                continue
            if len(cells) < len(header):
                self.find("row-ragged", line, f"the row has only {len(cells)} cells for {len(header)} columns")
            said = {column: cells[at] for column, at in columns.items() if at < len(cells)}
            if said.get("file"):
                yield self.description(line, said)
            else:
                self.find("file-unsaid", line, "the row does not say which file it speaks of, and is not used")

    def cells(self, text: str, delimiter: str, skip: int) -> Iterator[tuple[int, list[str]]]:
        """The rows that are not empty, each with the number of its first line."""
        lines = io.StringIO(text, newline="")
        for _ in range(skip):
            lines.readline()
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        last = 0
        while True:
            try:
                cells = [" ".join(cell.split()) for cell in next(reader)]
            except StopIteration:
                return
            except csv.Error as error:
                message = f"from here on it cannot be read as a table ({error}); the rows before are used"
                self.find("unreadable", skip + last + 1, message)
                return
            line, last = skip + last + 1, reader.line_num
            if any(cells):
                yield line, cells

    def columns(self, line: int, header: list[str]) -> dict[str, int]:
        columns: dict[str, int] = {}
        for at, title in enumerate(header):
            column = title.casefold()
            if column in columns:
                self.find("column-twice", line, f"the column “{title}” stands there twice; the first is used")
            elif column in COLUMNS:
                columns[column] = at
            elif column:
                known = ", ".join(COLUMNS)
                self.find(
                    "column-unknown", line, f"the column “{title}” is not known and not used; known are {known}"
                )
        return columns

    def description(self, line: int, said: dict[str, str]) -> Description:
        where = f"{self.name}:{line}"
        language = read_language(said.get("language", ""))
        if said.get("language") and not language:
            message = (
                f"“{said['language']}” is not a language tag such as en or ar; the language counts as not said"
            )
            self.find("language-unclear", line, message)
        published = None
        if said.get("published"):
            read = read_date(said["published"], where=where, language=language)
            if isinstance(read, Finding):
                self.findings.append(read)
            else:
                published = read
        origin = Origin(
            name="",
            publisher=said.get("publisher", ""),
            published=published,
            url=said.get("url", ""),
            language=language,
            title=said.get("title", ""),
        )
        return Description(file=said["file"], where=where, origin=origin)


def _delimiter(text: str) -> tuple[str, int]:
    """What separates the columns, and how many lines come before their titles (Excel's `sep=;`)."""
    first = text.partition("\n")[0]
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], 1
    titles = [(delimiter, next(csv.reader([first], delimiter=delimiter), [])) for delimiter in DELIMITERS]
    known = {delimiter: sum(title.strip().casefold() in COLUMNS for title in row) for delimiter, row in titles}
    return max(DELIMITERS, key=lambda delimiter: known[delimiter]), 0


_ADVICE: Final = {
    "unreadable": "Save the table as CSV in UTF-8 and add the folder again.",
    "column-unknown": "See how its title is written; a column of your own may stay.",
    "column-twice": "Take one of the two out.",
    "column-missing": "Give the column with the names of the files the title “file”.",
    "row-ragged": "Put a cell that holds the separator itself in quotation marks.",
    "file-unsaid": "Write the name of the file in the column “file”.",
    "language-unclear": "Write the language as a tag of two or three letters (en, ar, ckb).",
}


def _finding(code: str, where: str, message: str) -> Finding:
    return Finding(code=f"sources.{code}", where=where, message=message, advice=_ADVICE[code])
