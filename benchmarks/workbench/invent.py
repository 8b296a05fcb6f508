"""Invented reports for a large book, from numbers alone and after no real event: texts, claims, places, events."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from tollbook.model.claim import Claim
from tollbook.model.place import Location
from tollbook.model.vocabulary import Age, Cause, Harm, Sex, Stance, Status, WherePrecision

EVENTS, REPORTS, A_EVENT = 4, 4, 10
"""A group is so many events, each told by each of so many reports, in so many claims altogether."""
IN_A_GROUP = EVENTS * A_EVENT
FIRST_DAY, DAYS = date(2012, 1, 1), 4_380
VILLAGES = 3_000
SYLLABLES = ("ba", "dur", "kel", "mor", "sa", "tin", "qa", "rush", "el", "nah", "zo", "fir", "la", "hem")
LETTERS = ("با", "دور", "كل", "مور", "سا", "تين", "قا", "رش", "يل", "نه", "زو", "فر", "لا", "هم")
MONTHS = (
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول"),
    *("تشرين الأول", "تشرين الثاني", "كانون الأول"),
)
CAUSES = (Cause.AIRSTRIKE, Cause.AIRSTRIKE, Cause.ARTILLERY, Cause.SHOOTING, Cause.DRONE, Cause.MINE, Cause.BOMB)
PARTIES = (
    "northern coalition",
    "river militia",
    "border guard",
    "eastern army",
    "Fifth Brigade",
    "highland forces",
)
VOICES = ("Civil Defence", "residents", "the health ministry", "a hospital official", "the provincial council", "")
WORDS = ("market", "bridge", "school", "road", "river", "harvest", "council", "power station", "bakery", "mosque")


@dataclass(frozen=True)
class Event:
    """An event as it was; reports say less, and not quite the same."""

    day: date
    village: Location
    arabic: str
    killed: int
    injured: int
    cause: Cause
    party: str


@dataclass(frozen=True)
class Report:
    """A document: its text, who published it when, its claims with their places, and the event of each claim."""

    text: str
    publisher: str
    published: date
    url: str
    claims: tuple[Claim, ...]
    locations: dict[str, Location]
    events: tuple[int, ...]


def reports(group: int, seed: int) -> tuple[Report, ...]:
    """The reports of one group; the same for the same seed, whatever was made before."""
    chance = random.Random(f"{seed} {group}")
    events = [_event(chance) for _ in range(EVENTS)]
    return tuple(_report(group, number, events, chance) for number in range(REPORTS))


@cache
def village(number: int) -> tuple[Location, str]:
    """A village, and its name in Arabic letters."""
    chance = random.Random(number)
    parts = [chance.randrange(len(SYLLABLES)) for _ in range(3)]
    name = "".join(SYLLABLES[one] for one in parts).capitalize()
    province = number % 24
    where = Location(
        written=name,
        name=name,
        id=f"own:{name.lower()}-{number}",
        country="IQ" if province < 12 else "SY",
        latitude=round(30 + 7 * chance.random(), 4),
        longitude=round(36 + 11 * chance.random(), 4),
        precision=chance.choice((WherePrecision.EXACT, WherePrecision.EXACT, WherePrecision.NEAR)),
        within=(f"Province {province}", "Iraq" if province < 12 else "Syria"),
        reason="the only place of this name",
    )
    return where, "".join(LETTERS[one] for one in parts)


def _event(chance: random.Random) -> Event:
    where, arabic = village(min(int(chance.paretovariate(0.4)), VILLAGES) - 1)
    return Event(
        day=FIRST_DAY + timedelta(days=chance.randrange(DAYS)),
        village=where,
        arabic=arabic,
        killed=min(400, int(chance.paretovariate(0.9))) + 1,
        injured=int(chance.paretovariate(0.8)) % 200 + 1,
        cause=chance.choice(CAUSES),
        party=chance.choice(PARTIES),
    )


def _report(group: int, number: int, events: list[Event], chance: random.Random) -> Report:
    latin = chance.random() < 0.7
    outlet = chance.randrange(80)
    published = max(one.day for one in events) + timedelta(days=int(chance.expovariate(0.3)))
    pieces = [f"{chance.choice(WORDS)} {chance.choice(WORDS)} {group}-{number}\n\n".capitalize()]
    drafts: list[tuple[int, dict[str, object], int, int]] = []
    length = len(pieces[0])
    for position, event in enumerate(events):
        # Of four reports two give three claims of an event and two give two: ten altogether.
        for piece, told in _sentences(event, 3 if (number + position) % 2 else 2, latin, chance):
            if told:
                start = length + piece.index(str(told["count_text"]))
                drafts.append((start, told, position, len(drafts)))
            pieces.append(piece)
            length += len(piece)
        pieces.append("\n")
        length += 1
    text = "".join(pieces)
    doc = hashlib.sha256(text.encode()).hexdigest()
    claims = tuple(_claim(doc, start, told) for start, told, _, _ in drafts)
    return Report(
        text=text,
        publisher=f"Outlet {outlet}",
        published=published,
        url=f"https://outlet{outlet}.example/{published:%Y/%m}/{group}-{number}",
        claims=claims,
        locations={
            claim.id: events[position].village
            for claim, (_, _, position, _) in zip(claims, drafts, strict=True)
            if claim.place
        },
        events=tuple(position for _, _, position, _ in drafts),
    )


def _sentences(
    event: Event, count: int, latin: bool, chance: random.Random
) -> list[tuple[str, dict[str, object]]]:
    place = event.village.name if latin else event.arabic
    day = event.day
    voice = chance.choice(VOICES)
    said = {
        "date_start": day,
        "date_end": day,
        "place": place if chance.random() < 0.9 else "",
        "cause": event.cause if chance.random() < 0.8 else Cause.UNKNOWN,
        "actor": event.party if chance.random() < 0.6 else "",
        "speakers": (voice,) if voice else (),
    }
    killed, injured = _said(event.killed, chance), _said(event.injured, chance)
    child = max(1, killed // 4)
    civilian = Status.CIVILIAN if chance.random() < 0.5 else Status.UNKNOWN
    if latin:
        lead = f"On {day.day} {day:%B %Y} the village of {place} was hit by {event.cause.replace('_', ' ')}. "
        forms = (
            "At least {} people were killed, {} said. ",
            "{} others were wounded. ",
            "Of the dead {} were {}. ",
        )
    else:
        lead = f"في {day.day} {MONTHS[day.month - 1]} {day.year} تعرضت قرية {place} للقصف. "
        forms = ("وقتل {} شخصا، بحسب {}. ", "وأصيب {} آخرون بجروح. ", "وبين القتلى {} {}. ")
    who = chance.choice((Age.CHILD, Age.CHILD, Sex.WOMAN))
    least = latin and chance.random() < 0.3
    toll = {"harm": Harm.KILLED, "low": killed, "high": None if least else killed, "count_text": str(killed)}
    told: list[tuple[str, dict[str, object]]] = [
        (lead, {}),
        (forms[0].format(killed, voice or "witnesses"), {**said, **toll, "status": civilian}),
        (
            forms[1].format(injured),
            {**said, "harm": Harm.INJURED, "low": injured, "high": injured, "count_text": str(injured)},
        ),
    ]
    if count == 3:
        part = {**said, "harm": Harm.KILLED, "low": child, "high": child, "count_text": str(child)}
        words = (
            ("children" if who is Age.CHILD else "women") if latin else ("اطفال" if who is Age.CHILD else "نساء")
        )
        part |= {"age": Age.CHILD} if who is Age.CHILD else {"sex": Sex.WOMAN}
        told.append((forms[2].format(child, words), part))
    if chance.random() < 0.02:
        told[1][1]["stance"] = Stance.DENIED
    for _, one in told[1:]:
        one["confidence"] = round(chance.uniform(0.4, 1) ** 0.5, 6)
    return told


def _claim(doc: str, start: int, told: dict[str, object]) -> Claim:
    return Claim(doc=doc, start=start, end=start + len(str(told["count_text"])), **told)  # type: ignore[arg-type]


def _said(number: int, chance: random.Random) -> int:
    """The number as one report has it: right two times in three, else a little off."""
    return number if chance.random() < 0.67 else max(1, int(number * chance.uniform(0.6, 1.4)))
