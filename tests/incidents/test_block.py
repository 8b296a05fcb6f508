from __future__ import annotations

import random
from dataclasses import replace

from tollbook.incidents.block import MOST_TOGETHER, pairs
from tollbook.incidents.spot import spot
from tollbook.incidents.telling import Telling
from tollbook.model.place import Location
from tollbook.model.vocabulary import Harm, WherePrecision
from tollbook.places.inside import distance_km

DAY = 740_000


def told(number: int, day: int, latitude: float, longitude: float, killed: int = 1) -> Telling:
    location = Location(
        written=f"Place {number}",
        name=f"Place {number}",
        id=f"own:place-{latitude}-{longitude}",
        country="XX",
        latitude=latitude,
        longitude=longitude,
        precision=WherePrecision.EXACT,
    )
    return Telling(
        doc=f"d{number}",
        claims=(f"c{number}",),
        lead=f"c{number}",
        start=0,
        end=1,
        first=day,
        last=day,
        published=day + 2,
        spot=spot(location.written, location),
        totals={Harm.KILLED: (killed, killed)},
        numbers=((Harm.KILLED, killed),),
    )


def scattered(count: int, days: int) -> list[Telling]:
    chance = random.Random(1)
    return [
        told(number, DAY + chance.randrange(days), 33 + 3 * chance.random(), 42 + 3 * chance.random())
        for number in range(count)
    ]


def test_tellings_a_day_and_some_kilometres_apart_are_always_compared() -> None:
    tellings = scattered(300, 30)
    found = set(pairs(tellings))
    for i, a in enumerate(tellings):
        for j, b in enumerate(tellings[i + 1 :], i + 1):
            apart = distance_km(a.spot.location, b.spot.location)
            assert apart is not None
            if abs(a.first - b.first) <= 1 and apart <= 25:
                assert (i, j) in found


def test_an_undated_telling_is_compared_with_what_happened_before_it_was_published() -> None:
    dated = told(1, DAY, 35.0, 43.0)
    for later in (0, 3, 12, 23):
        undated = replace(told(2, DAY, 35.0, 43.0), first=0, last=0, published=DAY + later)
        assert list(pairs([dated, undated])) == [(0, 1)]


def test_tellings_of_one_document_are_no_pair() -> None:
    one = told(1, DAY, 35.0, 43.0)
    assert list(pairs([one, replace(one, claims=("other",), lead="other")])) == []


def test_the_same_rare_number_is_a_key_where_the_place_is_not_known() -> None:
    somewhere = replace(told(1, DAY, 35.0, 43.0, killed=61), spot=spot("", None))
    elsewhere = replace(told(2, DAY, 35.0, 43.0, killed=61), spot=spot("", None))
    assert list(pairs([somewhere, elsewhere])) == [(0, 1)]


def test_pairs_grow_with_the_tellings_and_not_with_their_square() -> None:
    few, many = scattered(400, 40), scattered(4_000, 400)
    assert len(list(pairs(many))) < 15 * len(list(pairs(few)))


def test_one_very_great_event_stays_within_bounds_and_leaves_nobody_alone() -> None:
    tellings = [told(number, DAY, 35.0, 43.0, killed=5) for number in range(20 * MOST_TOGETHER)]
    found = list(pairs(tellings))
    assert len(found) < 200 * len(tellings)
    assert {number for pair in found for number in pair} == set(range(len(tellings)))


def test_finer_keys_tell_a_crowded_day_apart_before_any_pair_is_left_out() -> None:
    crowd = [told(number, DAY, 35.0, 43.0, killed=3 + number % 60) for number in range(600)]
    found = set(pairs(crowd))
    for i in range(600):
        for j in range(i + 60, 600, 60):
            assert (i, j) in found
