"""`python -m benchmarks.places.taking`: take in 200,000 invented rows of GeoNames, compile and open them."""

from __future__ import annotations

import hashlib
import resource
import tempfile
import time
from pathlib import Path

from tollbook.places.gazetteer import Gazetteer
from tollbook.places.kept import FOLDER, file_name, open_own
from tollbook.places.take import take_gazetteer

ROWS = 200_000


def row(number: int) -> str:
    """An invented village with a name in either script."""
    name = f"Tell Zarnuq {number}"
    head = [str(number + 1), name, name, f"تل زرنوق {number},Tal Zarnouk {number}"]
    point = [f"{33 + number % 997 / 500:.5f}", f"{42 + number // 997 / 200:.5f}"]
    tail = ["P", "PPL", "IQ", "", "15", "", "", "", "0", "", "0", "Asia/Baghdad", "2030-01-01"]
    return "\t".join([*head, *point, *tail]) + "\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "IQ.txt"
        path.write_text("".join(map(row, range(ROWS))))
        started = time.perf_counter()
        content, taken = take_gazetteer(path)
        print(f"take in    {time.perf_counter() - started:8.1f} s      {taken.places:,} places")
        print(f"kept       {len(content) / 1e6:8.1f} MB")
        digest, book = hashlib.sha256(content).hexdigest(), Path(folder)
        started = time.perf_counter()
        open_own(book, digest, path.name, lambda: content)
        print(f"compile    {time.perf_counter() - started:8.1f} s")
        size = (book / FOLDER / file_name(digest)).stat().st_size
        print(f"compiled   {size / 1e6:8.1f} MB")
        started = time.perf_counter()
        gazetteer = Gazetteer(own=[open_own(book, digest, path.name, lambda: content)])
        print(f"open       {(time.perf_counter() - started) * 1e3:8.1f} ms")
        for name in ("Tal Zarnouk 7", "تل زرنوق 70000"):
            started = time.perf_counter()
            found = len(gazetteer.own(name))
            print(f"look up    {(time.perf_counter() - started) * 1e3:8.1f} ms     {found} found")
    print(f"peak memory{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


if __name__ == "__main__":
    main()
