"""Choose one place for each name of a phrase, the containing ones first; and say in words why the others lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.model.place import Candidate
from tollbook.model.vocabulary import WherePrecision
from tollbook.places.distance import great_circle_km
from tollbook.places.gazetteer import Gazetteer
from tollbook.places.names import fold
from tollbook.places.namesakes import Evidence, Option, believable, ranked, voter
from tollbook.places.phrase import Phrase, Piece
from tollbook.places.place import Place
from tollbook.places.vocabulary import Sort

MOST_LOST = 5
"""So many of the places that were not chosen are kept with the location."""
AREA_KM, AROUND_KM = 30.0, 80.0
"""How far from a town's centre its quarters lie at most; how far a place may lie that is given by a town."""
_OF_A_TOWN = frozenset({Sort.AREA, Sort.DISTRICT, Sort.FACILITY})


@dataclass(frozen=True, slots=True)
class Found:
    """A piece with the place chosen for it (None: no gazetteer has one that fits) and those that lost.

    `why` says in words what decided.
    """

    piece: Piece
    place: Place | None
    whole: bool = False
    why: str = ""
    lost: tuple[Candidate, ...] = ()


def chosen(
    phrase: Phrase, evidence: Evidence, gazetteer: Gazetteer
) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """The heads of a phrase (more than one for "Aleppo and Idlib") and what contains them, smallest first."""
    heads = 1
    while heads < len(phrase.pieces) and phrase.pieces[heads].beside:
        heads += 1
    above: tuple[Found, ...] = ()
    for piece in reversed(phrase.pieces[heads:]):
        above = (_Choice(piece, above, evidence, gazetteer).made(), *above)
    return tuple(_Choice(piece, above, evidence, gazetteer).made() for piece in phrase.pieces[:heads]), above


class _Choice:
    """The choice of one place for a piece, among the options that its containers and its document allow."""

    def __init__(self, piece: Piece, above: Sequence[Found], evidence: Evidence, gazetteer: Gazetteer) -> None:
        self.piece = piece
        self.evidence = evidence
        self.gazetteer = gazetteer
        self.containers = [found for found in above if found.place is not None]
        self.options = ranked(piece, evidence)
        if self.containers:
            self.allowed = [option for option in self.options if self._outside(option.place) is None]
        else:
            self.allowed = [option for option in self.options if believable(option, piece, evidence)]

    def made(self) -> Found:
        """The best of the options that are allowed, and why; the best of the others, and why not."""
        best = self.allowed[0] if self.allowed else None
        others = [option for option in self.options if best is None or option.place.id != best.place.id]
        lost = [
            Candidate(
                id=option.place.id,
                name=option.place.name,
                country=option.place.country,
                latitude=option.place.point[0],
                longitude=option.place.point[1],
                reason=self._why_lost(option, best),
            )
            for option in others[:MOST_LOST]
            if option.place.point
        ]
        return Found(
            piece=self.piece,
            place=self.gazetteer.completed(best.place) if best else None,
            whole=best.whole if best else False,
            why=self._why(best) if best else self._why_none(),
            lost=tuple(lost),
        )

    def _outside(self, place: Place) -> Found | None:
        """The container, if any, in which the place does not lie."""
        return next((around for around in self.containers if not _fits(place, self.piece, around)), None)

    def _share(self, place: Place) -> float:
        return self.evidence.share(place.country, voter(self.piece))

    def _country(self, place: Place) -> str:
        country = self.gazetteer.country_coded(place.country)
        return country.name if country else "an unknown country"

    def _why(self, best: Option) -> str:
        """What decided for the place that was chosen."""
        if best.place.own:
            return "In the recorder's gazetteer."
        if best.hit.by_sound:
            return f"Spelt “{best.place.name}” in the gazetteer."
        count = sum(not _called_after(option.place, best.place) for option in self.allowed)
        if count == 1 or best.place.precision is WherePrecision.COUNTRY:
            return ""
        if self.containers:
            return f"The largest of {count} places of this name in {_name(self.containers[0])}."
        if self._share(best.place) > 0:
            return f"Of {count} places of this name, the one where the document's other places lie."
        return f"The largest of {count} places of this name; nothing in the document says which is meant."

    def _why_none(self) -> str:
        """Why no place was chosen."""
        if not self.options:
            return f"No gazetteer knows “{self.piece.name}”."
        if self.containers:
            return f"No gazetteer knows “{self.piece.name}” in {_name(self.containers[0])}."
        countries = ", ".join(sorted({self._country(option.place) for option in self.options})[:3])
        return f"“{self.piece.written}” is known only in {countries}, of which the document does not speak."

    def _why_lost(self, option: Option, best: Option | None) -> str:
        place = option.place
        if outside := self._outside(place):
            return f"not in {_name(outside)}"
        if best is None:
            return f"in {self._country(place)}, of which the document does not speak"
        if best.place.own and not place.own:
            return "the recorder's gazetteer comes first"
        if _called_after(place, best.place):
            return "the province; the town of its name is meant where the text does not say province"
        if option.hit.by_sound or (option.hit.loose and not best.hit.loose):
            return "its name is spelt less like it"
        if self._share(place) < self._share(best.place):
            there = self._country(best.place)
            return f"in {self._country(place)}; the document's other places are in {there}"
        if place.population < best.place.population:
            return f"smaller: {place.population:,} people against {best.place.population:,}"
        return "farther from the document's other places"


def _fits(place: Place, piece: Piece, around: Found) -> bool:
    """Whether a place can be the one that the phrase puts into (or near) the place above it."""
    container = around.place
    if container is None:
        return True
    if container.precision is WherePrecision.COUNTRY:
        return place.country == container.country
    if place.precision is WherePrecision.COUNTRY:
        return False
    if container.precision is WherePrecision.PROVINCE and place.division:
        return place.division == container.division
    if fold(container.name) in map(fold, place.within):  # so a town that its province is called after contains all
        return place.country == container.country or not container.country
    limit = AREA_KM if piece.sorts & _OF_A_TOWN else AROUND_KM
    if around.piece.near and around.piece.km is not None:
        limit = around.piece.km + AREA_KM
    elif container.precision is WherePrecision.PROVINCE:
        limit = 2 * AROUND_KM
    here, there = place.point, container.point
    return here is not None and there is not None and great_circle_km(here, there) <= limit


def _called_after(division: Place, town: Place) -> bool:
    """Whether the first is the province in which the second lies."""
    same = division.precision is WherePrecision.PROVINCE and division.division == town.division
    return same and town.precision < WherePrecision.PROVINCE


def _name(found: Found) -> str:
    return found.place.name if found.place else found.piece.name
