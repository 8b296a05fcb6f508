"""Tellings as lines of JSON: written as they come in, and read one by one when they are asked for."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, overload

from tollbook.incidents.reports.chances import OPEN, Chances
from tollbook.incidents.reports.index import Terms
from tollbook.incidents.reports.shown import Shown
from tollbook.incidents.spot import NOWHERE, Spot
from tollbook.incidents.telling import Telling
from tollbook.model.place import Location
from tollbook.model.vocabulary import Age, Cause, Harm, Sex, WherePrecision


class Tellings(Sequence[Telling]):
    """Tellings by id: those in `text`, of which `ends` says where each line ends, and those that were added."""

    def __init__(self, text: bytes = b"", ends: Sequence[int] = ()) -> None:
        self._text, self._ends = memoryview(text), ends
        self._read: dict[int, Telling] = {}
        self._new: list[Telling] = []

    def __len__(self) -> int:
        return len(self._ends) + len(self._new)

    @overload
    def __getitem__(self, at: int) -> Telling: ...
    @overload
    def __getitem__(self, at: slice) -> list[Telling]: ...
    def __getitem__(self, at: int | slice) -> Telling | list[Telling]:
        """A telling; it is read once."""
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        if at >= len(self._ends):
            return self._new[at - len(self._ends)]
        if at not in self._read:
            self._read[at] = from_line(self.line(at))
        return self._read[at]

    def line(self, at: int) -> bytes:
        """A telling as it is written."""
        if at >= len(self._ends):
            return to_line(self._new[at - len(self._ends)])
        return bytes(self._text[self._ends[at - 1] if at else 0 : self._ends[at]])

    def add(self, tellings: Sequence[Telling]) -> None:
        """Take tellings in, under the ids that follow."""
        self._new += tellings

    def write(self, path: Path) -> list[int]:
        """Write those that were added behind those in the file at `path`; returns where each line ends."""
        ends = list(self._ends)
        with path.open("r+b" if path.exists() else "w+b") as file:
            at = file.truncate(ends[-1] if ends else 0)  # what a cut-off writing left behind
            file.seek(at)
            for one in self._new:
                at += file.write(to_line(one))
                ends.append(at)
        return ends


def to_line(one: Telling) -> bytes:
    """A telling as a line; the same for tellings that are the same."""
    shown = one.shown
    told = [one.doc, one.claims, one.lead, one.start, one.end, one.first, one.last, one.published]
    spot = None if one.spot is NOWHERE else _spot_line(one.spot)
    totals = [[harm, *bounds] for harm, bounds in one.totals.items()]
    data = [
        [*told, one.number, one.main],
        [spot, one.cause, one.actor, totals, one.numbers, one.breakdowns],
        None if shown is None else [hex(shown.days), chances_line(shown.chances), *_terms(shown.terms)],
    ]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _terms(terms: Terms) -> list[Any]:
    numbers = [list(one) for one in (terms.names, terms.lead, terms.words, terms.place)]
    return [*numbers, terms.names_length, terms.words_length]


@lru_cache(maxsize=100_000)
def _spot_line(spot: Spot) -> str:
    at = spot.location
    location = [at.written, at.name, at.id, at.country, at.latitude, at.longitude, at.precision, at.within]
    own = [spot.key, spot.name, sorted(spot.pieces), spot.vagueness, spot.specific, spot.heard]
    return json.dumps([*own, location], ensure_ascii=False)


def from_line(line: bytes) -> Telling:
    """The telling of a line. Raises ValueError where it holds none."""
    told, said, shown = json.loads(line)
    doc, claims, lead, start, end, first, last, published, number, main = told
    spot, cause, actor, totals, numbers, breakdowns = said
    return Telling(
        doc=doc,
        claims=tuple(claims),
        lead=lead,
        start=start,
        end=end,
        first=first,
        last=last,
        published=published,
        spot=NOWHERE if spot is None else _spot(spot),
        cause=Cause(cause),
        actor=actor,
        totals={Harm(harm): (low, high) for harm, low, high in totals},
        numbers=tuple((Harm(harm), count) for harm, count in numbers),
        breakdowns=tuple((Harm(harm), Age(age), Sex(sex), count) for harm, age, sex, count in breakdowns),
        shown=None if shown is None else _shown(*shown),
        number=number,
        main=main,
    )


def chances_line(found: Chances) -> list[Any]:
    """Chances as plain data."""
    return [found.rest, [[added, hex(days)] for added, days in found.levels]]


def to_chances(rest: float, levels: Sequence[tuple[float, str]]) -> Chances:
    """The chances of plain data."""
    found = Chances(rest, tuple((added, int(days, 16)) for added, days in levels))
    return OPEN if found == OPEN else found


def _shown(days: str, chances: Sequence[Any], *terms: Any) -> Shown:
    *numbers, names_length, words_length = terms
    names, lead, words, place = (array("q", one) for one in numbers)
    return Shown(int(days, 16), Terms(names, lead, words, place, names_length, words_length), to_chances(*chances))


@lru_cache(maxsize=100_000)  # each spot once: they are compared by what they are
def _spot(line: str) -> Spot:
    key, name, pieces, vagueness, specific, heard, location = json.loads(line)
    written, called, id_, country, latitude, longitude, precision, within = location
    return Spot(
        key=key,
        location=Location(
            written=written,
            name=called,
            id=id_,
            country=country,
            latitude=latitude,
            longitude=longitude,
            precision=None if precision is None else WherePrecision(precision),
            within=tuple(within),
        ),
        name=name,
        pieces=frozenset(pieces),
        vagueness=vagueness,
        specific=specific,
        heard=heard,
    )
