from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tollbook.incidents import compare_dates, compare_means, compare_numbers, compare_places, score
from tollbook.incidents.spot import NOWHERE, Spot, spot
from tollbook.incidents.telling import Telling
from tollbook.incidents.weights import weights
from tollbook.model.place import Location
from tollbook.model.vocabulary import Age, Cause, Harm, Sex
from tollbook.places.gazetteer import Gazetteer
from tollbook.places.locate import locate
from tollbook.places.own import read_gazetteer

BITS = weights("between")["numbers"]
BLANK = Telling(doc="a", claims=("c",), lead="c", start=0, end=1, totals={})
DAY = date(2030, 3, 4).toordinal()


def on(first: int = 0, last: int | None = None, published: int = 0) -> Telling:
    last = first if last is None else last
    return replace(
        BLANK,
        first=DAY + first if first or last else 0,
        last=DAY + last if first or last else 0,
        published=DAY + published if published else 0,
    )


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        (on(1), on(1), "same_day"),
        (on(1, 3), on(3, 4), "same_days"),
        (on(1, 30), on(5), "same_month"),
        (on(1, 300), on(5), "same_year"),
        (on(1), on(2), "day_apart"),
        (on(1), on(4), "days_apart"),
        (on(1), on(9), "far_apart"),
        (on(1, 30), on(35), "weeks_apart"),
        (on(1), on(published=3), "reported_3"),
        (on(1), on(published=9), "reported_10"),
        (on(1), on(published=90), "reported_92"),
        (on(1), on(published=200), "reported_later"),
        (on(1, 20), on(published=20), "reported_wide"),
        (on(9), on(published=3), "published_before"),
        (on(9), on(published=8), "reported_3"),
        (on(published=3), on(published=4), "published_1"),
        (on(published=3), on(published=80), "published_apart"),
    ],
)
def test_dates(a: Telling, b: Telling, level: str) -> None:
    found = compare_dates.compare(a, b)
    assert found is not None
    assert found[0] == level
    assert compare_dates.compare(b, a) == found


def test_no_time_is_no_evidence() -> None:
    assert compare_dates.compare(on(1), on()) is None
    assert compare_dates.compare(on(), on()) is None


def test_only_days_that_are_known_tell_events_apart() -> None:
    assert compare_dates.told_apart(on(1), on(2))
    assert not compare_dates.told_apart(on(1, 2), on(2))
    assert not compare_dates.told_apart(on(1, 9), on(20))
    assert not compare_dates.told_apart(on(1), on())


@pytest.fixture(scope="module")
def spots() -> Mapping[str, Spot]:
    names = [
        "Mosul",
        "Tal Afar",
        "Baghdad",
        "near Mosul",
        "west Mosul",
        "Nineveh province",
        "Anbar province",
        "Iraq",
    ]
    names += [
        "the Zanjili quarter of Mosul",
        "the Xenta quarter of Mosul",
        "Kafr Xenta",
        "Kafar Xinta",
        "Zelmurat",
    ]
    names += ["Aleppo", "Syria", "Tallkayf", ""]
    located = locate(names, Gazetteer(), country="IQ")
    return {name: spot(name, located[name]) for name in names}


@pytest.mark.parametrize(
    ("a", "b", "levels"),
    [
        ("Mosul", "Mosul", ["same_place"]),
        ("Mosul", "Tallkayf", ["km_40"]),
        ("Mosul", "Tal Afar", ["km_100"]),
        ("Mosul", "Baghdad", ["km_far"]),
        ("near Mosul", "Mosul", ["same_anchor"]),
        ("west Mosul", "Mosul", ["inside_town"]),
        ("Mosul", "Nineveh province", ["inside_province"]),
        ("Mosul", "Anbar province", ["other_province_far"]),
        ("Mosul", "Iraq", ["inside_country"]),
        ("Iraq", "Iraq", ["same_country"]),
        ("Nineveh province", "Nineveh province", ["same_province"]),
        ("the Zanjili quarter of Mosul", "the Xenta quarter of Mosul", ["same_anchor", "other_name"]),
        ("the Zanjili quarter of Mosul", "Baghdad", ["around_far"]),
        ("Kafr Xenta", "Kafar Xinta", ["same_name"]),
        ("Kafr Xenta", "Kafr Xenta", ["same_name"]),
        ("Kafr Xenta", "Zelmurat", ["other_name"]),
        ("Kafr Xenta", "Mosul", []),
        ("Aleppo", "Mosul", ["other_country"]),
        ("Syria", "Mosul", ["other_country"]),
        ("", "Mosul", []),
    ],
)
def test_places(spots: Mapping[str, Spot], a: str, b: str, levels: list[str]) -> None:
    found = compare_places.compare(spots[a], spots[b])
    assert [one.level for one in found] == levels
    assert compare_places.compare(spots[b], spots[a]) == found
    assert all(one.words for one in found)


VILLAGES = """name,other names,lat,lon,parent
Kafr Welun,,33.500,30.500,Welun
Tal Orsham,تل أورشام,33.520,30.520,Welun
Dayr Sumaq,,33.580,30.560,Welun
Dair Sumaq,,33.560,30.570,
Umm Zeidan,,33.503,30.503,
Ras Zuhur,,33.800,30.700,
Welun,,33.510,30.510,
"""


@pytest.mark.parametrize(
    ("a", "b", "levels"),
    [
        ("Kafr Welun", "Tal Orsham", ["other_name"]),
        ("Kafr Welun", "Dayr Sumaq", ["other_name"]),
        ("Tal Orsham", "Dayr Sumaq", ["other_name"]),
        ("Dayr Sumaq", "Dair Sumaq", ["km_5"]),
        ("Kafr Welun", "Umm Zeidan", ["km_1"]),
        ("Kafr Welun", "Ras Zuhur", ["km_40"]),
        ("Kafr Welun", "Welun", ["inside_town"]),
    ],
)
def test_two_villages_of_different_names_are_two_places(a: str, b: str, levels: list[str]) -> None:
    rows, _ = read_gazetteer(VILLAGES.encode(), "villages.csv")
    located = locate([a, b], Gazetteer(rows))
    one, other = spot(a, located[a]), spot(b, located[b])
    assert [found.level for found in compare_places.compare(one, other)] == levels
    assert compare_places.compare(other, one) == compare_places.compare(one, other)


@pytest.mark.parametrize(
    ("a", "b", "levels"),
    [
        ("قرية خربة المشرف", "Khirbet al-Mushrif", ["same_name"]),
        ("قرب قرية عين ثابت", "near Ain Thabet", ["same_name"]),
        ("قرية الضاهرية", "ad-Dahiriyah", ["same_name"]),
        ("قرية ربيعة", "Rabia", ["like_name"]),  # two consonants are few
        ("قرية خربة المشرف", "Khirbet al-Ward", ["other_name"]),
    ],
)
def test_names_that_no_gazetteer_knows_meet_across_scripts(a: str, b: str, levels: list[str]) -> None:
    one, other = spot(a, Location(written=a)), spot(b, Location(written=b))
    assert [found.level for found in compare_places.compare(one, other)] == levels


@pytest.mark.parametrize(
    ("a", "b", "levels"),
    [
        ("سوق تل أورشام", "السوق الشعبي في بلدة تل أورشام", ["same_anchor"]),
        ("سوق تل أورشام", "the market of Tal Orsham", ["same_anchor"]),
        ("Tal Orsham hospital", "مشفى تل أورشام", ["same_anchor"]),
        ("حي الزهر في تل أورشام", "حي السمر في تل أورشام", ["same_anchor", "other_name"]),
    ],
)
def test_what_is_called_after_its_town_alone_has_no_other_name(a: str, b: str, levels: list[str]) -> None:
    rows, _ = read_gazetteer(VILLAGES.encode(), "villages.csv")
    located = locate([a, b], Gazetteer(rows))
    found = compare_places.compare(spot(a, located[a]), spot(b, located[b]))
    assert [one.level for one in found] == levels


def test_an_empty_place_is_nowhere(spots: Mapping[str, Spot]) -> None:
    assert spots[""] is NOWHERE


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        (Cause.AIRSTRIKE, Cause.AIRSTRIKE, "airstrike"),
        (Cause.AIRSTRIKE, Cause.ARTILLERY, "akin"),
        (Cause.AIRSTRIKE, Cause.EXECUTION, "unlike"),
        (Cause.AIRSTRIKE, Cause.UNKNOWN, None),
        (Cause.AIRSTRIKE, Cause.OTHER, None),
    ],
)
def test_causes(a: Cause, b: Cause, level: str | None) -> None:
    found, turned = compare_means.compare_causes(a, b), compare_means.compare_causes(b, a)
    assert found == turned
    assert (found[0] if found else None) == level


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("US-led coalition", "the coalition", "same"),
        ("Russian warplanes", "Russia", "same"),
        ("river militia", "northern coalition", "other"),
        ("army", "northern coalition", None),
        ("", "coalition", None),
    ],
)
def test_actors(a: str, b: str, level: str | None) -> None:
    found = compare_means.compare_actors(a, b)
    assert (found[0] if found else None) == level


def said(*numbers: int, high: int | None = 0, harm: Harm = Harm.KILLED) -> Telling:
    totals = {harm: (min(numbers), max(numbers) if high == 0 else high)}
    return replace(BLANK, totals=totals, numbers=tuple((harm, number) for number in numbers))


def parts(a: Telling, b: Telling) -> list[tuple[str, float]]:
    return [(name, bits) for name, bits, _ in compare_numbers.compare(a, b, BITS)]


def test_rarer_equal_numbers_say_more() -> None:
    worth = [parts(said(number), said(number))[0][1] for number in (1, 2, 3, 7, 13, 61, 105)]
    assert worth == sorted(worth)
    assert worth[0] < 0.5 < worth[-1]


def test_round_numbers_say_less() -> None:
    assert parts(said(200), said(200))[0][1] < parts(said(201), said(201))[0][1]


def test_ranges_that_meet_speak_for_and_far_ones_against() -> None:
    assert parts(said(29, high=None), said(40)) == [("killed", BITS["overlap"])]
    assert parts(said(5), said(61)) == [("killed", BITS["far"])]
    assert parts(said(5), said(11)) == [("killed", BITS["unlike"])]
    assert parts(said(5), said(6)) == []


def test_different_harms_are_not_compared() -> None:
    assert parts(said(61), said(61, harm=Harm.INJURED)) == []


def test_a_shared_breakdown_is_a_part_of_its_own() -> None:
    twelve = replace(BLANK, breakdowns=((Harm.KILLED, Age.CHILD, Sex.UNKNOWN, 12),))
    ((name, bits, words),) = compare_numbers.compare(twelve, twelve, BITS)
    assert (name, bits, words) == ("breakdown", BITS["breakdown_10"], "both say 12 children killed")


def test_every_level_that_the_code_can_give_has_a_weight_in_both_tables() -> None:
    import inspect
    import re

    modules: list[Any] = [compare_dates, compare_places, compare_means, compare_numbers, score]
    source = "\n".join(inspect.getsource(module) for module in modules)
    quoted = set(re.findall(r'"([a-z]+(?:_[a-z0-9]+)*)"', source))
    for table in ("between", "within"):
        for group, levels in weights(table).groups.items():
            for level in levels:
                stem = level.removesuffix("_least").removesuffix("_most")
                assert stem in quoted | {cause.value for cause in Cause}, (
                    f"{table}.{group}.{level} is used by nobody"
                )
    between, within = weights("between").groups, weights("within").groups
    for group in ("date", "place", "cause", "actor"):
        assert between[group].keys() == within[group].keys(), group
