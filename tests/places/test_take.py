from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tollbook.flow import Book
from tollbook.ledger import query
from tollbook.ledger.rebuild import rebuild
from tollbook.ledger.verify import verify
from tollbook.model.finding import Refusal
from tollbook.places.gazetteer import Gazetteer
from tollbook.places.imported import opened
from tollbook.places.index import Index
from tollbook.places.locate import locate
from tollbook.places.own import read_gazetteer
from tollbook.places.take import GEONAMES, OSM, take_gazetteer


def geonames(id_: int, name: str, others: str, lat: str, lon: str, code: str, admin: str = "") -> str:
    sort = {"PP": "P", "AD": "A"}.get(code[:2], "S")
    return "\t".join(
        [
            *(str(id_), name, name, others, lat, lon, sort, code, "IQ", "", "98", admin),
            *("", "", "0", "", "0", "Asia/Baghdad", "2030-01-01"),
        ]
    )


ROWS = [
    geonames(1, "Qarnoush Province", "قرنوش", "35.0", "43.0", "ADM1"),
    geonames(2, "Qarnoush District", "", "35.1", "43.0", "ADM2", "07"),
    geonames(3, "Tell Sarfand", "تل صرفند,Tal Sarfand,TSF", "35.2", "43.1", "PPL", "07"),
    geonames(4, "Sarfand Hospital", "", "35.21", "43.1", "HSP", "07"),
    geonames(5, "Broken", "", "north", "43.1", "PPL"),
    "6\ttoo short",
    geonames(3, "Tell Sarfand", "", "35.2", "43.1", "PPL", "07"),
    geonames(8, "Tell Sarfand", "", "35.9", "43.9", "PPL", "07"),
    geonames(9, "Ancient Sarfand", "", "35.3", "43.2", "PPLH"),
]
TEXT = "\n".join(ROWS) + "\n"
OSM_TEXT = """@id;place;@lat;@lon;name;name:ar;name:en;colour
11;village;35.4;43.4;برج مزنون;برج مزنون;Burj Maznoun;red
12;village;95;43.4;Far;;;
13;village;35.5;43.5;;;;
14;sea;35.5;43.5;Sea;;;
11;village;35.4;43.4;Burj Maznoun;;;
15;village;35.5
16;quarter;35.6;43.6;"Hayy Zamruda";حي زمرودة;;
"""


def gazetteer_of(content: bytes, index: Index) -> Gazetteer:
    rows, findings = read_gazetteer(content, "kept.csv", index=index)
    assert findings == ()
    return Gazetteer(rows, index=index)


def test_a_geonames_file_is_taken_and_found_in_both_scripts(tmp_path: Path, index: Index) -> None:
    path = tmp_path / "IQ.txt"
    path.write_text(TEXT)
    content, taken = take_gazetteer(path)
    assert (taken.made, taken.places) == (GEONAMES, 4)
    assert [(one.code, one.where) for one in taken.findings] == [
        ("gazetteer.coordinates", "IQ.txt:5"),
        ("gazetteer.fields", "IQ.txt:6"),
        ("gazetteer.twice", "IQ.txt:7"),
    ]
    assert taken.left_out["places that are no more"] == 1
    found = gazetteer_of(content, index)
    for name in ("Tal Sarfand", "تل صرفند"):
        place = locate([name], found)[name]
        assert (place.latitude, place.longitude) == (35.2, 43.1)
        assert place.within[:2] == ("Qarnoush District", "Qarnoush Province")
    assert len(found.own("Tell Sarfand")) == 2
    assert take_gazetteer(path)[0] == content
    assert take_gazetteer(path, sites=True)[1].places == 5


def test_a_zip_of_it_comes_to_the_same(tmp_path: Path) -> None:
    (tmp_path / "IQ.txt").write_text(TEXT)
    with zipfile.ZipFile(tmp_path / "IQ.zip", "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("readme.txt", "about")
        zipped.writestr("IQ.txt", TEXT)
    assert take_gazetteer(tmp_path / "IQ.zip")[0] == take_gazetteer(tmp_path / "IQ.txt")[0]


def test_a_zip_locked_or_cut_short_is_refused(tmp_path: Path) -> None:
    whole = tmp_path / "IQ.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("IQ.txt", TEXT)
    packed = bytearray(whole.read_bytes())
    locked = packed.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01", 1)
    locked = locked.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01", 1)
    whole.write_bytes(locked)
    with pytest.raises(Refusal, match="cannot be unpacked"):
        take_gazetteer(whole)
    packed[60] ^= 0xFF
    whole.write_bytes(packed)
    with pytest.raises(Refusal, match="damaged"):
        take_gazetteer(whole)


@pytest.mark.parametrize("fault", [RuntimeError("of ours"), FileNotFoundError(2, "gone", "another file")])
def test_a_fault_of_our_own_while_a_gazetteer_is_open_is_not_said_to_be_the_file_s(
    tmp_path: Path, fault: Exception
) -> None:
    (tmp_path / "IQ.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(type(fault)), opened(tmp_path / "IQ.txt"):
        raise fault


@pytest.mark.parametrize("content", [b"PK\x03\x04 no zip at all", b"PK"])
def test_a_bad_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "IQ.zip").write_bytes(content)
    with pytest.raises(Refusal):
        take_gazetteer(tmp_path / "IQ.zip")


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_an_openstreetmap_table_is_taken_with_any_separator(tmp_path: Path, index: Index, separator: str) -> None:
    path = tmp_path / "osm.csv"
    path.write_text(OSM_TEXT.replace(";", separator))
    content, taken = take_gazetteer(path)
    assert (taken.made, taken.places) == (OSM, 2)
    assert [(one.code, one.where) for one in taken.findings] == [
        ("gazetteer.coordinates", "osm.csv:3"),
        ("gazetteer.twice", "osm.csv:6"),
        ("gazetteer.fields", "osm.csv:7"),
    ]
    assert taken.left_out == {"faulty, see the findings": 3, "place=sea": 1, "without a name": 1}
    found = gazetteer_of(content, index)
    for name in ("Burj Maznoun", "برج مزنون"):
        assert locate([name], found)[name].latitude == 35.4


def test_a_book_takes_the_same_file_once(tmp_path: Path) -> None:
    path = tmp_path / "osm.csv"
    path.write_text(OSM_TEXT)
    with Book.new(tmp_path / "book", "Invented", by="recorder") as book:
        assert not book.add_gazetteer(path).known
        assert book.add_gazetteer(path).known


def test_an_import_can_be_undone_and_done_again(tmp_path: Path) -> None:
    gazetteer, report = tmp_path / "osm.csv", tmp_path / "report.txt"
    gazetteer.write_text(OSM_TEXT)
    report.write_text("Three people were killed on 3 March 2030 in shelling in Burj Maznoun.")

    def points() -> set[float | None]:
        return {place.latitude for place in query.locations(book.ledger).values()}

    with Book.new(tmp_path / "book", "Invented", by="recorder") as book:
        book.add([report])
        assert points() == {None}
        first = book.add_gazetteer(gazetteer)
        assert (points(), len(first.findings)) == ({35.4}, 3)
        assert len(query.findings(book.ledger)) == 3
        assert first.entry is not None
        book.undo(first.entry, why="the wrong country")
        assert (points(), query.gazetteers(book.ledger), query.findings(book.ledger)) == ({None}, [], [])
        with pytest.raises(Refusal, match="undone already"):
            book.undo(first.entry)
        second = book.add_gazetteer(gazetteer)
        assert not second.known
        assert points() == {35.4}
        rebuild(book.ledger)
        assert [one.seq for one in query.gazetteers(book.ledger)] == [second.entry]
    assert verify(tmp_path / "book").ok


def test_progress_is_told_from_the_first_row_to_the_last(tmp_path: Path) -> None:
    path = tmp_path / "osm.csv"
    path.write_text(OSM_TEXT)
    told: list[tuple[str, int, int]] = []
    with Book.new(tmp_path / "book", "Invented", by="recorder") as book:
        book.add_gazetteer(path, watch=lambda *seen: told.append(seen))
    for stage in ("reading places", "compiling places (once)"):
        seen = [(done, total) for name, done, total in told if name == stage]
        assert seen[0][0] <= 1
        assert seen[-1][0] == seen[-1][1]
