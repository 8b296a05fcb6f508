"""`python -m benchmarks.workbench [--claims N] [--seed N] [--book FOLDER]`: a large book, and the workbench on it.

Without --book in a folder that is deleted afterwards. A book that was cut off goes on where it was; one that is
there is only measured. The first time, the desk is made as well: what each incident comes to, which is then kept.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks.workbench.book import make
from benchmarks.workbench.measure import measure
from tollbook.assessments.profiles import DEFAULT
from tollbook.workbench.desk.desks import Desks


def told(what: str, done: int, of: int) -> None:
    if done % 2_500 == 0:
        print(f"{time.strftime('%H:%M:%S')} {what} {done:,} of {of:,}", flush=True)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--claims", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--book", type=Path, help="a folder outside the repository")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run(given.book or Path(folder) / "book", given.claims, given.seed)


def run(book: Path, claims: int, seed: int) -> None:
    started, worked = time.perf_counter(), time.process_time()
    make(book, claims, seed, told)
    print(f"{claims:,} claims: the book was there after {_since(started, worked)}")
    started, worked = time.perf_counter(), time.process_time()
    with closing(Desks(book)) as desks:
        count = len(desks.wait(DEFAULT).columns)
    print(f"{count:,} incidents: their desk was there after {_since(started, worked)}")
    measure(book)


def _since(started: float, worked: float) -> str:
    clock, processor = time.perf_counter() - started, time.process_time() - worked
    return f"{clock:,.1f} s ({processor:,.1f} s of the processor)"


if __name__ == "__main__":
    main()
