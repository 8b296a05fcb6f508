from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.documents.describe import Described, describe


@pytest.fixture
def listing(tmp_path: Path) -> Path:
    return tmp_path / "sources.csv"


def read(path: Path, data: bytes | str) -> Described:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return describe(path, "reports/sources.csv")


def codes(described: Described) -> list[tuple[str, str]]:
    return [(finding.code, finding.where) for finding in described.findings]


WHOLE = (
    "file,publisher,published,url,language,title\n"
    "a.txt,Example Wire,2017-03-24,https://example.org/a,en,A house falls\n"
)


def test_a_row_gives_every_field(listing: Path) -> None:
    (row,) = read(listing, WHOLE).rows
    assert (row.file, row.where) == ("a.txt", "reports/sources.csv:2")
    origin = row.origin
    assert origin.publisher == "Example Wire"
    assert origin.published == date(2017, 3, 24)
    assert origin.url == "https://example.org/a"
    assert origin.language == "en"
    assert origin.title == "A house falls"


@pytest.mark.parametrize(
    "data",
    [
        WHOLE.encode("utf-8-sig"),
        WHOLE.replace("\n", "\r\n").encode(),
        WHOLE.replace("\n", "\r").encode(),
        WHOLE.replace(",", ";").encode(),
        WHOLE.replace(",", "\t").encode("utf-16"),
        b"sep=;\r\n" + WHOLE.replace(",", ";").encode(),
        WHOLE.replace("file,", "File ,").encode(),
        WHOLE.replace("\n", ",,\n").encode(),
        ("\n\n" + WHOLE).encode(),
    ],
    ids=["bom", "crlf", "cr", "semicolons", "utf-16 tabs", "sep", "title in capitals", "trailing commas", "gap"],
)
def test_what_spreadsheets_write_is_read_alike(listing: Path, data: bytes) -> None:
    described = read(listing, data)
    assert [row.origin for row in described.rows] == [row.origin for row in read(listing, WHOLE).rows]
    assert described.findings == ()


def test_an_unknown_column_is_a_finding_and_the_rest_is_used(listing: Path) -> None:
    described = read(listing, "file,colour,publisher\na.txt,red,Example Wire\n")
    assert codes(described) == [("sources.column-unknown", "reports/sources.csv:1")]
    assert described.rows[0].origin.publisher == "Example Wire"


def test_a_column_that_stands_there_twice_is_a_finding_and_the_first_is_used(listing: Path) -> None:
    described = read(listing, "file,title,title\na.txt,one,two\n")
    assert codes(described) == [("sources.column-twice", "reports/sources.csv:1")]
    assert described.rows[0].origin.title == "one"


@pytest.mark.parametrize("data", ["publisher,published\nx,2017-03-24\n", "", "\n \n", "only words\n"])
def test_without_the_column_file_no_row_is_used(listing: Path, data: str) -> None:
    described = read(listing, data)
    assert described.rows == ()
    assert "sources.column-missing" in [finding.code for finding in described.findings]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("2017-02-31", "date.impossible"),
        ("31.02.2017", "date.impossible"),
        ("03/04/2017", "date.ambiguous"),
        ("soon", "date.unclear"),
        ("1017-03-24", "date.implausible"),
    ],
)
def test_a_date_that_is_none_is_a_finding_at_its_line_and_counts_as_not_said(
    listing: Path, said: str, code: str
) -> None:
    described = read(listing, f'file,published,publisher\na.txt,2017-03-24,x\nb.txt,"{said}",y\n')
    assert codes(described) == [(code, "reports/sources.csv:3")]
    assert described.rows[1].origin.published is None
    assert described.rows[1].origin.publisher == "y"


def test_a_language_that_is_no_tag_is_a_finding_and_counts_as_not_said(listing: Path) -> None:
    described = read(listing, "file,language\na.txt,The English language\nb.txt,en-GB\n")
    assert codes(described) == [("sources.language-unclear", "reports/sources.csv:2")]
    assert [row.origin.language for row in described.rows] == ["", "en"]


def test_a_row_with_too_many_cells_is_not_used_because_they_may_have_moved(listing: Path) -> None:
    described = read(listing, "file,title,publisher\na.txt,One, two,Example Wire\nb.txt,Three,Example Wire\n")
    assert codes(described) == [("sources.row-ragged", "reports/sources.csv:2")]
    assert [row.file for row in described.rows] == ["b.txt"]


def test_a_row_with_too_few_cells_is_a_finding_and_what_it_says_is_used(listing: Path) -> None:
    described = read(listing, "file,publisher,title\na.txt,Example Wire\n")
    assert codes(described) == [("sources.row-ragged", "reports/sources.csv:2")]
    assert described.rows[0].origin.publisher == "Example Wire"


def test_a_row_that_names_no_file_is_a_finding(listing: Path) -> None:
    described = read(listing, "file,publisher\n,Example Wire\n,\nb.txt,x\n")
    assert codes(described) == [("sources.file-unsaid", "reports/sources.csv:2")]
    assert [row.file for row in described.rows] == ["b.txt"]


def test_a_line_number_is_that_of_the_line_even_after_a_cell_of_several_lines(listing: Path) -> None:
    described = read(listing, 'file,title,published\na.txt,"One\ntwo\nthree",2017-03-24\nb.txt,x,2017-02-31\n')
    assert codes(described) == [("date.impossible", "reports/sources.csv:5")]
    assert described.rows[0].origin.title == "One two three"


@pytest.mark.parametrize("broken", ['b.txt,"never closed\nc.txt,x\n', 'b.txt,"closed" too early\n'])
def test_a_table_that_breaks_off_is_a_finding_and_the_rows_before_are_used(listing: Path, broken: str) -> None:
    described = read(listing, "file,title\na.txt,x\n" + broken)
    assert codes(described) == [("sources.unreadable", "reports/sources.csv:3")]
    assert [row.file for row in described.rows] == ["a.txt"]


def test_a_table_in_another_encoding_is_read_and_the_guess_is_a_finding(listing: Path) -> None:
    table = "file,publisher\na.txt,وكالة المثال للأنباء\n"
    described = read(listing, table.encode("cp1256"))
    assert codes(described) == [("document.encoding-guessed", "reports/sources.csv")]
    assert described.rows[0].origin.publisher == "وكالة المثال للأنباء"


def test_a_table_that_cannot_be_opened_is_a_finding(listing: Path) -> None:
    listing.mkdir()
    assert [finding.code for finding in describe(listing, "sources.csv").findings] == ["sources.unreadable"]


@given(st.binary(max_size=300), st.sampled_from([b"", b"file,published\n", "file;title\n".encode("utf-16")]))
def test_no_table_whatever_is_in_it_makes_it_raise(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, before: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "sources.csv"
    described = read(path, before + data)
    assert all(row.file and row.where.startswith("reports/sources.csv:") for row in described.rows)
