"""Which of the places that share a name is meant: decided by the other places of the document, then by size."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from tollbook.model.vocabulary import WherePrecision
from tollbook.places.distance import great_circle_km
from tollbook.places.gazetteer import Gazetteer
from tollbook.places.names import fold
from tollbook.places.phrase import Phrase, Piece
from tollbook.places.place import Hit, Place
from tollbook.places.vocabulary import Sort, direction

# What speaks for a place, in points. Any one of the first group outweighs all of the later ones.
OWN = 100.0  # the recorder put it into the gazetteer
SAME_COUNTRY = 12.0  # times the part of the document's places that may lie in that country
CLOSE_BY = 3.0  # to another place of the document
IS_COUNTRY = 2.0  # a country rather than a town of its name
SHOWN_NAME = 1.5  # the name by which the gazetteer shows it, rather than one of its others
AS_DIVISION = -3.0  # a province rather than the town that it is called after
LOOSE, BY_SOUND = -2.0, -4.0  # only without its article; only by its consonants

# How much a document's words say about its country.
STATED, NAMED, PEOPLE = 5.0, 3.0, 1.0
CONTEXT = 0.5  # of that, what is only spoken of around the places: a country may act in another
LOOSE_VOTE = 0.3  # of a vote, from a name that is known only without its article
UNSAID = 1.0  # as much speaks for a country that has not been named yet
CLOSE_KM, NEIGHBOUR_KM = 150.0, 300.0
WORLD_CITY = 500_000  # so large that a text may name it without its country
KNOWN_TOWN = 50_000  # the same, where the document's other places say nothing
LEAST_SHARE = 0.1
LEAST_LIKENESS = 65.0  # of two spellings with the same consonants (rapidfuzz ratio, 0 to 100)


@dataclass(frozen=True, slots=True)
class Option:
    """A place that a piece may stand for; `whole` if all its words are the name, not only some of them."""

    hit: Hit
    whole: bool

    @property
    def place(self) -> Place:
        """The place."""
        return self.hit.place


@dataclass(slots=True)
class Evidence:
    """Which countries a document speaks of, and where its places seem to lie.

    `options` keeps what each piece may stand for, so that it is looked up once.
    """

    options: dict[Piece, tuple[Option, ...]] = field(default_factory=dict)
    _votes: dict[str, dict[str, float]] = field(default_factory=dict)
    _context: set[str] = field(default_factory=set)
    _points: dict[str, tuple[float, float]] = field(default_factory=dict)

    def vote(self, voter: str, country: str, weight: float, *, context: bool = False) -> None:
        """Add weight for a country; each voter (a name, or what was stated) counts once."""
        votes = self._votes.setdefault(voter, {})
        if context:
            self._context.add(voter)
            weight *= CONTEXT
        votes[country] = max(weight, votes.get(country, 0.0))

    def place(self, voter: str, place: Place) -> None:
        """Note where one of the document's names seems to lie."""
        if place.point:
            self._points[voter] = place.point

    def share(self, country: str, but: str) -> float:
        """The part of the votes, those of `but` left out, that are for a country; never quite all."""
        total = UNSAID + sum(sum(votes.values()) for voter, votes in self._votes.items() if voter != but)
        mine = sum(votes.get(country, 0.0) for voter, votes in self._votes.items() if voter != but)
        return mine / total

    def silent(self, but: str, *, context: bool) -> bool:
        """Whether nothing but `but` says which country is meant; with `context`, not even the words around."""
        return all(voter == but or (not context and voter in self._context) for voter in self._votes)

    def close(self, place: Place, but: str, km: float) -> bool:
        """Whether another of the document's places seems to lie within `km`."""
        here = place.point
        return here is not None and any(
            great_circle_km(here, there) <= km for voter, there in self._points.items() if voter != but
        )


def options(piece: Piece, gazetteer: Gazetteer) -> tuple[Option, ...]:
    """Every place that a piece may stand for, whatever the document says."""
    found: dict[str, Option] = {}

    def add(hits: Iterable[Hit], *, whole: bool) -> None:
        for hit in hits:
            found.setdefault(hit.place.id, Option(hit, whole))

    if piece.written != piece.name:  # "Port Sudan", "East Jerusalem", "Rif Dimashq": all its words are the name
        for name in dict.fromkeys((piece.written, _directed(piece.written))):
            add(_country(name, gazetteer), whole=True)
            add((hit for hit in gazetteer.named(name) if not hit.loose), whole=True)
            add(_divisions(name, gazetteer), whole=True)
        if found:
            return tuple(found.values())
    if piece.sorts & {Sort.DIVISION, Sort.COUNTRYSIDE}:
        add(_seated(piece.name, gazetteer), whole=not piece.direction)
        if found:
            return tuple(found.values())
    whole = piece.written == piece.name
    if Sort.FACILITY not in piece.sorts:  # "a US base" is not the United States
        add(_country(piece.name, gazetteer), whole=whole)
    towns = [hit for name in (piece.name, *_without_clitic(piece.name)) for hit in gazetteer.named(name)]
    add(towns or _sounding(piece.name, gazetteer), whole=whole)
    if Sort.SETTLEMENT not in piece.sorts:
        add(_divisions(piece.name, gazetteer), whole=whole)
    return tuple(found.values())


def gather(phrases: Sequence[Phrase], context: Sequence[Phrase], country: str, gazetteer: Gazetteer) -> Evidence:
    """What all the names of a document say about its country, and where each seems to lie by that alone."""
    evidence = Evidence()
    if country:
        evidence.vote("", country, STATED)
    pieces: dict[str, Piece] = {}
    for told, around in ((phrases, False), (context, True)):
        for phrase in told:
            for code in phrase.peoples:
                evidence.vote(f"people of {code}", code, PEOPLE, context=around)
            for piece in phrase.pieces:
                if piece not in evidence.options:
                    evidence.options[piece] = options(piece, gazetteer)
                if voter(piece) not in pieces:
                    pieces[voter(piece)] = piece
                    _vote(evidence, piece, context=around)
    firsts = {name: ranked(piece, evidence) for name, piece in sorted(pieces.items())}
    for name, best in firsts.items():
        if best and not best[0].hit.by_sound:
            evidence.place(name, best[0].place)
    return evidence


def ranked(piece: Piece, evidence: Evidence) -> list[Option]:
    """The options, the most likely first; equal ones by population, then by id."""
    return sorted(
        evidence.options[piece],
        key=lambda option: (-_points(option, piece, evidence), -option.place.population, option.place.id),
    )


def believable(option: Option, piece: Piece, evidence: Evidence) -> bool:
    """Whether the document allows this place, when nothing in the phrase itself says where it is.

    A place in a country that the rest of the document does not speak of is allowed only if it is a very large
    city or near the others; one found by its consonants alone only in a country that the document speaks of.
    """
    name, place = voter(piece), option.place
    if place.precision is WherePrecision.COUNTRY:
        return True
    if evidence.silent(name, context=True):
        return not option.hit.by_sound
    if evidence.share(place.country, name) >= LEAST_SHARE:
        return True
    if option.hit.by_sound:
        return False
    if not place.country or evidence.close(place, name, NEIGHBOUR_KM):
        return True
    large = KNOWN_TOWN if evidence.silent(name, context=False) else WORLD_CITY
    return place.population >= large


def voter(piece: Piece) -> str:
    """The name under which a piece votes; the same words twice are one vote."""
    return fold(piece.written)


def _points(option: Option, piece: Piece, evidence: Evidence) -> float:
    place, name = option.place, voter(piece)
    points = math.log10(place.population + 10) + SAME_COUNTRY * evidence.share(place.country, name)
    points += SHOWN_NAME * (fold(place.name) in (fold(piece.name), name))
    points += OWN * place.own + LOOSE * option.hit.loose + BY_SOUND * option.hit.by_sound
    points += IS_COUNTRY * (place.precision is WherePrecision.COUNTRY)
    points += AS_DIVISION * (place.precision is WherePrecision.PROVINCE and not place.own)
    return points + CLOSE_BY * evidence.close(place, name, CLOSE_KM)


def _vote(evidence: Evidence, piece: Piece, *, context: bool) -> None:
    """One vote, divided among the countries in which the name is known, by the size of the places there."""
    name, choice = voter(piece), evidence.options[piece]
    countries = [option.place for option in choice if option.place.precision is WherePrecision.COUNTRY]
    for place in countries:
        evidence.vote(name, place.country, NAMED, context=context)
    sizes: dict[str, float] = {}
    for option in choice:
        if option.place.country and not option.hit.by_sound:
            size = math.log10(option.place.population + 10) + (LOOSE if option.hit.loose else 0.0)
            sizes[option.place.country] = max(size, sizes.get(option.place.country, 0.5))
    weight = 1.0 if any(not option.hit.loose for option in choice) else LOOSE_VOTE
    for country, size in sizes.items() if not countries else ():
        evidence.vote(name, country, weight * size / sum(sizes.values()), context=context)


def _country(name: str, gazetteer: Gazetteer) -> list[Hit]:
    country = gazetteer.country(name)
    return [Hit(place=country)] if country else []


def _divisions(name: str, gazetteer: Gazetteer) -> list[Hit]:
    return [Hit(place=place) for place in gazetteer.divisions.named(name)]


def _seated(name: str, gazetteer: Gazetteer) -> list[Hit]:
    """The provinces called `name`, or those whose largest town is called so."""
    if named := _divisions(name, gazetteer):
        return named
    codes = dict.fromkeys(
        hit.place.division for hit in gazetteer.named(name) if gazetteer.divisions.seat(hit.place)
    )
    return [Hit(place=place) for code in codes if (place := gazetteer.divisions.place(code))]


def _sounding(name: str, gazetteer: Gazetteer) -> list[Hit]:
    """The towns with the consonants of `name`; in a province of that very name the spelling is not in doubt."""
    sure = {place.division for place in gazetteer.divisions.named(name)}
    hits = [hit for hit in gazetteer.sounding(name) if _alike(name, hit.place)]
    return [Hit(place=hit.place) if hit.place.division in sure else hit for hit in hits]


def _directed(written: str) -> str:
    """ "western Mosul" as "west Mosul"."""
    return " ".join(direction(word) or word for word in written.split())


def _without_clitic(name: str) -> tuple[str, ...]:
    """An Arabic name without the preposition or conjunction that is written together with it."""
    return (name[1:],) if len(name) > 3 and name[0] in "بوفل" and not name.isascii() else ()


def _alike(name: str, place: Place) -> bool:
    return fuzz.ratio(fold(name), fold(place.name)) >= LEAST_LIKENESS
