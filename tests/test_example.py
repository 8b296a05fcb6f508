"""The golden run: the shipped example's whole release, file by file, whatever the order of the reports."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from tollbook.flow import Book
from tollbook.ledger import query
from tollbook.ledger.bodies import PositionRecorded
from tollbook.model.vocabulary import Step
from tollbook.releases.verify import verify_release

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests/golden/al-jadida"


def release_example(folder: Path, reports: list[Path], clock: Callable[[], datetime], key: bytes) -> Path:
    with Book.new(folder / "book", "West Mosul, spring 2017", by="recorder", key=key, clock=clock) as book:
        book.add(reports)
        incident = max(book.incidents(), key=lambda one: len(one.incident.claims)).incident.id
        named = {origin.name: id_ for id_, one in query.documents(book.ledger).items() for origin in one.origins}
        book.position(
            PositionRecorded(
                incident=incident,
                party="US-led coalition",
                step=Step.STATES_CIRCUMSTANCES,
                date=date(2017, 3, 25),
                document=named["04-coalition-statement.md"],
                quote="at the request of the Iraqi security forces",
            )
        )
        book.position(
            PositionRecorded(
                incident=incident,
                party="US-led coalition",
                step=Step.ALTERNATIVE_EXPLANATION,
                date=date(2017, 5, 25),
                document=named["11-coalition-investigation.pdf"],
                quote="105 civilians were killed in the strike",
                conceded=105,
            )
        )
        book.release(folder / "release")
    return folder / "release"


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in walk(folder)}


def walk(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def test_the_release_of_the_example_is_the_golden_one_file_by_file(
    tmp_path: Path, example: Path, clock: Callable[[], datetime], key: bytes, request: pytest.FixtureRequest
) -> None:
    release = release_example(tmp_path, [example], clock, key)
    assert verify_release(release).ok
    if request.config.getoption("--write-golden"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        shutil.copytree(release, GOLDEN)
        pytest.skip("golden files written: look at `git diff tests/golden`")
    golden, made = files_of(GOLDEN), files_of(release)
    assert made.keys() == golden.keys()
    for name in golden:
        assert made[name] == golden[name], f"{name} differs; if that is meant: pytest {__file__} --write-golden"


def test_the_order_in_which_reports_are_named_changes_nothing(
    tmp_path: Path, example: Path, clock: Callable[[], datetime], key: bytes
) -> None:
    reports = [*example.iterdir()]
    random.Random(3).shuffle(reports)
    assert files_of(release_example(tmp_path, reports, clock, key)) == files_of(GOLDEN)


def test_a_release_changed_by_one_byte_no_longer_verifies(tmp_path: Path) -> None:
    shutil.copytree(GOLDEN, tmp_path / "release")
    page = next((tmp_path / "release/incidents").glob("*.html"))
    page.write_bytes(page.read_bytes().replace(b"105", b"106", 1))
    result = verify_release(tmp_path / "release")
    assert not result.ok
    assert result.wrong is not None
    assert page.name in result.wrong.where


def test_the_demo_runs_from_start_to_release_and_names_both_folders(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "examples/al-jadida/show.py", tmp_path],
        capture_output=True,
        text=True,
        check=True,
    )
    assert (tmp_path / "release/index.html").is_file()
    assert str(tmp_path / "release") in done.stdout
    for words in ("61–201", "confirmed", "3,846 killed (civilians)", "days to the first admission: 63"):
        assert words in done.stdout, words
