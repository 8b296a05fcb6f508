"""`tollbook estimate`: from a CSV file or a book to a report, or to the reason why there is none."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tollbook.cli.say import Exit
from tollbook.estimates import NotIdentified
from tollbook.model.finding import Refusal

if TYPE_CHECKING:
    from tests.cli.conftest import Run, TakeIn

ROOT = Path(__file__).resolve().parent.parent.parent
FOUR = """a,b,c,d,count
1,0,0,0,40
0,1,0,0,45
0,0,1,0,40
0,0,0,1,45
1,1,0,0,16
1,0,1,0,15
0,1,1,0,15
0,0,1,1,16
0,1,0,1,15
1,0,0,1,15
1,1,1,0,9
1,1,0,1,7
1,0,1,1,8
0,1,1,1,7
1,1,1,1,4
"""


REPORTS = {
    "a.txt": "At least 12 people were killed on 3 May 2021 in an air strike on a mill in Dorat.",
    "b.txt": "Twelve people were killed in an air strike on a mill in Dorat on 3 May 2021, doctors said.",
    "c.txt": "Four people were killed when a shell hit a school in Karvan on 9 June 2021.",
    "d.txt": "Six people were killed on 20 July 2021 in an air strike on a bakery in Sulin.",
    "sources.csv": "file,publisher,published\na.txt,Dorat Post,2021-05-04\nb.txt,Karvan Radio,2021-05-05\n"
    "c.txt,Dorat Post,2021-06-10\nd.txt,Karvan Radio,2021-07-21\n",
}


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    path = tmp_path / "lists.csv"
    path.write_text(FOUR)
    return path


@pytest.fixture(scope="module")
def made(take_in: TakeIn) -> Path:
    return take_in(REPORTS)


def asked(run: Run, *words: object, code: Exit = Exit.DONE) -> dict[str, Any]:
    done = run("estimate", *words, "--json", "--estimator", "chao")
    assert done.exit_code == code, done.output
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_a_csv_file_becomes_a_report_in_words(run: Run, lists: Path) -> None:
    done = run("estimate", lists, "--estimator", "chao")
    assert done.exit_code == Exit.DONE
    assert "Recorded: 297 people, from lists.csv" in done.stdout
    assert "in all: at least" in done.stdout


def test_the_same_as_json_and_as_a_page(run: Run, lists: Path, tmp_path: Path) -> None:
    told = asked(run, lists, "--out", tmp_path / "page.html", "--seed", 7)
    assert told["table"]["recorded"] == 297
    assert told["estimates"][0]["bound"] is True and told["seed"] == 7
    page = (tmp_path / "page.html").read_text()
    assert page.startswith("<!DOCTYPE html>") and "297" in page
    for end in ("json", "txt"):
        asked(run, lists, "--out", tmp_path / f"report.{end}", "--seed", 7)
    assert json.loads((tmp_path / "report.json").read_text()) == told


def test_strata_and_lists_are_chosen_by_name(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    rows = FOUR.splitlines()
    path.write_text(
        "\n".join([f"area,{rows[0]}"] + [f"{area},{row}" for area in ("north", "south") for row in rows[1:]])
    )
    told = asked(run, path, "--by", "area", "--list", "a", "--list", "b", "--list", "c", code=Exit.FINDINGS)
    assert [stratum["name"] for stratum in told["strata"]] == ["north", "south"]
    assert told["table"]["recorded"] == 2 * 252
    assert "lists.column-unused" in {finding["code"] for finding in told["findings"]}


def test_leaving_out_each_list_is_told(run: Run, lists: Path) -> None:
    told = asked(run, lists, "--leave-out")
    assert [variant["left_out"] for variant in told["sensitivity"]["variants"]] == [None, "a", "b", "c", "d"]


def test_findings_end_with_one(run: Run, lists: Path) -> None:
    lists.write_text(FOUR.replace("1,1,1,1,4", "1,1,1,1,-4"))
    told = asked(run, lists, code=Exit.FINDINGS)
    assert [(one["code"], one["where"]) for one in told["findings"]] == [("lists.count-negative", "lists.csv:16")]


def test_where_no_number_follows_the_report_says_why_and_it_ends_with_two(run: Run, lists: Path) -> None:
    lists.write_text("a,b,c,count\n1,0,0,9\n0,1,0,9\n0,0,1,9\n1,1,1,9\n")
    told = asked(run, lists, code=Exit.COULD_NOT)
    assert told["estimates"] == [] and told["refused"][0]["message"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--estimator", "oracle"], "oracle"),
        (["--level", "95"], "share of certainty"),
        (["--by", "village"], "village"),
        (["--list", "a"], "only “a”"),
        (["--count", "many"], "many"),
        (["--out", "report.pdf"], "ending"),
        (["--out", "nowhere/at/all.html"], "folder is not there"),
    ],
)
def test_what_cannot_be_is_refused(run: Run, lists: Path, words: list[str], why: str) -> None:
    with pytest.raises(Refusal, match=why):
        raise run("estimate", lists, *words).exception or AssertionError


def test_lists_that_do_not_overlap_are_refused(run: Run, lists: Path) -> None:
    lists.write_text("a,b,count\n1,0,9\n0,1,9\n")
    with pytest.raises(NotIdentified, match="nobody stands on two"):
        raise run("estimate", lists).exception or AssertionError


def test_a_refusal_at_the_front_door_ends_with_two_and_says_what_to_do(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tollbook", "estimate", tmp_path / "none.csv"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == Exit.COULD_NOT
    assert "cannot be read" in done.stderr and "  See how its name is written." in done.stderr
    assert done.stdout == ""


def test_a_book_is_estimated_by_incidents_and_says_so(run: Run, made: Path) -> None:
    told = asked(run, made, "--of", "publisher", code=Exit.FINDINGS)
    assert told["counted"] == "incidents"
    assert told["table"]["lists"] == ["Dorat Post", "Karvan Radio"]
    assert told["table"]["recorded"] == 3
    assert {"lists.incidents", "lists.copying", "estimate.two-lists"} <= {one["code"] for one in told["findings"]}


def test_what_is_of_csv_files_is_refused_for_a_book_and_a_folder_that_is_none(
    run: Run, made: Path, tmp_path: Path
) -> None:
    for words, why in (
        ([made, "--count", "n"], "--count"),
        ([made, "--by", "colour"], "colour"),
        ([tmp_path], "book"),
    ):
        with pytest.raises(Refusal, match=why):
            raise run("estimate", *words).exception or AssertionError


def test_the_guide_to_lists_holds_the_codes_that_there_are_and_its_python_works() -> None:
    """Every code of a finding on the way in stands in the guide, and none that is not there."""
    guide = (ROOT / "docs/guide/lists.md").read_text()
    code = "".join(path.read_text() for path in sorted((ROOT / "src/tollbook/estimates/histories").glob("*.py")))
    told = {*re.findall(r'"(lists\.[a-z-]+)"', code)}
    rows = [row.split("|")[1] for row in guide.splitlines() if row.startswith("| `")]
    written = {name for row in rows for name in re.findall(r"`(?:lists\.)?([a-z-]+)`", row)}
    assert {name.removeprefix("lists.") for name in told} == {
        f"count{name}" if name.startswith("-") else name for name in written
    }
    (python,) = re.findall(r"^```python\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    done = subprocess.run([sys.executable, "-c", python], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("4400 ()") and "chao 8784 8368 9242" in done.stdout


def test_uncertain_matches_are_given_as_pairs(run: Run, tmp_path: Path) -> None:
    persons = range(60)
    (tmp_path / "records.csv").write_text(
        "record,list\n" + "".join(f"{on}{n},{on}\n" for on in "abc" for n in persons)
    )
    (tmp_path / "pairs.csv").write_text(
        "one,other,probability\n"
        + "".join(f"a{n},b{n},0.9\n" for n in persons if n % 3 == 0)
        + "".join(f"b{n},c{n},0.4\n" for n in persons if n % 3 == 1)
    )
    words = (tmp_path / "records.csv", "--pairs", tmp_path / "pairs.csv", "--linkages", 5)
    told = asked(run, *words, code=Exit.FINDINGS)
    assert told["estimates"][0]["fit"]["linkages"] == 5
    assert "estimate.linkage-shown" in {finding["code"] for finding in told["findings"]}
    with pytest.raises(Refusal, match="goes with a CSV file of records alone"):
        raise run("estimate", *words, "--by", "list").exception or AssertionError
