from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.model.finding import Finding
from tollbook.model.vocabulary import WherePrecision
from tollbook.places.gazetteer import Gazetteer
from tollbook.places.index import Index
from tollbook.places.locate import locate
from tollbook.places.own import Row, read_gazetteer

HEAD = "name,other names,lat,lon,parent\n"


def rows_of(text: str, index: Index) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    return read_gazetteer(text.encode(), "gazetteer.csv", index=index)


def test_good_rows_are_read_whole(index: Index) -> None:
    rows, findings = rows_of(HEAD + "al-Jadida,الجديدة; Mosul al-Jadida|Jadidah,36.325,43.1,Mosul\n", index)
    assert findings == ()
    assert rows == (
        Row(
            where="gazetteer.csv:2",
            name="al-Jadida",
            others=("الجديدة", "Mosul al-Jadida", "Jadidah"),
            latitude=36.325,
            longitude=43.1,
            parent="Mosul",
        ),
    )


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",x,36,43,", "gazetteer.name"),
        ("---,x,36,43,", "gazetteer.name"),
        ("A,,91,43,", "gazetteer.coordinates"),
        ("A,,36,-181,", "gazetteer.coordinates"),
        ("A,,nan,43,", "gazetteer.coordinates"),
        ("A,,36 north,43,", "gazetteer.coordinates"),
        ("A,,36,,Mosul", "gazetteer.coordinates"),
        ("A,,,,", "gazetteer.coordinates"),
        ("A,,,,Xqwzburg", "gazetteer.parent"),
        ("A,,36,43,Mosul,more", "gazetteer.fields"),
        ('A,"never closed,36,43', "gazetteer.csv"),
    ],
)
def test_a_bad_row_is_a_finding_with_its_line_and_the_others_are_read(index: Index, row: str, code: str) -> None:
    rows, findings = rows_of(HEAD + "Good,,36,43,Mosul\n" + row + "\n", index)
    assert [one.name for one in rows] == ["Good"]
    (finding,) = findings
    assert (finding.code, finding.where) == (code, "gazetteer.csv:3")
    assert finding.message


def test_an_unknown_parent_is_a_finding_and_the_place_stays_with_its_coordinates(index: Index) -> None:
    rows, findings = rows_of(HEAD + "A,,36,43,Xqwzburg\n", index)
    assert [one.name for one in rows] == ["A"]
    assert [finding.code for finding in findings] == ["gazetteer.parent"]


def test_an_unknown_column_is_a_finding_and_the_rest_is_used(index: Index) -> None:
    rows, findings = rows_of("Name,colour,LAT,Lon\nA,red,36,43\n", index)
    assert [(one.name, one.latitude) for one in rows] == [("A", 36.0)]
    assert [(finding.code, finding.where) for finding in findings] == [("gazetteer.column", "gazetteer.csv:1")]


def test_without_a_name_column_nothing_can_be_used(index: Index) -> None:
    rows, findings = rows_of("lat,lon\n36,43\n", index)
    assert rows == ()
    assert "gazetteer.heading" in [finding.code for finding in findings]


@pytest.mark.parametrize("content", [b"", b"name\xff\n", b"name,lat,lon\nA\x00,36,43\n", b"\xef\xbb\xbf"])
def test_a_broken_file_raises_nothing(index: Index, content: bytes) -> None:
    read_gazetteer(content, "gazetteer.csv", index=index)


def test_a_byte_order_mark_does_not_hide_the_first_column(index: Index) -> None:
    rows, findings = read_gazetteer(b"\xef\xbb\xbfname,lat,lon\nA,36,43\n", "g.csv", index=index)
    assert (len(rows), findings) == (1, ())


def test_a_file_can_be_given_by_its_path(index: Index, tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(HEAD + "A,,36,43,\n", encoding="utf-8")
    assert read_gazetteer(path, "places.csv", index=index)[0][0].where == "places.csv:2"


def test_the_same_place_twice_is_a_finding(index: Index) -> None:
    rows, findings = rows_of(HEAD + "A,,36,43,Mosul\nA,,37,43,Mosul\nA,,36,44,Erbil\n", index)
    assert [(one.latitude, one.parent) for one in rows] == [(36.0, "Mosul"), (36.0, "Erbil")]
    assert [finding.where for finding in findings] == ["gazetteer.csv:3"]


def test_country_and_precision_are_read_and_doubted(index: Index) -> None:
    text = "name,lat,lon,country,precision\nA,36,43,Iraq,3\nB,36,43,iq,near\nC,36,43,Xqwz,9\n"
    rows, findings = rows_of(text, index)
    assert [(one.country, one.precision) for one in rows] == [
        ("IQ", WherePrecision.DISTRICT),
        ("IQ", WherePrecision.NEAR),
        ("", WherePrecision.EXACT),
    ]
    assert [finding.code for finding in findings] == ["gazetteer.country", "gazetteer.precision"]


def test_parents_may_be_other_rows_and_what_they_lie_in_follows(index: Index) -> None:
    rows, findings = rows_of(
        HEAD + "House,,36.1,43.1,Street\nStreet,,36.2,43.2,Quarter\nQuarter,,,,Mosul\n", index
    )
    assert findings == ()
    house = locate(["House"], Gazetteer(rows, index=index))["House"]
    assert house.within == ("Street", "Quarter", "Mosul", "Nineveh", "Iraq")
    assert house.country == "IQ"


def test_a_place_without_coordinates_is_near_its_parent(index: Index) -> None:
    rows, _ = rows_of(HEAD + "Quarter,,,,Mosul\n", index)
    found = locate(["Quarter"], Gazetteer(rows, index=index))["Quarter"]
    assert (found.id, found.precision, found.latitude) == ("own:quarter", WherePrecision.NEAR, 36.335)


def test_parents_that_go_round_in_a_circle_do_no_harm(index: Index) -> None:
    rows, _ = rows_of(HEAD + "Anvik Alpha,,36,43,Anvik Beta\nAnvik Beta,,36,43,Anvik Alpha\n", index)
    found = locate(["Anvik Alpha"], Gazetteer(rows, index=index))["Anvik Alpha"]
    assert found.within[0] == "Anvik Beta"
    assert found.country == "IQ"


def test_namesakes_of_the_recorder_keep_ids_of_their_own(index: Index) -> None:
    rows, _ = rows_of(HEAD + "Anvik,,36,43,Mosul\nAnvik,,36.2,44,Erbil\n", index)
    gazetteer = Gazetteer(rows, index=index)
    assert [hit.place.id for hit in gazetteer.named("Anvik")][:2] == ["own:anvik", "own:anvik-2"]
    assert locate(["Anvik, Erbil"], gazetteer)["Anvik, Erbil"].id == "own:anvik-2"


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet=st.sampled_from('name,lat;on"\n\r\x00 A36.-|é'), max_size=120))
def test_no_text_raises(index: Index, text: str) -> None:
    rows, _ = rows_of("name,lat,lon,parent\n" + text, index)
    Gazetteer(rows, index=index)
