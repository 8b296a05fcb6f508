"""A gazetteer: a recorder's own places first, then the world's, its provinces and its countries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from tollbook.model.vocabulary import WherePrecision
from tollbook.places.cache import open_index
from tollbook.places.countries import code_of
from tollbook.places.divisions import Divisions
from tollbook.places.index import Index
from tollbook.places.own import Row
from tollbook.places.own_index import OwnIndex, filed_as
from tollbook.places.own_places import OwnPlaces
from tollbook.places.place import Hit, Place

_MEMORY = 20_000


class Gazetteer:
    """Looks names up. `own` are the recorder's gazetteers, in the order in which they were added.

    `rows` (those of `read_gazetteer`) come after them, as one more.
    """

    def __init__(
        self, rows: Sequence[Row] = (), index: Index | None = None, *, own: Sequence[OwnIndex] = ()
    ) -> None:
        self.index = index or open_index()
        self.divisions = Divisions(self.index)
        self._own = OwnPlaces([*own, OwnIndex.of(rows)] if rows else own)
        self._own_place = lru_cache(maxsize=_MEMORY)(self._place)
        self.named = lru_cache(maxsize=_MEMORY)(self._named)
        self.sounding = lru_cache(maxsize=_MEMORY)(self.index.sounding)

    def country(self, name: str) -> Place | None:
        """The country called `name`."""
        return self.country_coded(code_of(name, self.index.country_names))

    def country_coded(self, code: str) -> Place | None:
        """The country of that ISO code, without coordinates: a country is not a point."""
        if code not in self.index.countries:
            return None
        number, name, people = self.index.countries[code]
        return Place(
            id=f"geonames:{number}", name=name, country=code, population=people, precision=WherePrecision.COUNTRY
        )

    def _named(self, name: str) -> tuple[Hit, ...]:
        """The towns and villages called `name`: the recorder's own, then the world's, the largest first."""
        return (*self.own(name), *self.index.named(name))

    def own(self, name: str) -> tuple[Hit, ...]:
        """The recorder's own places called `name`."""
        return tuple(Hit(place=self._own_place(number), loose=loose) for number, loose in self._own.named(name))

    def completed(self, place: Place) -> Place:
        """A place of the world with the names of its province and country."""
        return (
            place
            if place.within or place.precision is WherePrecision.COUNTRY
            else replace(place, within=self.containers(place))
        )

    def containers(self, place: Place) -> tuple[str, ...]:
        """The names of the province and the country in which a place lies, as far as they are known."""
        names = [self.divisions.name(place.division)] if place.division else []
        if country := self.country_coded(place.country):
            names.append(country.name)
        return tuple(names)

    def _place(self, number: int) -> Place:
        """A row as a place: what it does not say is taken from its parents, its country from the nearest town."""
        row = self._own.row(number)
        chain, anchor = self._chain(row)
        latitude, longitude = row.latitude, row.longitude
        precision = row.precision
        if latitude is None and anchor is not None:
            latitude, longitude = anchor.latitude, anchor.longitude
            precision = max(precision, WherePrecision.NEAR, anchor.precision)
        country = row.country or (anchor.country if anchor else "")
        division = anchor.division if anchor else ""
        if latitude is not None and longitude is not None and not (country and division):
            near = self.index.nearest(latitude, longitude)
            if near is not None and near.country == (country or near.country):
                country, division = near.country, division or near.division
        place = Place(
            id=f"own:{self._own.slug(number)}",
            name=row.name,
            country=country,
            division=division if precision < WherePrecision.VAGUE else "",
            latitude=latitude,
            longitude=longitude,
            population=row.population,
            precision=precision,
        )
        chained = set(map(filed_as, chain))
        names = [*chain, *(name for name in self.containers(place) if filed_as(name) not in chained)]
        return replace(place, within=tuple(names))

    def _chain(self, row: Row) -> tuple[list[str], Place | None]:
        """The names of the row's parents, smallest first, and the first of them that has coordinates."""
        names: list[str] = []
        anchor: Place | None = None
        seen = {row.where}
        latitude, longitude = row.latitude, row.longitude
        parent = row.parent
        while parent:
            number = self._own.first(parent)
            if number is None:
                place = self._parent(parent, latitude, longitude)
                names.append(place.name if place else parent)
                return names, anchor or place
            above = self._own.row(number)
            if above.where in seen:  # a gazetteer that says that A lies in B and B in A
                return names, anchor
            seen.add(above.where)
            names.append(above.name)
            if anchor is None and above.latitude is not None:
                anchor = Place(
                    id=f"own:{above.where}",
                    name=above.name,
                    country=above.country,
                    latitude=above.latitude,
                    longitude=above.longitude,
                    precision=above.precision,
                )
            latitude = above.latitude if latitude is None else latitude
            longitude = above.longitude if longitude is None else longitude
            parent = above.parent
        return names, anchor

    def _parent(self, name: str, latitude: float | None, longitude: float | None) -> Place | None:
        """The world's place of that name that lies nearest to the point; without a point, the largest."""
        if country := self.country(name):
            return country
        places = [hit.place for hit in self.index.named(name)] or list(self.divisions.named(name))
        if not places or latitude is None or longitude is None:
            return places[0] if places else None

        def far(place: Place) -> tuple[float, str]:
            assert place.latitude is not None and place.longitude is not None
            return (place.latitude - latitude) ** 2 + (place.longitude - longitude) ** 2, place.id

        return min(places, key=far)
