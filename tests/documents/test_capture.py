from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tollbook.documents.capture import Captured, capture
from tollbook.model.document import Origin
from tollbook.model.finding import Refusal

NOTHING = Origin(name="")


def origins(captured: Captured) -> dict[str, Origin]:
    return {one.origin.name: one.origin for one in captured.captures}


def codes(captured: Captured) -> list[tuple[str, str]]:
    return [(finding.code, finding.where) for finding in captured.findings]


def test_files_come_sorted_by_name_with_nothing_said_of_them(folder: Path) -> None:
    captured = capture([folder], NOTHING)
    assert [one.origin for one in captured.captures] == [
        Origin(name=n) for n in ("a.txt", "b.txt", "week 1/c.txt")
    ]
    assert captured.findings == ()


def test_a_row_goes_before_the_flags_field_by_field(folder: Path) -> None:
    (folder / "sources.csv").write_text("file,publisher,published,title\na.txt,Example Wire,,One\n", "utf-8")
    flags = Origin(name="", publisher="Local Paper", published=date(2017, 3, 24), url="https://example.org")
    captured = origins(capture([folder], flags))
    assert captured["a.txt"] == Origin(
        name="a.txt",
        publisher="Example Wire",
        published=date(2017, 3, 24),
        url="https://example.org",
        title="One",
    )
    assert captured["b.txt"].publisher == "Local Paper"
    assert "sources.csv" not in captured


def test_the_nearest_listing_goes_first_and_the_one_above_fills_what_it_leaves_open(folder: Path) -> None:
    (folder / "sources.csv").write_text("file,publisher,language\nweek 1/c.txt,Outer,en\n", "utf-8")
    (folder / "week 1" / "sources.csv").write_text("file,publisher\nc.txt,Inner\n", "utf-8")
    origin = origins(capture([folder], NOTHING))["week 1/c.txt"]
    assert (origin.publisher, origin.language) == ("Inner", "en")


def test_a_gazetteer_is_no_document_and_is_listed_apart(folder: Path) -> None:
    (folder / "gazetteer.csv").write_text("name\nx\n", "utf-8")
    (folder / "week 1" / "Gazetteer.csv").write_text("name\ny\n", "utf-8")
    captured = capture([folder], NOTHING)
    assert captured.gazetteers == (folder / "gazetteer.csv", folder / "week 1" / "Gazetteer.csv")
    assert list(origins(captured)) == ["a.txt", "b.txt", "week 1/c.txt"]


def test_a_listing_given_beside_the_files_speaks_of_them(folder: Path) -> None:
    """As a shell passes them: `tollbook add BOOK reports/*`."""
    (folder / "sources.csv").write_text("file,publisher\na.txt,Example Wire\nb.txt,Local Paper\n", "utf-8")
    captured = capture([folder / "a.txt", folder / "sources.csv"], NOTHING)
    assert origins(captured)["a.txt"].publisher == "Example Wire"
    assert captured.findings == ()  # b.txt is there; it was not asked for


def test_a_listed_file_that_is_not_there_is_a_finding_at_its_line(folder: Path) -> None:
    (folder / "sources.csv").write_text("file\na.txt\nd.txt\nA.TXT\n../outside.txt\n", "utf-8")
    captured = capture([folder], NOTHING)
    assert codes(captured) == [("sources.file-missing", f"sources.csv:{line}") for line in (3, 4, 5)]
    assert "“a.txt” is" in captured.findings[1].message


@pytest.mark.parametrize("file", ["x" * 5_000, "\0", "/", "."])
def test_an_impossible_file_name_in_a_listing_is_a_finding(folder: Path, file: str) -> None:
    (folder / "sources.csv").write_text(f"file\n{file}\na.txt\n", "utf-8")
    captured = capture([folder], NOTHING)
    assert {code for code, _ in codes(captured)} <= {
        "sources.file-missing",
        "sources.file-left-out",
        "document.controls",
    }
    assert len(captured.captures) == 3


def test_a_file_listed_twice_is_a_finding_and_the_first_row_is_used(folder: Path) -> None:
    (folder / "sources.csv").write_text("file,publisher\na.txt,One\n./a.txt,Two\n", "utf-8")
    captured = capture([folder], NOTHING)
    assert codes(captured) == [("sources.file-twice", "sources.csv:3")]
    assert origins(captured)["a.txt"].publisher == "One"


def test_a_listed_file_that_is_hidden_is_a_finding(folder: Path) -> None:
    (folder / ".d.txt").write_text("x", "utf-8")
    (folder / "sources.csv").write_text("file\n.d.txt\nweek 1\n", "utf-8")
    captured = capture([folder], NOTHING)
    assert codes(captured) == [
        ("sources.file-left-out", "sources.csv:2"),
        ("sources.file-left-out", "sources.csv:3"),
    ]


def test_a_file_that_is_not_listed_is_no_finding(folder: Path) -> None:
    (folder / "sources.csv").write_text("file,publisher\na.txt,Example Wire\n", "utf-8")
    assert capture([folder], NOTHING).findings == ()


def test_names_written_as_on_windows_or_on_a_mac_or_by_a_link_are_found(folder: Path) -> None:
    (folder / "caf\u00e9.txt").write_text("x", "utf-8")
    (folder / "link.txt").symlink_to(folder / "b.txt")
    rows = "file,publisher\nweek 1\\c.txt,One\ncafe\u0301.txt,Two\nlink.txt,Three\n"
    (folder / "sources.csv").write_text(rows, "utf-8")
    captured = capture([folder], NOTHING)
    publishers = {name: origin.publisher for name, origin in origins(captured).items()}
    assert publishers == {"a.txt": "", "b.txt": "Three", "caf\u00e9.txt": "Two", "week 1/c.txt": "One"}
    assert captured.findings == ()


def test_findings_of_the_walk_and_of_the_listing_are_told(folder: Path) -> None:
    (folder / "nowhere").symlink_to("not there")
    (folder / "sources.csv").write_text("file,published\na.txt,2017-02-31\n", "utf-8")
    assert codes(capture([folder], NOTHING)) == [
        ("capture.link-outside", "nowhere"),
        ("date.impossible", "sources.csv:2"),
    ]


def test_one_input_that_is_not_there_does_not_stop_the_others(folder: Path) -> None:
    captured = capture([folder / "no such", folder / "a.txt"], NOTHING)
    assert [code for code, _ in codes(captured)] == ["capture.not-found"]
    assert list(origins(captured)) == ["a.txt"]


@pytest.mark.parametrize("inputs", [[], [Path("no such folder")]])
def test_nothing_at_all_is_refused(inputs: list[Path]) -> None:
    with pytest.raises(Refusal):
        capture(inputs, NOTHING)


def test_an_empty_folder_gives_nothing_and_is_not_refused(tmp_path: Path) -> None:
    assert capture([tmp_path], NOTHING) == Captured(captures=(), gazetteers=(), findings=())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.randoms(use_true_random=False), st.integers(1, 3))
def test_the_order_of_the_inputs_changes_nothing(folder: Path, random: Random, times: int) -> None:
    (folder / "sources.csv").write_text("file,publisher\na.txt,Example Wire\nx.txt,y\n", "utf-8")
    (folder / "week 1" / "sources.csv").write_text("file,publisher\nc.txt,Example Wire\nx.txt,y\n", "utf-8")
    inputs = [folder, folder / "week 1", folder / "a.txt", folder / "no such"]
    shuffled = inputs * times
    random.shuffle(shuffled)
    assert capture(shuffled, NOTHING) == capture(inputs, NOTHING)
