"""`python -m benchmarks.linking [--claims N] [--syria FOLDER]`.

Links invented claims: seconds, peak memory, growth from 1,000 to 10,000 (with --claims to more), and how well
the invented events come out. With --syria, reads and links the reports of that folder (`link_dev.jsonl`), scoring
the groups with ../shared/score/links.py.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from benchmarks.linking.invent import invent
from tollbook.claims.read import Item, read_many
from tollbook.incidents.link import incident_of_document, link
from tollbook.model.claim import Claim
from tollbook.model.document import Document
from tollbook.model.place import Location
from tollbook.places.context import countries_in
from tollbook.places.gazetteer import Gazetteer
from tollbook.places.locate import locate

SCORE = Path(__file__).resolve().parents[3] / "shared" / "score" / "links.py"


def measure(count: int) -> None:
    """The part that runs in a process of its own, so that the peak of memory is its own."""
    book = invent(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started, worked = time.perf_counter(), time.process_time()
    linking = link(book.claims, book.documents, book.locations, (), {})
    seconds, processor = time.perf_counter() - started, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {claim: incident.id for incident in linking.incidents for claim in incident.claims}
    precision, recall = b_cubed(book.truth, found)
    print(
        json.dumps(
            {
                "claims": len(book.claims),
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


def b_cubed(truth: Mapping[str, int], found: Mapping[str, str]) -> tuple[float, float]:
    """Precision and recall over claims, after Bagga and Baldwin (1998), in per cent."""
    both = Counter((truth[claim], found[claim]) for claim in truth)
    of_truth, of_found = Counter(truth.values()), Counter(found[claim] for claim in truth)
    precision = sum(n * n / of_found[group] for (_, group), n in both.items()) / len(truth)
    recall = sum(n * n / of_truth[event] for (event, _), n in both.items()) / len(truth)
    return 100 * precision, 100 * recall


def invented(most: int) -> None:
    seconds: dict[int, float] = {}
    for count in [size for size in (1_000, 10_000, 100_000) if size <= most]:
        command = [sys.executable, "-m", "benchmarks.linking", "--measure", str(count)]
        ran = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        seconds[count] = ran["processor"]  # what other programs do meanwhile is not growth
        print(
            f"{ran['claims']:>8,} claims  {ran['incidents']:>7,} incidents  {ran['seconds']:7.2f} s"
            f" ({ran['processor']:.2f} s of the processor)"
            f"  peak {ran['peak']:5.0f} MB ({ran['before']:.0f} before)"
            f"  B3 precision {ran['precision']:.1f} recall {ran['recall']:.1f}"
        )
        if count // 10 in seconds:
            times = seconds[count] / seconds[count // 10]
            print(f"         ten times the claims took {times:.1f} times the processor")


def syria(folder: Path) -> None:
    with (folder / "link_dev.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    items = [
        Item(
            doc=row["id"],
            text=row["text"],
            published=date.fromisoformat(row["published"][:10]) if row["published"] else None,
            language=row["lang"],
        )
        for row in rows
    ]
    gazetteer = Gazetteer()
    claims: dict[str, Claim] = {}
    locations: dict[str, Location] = {}
    documents: dict[str, Document] = {}
    for item, found in read_many(items, processes=2):
        documents[item.doc] = Document(
            id=item.doc, size=0, media="text/plain", origins=(), published=item.published
        )
        places = locate(
            [claim.place for claim in found if claim.place], gazetteer, context=countries_in(item.text, gazetteer)
        )
        for claim in found:
            claims[claim.id] = claim
            if claim.place:
                locations[claim.id] = places[claim.place]
    started = time.perf_counter()
    linking = link(claims, documents, locations, (), {})
    print(f"{len(rows):,} reports, {len(claims):,} claims linked in {time.perf_counter() - started:.2f} s")
    groups = incident_of_document(linking, claims, documents)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as out:
        out.writelines(json.dumps({"id": id_, "incident": group}) + "\n" for id_, group in groups.items())
        out.flush()
        subprocess.run([sys.executable, str(SCORE), str(folder / "link_dev.jsonl"), out.name], check=True)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--claims", type=int, default=10_000, help="as many invented claims at most (to 100,000)")
    asked.add_argument("--syria", type=Path, help="the folder with link_dev.jsonl")
    asked.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.measure:
        measure(given.measure)
        return
    invented(given.claims)
    if given.syria:
        syria(given.syria)


if __name__ == "__main__":
    main()
