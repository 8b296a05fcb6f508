"""Objects: bytes kept under their own SHA-256, written once, never changed."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from tollbook.ledger.refuse import Damaged, refusing_os_errors
from tollbook.ledger.unnamed import Workplace, sweep, sync_all, unfinished

BLOCK: Final = 1 << 20
"""Bytes that a file is read by."""

BATCH_COUNT: Final = 2000
BATCH_BYTES: Final = 64 << 20
"""A batch is brought to the disk when it holds so many objects, or bytes."""

_NAME = re.compile(r"[0-9a-f]{64}")


class Objects:
    """The objects of a book, in `folder`: `ab/cd…` holds the bytes whose SHA-256 in hex is `abcd…`.

    An object is written to `folder/tmp`, brought to the disk, and only then given its name, so whatever bears a
    name is whole, whatever happens. Any number of processes may put objects at the same time.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tmp = folder / "tmp"
        self._swept = False
        self._depth = 0
        self._work: Workplace | None = None
        self._pending: dict[str, Path] = {}
        self._pending_bytes = 0
        self._unsure: set[Path] = set()

    def put(self, data: bytes) -> str:
        """Keep `data`; returns its SHA-256 in hex. On the disk when this returns, except within `batch`.

        Raises Refusal where the disk is full or the folder cannot be written.
        """
        digest = hashlib.sha256(data).hexdigest()
        with self._writing() as work:
            if digest not in self._pending and not self._is_kept(digest):
                self._keep(digest, *work.write([data]))
        return digest

    def put_many(self, many: Iterable[bytes]) -> list[str]:
        """Keep each of `many`, with fewer waits for the disk than `put` of each; all are there on return."""
        with self.batch():
            return [self.put(data) for data in many]

    def put_file(self, path: Path) -> tuple[str, int]:
        """Keep the bytes of the file `path`, block by block; returns their SHA-256 in hex and their number.

        Hashes what it writes, in one pass, so that the name fits even if the file changes meanwhile. Raises
        OSError where `path` cannot be read (the caller knows what that means), Refusal as `put` does.
        """
        with path.open("rb", buffering=0) as source:
            if os.fstat(source.fileno()).st_size < BLOCK:
                data = source.readall()
                return self.put(data), len(data)
            return self.put_blocks(iter(lambda: source.read(BLOCK), b""))

    def put_blocks(self, blocks: Iterable[bytes]) -> tuple[str, int]:
        """Keep `blocks` as one object, of which one is in memory at a time; returns as `put_file` does."""
        hashed = hashlib.sha256()

        def passing() -> Iterator[bytes]:
            for block in blocks:
                hashed.update(block)
                yield block

        with self._writing() as work:
            written, size = work.write(passing())
            digest = hashed.hexdigest()
            if digest in self._pending or self._is_kept(digest):
                written.unlink()
            else:
                self._keep(digest, written, size)
        return digest, size

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Within this block objects may wait for the disk together; all are there when it ends, or at `flush`.

        What waits can be read here all the same. If the block is left by an exception, what waits is dropped.
        """
        with self._writing():
            yield

    def flush(self) -> None:
        """Bring everything that waits to the disk and give it its name. The ledger does so before it appends."""
        if not self._pending and not self._unsure:
            return
        with refusing_os_errors(self.folder):
            sync_all(self._pending.values())
            shards = {self.path(digest).parent for digest in self._pending}
            for shard in sorted(shards):
                shard.mkdir(exist_ok=True)
            for digest in list(self._pending):
                self._pending.pop(digest).rename(self.path(digest))
            sync_all([*sorted(shards | self._unsure), self.folder])
        self._pending_bytes = 0
        self._unsure.clear()

    def get(self, digest: str) -> bytes:
        """The bytes of object `digest`. Raises Refusal where it is missing or no longer what its name says."""
        with self.open(digest) as file:
            data = file.read()
        if hashlib.sha256(data).hexdigest() != digest:
            raise changed(digest)
        return data

    def open(self, digest: str) -> BinaryIO:
        """Object `digest`, open for reading; not checked against its name. Raises Refusal where it is missing."""
        waiting = self._pending.get(digest)
        try:
            return (waiting or self.path(digest)).open("rb")
        except FileNotFoundError:
            raise Damaged(
                f"object {digest} is missing from {self.folder}",
                "Put it back from a copy of the book; `tollbook verify` tells whether anything else is missing.",
            ) from None

    def path(self, digest: str) -> Path:
        """Where object `digest` lies once it is there. Raises ValueError for what is no SHA-256 in hex."""
        if not _NAME.fullmatch(digest):
            raise ValueError(f"{digest!r} is not a SHA-256 in hex")
        return self.folder / digest[:2] / digest[2:]

    def __contains__(self, digest: str) -> bool:
        return digest in self._pending or self.path(digest).is_file()

    def ids(self) -> Iterator[str]:
        """The objects on the disk, in order."""
        for path in self.files():
            if (name := digest_at(path)) is not None:
                yield name

    def files(self) -> Iterator[Path]:
        """Every file in the folders that objects lie in, in order, whether or not it is one."""
        for shard in sorted(self.folder.iterdir()):
            if shard != self._tmp:
                yield from (path for path in _listed(shard) if path.is_file())

    def unfinished(self) -> list[Path]:
        """Files that are being written now, or were left by a killed process, until the next `put`."""
        return unfinished(self._tmp)

    def _is_kept(self, digest: str) -> bool:
        """Whether `digest` is on the disk already. A changed object is refused, not mended: it is evidence."""
        path = self.path(digest)
        try:
            with path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                    raise changed(digest)
        except FileNotFoundError:
            return False
        # Whoever put it may have been killed before its name had reached the disk.
        self._unsure.add(path.parent)
        return True

    def _keep(self, digest: str, written: Path, size: int) -> None:
        self._pending[digest] = written
        self._pending_bytes += size
        if len(self._pending) >= BATCH_COUNT or self._pending_bytes >= BATCH_BYTES:
            self.flush()

    @contextmanager
    def _writing(self) -> Iterator[Workplace]:
        """A place to write in. When the outermost of these blocks ends, all is on the disk, or dropped."""
        with refusing_os_errors(self.folder):
            if self._work is None:
                if not self._swept:
                    sweep(self._tmp)
                    self._swept = True
                self._work = Workplace(self._tmp)
        self._depth += 1
        try:
            yield self._work
            if self._depth == 1:
                self.flush()
        finally:
            self._depth -= 1
            if self._depth == 0:
                self._pending.clear()
                self._pending_bytes = 0
                self._unsure.clear()
                self._work.close()
                self._work = None


def changed(digest: str) -> Damaged:
    """What is said wherever an object is not what its name says."""
    return Damaged(
        f"object {digest} is not what its name says: it was changed from outside",
        "Keep the changed file apart and put the object back from a copy of the book; see `tollbook verify`.",
    )


def digest_at(path: Path) -> str | None:
    """The digest that the place of a file says its bytes have; None where no object would lie there."""
    name = path.parent.name + path.name
    return name if len(path.parent.name) == 2 and _NAME.fullmatch(name) else None


def _listed(path: Path) -> list[Path]:
    return sorted(path.iterdir()) if path.is_dir() else [path]
