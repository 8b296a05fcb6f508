"""`python -m benchmarks.linking.learn FOLDER [--cache FOLDER] [--write]`: learn the weights of reports.

A logistic regression over the parts of pairs of tellings, of one incident or not as the recorder has it, with the
natural share of pairs of one incident. First it is learned five times without a fifth of the incidents, and all
reports linked with that: what is printed is how the reports of the fifth that was left out come out. With
--write the weights learned from all are written into src/tollbook/incidents/learned.toml.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.linking import measures
from benchmarks.linking.syria import Syria, load
from tollbook.incidents import compare_reports, weights
from tollbook.incidents.reports.chances import meeting
from tollbook.incidents.reports.shelf import Shelf
from tollbook.incidents.score import Scorer
from tollbook.incidents.telling import Telling

STRETCHES = tuple(name for name, _, _ in compare_reports.STRETCHES)
TERMS, SHARES = ("names", "lead", "words", "called"), ("place", "cause", "actor", "numbers")
FOLDS, KEPT, SEED = 5, 20, 1
"""Folds; one in so many of the pairs of different incidents is looked at, and counts for as many; and the seed."""
PENALTY, ROUNDS = 1.0, 30
LEANS, LEAN = (2.0, 2.5, 3.0), 2.5
"""Bits that are added to the prior: the mean over all pairs of two groups, most of which say little of themselves,
is less than what the groups say together. All are measured, and one is written."""
BITS = float(np.log(2))
Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]


@dataclass
class Pairs:
    """Pairs of what documents are each about, and whether a recorder put them together."""

    tellings: list[tuple[Telling, Telling]]
    shown: Matrix
    same: NDArray[np.bool_]
    counts: Vector

    def without(self, fold: Mapping[str, int], left_out: int) -> Pairs:
        """Those of which neither document is of that fold."""
        rest = np.array([fold[a.doc] != left_out and fold[b.doc] != left_out for a, b in self.tellings])
        kept = [pair for pair, is_kept in zip(self.tellings, rest, strict=True) if is_kept]
        return Pairs(kept, self.shown[rest], self.same[rest], self.counts[rest])


def pairs_of(data: Syria) -> Pairs:
    """All pairs of one incident and a sample of the others, with what names, words and claims show of them."""
    tellings, shelf = data.shelved()
    scorer = Scorer(tellings, "between")
    foremost = _foremost(tellings, data.truth)
    chance = random.Random(SEED)
    pairs, rows, same = [], [], []
    for at, i in enumerate(foremost):
        for j in foremost[at + 1 :]:
            a, b = tellings[i], tellings[j]
            is_same = data.truth[a.doc] == data.truth[b.doc]
            if is_same or chance.random() < 1 / KEPT:
                pairs.append((a, b))
                rows.append([1.0, *_terms(a, b, shelf), *scorer.claimed(i, j).values()])
                same.append(is_same)
    together = np.array(same)
    return Pairs(pairs, np.array(rows), together, np.where(together, 1.0, float(KEPT)))


def _foremost(tellings: Sequence[Telling], truth: Mapping[str, str]) -> list[int]:
    """For each document of one incident the telling with most claims."""
    best: dict[str, int] = {}
    for at, one in enumerate(tellings):
        if one.doc in truth and (one.doc not in best or len(one.claims) > len(tellings[best[one.doc]].claims)):
            best[one.doc] = at
    return sorted(best.values())


def _terms(a: Telling, b: Telling, shelf: Shelf) -> list[float]:
    assert a.shown is not None and b.shown is not None
    found = dict.fromkeys(TERMS, 0.0)
    for name, worth, _ in compare_reports.compare_terms(shelf.index.shared(a.shown.terms, b.shown.terms), _ONES):
        found[name] = worth
    return list(found.values())


def dated(pairs: Pairs, shelved: tuple[list[Telling], Shelf]) -> Matrix:
    """What the pairs show, with how likely the day is the same by what the shelf tells of their days."""
    tellings, shelf = shelved
    shown = {(one.doc, one.lead): one.shown for one in tellings}
    rows = []
    for one, other in pairs.tellings:
        a, b = shown[one.doc, one.lead], shown[other.doc, other.lead]
        assert a is not None and b is not None
        along = compare_reports.along(meeting(a.chances, b.chances, shelf.period.length))
        names = math.sqrt(shelf.index.shared(a.terms, b.terms).names)
        rows.append([*along, *(names * part for part in along)])
    return np.hstack([pairs.shown[:, :1], np.array(rows), pairs.shown[:, 1:]])


_ONES = dict.fromkeys(TERMS, 1.0)


def regress(shown: NDArray[np.float64], same: NDArray[np.bool_], counts: Vector) -> Vector:
    """The weights, in bits, of a logistic regression with a small penalty on all but the first (by Newton)."""
    found = np.zeros(shown.shape[1])
    penalty = PENALTY * np.eye(len(found))
    penalty[0, 0] = 0.0
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-np.clip(shown @ found, -30, 30)))
        slope = shown.T @ (counts * (same - likely)) - penalty @ found
        step = np.linalg.solve((shown.T * (counts * likely * (1 - likely))) @ shown + penalty, slope)
        found += step
        if np.abs(step).max() < 1e-6:
            break
    return found / BITS


def learn(pairs: Pairs, data: Syria, lean: float) -> dict[str, object]:
    """The table of learned.toml, with `lean` towards putting together (LEANS).

    First the weights by which reports alike are found whatever their days; then, with the days that these lend,
    all. What is shared is never evidence against, nor is a share below none.
    """
    alike = [round(float(one), 2) for one in regress(pairs.shown, pairs.same, pairs.counts)]
    names = ("prior", *TERMS, *SHARES)
    by_name = {name: _least(name, bits) for name, bits in zip(names, alike, strict=True)}
    found: dict[str, object] = {"alike": by_name}
    with weights.learned_as({**weights.learned(), **found}):
        shown = dated(pairs, data.shelved())
    bits = [round(float(one), 2) for one in regress(shown, pairs.same, pairs.counts)]
    groups = (("date", STRETCHES), ("named", STRETCHES), ("terms", TERMS), ("shares", SHARES))
    at = 1
    for group, levels in groups:
        ours = zip(levels, bits[at : at + len(levels)], strict=True)
        found[group] = {level: weight if group == "named" else max(0.0, weight) for level, weight in ours}
        at += len(levels)
    return {"prior": round(bits[0] + lean, 2), **found}


def _least(name: str, bits: float) -> float:
    return bits if name == "prior" else max(0.0, bits)


def folds_of(truth: Mapping[str, str]) -> dict[str, int]:
    """The fold of each document: that of its incident."""
    incidents = sorted(set(truth.values()))
    random.Random(SEED).shuffle(incidents)
    fold = {incident: at % FOLDS for at, incident in enumerate(incidents)}
    return {doc: fold[incident] for doc, incident in truth.items()}


def held_out(data: Syria, pairs: Pairs, leans: Sequence[float]) -> dict[float, str]:
    """How the reports of each fold come out, linked among all with weights learned from the other folds."""
    fold = folds_of(data.truth)
    sums = {lean: np.zeros(4) for lean in leans}
    for left_out in range(FOLDS):
        table = learn(pairs.without(fold, left_out), data, 0.0)
        ours = [doc for doc, at in fold.items() if at == left_out]
        with weights.learned_as(table):
            shelved = data.shelved()
        for lean in leans:
            with weights.learned_as(leaning(table, lean)):
                groups = data.linked(shelved)
            figures = (*measures.b_cubed(data.truth, groups, ours), *measures.pairwise(data.truth, groups, ours))
            sums[lean] += np.array(figures) * len(ours) / len(fold)
    return {lean: measures.shown((p, r), (pp, pr)) for lean, (p, r, pp, pr) in sums.items()}


def leaning(table: Mapping[str, object], lean: float) -> dict[str, object]:
    """The same weights with a prior that leans so much more towards putting together."""
    prior = table["prior"]
    assert isinstance(prior, float)
    return {**table, "prior": round(prior + lean, 2)}


def as_toml(table: Mapping[str, object], command: str, figures: str) -> str:
    lines = [
        "# What the parts of a pair of reports weigh, in bits. Learned, not set by hand:",
        f"#   {command}",
        f"# {figures}",
        "# It holds weights only, nothing of the reports. docs/method/linking.md explains each part.",
        "",
        f"version = {weights.learned_version() + 1}",
        "",
        "[reports]",
        f"prior = {table['prior']}",
    ]
    for name in ("date", "named", "terms", "shares", "alike"):
        group = table[name]
        assert isinstance(group, dict)
        lines += ["", f"[reports.{name}]", *(f"{level} = {bits}" for level, bits in group.items())]
    return "\n".join(lines) + "\n"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--cache", type=Path)
    asked.add_argument("--write", action="store_true")
    asked.add_argument("--leans", type=float, nargs="+", default=LEANS)
    asked.add_argument("--lean", type=float, default=LEAN)
    given = asked.parse_args()
    data = load(given.folder, given.cache)
    pairs = pairs_of(data)
    print(f"{len(pairs.same):,} pairs, {int(pairs.same.sum()):,} of one incident")
    figures = held_out(data, pairs, given.leans)
    for lean, shown in figures.items():
        print(f"held out, lean {lean}: {shown}", flush=True)
    best = given.lean
    table = learn(pairs, data, best)
    told = f"Held out, over {FOLDS} folds: {figures[best]}."
    written = as_toml(table, "python -m benchmarks.linking.learn FOLDER --write", told)
    print(written)
    if given.write:
        Path(weights.__file__).with_name("learned.toml").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
