"""The order of the house is checked, and the check bites."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tollbook.model.version import VERSION

ROOT = Path(__file__).resolve().parent.parent


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy_of_the_house(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_room_imports_only_those_under_it(copy_of_the_house: Path) -> None:
    result = lint_imports(copy_of_the_house)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("model/claim.py", "import tollbook.ledger", "Each room imports only those under it"),
        ("estimates/__init__.py", "import tollbook.bulk", "Each room imports only those under it"),
        ("releases/render/__init__.py", "import tollbook.ledger", "Rendering sees only a frozen release"),
        ("tallies/count.py", "import sqlite3", "The ledger holds the only SQL"),
    ],
)
def test_a_planted_forbidden_import_is_found(
    copy_of_the_house: Path, module: str, line: str, contract: str
) -> None:
    planted = copy_of_the_house / "src/tollbook" / module
    planted.write_text(planted.read_text() + f"\n{line}\n")
    result = lint_imports(copy_of_the_house)
    assert result.returncode == 1
    broken = [text for text in result.stdout.splitlines() if "BROKEN" in text]
    assert any(contract in text for text in broken), result.stdout


def test_the_model_uses_the_standard_library_only() -> None:
    for path in sorted((ROOT / "src/tollbook/model").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                top = name.split(".")[0]
                assert top in sys.stdlib_module_names or name.startswith("tollbook.model"), f"{path}: {name}"


def test_the_package_and_its_metadata_name_one_version() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == VERSION


def test_lock_files_carry_hashes_and_name_no_index_or_host() -> None:
    for path in sorted((ROOT / "locks").glob("*.txt")):
        text = path.read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text, path
        assert "index-url" not in text, path
