"""The filters: JSON Lines in, JSON Lines out, and what becomes of lines that are none."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tollbook.cli.say import Exit

REPORTS = [
    {
        "id": "one",
        "text": "At least 29 people, including 12 children, were killed on Tuesday when an air strike hit a house "
        "in Tal Afar, local officials said.",
        "published": "2017-03-23",
    },
    {
        "id": "two",
        "text": "Twenty-nine people were killed in an air strike on a house in Tal Afar on 21 March 2017, "
        "rescuers said.",
        "published": "2017-03-24",
        "lang": "en",
    },
    {"id": "three", "text": "The market in Duhok was busy on Monday.", "published": "2017-03-24"},
]


def run(*words: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tollbook", *map(str, words)],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(report) + "\n" for report in REPORTS))
    return path


def test_read_writes_the_worked_example_as_claims(reports: Path, tmp_path: Path) -> None:
    done = run("read", reports, "-o", tmp_path / "claims.jsonl")
    assert done.returncode == Exit.DONE, done.stderr
    whole, part, *_ = lines((tmp_path / "claims.jsonl").read_text())
    text = REPORTS[0]["text"]
    assert text[whole["start"] : whole["end"]] == "At least 29 people"
    assert (whole["low"], whole["high"], whole["date_start"], whole["place"]) == (
        29,
        None,
        "2017-03-21",
        "Tal Afar",
    )
    assert (part["age"], part["low"], part["part_of"]) == ("child", 12, 0)
    assert list(whole)[:6] == ["doc", "start", "end", "harm", "low", "high"]


def test_read_gives_the_same_with_two_processes_and_through_pipes(reports: Path) -> None:
    one = run("read", reports)
    two = run("read", "-", "-o", "-", "--processes", 2, stdin=reports.read_text())
    assert one.stdout == two.stdout != ""


def test_link_puts_reports_of_one_event_together_and_leaves_the_others_alone(reports: Path) -> None:
    found = {one["id"]: one["incident"] for one in lines(run("link", reports).stdout)}
    assert found["one"] == found["two"] != found["three"]


def test_assess_gives_ranges_and_leaves_out_what_is_not_said(reports: Path) -> None:
    found = {one["id"]: one for one in lines(run("assess", reports).stdout)}
    assert found["one"]["killed"] == [29, 29]
    assert found["one"]["children"] == [12, 12]
    assert "injured" not in found["one"]
    assert found["three"] == {"id": "three"}


def test_a_bad_line_is_named_with_its_number_and_the_others_are_read(reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    bad = [
        "{",
        '{"id": "x"}',
        '["id"]',
        '{"id": "one", "text": "again"}',
        '{"id": "d", "text": "", "published": "2017-02-31"}',
    ]
    path.write_bytes(reports.read_bytes() + "\n".join(bad).encode() + b'\n{"id": "\xff", "text": ""}\n')
    done = run("read", path)
    assert done.returncode == Exit.FINDINGS
    assert len({one["doc"] for one in lines(done.stdout)}) == 2
    for number in (4, 5, 6, 7, 8, 9):
        assert f"bad.jsonl:{number}:" in done.stderr


def test_an_input_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    done = run("read", tmp_path / "nowhere.jsonl")
    assert done.returncode == Exit.COULD_NOT
    assert "cannot be read" in done.stderr


def test_a_number_beyond_counting_is_no_reason_to_stop() -> None:
    text = json.dumps(
        {"id": "x", "text": f"{'9' * 40} people were killed in Mosul. Two people were killed in Erbil."}
    )
    done = run("read", "-", stdin=text)
    assert done.returncode == Exit.DONE, done.stderr
