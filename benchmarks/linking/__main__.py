"""`python -m benchmarks.linking [--claims N] [--texts] [--syria FOLDER [--cache FOLDER]]`.

Links invented claims: seconds, peak memory, growth from 1,000 to 10,000 (with --claims to more), and how
well the invented events come out. With --texts the claims stand in invented texts of two scripts and in a book,
which is linked from the beginning, and once more when 100 reports have come in. With --syria, reads and links the
reports of that folder (`link_dev.jsonl`), scoring the groups with ../shared/score/links.py, and the ranges, with
the recorder's groups and with those found, with ../shared/score/ranges.py.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.linking import book, measures, syria
from benchmarks.linking.invent import invent
from tollbook.incidents.link import link


def measure(count: int) -> None:
    """The part that runs in a process of its own, so that the peak of memory is its own."""
    made = invent(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started, worked = time.perf_counter(), time.process_time()
    linking = link(made.claims, made.documents, made.locations, (), {})
    seconds, processor = time.perf_counter() - started, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {claim: incident.id for incident in linking.incidents for claim in incident.claims}
    precision, recall = measures.b_cubed(made.truth, found)
    print(
        json.dumps(
            {
                "claims": len(made.claims),
                "incidents": len(linking.incidents),
                "seconds": seconds,
                "processor": processor,
                "peak": peak,
                "before": before,
                "precision": precision,
                "recall": recall,
            }
        )
    )


def invented(most: int, *, texts: bool) -> None:
    seconds: dict[int, float] = {}
    for count in [size for size in (1_000, 10_000, 100_000) if size <= most]:
        command = [sys.executable, "-m", "benchmarks.linking", "--measure", str(count), *["--texts"] * texts]
        ran = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        seconds[count] = ran["processor"]  # what other programs do meanwhile is not growth
        print(
            book.shown(ran)
            if texts
            else f"{ran['claims']:>8,} claims  {ran['incidents']:>7,} incidents  {ran['seconds']:7.2f} s"
            f" ({ran['processor']:.2f} s of the processor)"
            f"  peak {ran['peak']:5.0f} MB ({ran['before']:.0f} before)"
            f"  B3 precision {ran['precision']:.1f} recall {ran['recall']:.1f}",
            flush=True,
        )
        if count // 10 in seconds:
            times = seconds[count] / seconds[count // 10]
            print(f"         ten times the claims took {times:.1f} times the processor")


def linked_reports(folder: Path, cache: Path | None) -> None:
    """Link the reports of a folder, and say how the groups come out, and what ranges they give."""
    data = syria.load(folder, cache)
    started = time.perf_counter()
    groups = data.linked()
    seconds = time.perf_counter() - started
    print(f"{len(data.reports):,} reports, {len(data.claims):,} claims linked in {seconds:.2f} s")
    syria.score(folder, groups)
    for name, members in (("given", data.published()), ("found", data.answering(groups))):
        print(f"ranges of killed, groups {name}:")
        syria.score_ranges(data, members)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--claims", type=int, default=10_000, help="as many invented claims at most (to 100,000)")
    asked.add_argument("--texts", action="store_true", help="with texts, in a book, and 100 reports more")
    asked.add_argument("--syria", type=Path, help="the folder with link_dev.jsonl")
    asked.add_argument("--cache", type=Path, help="a folder to keep what was read in, for the next time")
    asked.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.measure:
        (book.main if given.texts else measure)(given.measure)
        return
    invented(given.claims, texts=given.texts)
    if given.syria:
        linked_reports(given.syria, given.cache)


if __name__ == "__main__":
    main()
