"""A place of a gazetteer, before any text has named it."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.model.vocabulary import WherePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place: of the world ("geonames:99072"), or of a recorder's own gazetteer ("own:al-jadida").

    `country` is an ISO 3166 alpha-2 code, `division` the GeoNames code of the first-order division ("IQ.15");
    either is empty where unknown. `within` names what contains the place, smallest first. Coordinates are
    degrees (WGS 84), None for a recorder's place given by its parent alone, and for countries.
    """

    id: str
    name: str
    country: str = ""
    division: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    precision: WherePrecision = WherePrecision.EXACT
    within: tuple[str, ...] = ()

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, if there are any."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    @property
    def own(self) -> bool:
        """Whether it comes from a recorder's own gazetteer."""
        return self.id.startswith("own:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place that a name may stand for. `loose`: only with the article left out, or by the consonants."""

    place: Place
    loose: bool = False
    by_sound: bool = False
