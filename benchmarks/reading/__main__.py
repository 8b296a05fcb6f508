"""`python -m benchmarks.reading [--set NAME] [--show N]`, where NAME is one of `SETS`.

Runs the reader over each set found in ../shared/data and then its scorer in ../shared/score. Sets that are not
there are skipped; nothing of the data is kept.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from benchmarks.reading.speed import measure, measure_memory, measure_processes
from tollbook.claims.read import Item, read_many
from tollbook.model.claim import Claim

SHARED = Path(__file__).resolve().parents[3] / "shared"
DATA, SCORE = SHARED / "data", SHARED / "score"
SETS = ("claims", "claims-ar", "muc4", "gaza", "dronestream", "seed", "speed", "processes", "memory")


def load(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def as_row(claim: Claim) -> dict[str, Any]:
    """A claim as a line of claims.jsonl."""
    row = {name: getattr(claim, name) for name in claim.__dataclass_fields__ if name != "confidence"}
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}


def items(rows: Iterable[dict[str, Any]], key: str, text: str = "text") -> Iterator[Item]:
    for row in rows:
        yield Item(doc=str(row[key]), text=row.get(text) or row.get("narrative") or "", published=day(row))


def day(row: dict[str, Any]) -> date | None:
    """The day of publication of a row, in whatever form its set has it."""
    for value in (row.get("published"), row.get("date")):
        for form in ("%Y-%m-%d", "%B %d, %Y"):
            try:
                return datetime.strptime((value or "")[:10] if form.startswith("%Y") else value or "", form).date()
            except ValueError:
                continue
    return None


def score(script: str, *arguments: str) -> None:
    print(
        subprocess.run(
            [sys.executable, str(SCORE / script), *arguments], capture_output=True, text=True, check=True
        ).stdout
    )


def run_claims(folder: Path, show: int) -> None:
    run_gold(folder, "en", show)


def run_claims_ar(folder: Path, show: int) -> None:
    run_gold(folder, "ar", show)


def run_gold(folder: Path, language: str, show: int) -> None:
    """The hand-made claims of one language."""
    texts = DATA / "claims" / f"texts_{language}.jsonl"
    rows = load(texts)
    out = folder / "claims.jsonl"
    write(out, (as_row(claim) for _, claims in read_many(items(rows, "id")) for claim in claims))
    extra = ["--show", str(show)] if show else []
    score(
        "claims.py",
        str(DATA / "claims" / f"gold_{language}.jsonl"),
        str(out),
        "--texts",
        str(texts),
        *extra,
    )


def run_muc4(folder: Path, show: int) -> None:
    del show
    rows = [row for row in load(DATA / "muc4" / "dev.jsonl") if row["split"] in ("tst1", "tst2")]
    gold, out = folder / "gold.jsonl", folder / "muc4.jsonl"
    write(gold, rows)
    write(out, (as_row(claim) for _, claims in read_many(items(rows, "doc_id"), processes=2) for claim in claims))
    score("muc.py", str(gold), str(out))


def run_ranges(folder: Path, name: str, path: Path, key: str, text: str, show: int) -> None:
    from tollbook.assessments.single import assess_text

    rows = load(path)
    out = folder / f"{name}.jsonl"
    found = []
    for item, claims in read_many(items(rows, key, text), processes=2):
        figures = assess_text(claims, item.text)
        found.append({"id": item.doc, **{field: [figure.low, figure.high] for field, figure in figures.items()}})
    write(out, found)
    score("ranges.py", str(path), str(out), "--set", name, *(["--show", str(show)] if show else []))


def run_gaza(folder: Path, show: int) -> None:
    run_ranges(folder, "gaza", DATA / "airwars-gaza" / "dev.jsonl", "id", "text", show)


def run_dronestream(folder: Path, show: int) -> None:
    run_ranges(folder, "dronestream", DATA / "dronestream" / "dev.jsonl", "number", "bij_summary_short", show)


def run_seed(folder: Path, show: int) -> None:
    del folder, show
    text = (DATA / "seed" / "mosul.txt").read_text(encoding="utf-8")
    for _, claims in read_many([Item("seed", text, date(2017, 3, 28))]):
        for claim in claims:
            row = as_row(claim)
            print(
                repr(text[claim.start : claim.end]),
                {
                    k: v
                    for k, v in row.items()
                    if v not in ("", None, "unknown", ()) and k not in ("doc", "start", "end")
                },
            )


def run_speed(folder: Path, show: int) -> None:
    del folder, show
    measure(*dense_and_sparse())


def run_processes(folder: Path, show: int) -> None:
    del folder, show
    measure_processes(*dense_and_sparse())


def run_memory(folder: Path, show: int) -> None:
    del folder, show
    measure_memory()


def dense_and_sparse() -> tuple[list[str], list[str]]:
    """Narratives of harm, and news without an incident of interest to its collectors."""
    dense = [row["text"] for row in load(DATA / "airwars-gaza" / "dev.jsonl")][:120]
    sparse = [row["text"] for row in load(DATA / "muc4" / "dev.jsonl") if not row["templates"]][:200]
    return dense, sparse


def write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=SETS, action="append")
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    runs = {
        "claims": run_claims,
        "claims-ar": run_claims_ar,
        "muc4": run_muc4,
        "gaza": run_gaza,
        "dronestream": run_dronestream,
        "seed": run_seed,
        "speed": run_speed,
        "processes": run_processes,
        "memory": run_memory,
    }
    if not DATA.is_dir():
        print("No development data beside the repository; nothing to measure.")
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in arguments.set or SETS:
            print(f"== {name}")
            started = time.perf_counter()
            try:
                runs[name](Path(folder), arguments.show)
            except ImportError as missing:
                print(f"skipped: {missing}")
            print(f"({time.perf_counter() - started:.1f} s)\n")


if __name__ == "__main__":
    main()
