"""Lists in: what people write in CSV files becomes the same table, and what is wrong is told with its line."""

from __future__ import annotations

import csv
import io
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.estimates import Histories, Table, read
from tollbook.model.finding import Refusal

Written = Callable[..., Path]

PERSONS = "person,police,hospital,press\np1,1,0,0\np2,1,1,0\np3,0,1,0\np4,0,0,1\np5,1,1,1\n"
COUNTS = "police,hospital,press,count\n1,0,0,1\n1,1,0,1\n0,1,0,1\n0,0,1,1\n1,1,1,1\n"
FIVE = Table.of(["police", "hospital", "press"], {0b001: 1, 0b011: 1, 0b010: 1, 0b100: 1, 0b111: 1})


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(text: str | bytes, name: str = "lists.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def same(a: Table, b: Table) -> bool:
    return a.lists == b.lists and a.full().tolist() == b.full().tolist()


def told(found: Histories) -> list[tuple[str, str]]:
    return [(finding.code, finding.where) for finding in found.findings]


def test_persons_and_counts_make_the_same_table(written: Written) -> None:
    for text in (PERSONS, COUNTS):
        found = read(written(text))
        assert same(found.whole, FIVE)
        assert not found.findings and found.rows == 5


@pytest.mark.parametrize(
    "text",
    [
        PERSONS.replace(",", ";"),
        PERSONS.replace(",", "\t"),
        "sep=;\n" + PERSONS.replace(",", ";"),
        PERSONS.replace("\n", "\r\n"),
        "\n\n" + PERSONS.replace("\n", "\n\n"),
        PERSONS.replace("\n", ",,\n").replace("press,,", "press", 1),
        "\ufeff" + PERSONS,
        PERSONS.encode("utf-16"),
        PERSONS.replace("police", ' "police" ').replace("1", "Yes").replace("0", "no"),
        PERSONS.replace("1", "TRUE").replace("0", "FALSE"),
        PERSONS.replace("0", "0.0").replace(",1", ",1.0"),
        PERSONS.replace("1", "نعم").replace("0", "لا"),
        '"nowhere","police","hospital","press"\n' + PERSONS.partition("\n")[2],
    ],
)
def test_however_a_file_is_written_the_table_is_the_same(text: str | bytes, written: Written) -> None:
    found = read(written(text))
    assert same(found.whole, FIVE)
    assert {code for code, _ in told(found)} <= {"lists.column-unused"}


def test_a_file_in_another_encoding_is_read_and_told_of(written: Written) -> None:
    found = read(written(PERSONS.replace("press", "prensa á").encode("cp1252")))
    assert found.whole.lists[2] == "prensa á"
    assert told(found) == [("lists.encoding", "lists.csv")]


@pytest.mark.parametrize("name", ["count", "Freq", "frequency", "n", "N"])
def test_the_count_is_found_by_its_name(name: str, written: Written) -> None:
    found = read(written(COUNTS.replace("count", name).replace("1,1,1,1\n", "1,1,1,7\n")))
    assert found.whole.recorded == 11


def test_a_column_n_of_marks_alone_is_a_list_and_one_can_be_chosen_for_the_count(written: Written) -> None:
    assert read(written("A,B,N\n1,0,1\n0,1,1\n1,1,0\n")).whole.lists == ("A", "B", "N")
    assert read(written("A,B,N\n1,0,1\n0,1,1\n1,1,0\n"), count="N").whole.recorded == 2
    assert read(written("A,B,dead\n1,0,4\n0,1,1\n1,1,1\n"), count="dead").whole.recorded == 6


def test_lists_can_be_chosen_in_an_order_of_ones_own(written: Written) -> None:
    found = read(written(PERSONS), lists=["press", "Police"])
    assert same(found.whole, FIVE.only([2, 0]))
    assert ("lists.column-unused", "lists.csv") in told(found)


def test_what_describes_persons_is_no_list_unless_it_is_said_to_be(written: Written) -> None:
    text = PERSONS.replace("press", "child")
    found = read(written(text))
    assert found.whole.lists == ("police", "hospital")
    assert ("lists.column-trait", "lists.csv") in told(found)
    assert read(written(text), lists=["police", "hospital", "child"]).whole.recorded == 5


def test_strata_are_tables_of_their_own_in_the_order_of_their_values(written: Written) -> None:
    text = "month,sex,A,B,count\n10,f,1,0,3\n2,f,1,1,1\n2,m,0,1,5\n10,f,0,1,1\n,m,1,0,1\n"
    found = read(written(text), by=["Month", "sex"])
    assert list(found.tables) == [("2", "f"), ("2", "m"), ("10", "f"), ("", "m")]
    assert [table.recorded for table in found.tables.values()] == [1, 5, 4, 1]
    assert found.by == ("month", "sex")
    assert found.whole.recorded == 11
    assert told(found) == [("lists.stratum-empty", "lists.csv:6")]


def test_a_stratum_of_nobody_who_counts_is_an_empty_table(written: Written) -> None:
    found = read(written("sex,A,B,count\nf,1,0,3\nf,1,1,3\nm,1,1,-2\n"), by=["sex"])
    assert [table.recorded for table in found.tables.values()] == [6]


@pytest.mark.parametrize(
    ("line", "code", "word"),
    [
        ("1,0,1,-4", "lists.count-negative", "-4"),
        ("1,0,1,2.5", "lists.count-fractional", "2.5"),
        ("1,0,1,", "lists.count-missing", "missing"),
        ("1,0,1,NA", "lists.count-missing", "missing"),
        ("1,0,1,many", "lists.count-no-number", "many"),
        ('1,0,1,"1,131"', "lists.count-no-number", "1,131"),
        ("1,0,1,inf", "lists.count-no-number", "inf"),
        ("1,0,1,1e300", "lists.count-too-large", "1e300"),
        ("1,0,1,99999999999", "lists.count-too-large", "99999999999"),
        ("1,2,1,4", "lists.value-unknown", "2"),
        ("1,maybe,1,4", "lists.value-unknown", "maybe"),
        ("1,,1,4", "lists.value-missing", "hospital"),
        ("1,NA,1,4", "lists.value-missing", "hospital"),
        ("0,0,0,4", "lists.on-none", "no list"),
        ("1,0,4", "lists.row-ragged", "3 cells"),
        ("1,0,1,4,1", "lists.row-ragged", "5 cells"),
    ],
)
def test_a_bad_row_is_left_out_and_told_with_its_line(line: str, code: str, word: str, written: Written) -> None:
    found = read(written(COUNTS + line + "\n"))
    (finding,) = found.findings
    assert (finding.code, finding.where) == (code, "lists.csv:7")
    assert word in finding.message and finding.advice
    assert same(found.whole, FIVE)


@pytest.mark.parametrize("many", ["0", "NA", ""])
def test_a_row_that_says_that_nobody_or_nothing_is_known_of_those_on_no_list_is_well(
    many: str, written: Written
) -> None:
    assert not read(written(f"{COUNTS}0,0,0,{many}\n")).findings


def test_a_whole_number_written_as_a_fraction_is_whole(written: Written) -> None:
    assert read(written(COUNTS.replace("1,1,1,1\n", "1,1,1,3.0\n"))).whole.recorded == 7


def test_the_same_pattern_twice_is_counted_twice_and_told(written: Written) -> None:
    found = read(written(COUNTS + "1,1,0,5\n"))
    assert told(found) == [("lists.pattern-twice", "lists.csv:7")]
    assert "line 3" in found.findings[0].message
    assert found.whole.full()[0b011] == 6


def test_the_same_pattern_in_two_strata_is_no_copy_though_strata_are_not_asked_for(written: Written) -> None:
    found = read(written("sex,A,B,count\nf,1,0,3\nm,1,0,4\nm,1,1,1\n"))
    assert told(found) == [("lists.column-unused", "lists.csv")]
    assert found.whole.full()[1] == 7


def test_empty_cells_mean_not_on_the_list_only_where_nothing_else_does(written: Written) -> None:
    found = read(written("A,B,C\nx,,1\n,x,0\nx,x,\n"))
    assert [finding.code for finding in found.findings] == ["lists.empty-not-on"] * 2 + ["lists.value-missing"]
    assert found.findings[2].where == "lists.csv:4"
    assert found.whole.full().tolist() == [0, 0, 1, 0, 0, 1, 0, 0]


def test_a_person_with_two_rows_is_one_on_the_lists_of_both(written: Written) -> None:
    found = read(written(PERSONS + "p4,1,0,0\np4,1,0,0\n"))
    assert told(found) == [("lists.person-twice", "lists.csv:7"), ("lists.person-twice", "lists.csv:8")]
    assert "line 5" in found.findings[0].message
    assert found.whole.recorded == 5
    assert found.whole.full()[0b101] == 1


def test_a_person_whose_rows_together_are_on_a_list_is_counted(written: Written) -> None:
    found = read(written("id,A,B\n1,0,0\n2,1,1\n1,,1\n3,1,0\n,1,0\n,1,0\n"))
    assert [finding.code for finding in found.findings] == ["lists.person-twice"]
    assert found.whole.full().tolist() == [0, 3, 1, 1]


def test_a_person_in_two_strata_is_counted_in_the_first(written: Written) -> None:
    found = read(written("id,sex,A,B\n1,f,1,0\n2,m,1,1\n1,m,0,1\n"), by=["sex"])
    assert "another stratum" in found.findings[0].message
    assert {stratum: table.full().tolist() for stratum, table in found.tables.items()} == {
        ("f",): [0, 0, 0, 1],
        ("m",): [0, 0, 0, 1],
    }


def test_many_bad_rows_of_one_kind_are_told_by_the_first_and_their_number(written: Written) -> None:
    found = read(written(PERSONS + "".join(f"q{n},1,7,0\n" for n in range(1000))), lists=["police", "hospital"])
    findings = [finding for finding in found.findings if finding.code == "lists.value-unknown"]
    assert len(findings) == 21
    assert "980 more" in findings[-1].message


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nothing"),
        ("\n\n", "nothing"),
        ("A,B,C\n", "no row"),
        ("A,B,count\n1,0,0\n0,1,0\n", "nobody"),
        ("A,B,count\n1,0,-3\n", "below zero"),
        ("A,B\n0,0\n", "nobody can be counted in 1 rows; lists.csv:2: on no list"),
        ("nbcap,freq\n1,10\n2,4\n3,1\n", "captures, not lists"),
        ("caught;count\n1;10\n2;4\n", "captures, not lists"),
        ("person,A\np1,1\np2,0\n", "only “A”"),
        ("name,village\nx y,z\n", "no column"),
        ("1,0,1\n0,1,1\n", "first line"),
        ("A,A,B\n1,0,1\n", "two columns"),
        (",".join(f"l{n}" for n in range(21)) + "\n" + ",".join("1" * 21) + "\n", "21 lists"),
        (b"PK\x03\x04 and more", "spreadsheet"),
        (b"\x00\x01\x02" * 99, "no text"),
        ('A,B\n1,"' + "0" * 200_000, "taken apart"),
    ],
)
def test_what_no_table_can_come_of_is_refused_with_the_reason(
    text: str | bytes, why: str, written: Written
) -> None:
    with pytest.raises(Refusal, match=why) as refused:
        read(written(text))
    assert refused.value.advice


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"by": ["village"]}, "no column “village”"),
        ({"lists": ["police", "radio"]}, "no column “radio”"),
        ({"lists": ["police"]}, "only “police”"),
        ({"count": "many"}, "no column “many”"),
        ({"by": ["police"], "lists": ["police", "press"]}, "two things"),
        ({"by": ["person", "person"]}, "two things"),
    ],
)
def test_columns_that_cannot_be_are_refused(asked: dict[str, list[str]], why: str, written: Written) -> None:
    with pytest.raises(Refusal, match=why):
        read(written(PERSONS), **asked)  # type: ignore[arg-type]


def test_a_stratum_for_every_person_is_refused(written: Written) -> None:
    with pytest.raises(Refusal, match="more than 1,000 strata"):
        read(written("id,A,B\n" + "".join(f"{n},1,1\n" for n in range(1001))), by=["id"])


def test_no_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(Refusal, match="cannot be read"):
            read(path)


def test_whoever_watches_hears_how_far_it_is(written: Written) -> None:
    heard: list[tuple[str, int, int]] = []
    path = written(PERSONS)
    read(path, watch=lambda *said: heard.append(said))
    size = path.stat().st_size
    assert heard[-1] == ("reading the lists", size, size)


@settings(max_examples=30, deadline=None)
@given(
    persons=st.lists(st.tuples(st.integers(1, 15), st.sampled_from(["north", "sou;th", "", '"w"'])), min_size=1)
)
def test_persons_row_by_row_are_the_table_of_their_counts_and_back(
    persons: list[tuple[int, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("round")
    lists = ["a", "b", "c", "d"]
    by_row, by_count = folder / "rows.csv", folder / "counts.csv"
    write(by_row, ["id", *lists, "area"], ([n, *bits(one), area] for n, (one, area) in enumerate(persons)))
    rows = read(by_row, by=["area"])
    cells = (
        [*stratum, *bits(pattern), count]
        for stratum, table in rows.tables.items()
        for pattern, count in zip(table.patterns.tolist(), table.counts.tolist(), strict=True)
    )
    write(by_count, ["area", *lists, "count"], cells)
    counts = read(by_count, by=["area"])
    assert list(rows.tables) == list(counts.tables)
    assert all(same(rows.tables[stratum], counts.tables[stratum]) for stratum in rows.tables)
    assert same(rows.whole, Table.of(lists, ((one, 1) for one, _ in persons)))


def bits(pattern: int) -> list[int]:
    return [pattern >> one & 1 for one in range(4)]


def write(path: Path, names: list[str], rows: object) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows(rows)  # type: ignore[arg-type]
    path.write_text(text.getvalue(), encoding="utf-8", newline="")


@settings(max_examples=150, deadline=None)
@given(
    content=st.binary(max_size=200)
    | st.text(alphabet='ab01,;\n"\r\t -.nNA\ufeffé', max_size=200).map(str.encode)
    | st.text(alphabet="01,\n_x", max_size=200).map(lambda rows: f"id,A,B,count\n{rows}".encode())
)
def test_whatever_a_file_holds_it_is_read_or_refused(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "lists.csv"
    path.write_bytes(content)
    try:
        found = read(path)
    except Refusal as refused:
        assert refused.message
    else:
        assert found.whole.recorded > 0
        assert all(finding.message and finding.where for finding in found.findings)


def test_ten_times_the_persons_take_no_more_memory_but_for_their_ids(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tollbook.estimates.histories.open.CHUNK", 4096)

    def peak(persons: int, names: str) -> int:
        path = tmp_path / "many.csv"
        with path.open("w") as file:
            file.write(f"{names}\n")
            file.writelines(f"p{n},{n % 2},{n // 2 % 2},1\n" for n in range(persons))
        tracemalloc.start()
        try:
            assert read(path, lists=["A", "B", "C"]).whole.recorded == persons
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(100, "name,A,B,C")  # what is made once
    assert peak(30_000, "name,A,B,C") - peak(3_000, "name,A,B,C") < 20_000
    assert peak(30_000, "id,A,B,C") - peak(3_000, "id,A,B,C") < 27_000 * 40
