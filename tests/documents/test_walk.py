from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.documents.walk import readable_name, walk


def test_a_folder_is_walked_to_its_depths_and_files_are_named_from_it(folder: Path) -> None:
    walked = walk([folder])
    assert sorted(walked.files.values()) == ["a.txt", "b.txt", "week 1/c.txt"]
    assert walked.findings == ()


def test_the_order_and_number_of_the_inputs_changes_nothing(folder: Path) -> None:
    inputs = [folder, folder / "a.txt", folder / "week 1", folder / "week 1" / "c.txt"]
    expected = walk(inputs)
    assert walk(list(reversed(inputs)) * 2) == expected
    assert sorted(expected.files.values()) == ["a.txt", "b.txt", "week 1/c.txt"]


def test_hidden_files_and_folders_are_left_out(folder: Path) -> None:
    (folder / ".hidden.txt").write_text("x", "utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "config.txt").write_text("x", "utf-8")
    assert sorted(walk([folder]).files.values()) == ["a.txt", "b.txt", "week 1/c.txt"]


def test_a_hidden_file_that_is_given_by_name_is_taken(folder: Path) -> None:
    (folder / ".hidden.txt").write_text("x", "utf-8")
    assert ".hidden.txt" in walk([folder, folder / ".hidden.txt"]).files.values()


def test_a_link_that_leaves_the_folder_is_a_finding_and_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "d.txt").write_text("x", "utf-8")
    (folder / "out").symlink_to(tmp_path / "elsewhere")
    (folder / "out.txt").symlink_to(tmp_path / "elsewhere" / "d.txt")
    (folder / "nowhere.txt").symlink_to(folder / "not there")
    (folder / "circle").symlink_to(folder / "circle")
    walked = walk([folder])
    assert sorted(walked.files.values()) == ["a.txt", "b.txt", "week 1/c.txt"]
    assert [(finding.code, finding.where) for finding in walked.findings] == [
        ("capture.link-outside", where) for where in ("circle", "nowhere.txt", "out", "out.txt")
    ]


def test_a_link_within_the_folder_brings_its_file_in_once_and_a_loop_ends(folder: Path) -> None:
    (folder / "again.txt").symlink_to(folder / "a.txt")
    (folder / "week 1" / "up").symlink_to(folder)
    walked = walk([folder])
    assert sorted(walked.files.values()) == ["a.txt", "b.txt", "week 1/c.txt"]
    assert walked.findings == ()


def test_a_link_to_something_hidden_is_a_finding(folder: Path) -> None:
    (folder / ".store").mkdir()
    (folder / ".store" / "x").write_text("x", "utf-8")
    (folder / "x.txt").symlink_to(folder / ".store" / "x")
    (folder / "store").symlink_to(folder / ".store")
    assert [finding.where for finding in walk([folder]).findings] == ["store", "x.txt"]


def test_an_input_that_is_a_link_is_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert sorted(walk([tmp_path / "link"]).files.values()) == ["a.txt", "b.txt", "week 1/c.txt"]


def test_what_is_not_there_and_what_is_no_file_are_findings(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    walked = walk([folder, folder / "no such file"])
    assert {finding.code for finding in walked.findings} == {"capture.not-found", "capture.not-a-file"}
    assert "pipe" not in walked.files.values()


def test_a_name_that_is_not_utf_8_is_a_finding_and_the_file_is_taken(folder: Path) -> None:
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text("x", "utf-8")
    walked = walk([folder])
    assert "caf\\xe9.txt" in walked.files.values()
    assert [(finding.code, finding.where) for finding in walked.findings] == [
        ("capture.name-broken", "caf\\xe9.txt")
    ]


def test_names_are_in_nfc_however_the_disk_writes_them(folder: Path) -> None:
    (folder / "cafe\u0301.txt").write_text("x", "utf-8")
    assert "caf\u00e9.txt" in walk([folder]).files.values()


def test_folders_in_folders_may_go_deeper_than_python_recurses(tmp_path: Path) -> None:
    start = Path.cwd()
    os.chdir(tmp_path)
    try:
        for _ in range(1_200):
            Path("d").mkdir()
            os.chdir("d")
        Path("x.txt").write_text("x", "utf-8")
        os.chdir(start)
        assert len(walk([tmp_path]).files) == 1
    finally:
        os.chdir(start)
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)  # deeper than shutil.rmtree goes


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_finding(folder: Path) -> None:
    (folder / "a.txt").chmod(0)
    (folder / "week 1").chmod(0)
    try:
        codes = [(finding.code, finding.where) for finding in walk([folder]).findings]
    finally:
        (folder / "week 1").chmod(0o700)
    assert codes == [("capture.unreadable", "a.txt"), ("capture.unreadable", "week 1")]


@given(st.binary(max_size=20).filter(lambda raw: b"/" not in raw and b"\0" not in raw))
def test_every_name_can_be_written_in_utf_8(raw: bytes) -> None:
    name, broken = readable_name(os.fsdecode(raw))
    name.encode()
    assert broken == (raw.decode("utf-8", "replace").encode() != raw)
