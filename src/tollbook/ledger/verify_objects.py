"""Verify the objects: each is what its name says, and each that an entry names is there."""

from __future__ import annotations

import hashlib
import os
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tollbook.ledger.objects import Objects, digest_at
from tollbook.model.finding import Finding
from tollbook.model.progress import Watch

CHUNK_FILES: Final = 64
CHUNK_BYTES: Final = 8 << 20
"""What a thread is handed at once: so many files, or so many bytes."""

NAMED_BY_NONE: Final = 1 << 62
"""Sorts after every entry."""


@dataclass(slots=True)
class Held:
    """What was seen of the objects. `strays` are files that are none."""

    count: int = 0
    bytes: int = 0
    seconds: float = 0.0
    unnamed: int = 0
    unfinished: int = 0
    wrong: Finding | None = None
    faults: list[tuple[int, str, str]] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)


def verify_objects(objects: Objects, named: Mapping[bytes, int], watch: Watch) -> Held:
    """Hash every object, on all processors; of what is wrong, the first in the order of the entries is named.

    `named` maps the digest of each object that an entry names to the first entry that does.
    """
    began = time.perf_counter()
    held = Held(unfinished=len(objects.unfinished()))
    total = sum(path.stat().st_size for path in objects.files())
    seen = 0
    for path, size, digest in _hashed(objects):
        held.bytes += size
        seen += _judge(held, path, digest, named)
        watch("objects", held.bytes, total)
    held.seconds = time.perf_counter() - began
    if seen < len(named):
        for name, seq in ((known.hex(), seq) for known, seq in named.items()):
            if not objects.path(name).is_file():
                held.faults.append((seq, name, "is missing"))
    if held.faults:
        seq, name, fault = min(held.faults)
        by = "" if seq == NAMED_BY_NONE else f", which entry {seq} names,"
        held.wrong = Finding(
            code="ledger.object-missing" if fault == "is missing" else "ledger.object-changed",
            where=f"objects/{name[:2]}/{name[2:]}",
            message=f"object {name}{by} {fault}",
            advice="Put it back from a copy of the book. Keep what was changed as evidence.",
        )
    return held


def _judge(held: Held, path: Path, digest: str, named: Mapping[bytes, int]) -> bool:
    """Hold a file's digest against its name. True where an entry names it."""
    name = digest_at(path)
    if name is None:
        held.strays.append(path.name)
        return False
    held.count += 1
    seq = named.get(bytes.fromhex(name), NAMED_BY_NONE)
    if digest != name:
        held.faults.append((seq, name, "is not what its name says"))
    if seq == NAMED_BY_NONE:
        held.unnamed += 1
    return seq != NAMED_BY_NONE


def _hashed(objects: Objects) -> Iterator[tuple[Path, int, str]]:
    """Each object with its size and its SHA-256, in order. hashlib lets go of the interpreter, so threads help."""
    workers = os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        running: deque[Future[list[tuple[Path, int, str]]]] = deque()
        for chunk in _chunks(objects):
            running.append(pool.submit(_hash, chunk))
            if len(running) > 2 * workers:
                yield from running.popleft().result()
        while running:
            yield from running.popleft().result()


def _chunks(objects: Objects) -> Iterator[list[Path]]:
    chunk: list[Path] = []
    size = 0
    for path in objects.files():
        chunk.append(path)
        size += path.stat().st_size
        if len(chunk) == CHUNK_FILES or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _hash(paths: Sequence[Path]) -> list[tuple[Path, int, str]]:
    hashed = []
    for path in paths:
        with path.open("rb", buffering=0) as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            hashed.append((path, os.fstat(file.fileno()).st_size, digest))
    return hashed
