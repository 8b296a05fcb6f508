"""Measures the ledger. Usage: python -m benchmarks.ledger [--megabytes 512] [--documents 10000]."""

from __future__ import annotations

import argparse
import os
import platform
import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, event

from tollbook.ledger import query
from tollbook.ledger.open import Ledger
from tollbook.ledger.rebuild import rebuild
from tollbook.ledger.serialise import canonical, to_json
from tollbook.ledger.verify import verify
from tollbook.model.claim import Claim
from tollbook.model.entry import Draft, Kind
from tollbook.model.vocabulary import Harm

SIZES = {"1 MB files": 1 << 20, "64 MB files": 64 << 20}
SETTINGS = {
    "as chosen": "PRAGMA synchronous = FULL",
    "synchronous = NORMAL": "PRAGMA synchronous = NORMAL",
    "foreign_keys = OFF": "PRAGMA foreign_keys = OFF",
    "journal_mode = DELETE": "PRAGMA journal_mode = DELETE",
}
SMALL = 5000
"""Bytes of a short report."""

CLAIMS = 10
"""Claims in a short report."""

PORTION = 200
"""Documents that are written by one append."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--megabytes", type=int, default=512, help="of large files, in all")
    options.add_argument("--documents", type=int, default=10_000, help="of 5 kB, with ten claims each")
    given = options.parse_args()
    print(f"{os.cpu_count()} processors, Python {platform.python_version()}")
    for name, size in SIZES.items():
        measure_files(name, size, max(1, given.megabytes * 1_000_000 // size))
    measure_settings()
    measure_documents(given.documents)


def measure_settings() -> None:
    """What SQLite's settings cost an append of one entry (docs/decisions/sqlite.md)."""
    print("\nsettings: an append of one entry, the median of 200")
    for name, pragma in SETTINGS.items():

        def change(connection: sqlite3.Connection, _: object, pragma: str = pragma) -> None:
            connection.execute(pragma)

        with workshop() as folder:
            files = write_files(folder / "files", SMALL, 200)
            Ledger.create(folder / "book", "Benchmark", by="benchmark").close()
            event.listen(Engine, "connect", change)
            with Ledger.open(folder / "book", by="benchmark") as ledger:
                drafts = [sealing(ledger, path) for path in files]
                seconds = [timed(lambda draft=draft: ledger.append([draft])) for draft in drafts]  # type: ignore[misc]
            event.remove(Engine, "connect", change)
        print(f"  {name:34}{statistics.median(seconds) * 1000:10.2f} ms")


def measure_files(name: str, size: int, count: int) -> None:
    """Seal and verify `count` files of `size` bytes, beside sha256sum on the same files."""
    with workshop() as folder:
        files = write_files(folder / "files", size, count)
        megabytes = size * count / 1e6
        print(f"\n{count} {name}, {megabytes:,.0f} MB")
        plain = timed(lambda: sha256sum(files))
        rate("sha256sum", megabytes, plain)
        with Ledger.create(folder / "book", "Benchmark", by="benchmark") as ledger:
            rate("seal (hash, copy, fsync)", megabytes, timed(lambda: seal(ledger, files)), plain)
            rate(
                "cp and sync of the same", megabytes, timed(lambda: copy(folder / "files", folder / "copy")), plain
            )
            rate("verify", megabytes, timed(lambda: sound(ledger)), plain)


def measure_documents(count: int) -> None:
    """Add `count` short reports with their claims, and do with them what a book does."""
    with workshop() as folder:
        files = write_files(folder / "files", SMALL, count)
        megabytes = SMALL * count / 1e6
        print(f"\n{count:,} files of {SMALL:,} bytes with {CLAIMS} claims each, {megabytes:,.0f} MB")
        plain = timed(lambda: sha256sum(files))
        rate("sha256sum", megabytes, plain)
        with Ledger.create(folder / "book", "Benchmark", by="benchmark") as ledger:
            parts: list[float] = []
            took("seal, append and make views", timed(lambda: add(ledger, files, parts)), count, "documents")
            half = len(parts) // 2
            if half:
                print(f"  {'second half beside the first half':34}{sum(parts[half:]) / sum(parts[:half]):10.2f} x")
            took("all claims", timed(lambda: query.claims(ledger)), count * CLAIMS, "claims")
            ids = list(query.claims(ledger, harm=Harm.INJURED))[:100]
            took("100 claims by id", timed(lambda: query.claims(ledger, ids=ids)), len(ids), "claims")
            took("all documents", timed(lambda: query.documents(ledger)), count, "documents")
            took("rebuild", timed(lambda: rebuild(ledger)), count * CLAIMS, "claims")
            verification = verify(ledger)
            took("verify, views included", verification.seconds, count * CLAIMS, "claims")
            print(f"  {'ledger.sqlite':34}{(folder / 'book' / 'ledger.sqlite').stat().st_size / 1e6:10,.1f} MB")
        print(f"  {'peak memory':34}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:10,.0f} MB")


def seal(ledger: Ledger, files: Sequence[Path]) -> None:
    """Put the files and write their entries."""
    with ledger.objects.batch():
        ledger.append([sealing(ledger, path) for path in files])


def add(ledger: Ledger, files: Sequence[Path], parts: list[float]) -> None:
    """Put, seal and read the files, a portion at a time; the time of each goes into `parts`."""
    chance = random.Random(1)
    for start in range(0, len(files), PORTION):
        began = time.perf_counter()
        with ledger.objects.batch():
            drafts = [sealing(ledger, path) for path in files[start : start + PORTION]]
            ledger.append([*drafts, *(reading(ledger, str(one.body["document"]), chance) for one in drafts)])
        parts.append(time.perf_counter() - began)


def sealing(ledger: Ledger, path: Path) -> Draft:
    digest, size = ledger.objects.put_file(path)
    body = {"document": digest, "size": size, "media": "text/plain", "origin": {"name": path.name}}
    return Draft(kind=Kind.DOCUMENT_SEALED, body=body)


def reading(ledger: Ledger, document: str, chance: random.Random) -> Draft:
    claims = [
        Claim(
            doc=document,
            start=number * 40,
            end=number * 40 + 20,
            harm=chance.choice([Harm.KILLED, Harm.INJURED]),
            low=chance.randint(1, 200),
            high=None,
            count_text="at least",
            speakers=("officials",),
            part_of=None if number % 3 == 0 else number - 1,
        )
        for number in range(CLAIMS)
    ]
    found = canonical(to_json({"claims": claims, "extraction": {"text": None, "extractor": "benchmark"}}))
    body = {
        "document": document,
        "text": document,
        "reading": ledger.objects.put(found),
        "reader": "benchmark",
        "extractor": "benchmark",
        "claims": CLAIMS,
    }
    return Draft(kind=Kind.DOCUMENT_READ, body=body)


def sound(ledger: Ledger) -> None:
    """Verify, and say so if the book is not what it was made."""
    verification = verify(ledger)
    if not verification.ok:
        raise SystemExit(verification.words)


@contextmanager
def workshop() -> Iterator[Path]:
    """A folder on the disk that is being measured: the current one, not a file system in memory."""
    with tempfile.TemporaryDirectory(prefix="benchmark-", dir=Path.cwd()) as name:
        yield Path(name)


def write_files(folder: Path, size: int, count: int) -> list[Path]:
    """Files of letters by chance, the same each time; read once, so that none is measured cold."""
    folder.mkdir()
    chance = random.Random(size)
    files = []
    for number in range(count):
        files.append(folder / f"{number:06}.txt")
        files[-1].write_bytes(chance.randbytes(size // 2).hex().encode())
    return files


def sha256sum(files: Sequence[Path]) -> None:
    """What everybody has, in one process, as `sha256sum FILES` would run."""
    names = "\0".join(map(str, files)).encode()
    subprocess.run(["xargs", "-0", "sha256sum"], input=names, stdout=subprocess.DEVNULL, check=True)


def copy(source: Path, target: Path) -> None:
    """A plain copy, brought to the disk."""
    shutil.copytree(source, target)
    os.sync()


def timed(do: Callable[[], object]) -> float:
    """Seconds that `do()` takes."""
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def rate(name: str, megabytes: float, seconds: float, plain: float | None = None) -> None:
    beside = f"  {plain / seconds:5.2f} x sha256sum" if plain else ""
    print(f"  {name:34}{megabytes / seconds:10,.0f} MB/s{beside}")


def took(name: str, seconds: float, count: int, what: str) -> None:
    print(f"  {name:34}{seconds:10.2f} s     {count / seconds:12,.0f} {what}/s")


if __name__ == "__main__":
    main()
