"""`python -m benchmarks.workbench [--claims N] [--seed N] --book FOLDER`: makes a large book, and measures."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from benchmarks.workbench.book import make


def told(what: str, done: int, of: int) -> None:
    if done % 2_500 == 0:
        print(f"{time.strftime('%H:%M:%S')} {what} {done:,} of {of:,}", flush=True)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--claims", type=int, default=100_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--book", type=Path, required=True, help="a folder outside the repository")
    given = asked.parse_args()
    started = time.perf_counter()
    make(given.book, given.claims, given.seed, told)
    print(f"{given.claims:,} claims: the book was there after {time.perf_counter() - started:,.1f} s")


if __name__ == "__main__":
    main()
