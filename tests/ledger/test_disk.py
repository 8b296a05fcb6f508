"""A real full disk and a real read-only one: a small file system in memory, mounted in a namespace of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tollbook.ledger.verify import verify

if TYPE_CHECKING:
    from tests.ledger.conftest import Scribe

MOUNT = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]

SCRIPT = """
import os, subprocess, sys
from pathlib import Path
from tollbook.ledger.open import Ledger
from tollbook.ledger.verify import verify
from tollbook.model.entry import Draft, Kind
from tollbook.model.finding import Refusal

disk = Path(sys.argv[1])

def add(ledger, number):
    text = (f"report {number} " + "word " * 2000).encode()
    document = ledger.objects.put(text)
    body = {"document": document, "size": len(text), "media": "text/plain", "origin": {"name": "a"}}
    return ledger.append([Draft(kind=Kind.DOCUMENT_SEALED, body=body)])[-1].seq

def add_until_refused(ledger):
    last = None
    try:
        for number in range(10_000):
            last = add(ledger, f"{number} {last}")
    except Refusal as refusal:
        return last, refusal.message
    return last, "never refused"

filler = disk / "filler"
with Ledger.create(disk / "book", "T", by="a") as ledger:
    filler.write_bytes(bytes(500_000))
    last, message = add_until_refused(ledger)
    assert "no room left" in message, message
    with Ledger.open(disk / "book") as reader:
        assert [entry.seq for entry in reader.entries()] == list(range(last + 1))
filler.unlink()
with Ledger.open(disk / "book", by="a") as ledger:
    assert verify(ledger).ok
    assert add(ledger, "more") == last + 1
subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
with Ledger.open(disk / "book", by="a") as ledger:
    assert verify(ledger).ok
    last, message = add_until_refused(ledger)
    assert last is None
    assert "cannot be written" in message, message
try:
    Ledger.create(disk / "another", "T", by="a")
except Refusal as refusal:
    assert "cannot be written" in refusal.message
    print("done")
"""


def can_mount() -> bool:
    if not shutil.which("unshare"):
        return False
    return subprocess.run([*MOUNT, "mount -t tmpfs none /tmp"], capture_output=True, check=False).returncode == 0


def test_a_full_disk_and_a_read_only_one_are_refused_and_the_book_goes_on(tmp_path: Path) -> None:
    if not can_mount():
        pytest.skip(
            "this system lets nobody mount a file system of their own; test_append and test_objects pretend"
        )
    (tmp_path / "disk").mkdir()
    (tmp_path / "script.py").write_text(SCRIPT)
    disk = str(tmp_path / "disk")
    command = f"mount -t tmpfs -o size=2m none {disk} && exec {sys.executable} {tmp_path / 'script.py'} {disk}"
    done = subprocess.run([*MOUNT, command], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("done\n", "")


def test_a_large_file_is_sealed_and_verified_without_being_held_in_memory(scribe: Scribe, tmp_path: Path) -> None:
    size = 200 << 20
    with (tmp_path / "large").open("wb") as file:
        file.truncate(size)
    tracemalloc.start()
    try:
        digest, sealed = scribe.ledger.objects.put_file(tmp_path / "large")
        verification = verify(scribe.ledger)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert verification.ok
    assert sealed == size
    assert digest in scribe.ledger.objects
    assert peak < 16 << 20
