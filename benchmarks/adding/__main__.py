"""`python -m benchmarks.adding [COUNT ...]`: seconds, documents a second and peak memory of `tollbook add`.

Each COUNT (1,000 and 10,000 unless told) is a new book and as many invented reports of about 5 kB, in which one
sentence in twenty speaks of harm. The command runs in a process of its own, whose memory is what is reported.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PLACES = ("Mosul", "Raqqa", "Aleppo", "Homs", "Idlib", "Kirkuk", "Tal Afar", "Hama", "Daraa", "Baghdad")
PLAIN = (
    "The market opened late because the road from {place} was closed again.",
    "Officials met in {place} to talk about the water supply and the price of bread.",
    "A delegation is expected to travel to {place} in the coming week.",
    "Farmers near {place} said that the harvest would be smaller than in other years.",
    "The council of {place} postponed its session without giving a reason.",
)
HARM = (
    "At least {count} civilians were killed on {day} March 2017 by an air strike on {place}, residents said.",
    "{count} people were wounded in {place} by artillery on {day} March 2017, according to the civil defence.",
    "More than {count} families have fled {place} since February, aid workers said.",
)
SENTENCES = 75


def write_report(path: Path, rng: random.Random) -> None:
    """One report of about 5 kB."""
    sentences = []
    for number in range(SENTENCES):
        form = rng.choice(HARM if number % 20 == 0 else PLAIN)
        sentences.append(form.format(place=rng.choice(PLACES), count=rng.randint(2, 90), day=rng.randint(1, 28)))
    paragraphs = [" ".join(sentences[start : start + 5]) for start in range(0, SENTENCES, 5)]
    path.write_text("\n\n".join(paragraphs) + "\n")


def measure(count: int) -> None:
    """Add `count` reports to a new book and print what it took."""
    rng = random.Random(count)
    with tempfile.TemporaryDirectory() as folder:
        reports, book = Path(folder) / "reports", Path(folder) / "book"
        reports.mkdir()
        for number in range(count):
            write_report(reports / f"{number:06}.txt", rng)
        size = sum(path.stat().st_size for path in reports.iterdir())
        command = [sys.executable, "-m", "tollbook"]
        subprocess.run([*command, "new", book, "--title", "benchmark"], check=True, stdout=subprocess.DEVNULL)
        started = time.perf_counter()
        subprocess.run([*command, "add", book, reports], check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(
            f"{count:>7,} documents of {size / count / 1000:.1f} kB: {seconds:8.1f} s, {count / seconds:6.0f} a "
            f"second, peak memory of the largest run so far {peak:,.0f} MB",
            flush=True,
        )


if __name__ == "__main__":
    for wanted in sys.argv[1:] or ("1000", "10000"):
        measure(int(wanted))
