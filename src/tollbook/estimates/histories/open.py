"""How a CSV file is written: its letters, and what stands between its columns."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tollbook.estimates.histories.wrong import Wrong
from tollbook.model.finding import Refusal
from tollbook.model.progress import Watch, unwatched

CHUNK: Final = 1 << 20
TOLD_EVERY: Final = 1 << 16
BETWEEN: Final = ",;\t|"
MARKS_OF_ORDER: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
FALLBACK: Final = "cp1252"


@dataclass(frozen=True, slots=True)
class Written:
    """A CSV file: where it is, its encoding, what stands between its columns, and its first line of names."""

    path: Path
    encoding: str
    between: str
    header: tuple[str, ...]

    @contextmanager
    def rows(self, watch: Watch = unwatched) -> Iterator[Iterator[tuple[int, list[str]]]]:
        """Every row under the header with its line, blank ones left out; told to `watch` by bytes.

        Raises Refusal at a row that cannot be taken apart.
        """
        with self.path.open("rb") as file, _text(file, self.encoding) as text:
            yield self._told(self.all_rows(text), file, watch)

    def _told(
        self, rows: Iterator[tuple[int, list[str]]], file: io.BufferedReader, watch: Watch
    ) -> Iterator[tuple[int, list[str]]]:
        size = self.path.stat().st_size
        next(rows)  # the header
        for number, row in enumerate(rows):
            if number % TOLD_EVERY == 0:
                watch("reading the lists", file.tell(), size)
            yield row
        watch("reading the lists", size, size)

    def all_rows(self, text: io.TextIOBase) -> Iterator[tuple[int, list[str]]]:
        """The rows of `text`, the header first, each with its line."""
        reader = csv.reader(text, delimiter=self.between, skipinitialspace=True)
        try:
            for row in reader:
                if any(row) and not _says_what_is_between(self.between.join(row)):
                    yield reader.line_num, row
        except csv.Error as wrong:
            raise Refusal(
                f"{self.path.name}:{reader.line_num}: the row cannot be taken apart ({wrong})",
                "See whether a quotation mark is open there.",
            ) from wrong


def written(path: Path, wrong: Wrong) -> Written:
    """How the CSV file at `path` is written. Raises Refusal where it is none, cannot be read, or holds nothing."""
    try:
        with path.open("rb") as file:
            encoding = _encoding(file, path, wrong)
        with path.open("rb") as file, _text(file, encoding) as text:
            between = _between(text, path)
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror}", "See how its name is written.") from error
    nameless = Written(path, encoding, between, ())
    with path.open("rb") as file, _text(file, encoding) as text:
        header = next(row for _, row in nameless.all_rows(text))
    return Written(path, encoding, between, tuple(name.strip() for name in header))


def _text(file: io.BufferedReader, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")


def _encoding(file: io.BufferedReader, path: Path, wrong: Wrong) -> str:
    start = file.peek(4)
    for mark, encoding in MARKS_OF_ORDER.items():
        if start.startswith(mark):
            return encoding
    if start.startswith(b"PK\x03\x04"):
        raise Refusal(f"{path.name} is a spreadsheet, not a CSV file", "Save it as CSV (UTF-8), and give that.")
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(CHUNK):
            if b"\0" in chunk:
                raise Refusal(f"{path.name} is no text", "Give a CSV file.")
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        wrong.of_all(
            "lists.encoding",
            "the file is not in UTF-8; it was read as Windows-1252, so letters in names may be wrong",
            "Save it as CSV (UTF-8).",
        )
        return FALLBACK
    return "utf-8"


def _between(text: io.TextIOBase, path: Path) -> str:
    """What spreadsheets say in a line like "sep=;", else of all signs the one that makes most columns."""
    first = next((line.rstrip("\r\n") for line in text if line.strip(BETWEEN + ' "\r\n')), "")
    if not first:
        raise Refusal(f"{path.name} holds nothing", "Give a CSV file with a first line that names its columns.")
    if _says_what_is_between(first):
        return first[4]
    return max(BETWEEN, key=lambda sign: len(next(csv.reader([first], delimiter=sign))))


def _says_what_is_between(line: str) -> bool:
    return len(line) == 5 and line.casefold().startswith("sep=") and line[4] in BETWEEN
