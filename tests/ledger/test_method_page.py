"""docs/method/ledger.md is true: its table names every field, and what it tells a stranger to run works."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tollbook.ledger.bodies import BODIES
from tollbook.ledger.checkpoints import parse
from tollbook.model.entry import Kind

if TYPE_CHECKING:
    from tests.ledger.conftest import Scribe

PAGE = (Path(__file__).parents[2] / "docs" / "method" / "ledger.md").read_text()


def block(language: str) -> str:
    (body,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return str(body)


@pytest.mark.parametrize("kind", Kind)
def test_every_field_of_every_kind_stands_in_the_table(kind: Kind) -> None:
    (row,) = re.findall(rf"^\| `{kind}` \|(.*)\|$", PAGE, re.MULTILINE)
    for field in fields(BODIES[kind]):
        assert f"`{field.name}`" in row


def test_a_stranger_can_check_the_objects_with_sha256sum(scribe: Scribe) -> None:
    document = scribe.seal()
    run = ["bash", "-c", block("bash")]
    done = subprocess.run(run, cwd=scribe.ledger.folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    scribe.ledger.objects.path(document).chmod(0o644)
    scribe.ledger.objects.path(document).write_text("changed")
    done = subprocess.run(run, cwd=scribe.ledger.folder, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "FAILED" in done.stdout


def test_a_stranger_can_compute_the_root_with_python_alone(scribe: Scribe) -> None:
    for number in range(5):
        scribe.read(scribe.seal(f"report {number}"))
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", block("python")],
        cwd=scribe.ledger.folder,
        capture_output=True,
        text=True,
        check=True,
    )
    key, _, size, root, *_, computed = done.stdout.splitlines()
    assert key == scribe.ledger.verifier_key
    assert int(size) == parse(scribe.ledger.checkpoint()).size == 11
    assert computed == root
