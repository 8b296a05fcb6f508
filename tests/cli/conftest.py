"""What the tests of the commands share: the command as a person types it, and a book that each test may change."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tollbook.cli.main import app
from tollbook.cli.say import Exit

Run = Callable[..., Result]
TakeIn = Callable[[Path | Mapping[str, str]], Path]


@pytest.fixture(scope="session")
def run() -> Run:
    runner = CliRunner(env={"TOLLBOOK_BY": "recorder"})
    return lambda *words: runner.invoke(app, [str(word) for word in words])


@pytest.fixture(scope="session")
def take_in(tmp_path_factory: pytest.TempPathFactory, run: Run) -> TakeIn:
    """Makes a book of reports: of those in a folder, or of texts by the names of their files."""

    def make(reports: Path | Mapping[str, str]) -> Path:
        folder = tmp_path_factory.mktemp("cli")
        source = reports if isinstance(reports, Path) else write(folder / "reports", reports)
        assert run("new", folder / "book", "--title", "North").exit_code == Exit.DONE
        assert run("add", folder / "book", source).exit_code == Exit.DONE
        return folder / "book"

    return make


def write(folder: Path, texts: Mapping[str, str]) -> Path:
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Path:
    """A copy of the book that the fixture `made` of the same module makes once."""
    shutil.copytree(made, tmp_path / "book")
    return tmp_path / "book"
