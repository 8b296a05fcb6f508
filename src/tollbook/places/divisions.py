"""First-order divisions (provinces, governorates, oblasts): their names, and where they lie."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from tollbook.model.vocabulary import WherePrecision
from tollbook.places.index import Index
from tollbook.places.names import fold
from tollbook.places.place import Place


class Divisions:
    """The divisions of an index, by GeoNames code ("IQ.15") and by name."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._names = _listed() | {code: (name,) for code, name in index.states.items()}
        self._codes: dict[str, list[str]] = {}
        for code, names in sorted(self._names.items()):
            for folded in sorted({fold(name) for name in names} | {fold(name, articles=True) for name in names}):
                self._codes.setdefault(folded, []).append(code)

    def named(self, name: str) -> tuple[Place, ...]:
        """The divisions called `name` in divisions.toml (or in the United States)."""
        return tuple(filter(None, map(self.place, self._codes.get(fold(name), ()))))

    def name(self, code: str) -> str:
        """The name of a division; one that has none here is called after its most populous place."""
        if names := self._names.get(code):
            return names[0]
        seat = self.index.seats.get(code)
        return f"province of {self.index.place(seat).name}" if seat is not None else ""

    def seat(self, town: Place) -> bool:
        """Whether a town of the world is the most populous place of its division."""
        number = self.index.seats.get(town.division)
        return number is not None and self.index.place(number).id == town.id

    def place(self, code: str) -> Place | None:
        """The division as a place: the coordinates are those of its most populous place. None if there is none."""
        seat = self.index.seats.get(code)
        if seat is None or not code or code.endswith((".", ".00")):
            return None
        town = self.index.place(seat)
        country = code.partition(".")[0]
        return Place(
            id=f"geonames:{code}",
            name=self.name(code),
            country=country,
            division=code,
            latitude=town.latitude,
            longitude=town.longitude,
            population=town.population,
            precision=WherePrecision.PROVINCE,
            within=(self.index.countries[country][1],) if country in self.index.countries else (),
        )


@cache
def _listed() -> dict[str, tuple[str, ...]]:
    """Names by code, from divisions.toml."""
    data = tomllib.loads(files(__package__).joinpath("divisions.toml").read_text(encoding="utf-8"))
    return {f"{country}.{code}": tuple(names) for country, all_ in data.items() for code, names in all_.items()}
