"""`python -m benchmarks.adding [--short] [COUNT ...]`: time and peak memory of `tollbook add`, stage by stage.

Each COUNT (1,000 and 10,000 unless told) is a new book and as many invented reports: of about 5 kB, in which one
sentence in twenty speaks of harm, or with `--short` of two or three sentences, one of which does. With `--kills N`
the command is interrupted N times after a while of `--after` seconds at most, by SIGKILL and SIGINT in turn, and
started again until it ends by itself. It runs in a process of its own, whose memory is what is reported.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.adding.invent import write_long, write_short

TOLLBOOK = [sys.executable, "-m", "tollbook"]


def measure(count: int, given: argparse.Namespace) -> None:
    """Add `count` reports to a new book and print what it took."""
    chance = random.Random(count)
    with tempfile.TemporaryDirectory() as folder:
        reports, book = Path(folder) / "reports", Path(folder) / "book"
        (write_short if given.short else write_long)(reports, count)
        size = sum(path.stat().st_size for path in reports.rglob("*.txt"))
        subprocess.run([*TOLLBOOK, "new", book, "--title", "benchmark"], check=True, stdout=subprocess.DEVNULL)
        command = [*TOLLBOOK, "add", str(book), str(reports), "--processes", str(given.processes)]
        seconds = peak = 0.0
        for kill in range(given.kills + 1):
            after = chance.uniform(0.2, 1) * given.after if kill < given.kills else None
            ended, took, used = run(command, (signal.SIGKILL, signal.SIGINT)[kill % 2], after)
            seconds, peak = seconds + took, max(peak, used)
            print(f"  run {kill + 1}: {took:8.1f} s, ended with {ended}, peak memory {used:,.0f} MB", flush=True)
            if ended == 0:
                break
        print(
            f"{count:>7,} documents of {size / count / 1000:.1f} kB: {seconds:8.1f} s, {count / seconds:6.0f} a "
            f"second, peak memory {peak:,.0f} MB",
            flush=True,
        )


def run(command: list[str], kill: signal.Signals, after: float | None) -> tuple[int, float, float]:
    """How it ended, seconds, and peak memory in MB; `after` so many seconds it is killed."""
    started = time.perf_counter()
    pid = subprocess.Popen(command, stdout=subprocess.DEVNULL).pid
    while True:
        done, status, used = os.wait4(pid, os.WNOHANG)
        took = time.perf_counter() - started
        if done:
            return os.waitstatus_to_exitcode(status), took, used.ru_maxrss / 1024
        if after is not None and took > after:
            os.kill(pid, kill)
            after = None
        time.sleep(0.05)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("counts", nargs="*", type=int, default=[1000, 10000])
    options.add_argument("--short", action="store_true")
    options.add_argument("--processes", type=int, default=1)
    options.add_argument("--kills", type=int, default=0)
    options.add_argument("--after", type=float, default=60.0)
    chosen = options.parse_args()
    for wanted in chosen.counts:
        measure(wanted, chosen)
