"""How long the slow estimators take, beside R where Rscript and the packages are installed."""

from __future__ import annotations

import csv
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.estimates.estimators import SEED, room
from benchmarks.estimates.lay_out import markdown
from tollbook.estimates import Estimate, Table

SCRIPT: Final = Path(__file__).parent / "r" / "time.R"
BEFORE: Final = {
    "latent classes, Kosovo, one chain": 12.6,
    "decomposable, Netherlands": 24.2,
    "latent classes, 20 lists, 5,000,000 sweeps": 391.0,
}
"""Seconds that R took on the machine this was written on, for where R is not installed."""


def measure(tables: Mapping[str, Table]) -> str:
    """A line for each thing that takes long: ours, how well its chains mixed, and R."""
    jobs = _jobs(tables)
    beside = _beside(tables)
    rows = []
    _compile(tables)
    for name, job in jobs.items():
        started = time.perf_counter()
        said = job()
        seconds = time.perf_counter() - started
        print(f"{name}: {seconds:.2f} s", flush=True)
        here = beside.get(name)
        rows.append(
            [
                name,
                f"{said.total:,.0f} ({said.low:,.0f}–{said.high:,.0f})",
                f"{seconds:.2f}",
                f"{said.fit['ess']:,.0f}" if "ess" in said.fit else "",
                f"{said.fit['rhat']:.3f}" if "rhat" in said.fit else "",
                f"{here:.1f}" if here else f"({BEFORE[name]})" if name in BEFORE else "",
            ]
        )
    head = ["what", "result", "seconds", "ESS", "R-hat", "R, seconds"]
    return (
        markdown(head, rows, right=(2, 3, 4, 5)) + "\n\nIn brackets: R's time on another day; R is not installed."
    )


def _compile(tables: Mapping[str, Table]) -> None:
    """Let Numba do before the clock runs what it does at the first call."""
    if graphs := room("graphs"):
        for table in tables.values():
            if len(table.lists) in (4, 5, 8):
                graphs.estimate(table, seed=SEED)
    if classes := room("classes"):
        classes.estimate(twenty_lists(), burn=4, samples=16, thin=1, seed=SEED)


def _jobs(tables: Mapping[str, Table]) -> dict[str, Callable[[], Estimate]]:
    graphs, classes = room("graphs"), room("classes")
    kosovo, netherlands, many = tables.get("kosovo_1999"), tables.get("msetools_Netherlands"), twenty_lists()
    tenfold = kosovo and Table(kosovo.lists, kosovo.patterns, kosovo.counts * 10)
    jobs: dict[str, Callable[[], Estimate]] = {}
    if graphs and kosovo:
        jobs["decomposable, Kosovo"] = partial(graphs.estimate, kosovo, seed=SEED)
        jobs["decomposable, ten times the people"] = partial(graphs.estimate, tenfold, seed=SEED)
    if graphs and netherlands:
        jobs["decomposable, Netherlands"] = partial(graphs.estimate, netherlands, seed=SEED)
    if classes and kosovo:
        one = partial(classes.estimate, chains=1, seed=SEED)
        jobs["latent classes, Kosovo, one chain"] = partial(one, kosovo)
        jobs["latent classes, ten times the people"] = partial(one, tenfold)
        jobs["latent classes, Kosovo, four chains"] = partial(classes.estimate, kosovo, seed=SEED)
    if classes:
        long = {"burn": 10_000, "samples": 12_500, "thin": 100}
        jobs["latent classes, 20 lists, 5,000,000 sweeps"] = partial(classes.estimate, many, seed=SEED, **long)
    return jobs


def twenty_lists(seed: int = 20) -> Table:
    """An invented population of 3,000 in three classes, on twenty lists."""
    random = np.random.default_rng(seed)
    chances = random.beta(1, [[12.0], [6.0], [25.0]], size=(3, 20))
    on = random.random((3000, 20)) < chances[random.choice(3, 3000, p=[0.5, 0.2, 0.3])]
    patterns, counts = np.unique(on @ (1 << np.arange(20)), return_counts=True)
    cells = zip(patterns.tolist(), counts.tolist(), strict=True)
    return Table.of([f"list {number}" for number in range(1, 21)], [cell for cell in cells if cell[0]])


def _beside(tables: Mapping[str, Table]) -> dict[str, float]:
    """What R takes here for the same, by name; empty without R. A package that is missing leaves its lines out."""
    rscript = shutil.which("Rscript")
    if rscript is None:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        for name, table in {**tables, "twenty_lists": twenty_lists()}.items():
            _as_csv(table, Path(folder) / f"{name}.csv")
        done = subprocess.run([rscript, str(SCRIPT), folder], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"R could not: {done.stderr.strip()[-500:]}")
    return {name: float(seconds) for name, seconds in csv.reader(done.stdout.splitlines()) if name}


def _as_csv(table: Table, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow([*(f"L{number}" for number in range(len(table.lists))), "count"])
        for row, count in zip(table.members.astype(int).tolist(), table.counts.tolist(), strict=True):
            out.writerow([*row, count])
