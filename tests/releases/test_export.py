from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.model.vocabulary import WherePrecision
from tollbook.releases.export import COLUMNS, cell, export


def rows(release: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export(release)["incidents.csv"].decode(), newline="")))


def test_the_table_holds_every_incident_under_stable_columns(release: Any) -> None:
    table = rows(release)
    assert list(table[0]) == list(COLUMNS)
    first = next(row for row in table if row["id"] == "i-5b1e0c9a")
    shown = {
        name: first[name]
        for name in (
            "date_start",
            "date_prec",
            "place",
            "where_prec",
            "killed_low",
            "killed_high",
            "children_low",
            "children_high",
            "conceded_low",
            "grade",
            "strike_status",
            "sources",
            "days_to_admission",
            "cause",
        )
    }
    assert shown == {
        "date_start": "2017-03-17",
        "date_prec": "1",
        "place": "al-Jadida",
        "where_prec": "1",
        "killed_low": "61",
        "killed_high": "200",
        "children_low": "2",
        "children_high": "",
        "conceded_low": "105",
        "grade": "confirmed",
        "strike_status": "declared",
        "sources": "4",
        "days_to_admission": "63",
        "cause": "airstrike",
    }
    assert len(first["claims"].split(" ")) == 7


def test_what_the_record_does_not_know_is_an_empty_cell(release: Any) -> None:
    weak = next(row for row in rows(release) if row["id"] == "i-90d2f311")
    assert (weak["killed_low"], weak["killed_high"], weak["conceded_low"], weak["strike_status"]) == (
        "",
        "",
        "",
        "",
    )


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        " =1",
        "\r=1",
        "\n=1",
        "\x00=1",
        "＝1",
        "|calc",
        "%0A",
        "-2+3+cmd|' /C calc'!A0",
    ],
)
def test_no_cell_can_be_a_formula(release: Any, text: str) -> None:
    assessment = release.incidents[0].assessment
    hostile = replace(assessment, where=replace(assessment.where, name=text), parties=(text,))
    changed = replace(release, incidents=(replace(release.incidents[0], assessment=hostile),))
    cell = rows(changed)[0]
    assert cell["place"].startswith("'")
    assert cell["parties"].startswith("'")


@given(st.text(max_size=30))
def test_a_cell_is_one_line_and_no_formula(text: str) -> None:
    made = cell(text)
    assert not made.lstrip().startswith(("=", "+", "-", "@"))
    assert not set(made) & set("\x00\r\n\u2028\u2029")


def test_a_number_below_nought_stays_a_number(release: Any) -> None:
    assessment = release.incidents[0].assessment
    west = replace(assessment, where=replace(assessment.where, longitude=-73.5))
    changed = replace(release, incidents=(replace(release.incidents[0], assessment=west),))
    assert rows(changed)[0]["longitude"] == "-73.5"


def test_every_claim_leads_to_its_sentence_and_its_document(book: Any, release: Any) -> None:
    lines = [json.loads(line) for line in export(release)["claims.jsonl"].decode().splitlines()]
    assert len(lines) == len(release.claims)
    for line in lines:
        text = book.material.texts[line["document"]["sha256"]]
        assert text[line["quote_start"] : line["quote_end"]] == line["quote"]
        assert text[line["start"] : line["end"]] == line["anchor"]
        assert "confidence" not in line
    children = next(line for line in lines if line["age"] == "child")
    assert children["whole"] == next(line["id"] for line in lines if line["anchor"] == "as many as 200 civilians")


def test_a_line_separator_in_a_quote_does_not_split_the_line(release: Any) -> None:
    one = release.claims[0]
    torn = replace(one, quote=replace(one.quote, before="a\u2028b\x85c\n"))
    data = export(replace(release, claims=(torn,)))["claims.jsonl"].decode()
    assert len(data.splitlines()) == 1
    assert json.loads(data)["quote"].startswith("a\u2028b\x85c\n")


def test_the_map_gives_longitude_first_and_keeps_the_precision(release: Any) -> None:
    data = json.loads(export(release)["incidents.geojson"])
    assert data["type"] == "FeatureCollection"
    first = data["features"][0]
    assert first["geometry"] == {"type": "Point", "coordinates": [43.1049, 36.3236]}
    assert first["properties"]["where_prec"] == 1
    assert first["properties"]["parties"] == ["US-led coalition", "Islamic State"]


@pytest.mark.parametrize(
    "precision", [WherePrecision.VAGUE, WherePrecision.COUNTRY, WherePrecision.SEA_OR_AIR, None]
)
def test_no_point_is_drawn_where_the_place_is_not_known(release: Any, precision: WherePrecision | None) -> None:
    assessment = release.incidents[0].assessment
    vague = replace(assessment, where=replace(assessment.where, precision=precision))
    changed = replace(release, incidents=(replace(release.incidents[0], assessment=vague),))
    feature = json.loads(export(changed)["incidents.geojson"])["features"][0]
    assert feature["geometry"] is None


def test_a_lone_surrogate_does_not_stop_an_export(release: Any) -> None:
    document = replace(release.documents[0], title="torn \udce9")
    changed = replace(release, documents=(document, *release.documents[1:]))
    for data in export(changed).values():
        data.decode()
