from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tollbook.model.finding import Refusal
from tollbook.releases import write as writing
from tollbook.releases.write import write


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_release_gives_the_same_bytes_file_by_file(book: Any, signer: Any, tmp_path: Path) -> None:
    write(book.freeze(), tmp_path / "a", signer)
    write(book.freeze(), tmp_path / "b", signer)
    first = tree(tmp_path / "a")
    assert first == tree(tmp_path / "b")
    assert {
        "index.html",
        "incidents/i-5b1e0c9a.html",
        "method.html",
        "sources.html",
        "aggregates.html",
        "incidents.csv",
        "claims.jsonl",
        "incidents.geojson",
        "manifest.json",
        "manifest.note",
        "checkpoint.txt",
        "SHA256SUMS",
    } <= set(first)


def test_the_hash_seed_does_not_show(tmp_path: Path) -> None:
    """Run in two interpreters, because a set's order depends on the seed of its process."""
    script = """
import importlib.util, sys, hashlib
spec = importlib.util.spec_from_file_location("material", sys.argv[1])
module = importlib.util.module_from_spec(spec); sys.modules["material"] = module
spec.loader.exec_module(module)
from tollbook.releases.sign import sign
from tollbook.releases.write import files_of
release = module.make_book().freeze()
print(sign(release, files_of(release), module.SIGNER).manifest)
"""
    conftest = str(Path(__file__).with_name("conftest.py"))
    seen = {
        subprocess.run(
            [sys.executable, "-c", script, conftest],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1
    assert len(seen.pop().strip()) == 64


def test_an_empty_folder_may_be_filled(release: Any, signer: Any, tmp_path: Path) -> None:
    (tmp_path / "OUT").mkdir()
    write(release, tmp_path / "OUT", signer)
    assert (tmp_path / "OUT" / "index.html").is_file()


@pytest.mark.parametrize("kind", ["file in it", "a file", "a link"])
def test_nothing_is_ever_written_over(release: Any, signer: Any, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "OUT"
    if kind == "file in it":
        out.mkdir()
        (out / "mine.txt").write_text("mine")
    elif kind == "a file":
        out.write_text("mine")
    else:
        (tmp_path / "elsewhere").mkdir()
        out.symlink_to(tmp_path / "elsewhere")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    with pytest.raises(Refusal, match="not empty"):
        write(release, out, signer)
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_a_half_written_release_is_never_taken_for_one(
    release: Any, signer: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle = writing._settle
    calls = 0

    def full(folder: Path) -> None:
        nonlocal calls
        calls += 1
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "_settle", full)
    with pytest.raises(Refusal, match="No space left"):
        write(release, tmp_path / "OUT", signer)
    assert calls == 1
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(writing, "_settle", settle)
    write(release, tmp_path / "OUT", signer)
    assert [path.name for path in tmp_path.iterdir()] == ["OUT"]


def test_a_place_that_cannot_be_written_is_refused(release: Any, signer: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Refusal, match="cannot be"):
        write(release, tmp_path / "file" / "OUT", signer)


def test_the_folder_can_be_read_by_others(release: Any, signer: Any, tmp_path: Path) -> None:
    write(release, tmp_path / "OUT", signer)
    umask = os.umask(0)
    os.umask(umask)
    assert (tmp_path / "OUT").stat().st_mode & 0o777 == 0o777 & ~umask
