from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tollbook.model.finding import Refusal
from tollbook.places.compile import compile_index
from tollbook.places.index import Index


def test_every_place_is_found_under_every_name(small_data: Path, tmp_path: Path) -> None:
    compile_index(small_data, tmp_path / "index", edition="test")
    index = Index(tmp_path / "index")
    assert len(index) == 5
    assert [hit.place.id for hit in index.named("Grand Haven")] == ["geonames:1"]
    assert [hit.place.id for hit in index.named("гранд")] == ["geonames:1"]
    assert [hit.place.id for hit in index.named("الحافن")] == ["geonames:1"]
    assert [hit.place.id for hit in index.named("umlaut")] == ["geonames:5"]
    assert index.named("Nowhere") == ()
    assert index.named("") == ()


def test_the_most_populous_comes_first_and_names_without_their_article_last(
    small_data: Path, tmp_path: Path
) -> None:
    compile_index(small_data, tmp_path / "index", edition="test")
    hits = Index(tmp_path / "index").named("Haven")
    assert [(hit.place.id, hit.loose) for hit in hits] == [
        ("geonames:2", False),
        ("geonames:1", True),
        ("geonames:3", False),
    ]


def test_a_place_comes_out_as_it_went_in(small_data: Path, tmp_path: Path) -> None:
    compile_index(small_data, tmp_path / "index", edition="test")
    (hit,) = Index(tmp_path / "index").named("Ûmlaut")
    place = hit.place
    assert (place.name, place.country, place.latitude, place.longitude, place.population) == (
        "Ûmlaut",
        "BB",
        89.0,
        0.0,
        12,
    )
    assert place.division == ""  # GeoNames writes 00 where it knows no division


def test_the_nearest_place_is_found_across_the_date_line(small_data: Path, tmp_path: Path) -> None:
    compile_index(small_data, tmp_path / "index", edition="test")
    index = Index(tmp_path / "index")
    near = index.nearest(0.0, -179.999)
    assert near is not None
    assert near.id == "geonames:4"
    assert index.nearest(45.0, 45.0) is None


def test_the_largest_places_of_a_box_come_first_and_no_other(index: Index) -> None:
    found = index.largest(36.0, 42.5, 37.0, 44.5, most=6)
    assert {"Mosul", "Erbil"} < {one.name for one in found}
    assert len(found) == 6
    assert [one.population for one in found] == sorted((one.population for one in found), reverse=True)
    assert all(36 <= (one.latitude or 0) <= 37 and 42.5 <= (one.longitude or 0) <= 44.5 for one in found)


def test_a_box_may_lie_across_the_date_line(small_data: Path, tmp_path: Path) -> None:
    compile_index(small_data, tmp_path / "index", edition="test")
    index = Index(tmp_path / "index")
    assert "geonames:4" in [one.id for one in index.largest(-1.0, 179.0, 1.0, -179.0, most=9)]
    assert "geonames:4" not in [one.id for one in index.largest(-1.0, -170.0, 1.0, 170.0, most=9)]


def test_compiling_twice_gives_the_same_bytes(small_data: Path, tmp_path: Path) -> None:
    compile_index(small_data, tmp_path / "a", edition="test")
    compile_index(small_data, tmp_path / "b", edition="test")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_processes_that_compile_at_once_leave_one_whole_file(small_data: Path, tmp_path: Path) -> None:
    target = tmp_path / "cache" / "index"
    target.parent.mkdir()
    program = (
        "import sys; from pathlib import Path; from tollbook.places.compile import compile_index;"
        "[compile_index(Path(sys.argv[1]), Path(sys.argv[2]), edition='test') for _ in range(20)]"
    )
    running = [subprocess.Popen([sys.executable, "-c", program, str(small_data), str(target)]) for _ in range(2)]
    assert [process.wait() for process in running] == [0, 0]
    assert list(target.parent.iterdir()) == [target]
    assert len(Index(target)) == 5


def test_an_index_cut_short_or_of_other_bytes_is_refused(small_data: Path, tmp_path: Path) -> None:
    compile_index(small_data, tmp_path / "index", edition="test")
    whole = (tmp_path / "index").read_bytes()
    (tmp_path / "short").write_bytes(whole[:-64])
    (tmp_path / "other").write_bytes(b"something else altogether" * 100)
    for name in ("short", "other"):
        with pytest.raises(Refusal):
            Index(tmp_path / name)


def test_nothing_is_left_behind_when_compiling_fails(small_data: Path, tmp_path: Path) -> None:
    (small_data / "us_states.json").unlink()
    folder = tmp_path / "cache"
    folder.mkdir()
    with pytest.raises(FileNotFoundError):
        compile_index(small_data, folder / "index", edition="test")
    assert list(folder.iterdir()) == []
