"""Objects on their way: files that are written but have no name yet, where no one mistakes them for whole."""

from __future__ import annotations

import fcntl
import itertools
import os
import shutil
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from tollbook.ledger.refuse import refusing_os_errors

SYNCS: Final = 8
"""Files that the disk is asked to write at the same time."""

_numbers = itertools.count()


class Workplace:
    """A new folder in `tmp` to write files in, locked as long as its process lives, however that ends."""

    def __init__(self, tmp: Path) -> None:
        tmp.mkdir(parents=True, exist_ok=True)
        while True:
            self.folder = tmp / f"{os.getpid()}-{next(_numbers)}"
            self.folder.mkdir()
            lock = _lock(self.folder, wait=True)
            if lock is not None:
                self._lock = lock
                return

    def write(self, blocks: Iterable[bytes]) -> tuple[Path, int]:
        """Write `blocks` into a new file that nobody may change; returns it and its size. Not on the disk yet.

        Raises Refusal where the disk is full. What `blocks` raises passes, and leaves no file.
        """
        path = self.folder / str(next(_numbers))
        with refusing_os_errors(self.folder):
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o444)
        size = 0
        try:
            for block in blocks:
                size += len(block)
                with refusing_os_errors(self.folder):
                    _write(file, block)
            os.fchmod(file, 0o444)
        except BaseException:
            path.unlink()
            raise
        finally:
            os.close(file)
        return path, size

    def close(self) -> None:
        """Remove the folder with whatever is left in it."""
        shutil.rmtree(self.folder)
        os.close(self._lock)


def sweep(tmp: Path) -> None:
    """Remove what killed processes left in `tmp`; whoever still writes there holds a lock."""
    if not tmp.is_dir():
        return
    for folder in tmp.iterdir():
        lock = _lock(folder, wait=False)
        if lock is not None:
            shutil.rmtree(folder, ignore_errors=True)  # what cannot be removed does no harm
            os.close(lock)


def unfinished(tmp: Path) -> list[Path]:
    """Files in `tmp`: being written now, or left by a killed process."""
    return sorted(path for path in tmp.rglob("*") if path.is_file())


def sync(path: Path) -> None:
    """Bring a file to the disk, or the names that a folder holds."""
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def sync_all(paths: Collection[Path]) -> None:
    """Bring many files to the disk. Asked together, a disk writes them together: some three times as fast."""
    with ThreadPoolExecutor(SYNCS) as pool:
        for _ in pool.map(sync, paths):
            pass


def _write(file: int, block: bytes) -> None:
    rest = memoryview(block)
    while rest:
        rest = rest[os.write(file, rest) :]


def _lock(folder: Path, *, wait: bool) -> int | None:
    """A lock on `folder`; None where another process holds it (without `wait`), or has swept the folder away."""
    try:
        file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        if folder.stat().st_ino == os.fstat(file).st_ino:
            return file
    except (BlockingIOError, FileNotFoundError):
        pass
    os.close(file)
    return None
