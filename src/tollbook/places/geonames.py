"""A GeoNames country file: 19 columns apart by tabs (https://download.geonames.org/export/dump/readme.txt)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from tollbook.model.vocabulary import WherePrecision
from tollbook.places.imported import Entry, Taking, names, people

COLUMNS: Final = 19
SITES: Final = frozenset(
    (
        *("HSP", "HSPC", "CTRM", "SCH", "SCHC", "UNIV", "MSQE", "CH", "MKT", "CMTY"),
        *("AIRP", "AIRB", "AIRF", "INSM", "PRN", "BDG", "PS", "RSTN", "CVNT"),
    )
)
"""Feature codes that reports name as places struck: hospitals, schools, mosques, bridges, camps …"""
GONE: Final = frozenset(["PPLH", "PPLQ", "PPLCH", "ADM1H", "ADM2H", "ADM3H", "ADM4H", "ADMDH"])
"""Places that are no more: most are old names of places that stand in the file under their new ones."""
LEVELS: Final = {"ADM1": WherePrecision.PROVINCE}


def is_geonames(sniffed: str) -> bool:
    """Whether among the first lines there is one of 19 columns that begins with a number."""
    rows = [line.split("\t") for line in sniffed.splitlines()[:50]]
    return any(len(row) == COLUMNS and row[0].lstrip("\ufeff").isdecimal() for row in rows)


def read_geonames(lines: Iterable[str], taking: Taking, *, sites: bool) -> list[Entry]:
    """The places of the file: P, A below the country, and `sites` of S if they are wanted."""
    taken: list[tuple[Entry, tuple[str, str, str]]] = []
    areas: dict[tuple[str, str, str], str] = {}
    for number, line in enumerate(lines, start=1):
        row = line.rstrip("\r\n").split("\t")
        if row == [""]:
            continue
        if len(row) != COLUMNS:
            taking.find(number, "fields", f"{len(row)} columns where GeoNames has {COLUMNS}.")
            continue
        sort, code = row[6], row[7]
        if reason := _unwanted(sort, code, sites):
            taking.left_out[reason] += 1
            continue
        name = row[1].strip()
        point = taking.point(number, name, row[0], row[4], row[5])
        if point is None:
            continue
        codes = (row[8], row[10], row[11])
        if code in ("ADM1", "ADM2"):
            codes = codes if code == "ADM2" else (*codes[:2], "")
            areas.setdefault(codes, name)
            codes = (*codes[:2], "") if code == "ADM2" else ("", "", "")
        entry = Entry(
            id=f"geonames:{row[0]}",
            name=name,
            others=names(name, iter([row[2], *row[3].split(",")])),
            latitude=point[0],
            longitude=point[1],
            country=row[8].upper(),
            precision=LEVELS.get(code, WherePrecision.DISTRICT) if sort == "A" else WherePrecision.EXACT,
            population=people(row[14]) if sort == "P" else 0,
        )
        taken.append((entry, codes))
    return [replace(entry, parent=_parent(entry, codes, areas)) for entry, codes in taken]


def _unwanted(sort: str, code: str, sites: bool) -> str:
    """Why a row is no place for the book, "" if it is one."""
    if code in GONE:
        return "places that are no more"
    if sort == "P" or (sort == "A" and code.startswith("ADM")):
        return ""
    if sort == "S" and code in SITES:
        return "" if sites else "hospitals, schools and the like (--sites takes them)"
    return "hills, rivers, roads and the like"


def _parent(entry: Entry, codes: tuple[str, str, str], areas: dict[tuple[str, str, str], str]) -> str:
    """The smallest area of the file that its admin codes name, if there is one."""
    country, first, second = codes
    found = (second and areas.get(codes)) or (first and areas.get((country, first, "")))
    return found if found and found != entry.name else ""
