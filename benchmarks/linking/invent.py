"""Invented claims, with the event that each is of: for measuring only, from numbers alone, after no real event."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from tollbook.model.claim import Claim
from tollbook.model.document import Document
from tollbook.model.place import Location
from tollbook.model.vocabulary import Age, Cause, Harm, WherePrecision

FIRST_DAY = date(2030, 1, 1)
CAUSES = (Cause.AIRSTRIKE, Cause.AIRSTRIKE, Cause.ARTILLERY, Cause.SHOOTING, Cause.DRONE, Cause.MINE)
ACTORS = ("northern coalition", "river militia", "border guard")
VARIANTS = ("{}", "al-{}", "the village of {}", "near {}")


@dataclass
class Book:
    """Claims, documents and locations as `link` takes them, and the true event of each claim."""

    claims: dict[str, Claim] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    locations: dict[str, Location] = field(default_factory=dict)
    truth: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Event:
    """An event as it was; tellings of it say less, and not quite the same."""

    number: int
    day: date
    village: int
    killed: int
    injured: int
    cause: Cause
    actor: str


def invent(claims: int, seed: int = 1, years_of_ten_thousand: float = 1.0) -> Book:
    """So many claims: events over a period that grows with them, each told by one to eight documents.

    One telling in seven gives no day, one in ten no place, one in five only a nearby town; one in twelve is a
    round-up of several events.
    """
    chance = random.Random(seed)
    book = Book()
    villages = [_village(number, chance) for number in range(400)]
    days = max(30, int(365 * years_of_ten_thousand * claims / 10_000))
    number = 0
    while len(book.claims) < claims:
        events = [
            _event(number + step, days, len(villages), chance)
            for step in range(1 if chance.random() > 0.08 else 4)
        ]
        number += len(events)
        for telling in range(min(8, 1 + int(chance.expovariate(0.5)))):
            doc = f"d{events[0].number:06}-{telling}"
            published = events[0].day + timedelta(days=min(60, int(chance.expovariate(0.5))))
            book.documents[doc] = Document(id=doc, size=0, media="text/plain", origins=(), published=published)
            for place, event in enumerate(events):
                _tell(book, event, doc, place * 4_000, villages, chance)
    return book


def _village(number: int, chance: random.Random) -> Location:
    syllables = ("ba", "dur", "kel", "mor", "sa", "tin", "qa", "rush", "el", "nah", "zo", "fir")
    name = "".join(chance.choice(syllables) for _ in range(3)).capitalize()
    return Location(
        written=name,
        name=name,
        id=f"own:{name.lower()}-{number}",
        country="XX",
        latitude=30 + 6 * chance.random(),
        longitude=40 + 6 * chance.random(),
        precision=WherePrecision.EXACT,
        within=(f"province {number % 12}", "Xland"),
    )


def _event(number: int, days: int, villages: int, chance: random.Random) -> Event:
    return Event(
        number=number,
        day=FIRST_DAY + timedelta(days=chance.randrange(days)),
        village=min(int(chance.paretovariate(0.7)) - 1, villages - 1)
        if chance.random() < 0.5
        else chance.randrange(villages),
        killed=min(300, int(chance.paretovariate(0.9))),
        injured=int(chance.paretovariate(0.8)) % 200,
        cause=chance.choice(CAUSES),
        actor=chance.choice(ACTORS),
    )


def _tell(
    book: Book, event: Event, doc: str, offset: int, villages: list[Location], chance: random.Random
) -> None:
    village = villages[event.village]
    day = None if chance.random() < 0.15 else event.day + timedelta(days=chance.random() < 0.05)
    place = "" if chance.random() < 0.1 else chance.choice(VARIANTS).format(village.name)
    if place.startswith("near") or chance.random() < 0.1:
        village = Location(
            written=place,
            name=f"near {village.name}",
            id=f"{village.id}/near",
            country="XX",
            latitude=village.latitude,
            longitude=village.longitude,
            precision=WherePrecision.NEAR,
            within=village.within,
        )
    elif chance.random() < 0.15:
        village = Location(written=place, reason="not in the gazetteer")
    cause = Cause.UNKNOWN if chance.random() < 0.2 else event.cause
    told = [(Harm.KILLED, _said(event.killed, chance), Age.UNKNOWN)]
    if event.injured and chance.random() < 0.7:
        told.append((Harm.INJURED, _said(event.injured, chance), Age.UNKNOWN))
    if event.killed > 5 and chance.random() < 0.4:
        told.append((Harm.KILLED, event.killed // 3, Age.CHILD))
    for step, (harm, number, age) in enumerate(told):
        claim = Claim(
            doc=doc,
            start=offset + 60 * step,
            end=offset + 60 * step + 20,
            harm=harm,
            low=number,
            high=number,
            count_text=str(number),
            age=age,
            date_start=day,
            date_end=day,
            place=place,
            cause=cause,
            actor=event.actor if chance.random() < 0.7 else "",
        )
        book.claims[claim.id] = claim
        book.truth[claim.id] = event.number
        if place:
            book.locations[claim.id] = village


def _said(number: int, chance: random.Random) -> int:
    """The number as one report has it: right two times in three, else a little off."""
    return number if chance.random() < 0.67 else max(1, int(number * chance.uniform(0.6, 1.4)))
