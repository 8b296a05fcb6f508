"""`python -m benchmarks.places.taking`: take in 200,000 invented rows of GeoNames, and open what came of them."""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path

from tollbook.places.gazetteer import Gazetteer
from tollbook.places.own import read_gazetteer
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
    started = time.perf_counter()
    gazetteer = Gazetteer(read_gazetteer(content, "kept.csv")[0])
    found = len(gazetteer.own("Tal Zarnouk 7"))
    print(f"open       {time.perf_counter() - started:8.1f} s      {found} found")
    print(f"peak memory{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


if __name__ == "__main__":
    main()
