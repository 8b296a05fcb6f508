"""Take in a gazetteer of another make: recognise it by its content, and write its places as a CSV of our own."""

from __future__ import annotations

import csv
import io
import math
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from tollbook.model.finding import Finding, Refusal
from tollbook.model.progress import Watch, unwatched
from tollbook.model.vocabulary import WherePrecision
from tollbook.places.names import fold
from tollbook.places.own import EVERY, LONGEST_NAME, READING

HEADINGS: Final = ("id", "name", "other names", "lat", "lon", "parent", "country", "precision", "population")
SNIFFED: Final = 1 << 16
MOST_BYTES: Final = 4 << 30
"""A member of a zip that unpacks to more is refused: the largest country of GeoNames is a tenth of it."""
MOST_FINDINGS: Final = 100
"""So many findings of one kind are told one by one; the others are counted."""
DAMAGED: Final = (zipfile.BadZipFile, EOFError, zlib.error)
"""What reading a zip raises where its bytes are wrong; nothing else does."""
ADVICE: Final = "Download it again, or unpack it and add the text file."


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a gazetteer: what it is, how many places were taken, and why others were not.

    `known`: the book had it already. `entry` is the number of the entry that added it, None where none did.
    """

    made: str
    places: int
    left_out: dict[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    known: bool = False
    entry: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place of a file of another make, checked."""

    id: str
    name: str
    others: tuple[str, ...]
    latitude: float
    longitude: float
    parent: str = ""
    country: str = ""
    precision: WherePrecision = WherePrecision.EXACT
    population: int = 0


class Taking:
    """The taking in of one file: what is wrong with its rows and what is left out, counted as it goes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.left_out: Counter[str] = Counter()
        self._findings: list[Finding] = []
        self._found: Counter[str] = Counter()
        self._seen: dict[tuple[object, ...], int] = {}

    def find(self, line: int, code: str, message: str, advice: str = "") -> None:
        """A row that cannot be used, and why."""
        self._found[code] += 1
        self.left_out["faulty, see the findings"] += 1
        if self._found[code] <= MOST_FINDINGS:
            where = f"{self.name}:{line}"
            self._findings.append(Finding(code=f"gazetteer.{code}", where=where, message=message, advice=advice))

    def findings(self) -> tuple[Finding, ...]:
        """The findings, the last of each frequent kind a count of those not told."""
        more = [
            Finding(
                code=f"gazetteer.{code}",
                where=self.name,
                message=f"{count - MOST_FINDINGS:,} more rows like these.",
            )
            for code, count in sorted(self._found.items())
            if count > MOST_FINDINGS
        ]
        return (*self._findings, *more)

    def point(self, line: int, name: str, id_: str, lat: str, lon: str) -> tuple[float, float] | None:
        """The coordinates of a row that is good and new, else None with a finding."""
        if any("\udc80" <= letter <= "\udcff" for letter in name):
            self.find(line, "encoding", "Not UTF-8.")
            return None
        if not fold(name) or len(name) > LONGEST_NAME:
            self.find(line, "name", f"“{name[:40]}” is not a name." if name else "The name is missing.")
            return None
        try:
            latitude, longitude = float(lat), float(lon)
        except ValueError:
            latitude = longitude = math.nan
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            self.find(line, "coordinates", f"“{lat[:20]}, {lon[:20]}” are no coordinates in degrees.")
            return None
        for key in ((id_,) if id_ else (), (fold(name, articles=True), round(latitude, 4), round(longitude, 4))):
            if key and self._seen.setdefault(key, line) != line:
                first = f"{self.name}:{self._seen[key]}"
                self.find(line, "twice", f"“{name}” stands already in {first}.", "The first one is used.")
                return None
        return latitude, longitude


def names(name: str, others: Iterator[str]) -> tuple[str, ...]:
    """The other names, each once; codes such as "EBL", links and what would break the list are left out."""
    kept: dict[str, None] = {}
    for other in others:
        word = other.strip()
        code = word.isascii() and word.isupper() and len(word) <= 4
        broken = "://" in word or len(word) > LONGEST_NAME or any("\udc80" <= one <= "\udcff" for one in word)
        if word != name and not code and not broken and fold(word):
            kept[word] = None
    return tuple(kept)


def people(text: str) -> int:
    """A population, 0 where none can be told."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 11 else 0


def written(entries: list[Entry]) -> bytes:
    """The places as a CSV of our own, wide areas first: what the book keeps."""
    out = io.StringIO(newline="")
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(HEADINGS)
    for one in sorted(entries, key=lambda one: -one.precision):
        others = "; ".join(one.others)
        lines.writerow(
            (
                one.id,
                one.name,
                others,
                one.latitude,
                one.longitude,
                one.parent,
                one.country,
                int(one.precision),
                one.population or "",
            )
        )
    return out.getvalue().encode()


@contextmanager
def opened(path: Path) -> Iterator[tuple[IO[bytes], int]]:
    """The text file, or the one in a zip, with its size. Raises Refusal where there is none that can be read."""
    with ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("rb"))
            is_zip = file.read(4)[:2] == b"PK"
            file.seek(0)
            yield _member(file, path, stack) if is_zip else (file, path.stat().st_size)
        except OSError as error:
            if error.filename not in (None, str(path)):  # of another file; an error in reading names none
                raise
            raise Refusal(f"the gazetteer {path} cannot be read: {error.strerror or error}", ADVICE) from error
        except DAMAGED as error:
            raise Refusal(f"the zip {path} is damaged: {error}", ADVICE) from error


def _member(file: IO[bytes], path: Path, stack: ExitStack) -> tuple[IO[bytes], int]:
    """The one text file in a zip, open, with the size that it unpacks to."""
    zipped = stack.enter_context(zipfile.ZipFile(file))
    inside = [
        one
        for one in zipped.infolist()
        if one.filename.lower().endswith((".txt", ".csv", ".tsv"))
        and not one.filename.lower().endswith("readme.txt")
    ]
    if len(inside) != 1 or inside[0].file_size > MOST_BYTES:
        raise Refusal(f"the zip {path} does not hold one text file of places", ADVICE)
    try:
        return stack.enter_context(zipped.open(inside[0])), inside[0].file_size
    except RuntimeError as error:  # locked by a password, or packed in a way that Python cannot unpack
        raise Refusal(f"the zip {path} cannot be unpacked: {error}", ADVICE) from error


def lines_of(file: IO[bytes], size: int, watch: Watch = unwatched) -> Iterator[str]:
    """The lines as text, with progress; bytes that are no UTF-8 come through as lone surrogates."""
    done = 0
    for number, line in enumerate(file):
        if number % EVERY == 0:
            watch(READING, done, max(size, 1))
        done += len(line)
        yield line.decode("utf-8-sig" if not number else "utf-8", "surrogateescape")
    watch(READING, max(size, 1), max(size, 1))
