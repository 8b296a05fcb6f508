"""What to compare with: the runs of the R packages beside the data, and what was published."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import Final

from benchmarks.estimates.tables import DATA

NAMES: Final = {
    "kosovo_1999": "kosovo_1999",
    "uk_ms_2013_5list": "msetools_UK",
    "uk_ms_2013_6list": "sparsemse_UKdat",
    "neworleans_5list": "msetools_NewOrleans",
    "neworleans_8list": "sparsemse_NewOrl",
    "netherlands_5list": "msetools_Netherlands",
    "netherlands_6list": "sparsemse_Ned",
    "western_us": "msetools_WesternUS",
    "my5": "madigan_york_spina_bifida_or_5list",
    "my3": "madigan_york_3list",
}
"""The name of a table in the runs of R, and its file."""

MODELS: Final = {
    "Rcapture Mh Chao LB": "chao",
    "loglin best BIC": "log-linear",
    "loglin best AIC": "log-linear, AIC",
    "dga delta=2^-p": "decomposable",
    "LCMCR": "latent classes",
    "SparseMSE": "stepwise",
}
"""How the runs of R call an estimator (the beginning of it), and how we do."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Another's number for a table: its point and its interval."""

    total: float
    low: float
    high: float
    source: str


PUBLISHED: Final = {
    ("kosovo_1999", "log-linear"): Anchor(10356, 9002, 12122, "Ball et al. 2002"),
    ("msetools_UK", "stepwise"): Anchor(11300, 10000, 13000, "Bales, Hesketh & Silverman 2015"),
    ("sparsemse_UKdat", "stepwise"): Anchor(11300, 10000, 13000, "Bales, Hesketh & Silverman 2015"),
}
"""Published for the same people. Ball et al. summed over models of parts; Bales et al. chose pairs otherwise."""

LONG_RUNS: Final = {("kosovo_1999", "latent classes"): Anchor(10376, 8939, 13938, "R, LCMCR, long run")}
"""Runs of R made longer than those beside the data, after which R's own chain may be taken to have settled."""


def runs_of_r() -> dict[tuple[str, str], Anchor]:
    """By table and estimator what R gave; empty without the data."""
    path = DATA / "anchor_runs_R.csv"
    if not path.is_file():
        return {}
    found = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            estimator = next((ours for theirs, ours in MODELS.items() if row["model"].startswith(theirs)), None)
            if estimator:
                found[NAMES[row["dataset"]], estimator] = Anchor(
                    float(row["estimate"]), float(row["lo95"]), float(row["hi95"]), f"R, {row['model']}"
                )
    return found | LONG_RUNS
