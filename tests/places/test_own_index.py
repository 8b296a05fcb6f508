from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.model.finding import Refusal
from tollbook.model.vocabulary import WherePrecision
from tollbook.places.gazetteer import Gazetteer
from tollbook.places.index import Index
from tollbook.places.kept import FOLDER, file_name, forget, open_own
from tollbook.places.locate import locate
from tollbook.places.names import fold
from tollbook.places.own import Row, read_gazetteer
from tollbook.places.own_index import OwnIndex, compile_own, filed_as
from tollbook.places.packed import write_packed

CSV = """name,other names,lat,lon,parent
Qasr Welun,قصر ولون; Kasr Wilun,36.30,43.20,Welun
Welun,,36.31,43.21,
al-Safra,Safra,36.32,43.22,
Welun,,36.90,43.90,Erbil
""".encode()

NAME = st.text(alphabet="abd -'لمنك", min_size=1, max_size=12).filter(fold)
ROW = st.builds(
    Row,
    where=st.just(""),
    name=NAME,
    others=st.lists(NAME, max_size=3).map(tuple),
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
    parent=st.sampled_from(["", "abd", "لمن"]),
    country=st.sampled_from(["", "IQ", "SY"]),
    precision=st.sampled_from(WherePrecision),
    population=st.integers(0, 10**10),
)


@given(st.lists(ROW, max_size=8))
def test_every_row_comes_out_as_it_went_in_under_each_of_its_names(rows: list[Row]) -> None:
    index = OwnIndex.of(rows)
    assert len(index) == len(rows)
    assert len({index.slug(number) for number in range(len(rows))}) == len(rows)
    for number, row in enumerate(rows):
        found = index.row(number)
        assert (found.name, found.parent, found.country) == (row.name, row.parent, row.country)
        assert (found.latitude, found.longitude) == (row.latitude, row.longitude)
        assert (found.precision, found.population) == (row.precision, min(row.population, 2**32 - 1))
        for name in (row.name, *row.others):
            assert (number, False) in index.posted(filed_as(name))


def test_a_name_with_its_article_comes_before_one_without(index: Index) -> None:
    own = Gazetteer(read_gazetteer(CSV, "own.csv", index=index)[0], index=index)
    assert [hit.loose for hit in own.own("al-Safra")] == [False]
    assert [hit.loose for hit in own.own("Safra")] == [False]  # its other name
    assert [hit.loose for hit in own.own("al-Welun")] == [False, False]


def test_compiling_the_same_rows_gives_the_same_bytes(index: Index, tmp_path: Path) -> None:
    rows = read_gazetteer(CSV, "own.csv", index=index)[0]
    write_packed(tmp_path / "a", *compile_own(rows))
    write_packed(tmp_path / "b", *compile_own(rows))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_what_was_compiled_is_opened_without_looking_at_the_csv_again(tmp_path: Path) -> None:
    open_own(tmp_path, "d", "own.csv", lambda: CSV)

    def never() -> bytes:
        raise AssertionError("the CSV was read again")

    again = open_own(tmp_path, "d", "own.csv", never)
    assert len(again) == 4


@pytest.mark.parametrize("content", [b"", b"something else", None])
def test_a_compiled_file_that_is_missing_or_damaged_is_made_again(tmp_path: Path, content: bytes | None) -> None:
    open_own(tmp_path, "d", "own.csv", lambda: CSV)
    path = tmp_path / FOLDER / file_name("d")
    whole = path.read_bytes()
    if content is None:
        forget(tmp_path)
        assert not path.exists()
    else:
        path.write_bytes(content)
        with pytest.raises(Refusal):
            OwnIndex.open(path)
    assert len(open_own(tmp_path, "d", "own.csv", lambda: CSV)) == 4
    assert path.read_bytes() == whole


def test_what_is_not_current_any_more_does_not_stay(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "d-0-0.own-0.index").write_bytes(b"older")
    open_own(tmp_path, "d", "own.csv", lambda: CSV)
    assert [one.name for one in (tmp_path / FOLDER).iterdir()] == [file_name("d")]


def test_where_nothing_can_be_written_it_is_compiled_in_memory(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_bytes(b"a file where the folder should be")
    assert len(open_own(tmp_path, "d", "own.csv", lambda: CSV)) == 4


def test_several_gazetteers_are_searched_in_their_order_and_no_two_places_share_an_id(index: Index) -> None:
    first = OwnIndex.of(read_gazetteer(CSV, "own.csv", index=index)[0])
    more = b"name,lat,lon,parent\nWelun,33.0,44.0,\nBurj Welun,33.01,44.01,Welun\nNahr Orsham,,,Welun\n"
    second = OwnIndex.of(read_gazetteer(more, "more.csv", index=index)[0])
    both = Gazetteer(index=index, own=[first, second])
    assert [hit.place.id for hit in both.own("Welun")] == ["own:welun", "own:welun-2", "own:welun@2"]
    located = locate(["Burj Welun"], both)["Burj Welun"]
    assert located.within[0] == "Welun"
    assert located.latitude == 33.01
