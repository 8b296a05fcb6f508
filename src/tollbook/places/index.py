"""The compiled index of the world's places: opened in a blink, searched where it lies."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tollbook.places.compile import FORMAT, LOOSE, SHORTEST_SKELETON, key, skeleton_key
from tollbook.places.countries import formal_names
from tollbook.places.names import fold, skeleton
from tollbook.places.packed import open_packed
from tollbook.places.place import Hit, Place

MOST_NAMESAKES = 200
"""Of one name, so many places are looked at, the most populous first ("San José" has more)."""


class Index:
    """The places of one compiled file (places/compile.py), read from it as they are asked for.

    Raises Refusal where the file is not an index of this version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        header, self._arrays = open_packed(path, FORMAT)
        self._keys: npt.NDArray[np.uint64] = self._arrays["key"]
        self._places: npt.NDArray[np.uint32] = self._arrays["place"]
        self.divisions: list[str] = header["divisions"]
        self.states: dict[str, str] = header["states"]
        self.countries: dict[str, tuple[int, str, int]] = {
            code: (number, name, people) for code, (number, name, people) in header["countries"].items()
        }

    def __len__(self) -> int:
        return len(self._arrays["id"])

    def named(self, name: str) -> tuple[Hit, ...]:
        """The places called `name` in any script, the most populous first; with its article before without."""
        tight, loose = fold(name, articles=True), fold(name)
        hits = dict(self._posted(key(tight)))
        for number, _ in self._posted(key(loose)) if loose != tight else ():
            hits.setdefault(number, True)
        return tuple(Hit(place=self.place(number), loose=flag) for number, flag in hits.items())

    def sounding(self, name: str) -> tuple[Hit, ...]:
        """The places whose names have the consonants of `name`, the most populous first; none if they are few."""
        bones = skeleton(fold(name))
        if len(bones) < SHORTEST_SKELETON:
            return ()
        found = self._posted(skeleton_key(bones))
        return tuple(Hit(place=self.place(number), loose=True, by_sound=True) for number, _ in found)

    def _posted(self, wanted: int) -> Iterator[tuple[int, bool]]:
        """The postings of a key: number of the place, and whether the name is its own only without article."""
        sought = np.uint64(wanted)
        start = int(np.searchsorted(self._keys, sought))
        for at in range(start, min(start + MOST_NAMESAKES, len(self._keys))):
            if self._keys[at] != sought:
                return
            posting = self._places[at]
            yield int(posting & ~LOOSE), bool(posting & LOOSE)

    @lru_cache(maxsize=20_000)  # noqa: B019  an index lives as long as the process
    def place(self, number: int) -> Place:
        """The place of that number, from 0, the most populous first."""
        arrays = self._arrays
        end = int(arrays["end"][number])
        start = int(arrays["end"][number - 1]) if number else 0
        division = self.divisions[int(arrays["division"][number])]
        return Place(
            id=f"geonames:{int(arrays['id'][number])}",
            name=arrays["names"][start:end].tobytes().decode(),
            country=division.partition(".")[0],
            division=division if not division.endswith((".", ".00")) else "",
            latitude=int(arrays["latitude"][number]) / 1e5,
            longitude=int(arrays["longitude"][number]) / 1e5,
            population=int(arrays["population"][number]),
        )

    @cached_property
    def country_names(self) -> dict[str, str]:
        """The ISO code of each country by its folded name (places/countries.py has more names)."""
        return formal_names(self.countries)

    @cached_property
    def seats(self) -> dict[str, int]:
        """The number of the most populous place of each first-order division, by the division's code."""
        _, first = np.unique(self._arrays["division"], return_index=True)
        return {self.divisions[int(self._arrays["division"][number])]: int(number) for number in first}

    def nearest(self, latitude: float, longitude: float, degrees: float = 0.5) -> Place | None:
        """The place nearest to a point, None if there is none within `degrees` of latitude."""
        by_latitude: npt.NDArray[np.uint32] = self._arrays["by_latitude"]
        edges = np.array([(latitude - degrees) * 1e5, (latitude + degrees) * 1e5], self._latitudes.dtype)
        low, high = np.searchsorted(self._latitudes, edges)
        band = by_latitude[low:high]
        if not len(band):
            return None
        north = (self._arrays["latitude"][band] / 1e5 - latitude).astype(np.float64)
        east = (self._arrays["longitude"][band] / 1e5 - longitude + 180) % 360 - 180
        apart = north**2 + (east * np.cos(np.radians(latitude))) ** 2
        best = int(np.argmin(apart))
        return self.place(int(band[best])) if apart[best] <= degrees**2 else None

    def largest(self, south: float, west: float, north: float, east: float, most: int) -> tuple[Place, ...]:
        """The most populous places, at most `most`, between these degrees, the largest first.

        `west` above `east` is a box across the meridian of 180 degrees.
        """
        edges = np.array([south * 1e5, north * 1e5], self._latitudes.dtype)
        low, high = np.searchsorted(self._latitudes, edges)
        band: npt.NDArray[np.uint32] = self._arrays["by_latitude"][low:high]
        wide = (east - west) % 360 or 360
        inside = (self._arrays["longitude"][band] / 1e5 - west) % 360 <= wide
        return tuple(self.place(number) for number in np.sort(band[inside])[:most].tolist())

    @cached_property
    def _latitudes(self) -> npt.NDArray[Any]:
        ordered: npt.NDArray[Any] = self._arrays["latitude"][self._arrays["by_latitude"]]
        return ordered
