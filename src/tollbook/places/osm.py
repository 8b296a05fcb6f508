"""A CSV made from OpenStreetMap: tags as columns (Overpass, QuickOSM, osmium), with any separator."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Final

from tollbook.model.vocabulary import WherePrecision
from tollbook.places.imported import Entry, Taking, names, people

SEPARATORS: Final = ",;\t|"
ID: Final = ("@id", "osm_id", "full_id", "id")
LATITUDE: Final = ("lat", "@lat", "latitude", "y")
LONGITUDE: Final = ("lon", "@lon", "lng", "longitude", "x")
MARKS: Final = frozenset(("@id", "osm_id", "full_id", "place", "@lat", "@type", "osm_type"))
"""Columns by which a CSV is known to come from OpenStreetMap; so does one such as name:ar."""
OTHER_NAMES: Final = ("alt_name", "old_name", "int_name", "official_name", "loc_name", "short_name")
WIDE: Final = {
    **dict.fromkeys(("state", "province"), WherePrecision.PROVINCE),
    **dict.fromkeys(("county", "district", "region", "municipality"), WherePrecision.DISTRICT),
}
SETTLED: Final = frozenset(
    [
        "city",
        "town",
        "village",
        "hamlet",
        "isolated_dwelling",
        "suburb",
        "quarter",
        "neighbourhood",
        "borough",
        "city_block",
        "locality",
        "farm",
        "allotments",
        "island",
    ]
)


def is_osm(heading: str) -> bool:
    """Whether a first line has a point, a name, and a column that only OpenStreetMap has."""
    columns = set(_columns(heading))
    named = {one for one in columns if one == "name" or one.startswith("name:")}
    marked = columns & MARKS or any(one.startswith("name:") for one in named)
    return bool(named and marked and columns.intersection(LATITUDE) and columns.intersection(LONGITUDE))


def separator(heading: str) -> str:
    """The separator that a heading has most of."""
    return max(SEPARATORS, key=heading.count)


def read_osm(lines: Iterable[str], taking: Taking, *, sites: bool) -> list[Entry]:
    """The rows with a `place` (all, where there is no such column), and `sites` without one if they are wanted."""
    lines = iter(lines)
    heading = next(lines, "")
    columns = _columns(heading)
    rows = csv.reader(lines, delimiter=separator(heading), strict=True)
    taken: list[Entry] = []
    try:
        for row in rows:
            number = rows.line_num + 1
            if not any(map(str.strip, row)):
                continue
            if len(row) != len(columns):
                taking.find(number, "fields", f"{len(row)} fields for {len(columns)} columns.")
            elif entry := _entry(number, dict(zip(columns, map(str.strip, row), strict=True)), taking, sites):
                taken.append(entry)
    except csv.Error as wrong:
        taking.find(rows.line_num + 1, "csv", f"Not readable as CSV from here on ({wrong}).")
    return taken


def _entry(number: int, tags: dict[str, str], taking: Taking, sites: bool) -> Entry | None:
    sort = tags.get("place", "")
    if sort not in SETTLED and sort not in WIDE and "place" in tags and (sort or not sites):
        reason = f"place={sort[:20]}" if sort else "without a place tag (--sites takes them)"
        taking.left_out[reason] += 1
        return None
    spelt = [text for column, text in tags.items() if column.startswith("name:") and text]
    name = tags.get("name") or tags.get("name:en") or next(iter(spelt), "")
    if not name:
        taking.left_out["without a name"] += 1
        return None
    id_ = f"{tags.get('@type') or tags.get('osm_type') or ''}{_first(tags, ID)}"
    point = taking.point(number, name, id_, _first(tags, LATITUDE), _first(tags, LONGITUDE))
    if point is None:
        return None
    others = [one for column in OTHER_NAMES for one in tags.get(column, "").split(";")]
    return Entry(
        id=f"osm:{id_}" if id_ else f"osm:line-{number}",
        name=name,
        others=names(name, (one for text in [*spelt, *others] for one in text.replace("|", ";").split(";"))),
        latitude=point[0],
        longitude=point[1],
        precision=WIDE.get(sort, WherePrecision.EXACT),
        population=people(tags.get("population", "")) if sort not in WIDE else 0,
    )


def _columns(heading: str) -> list[str]:
    heading = heading.lstrip("\ufeff").rstrip("\r\n")
    try:
        fields = next(csv.reader([heading], delimiter=separator(heading)), [])
    except csv.Error:
        return []
    return [one.strip().casefold() for one in fields]


def _first(tags: dict[str, str], columns: Iterable[str]) -> str:
    return next((tags[one] for one in columns if tags.get(one)), "")
