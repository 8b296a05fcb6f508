"""`python -m benchmarks.assessing [--set gaza|dronestream] [--profile NAME] [--show N] [--processes N]`.

Reads every text of the set in ../shared/data with the rules, assesses it as one incident, and runs the scorer of
../shared/score; then says what the texts themselves leave out. Skips what is not there; keeps nothing of the data.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tollbook.assessments.profiles import names, profile
from tollbook.assessments.single import assess_text
from tollbook.claims.read import Item, read_many
from tollbook.model.assessment import Range

SHARED = Path(__file__).resolve().parents[3] / "shared"
SCORER = SHARED / "score" / "ranges.py"


@dataclass(frozen=True)
class Set:
    """A set of texts with published records: where it is, its fields, and whom its records count."""

    path: str
    key: str
    text: str
    profile: str


SETS = {
    "gaza": Set("data/airwars-gaza/dev.jsonl", "id", "text", "airwars"),
    "dronestream": Set("data/dronestream/dev.jsonl", "number", "bij_summary_short", "ucdp"),
}


def load(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def assessed(
    rows: list[dict[str, Any]], of: Set, using: str, processes: int
) -> Iterator[tuple[str, dict[str, Range]]]:
    items = (Item(doc=str(row[of.key]), text=row.get(of.text) or "") for row in rows)
    for item, claims in read_many(items, processes=processes):
        yield item.doc, assess_text(claims, item.text, profile(using))


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def score(name: str, gold: Path, ranges: Path, show: int) -> str:
    command = [sys.executable, str(SCORER), str(gold), str(ranges), "--set", name, "--show", str(show)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def run(name: str, using: str, show: int, processes: int) -> None:
    of = SETS[name]
    source = SHARED / of.path
    if not source.exists() or not SCORER.exists():
        print(f"{name}: skipped, {source} is not here")
        return
    rows = load(source)
    made = dict(assessed(rows, of, using or of.profile, processes))
    lines = [{"id": key, **{field: [r.low, r.high] for field, r in found.items()}} for key, found in made.items()]
    print(f"== {name}: {len(rows)} texts, profile {using or of.profile}")
    with tempfile.TemporaryDirectory() as folder:
        ranges = write(Path(folder) / "ranges.jsonl", lines)
        print(score(name, source, ranges, show))
        told = [row for row in rows if (row.get(of.text) or "").strip()]
        if len(told) < len(rows):
            print(f"-- the same without the {len(rows) - len(told)} records whose text is empty")
            print(score(name, write(Path(folder) / "told.jsonl", told), ranges, 0))
    if name == "gaza":
        for field, classes in misses(rows, made).items():
            print(f"{field}: " + ", ".join(f"{words} {count}" for words, count in sorted(classes.items())))


RECORDED = {"killed": "civ_killed", "injured": "civ_injured", "children": "killed_children"} | {
    "women": "killed_women",
    "men": "killed_men",
}
SMALL = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
]


def misses(rows: list[dict[str, Any]], made: Mapping[str, dict[str, Range]]) -> dict[str, Counter[str]]:
    """Of each figure, how many answers are right, and else whether the text writes the recorded minimum at all."""
    found: dict[str, Counter[str]] = {field: Counter() for field in RECORDED}
    for row in rows:
        for field, key in RECORDED.items():
            low, high = row.get(f"{key}_min"), row.get(f"{key}_max")
            if low is not None:
                got = made[str(row["id"])].get(field)
                found[field][miss(low, low if high is None else high, got, row["text"])] += 1
    return found


def miss(low: int, high: int, got: Range | None, text: str) -> str:
    if got and (got.low, got.high) == (low, high):
        return "right"
    if got and got.low == low:
        return "minimum right, maximum " + ("too high" if (got.high or 0) > high else "too low")
    written = [str(low), SMALL[low]] if low <= 20 else [str(low)]
    said = low == 1 or re.search(rf"\b(?:{'|'.join(written)})\b", text, re.IGNORECASE)
    answer = "wrong minimum" if got else "no answer"
    return f"{answer}, number {'in' if said else 'not in'} the text"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--set", choices=SETS)
    arguments.add_argument("--profile", choices=names(), default="")
    arguments.add_argument("--show", type=int, default=0, help="print up to N wrong answers of each figure")
    arguments.add_argument("--processes", type=int, default=1)
    given = arguments.parse_args()
    for name in [given.set] if given.set else SETS:
        run(name, given.profile, given.show, given.processes)


if __name__ == "__main__":
    main()
