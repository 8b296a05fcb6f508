"""A recorder's own places compiled: their rows and the names they are filed under, searched where they lie."""

from __future__ import annotations

import io
import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from tollbook.model.progress import Watch, unwatched
from tollbook.model.vocabulary import WherePrecision
from tollbook.places.compile import LOOSE, key
from tollbook.places.names import fold
from tollbook.places.own import Row
from tollbook.places.packed import Arrays, open_packed, pack, unpack
from tollbook.places.vocabulary import direction

FORMAT: Final = "own 1"
"""The version of the arrays."""
EVERY: Final = 5_000
COMPILING: Final = "compiling places (once)"
"""What whoever waits is told, every so many rows."""
_TEXTS: Final = ("name", "parent", "slug")


class OwnIndex:
    """The places of one gazetteer of the recorder's, numbered as in its file."""

    def __init__(self, header: dict[str, Any], arrays: dict[str, npt.NDArray[Any]]) -> None:
        self._countries: list[str] = header["countries"]
        self._arrays = arrays
        self.row = lru_cache(maxsize=20_000)(self._row)

    @classmethod
    def open(cls, path: Path) -> OwnIndex:
        """The index in a file that `write_packed` wrote. Raises Refusal where it is none of this version."""
        return cls(*open_packed(path, FORMAT))

    @classmethod
    def of(cls, rows: Sequence[Row]) -> OwnIndex:
        """The index of rows in memory, the same as out of a file."""
        stored = io.BytesIO()
        pack(stored.write, *compile_own(rows))
        return cls(*unpack(stored.getvalue(), Path("memory"), FORMAT))

    def __len__(self) -> int:
        return len(self._arrays["latitude"])

    def posted(self, filed: str) -> tuple[tuple[int, bool], ...]:
        """The numbers of the rows filed under a name, and whether it is theirs only without the article."""
        sought = np.uint64(key(filed))
        keys: npt.NDArray[np.uint64] = self._arrays["key"]
        first, last = np.searchsorted(keys, sought, "left"), np.searchsorted(keys, sought, "right")
        found = self._arrays["place"][first:last].tolist()
        return tuple((posting & ~int(LOOSE), bool(posting & int(LOOSE))) for posting in found)

    def slug(self, number: int) -> str:
        """What makes up a row's id, different for every row of the file: its own id or its name, folded."""
        return self._text("slug", number)

    def has_slug(self, slug: str) -> bool:
        """Whether a row is called so."""
        return bool(self.posted(_slug_key(slug)))

    def _row(self, number: int) -> Row:
        arrays = self._arrays
        latitude, longitude = float(arrays["latitude"][number]), float(arrays["longitude"][number])
        return Row(
            where=str(number),
            name=self._text("name", number),
            latitude=None if math.isnan(latitude) else latitude,
            longitude=None if math.isnan(longitude) else longitude,
            parent=self._text("parent", number),
            country=self._countries[int(arrays["country"][number])],
            precision=WherePrecision(int(arrays["precision"][number])),
            population=int(arrays["population"][number]),
        )

    def _text(self, column: str, number: int) -> str:
        ends = self._arrays[f"{column}_end"]
        start = int(ends[number - 1]) if number else 0
        return bytes(self._arrays[column][start : int(ends[number])]).decode()


def compile_own(rows: Sequence[Row], watch: Watch = unwatched) -> tuple[dict[str, Any], Arrays]:
    """The header and the arrays of an index of `rows`, the same for the same rows."""
    keys, postings = array("Q"), array("I")
    texts = {column: bytearray() for column in _TEXTS}
    ends = {column: array("Q") for column in _TEXTS}
    countries: dict[str, int] = {}
    for number, (slug, row) in enumerate(_numbered(rows)):
        if number % EVERY == 0:
            watch(COMPILING, number, len(rows))
        for column, text in zip(_TEXTS, (row.name, row.parent, slug), strict=True):
            texts[column] += text.encode()
            ends[column].append(len(texts[column]))
        for filed, loose in _filed(row):
            keys.append(key(filed))
            postings.append(number | (int(LOOSE) if loose else 0))
        keys.append(key(_slug_key(slug)))
        postings.append(number)
    watch(COMPILING, max(len(rows), 1), max(len(rows), 1))
    codes = [countries.setdefault(row.country, len(countries)) for row in rows]
    arrays: dict[str, npt.NDArray[Any]] = {
        "latitude": np.array([_degrees(row.latitude) for row in rows], np.float64),
        "longitude": np.array([_degrees(row.longitude) for row in rows], np.float64),
        "country": np.array(codes, np.uint16),
        "precision": np.array([int(row.precision) for row in rows], np.uint8),
        "population": np.array([min(row.population, (1 << 32) - 1) for row in rows], np.uint32),
    }
    for column in _TEXTS:
        arrays[column] = np.frombuffer(bytes(texts[column]), np.uint8)
        arrays[f"{column}_end"] = np.array(ends[column], np.uint64)
    filed_under, places = np.array(keys, np.uint64), np.array(postings, np.uint32)
    order = np.lexsort((places & ~LOOSE, filed_under))
    arrays |= {"key": filed_under[order], "place": places[order]}
    return {"format": FORMAT, "countries": list(countries)}, arrays


def filed_as(name: str) -> str:
    """A name as own places are filed: folded, "western" as "west"."""
    return _directed(fold(name, articles=True))


def filed_loosely(name: str) -> str:
    """The same without its articles."""
    return _directed(fold(name))


def _directed(folded: str) -> str:
    return " ".join(direction(word) or word for word in folded.split())


def _filed(row: Row) -> Iterator[tuple[str, bool]]:
    """Each name that a row is filed under, once; with its article before without."""
    names = (row.name, *row.others)
    tight = dict.fromkeys(map(filed_as, names))
    loose = dict.fromkeys(map(filed_loosely, names))
    yield from ((name, False) for name in tight)
    yield from ((name, True) for name in loose if name not in tight)


def _numbered(rows: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    """Each row with its slug: its id or its name, folded, with hyphens; and -2, -3 … for namesakes."""
    taken: set[str] = set()
    counts: dict[str, int] = {}
    for row in rows:
        slug = stem = fold(row.id or row.name, articles=True).replace(" ", "-") or "place"
        while slug in taken:
            counts[stem] = counts.get(stem, 1) + 1
            slug = f"{stem}-{counts[stem]}"
        taken.add(slug)
        yield slug, row


def _slug_key(slug: str) -> str:
    """Never a name: no folded name holds this sign."""
    return f"={slug}"


def _degrees(value: float | None) -> float:
    return math.nan if value is None else value
