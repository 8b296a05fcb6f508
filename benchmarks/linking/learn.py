"""`python -m benchmarks.linking.learn FOLDER [--cache FOLDER] [--write]`: learn the weights of reports.

A logistic regression over the parts of pairs of tellings, of one incident or not as the recorder has it, with the
natural share of pairs of one incident. First it is learned five times without a fifth of the incidents, and all
reports linked with that: what is printed is how the reports of the fifth that was left out come out. With
--write the weights learned from all are written into src/tollbook/incidents/learned.toml.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.linking import measures
from benchmarks.linking.syria import Syria, load
from tollbook.incidents import compare_means, compare_numbers, compare_reports, weights
from tollbook.incidents.gather import Gathering
from tollbook.incidents.judge import weigh
from tollbook.incidents.score import Scorer
from tollbook.incidents.shelve import shelve
from tollbook.incidents.telling import Telling, bare_telling

DAYS = (
    *(level for _, level in compare_reports.CHANCES),
    "days_1",
    "beside_known",
    "beside",
    "apart_known",
    "apart",
)
TERMS, SHARES = ("names", "lead", "words", "called"), ("place", "cause", "actor", "numbers")
FOLDS, KEPT, SEED = 5, 20, 1
"""Folds; one in so many of the pairs of different incidents is looked at, and counts for as many; and the seed."""
PENALTY, ROUNDS = 1.0, 30
LEANS = (1.0, 2.0, 3.0)
"""Bits that are added to the prior: the mean over all pairs of two groups, most of which say little of themselves,
is less than what the groups say together. The lean is the one that serves best held out."""
BITS = float(np.log(2))
Vector = NDArray[np.float64]


@dataclass
class Pairs:
    """Pairs with what their parts show in a row of numbers, and whether a recorder put them together."""

    documents: list[tuple[str, str]]
    shown: NDArray[np.float64]
    same: NDArray[np.bool_]
    counts: Vector


def pairs_of(data: Syria) -> Pairs:
    """All pairs of one incident and a sample of the others."""
    gathering = Gathering(data.claims, data.documents, data.locations, weigh(()))
    told = {one.doc for one in gathering.tellings}
    bare = [bare_telling(doc) for doc in sorted(data.reports.keys() - told)]
    tellings, shelf = shelve([*gathering.tellings, *bare], data.reports)
    scorer = Scorer(tellings, "between", shelf)
    foremost = _foremost(tellings, data.truth)
    chance = random.Random(SEED)
    documents, rows, same = [], [], []
    for at, i in enumerate(foremost):
        for j in foremost[at + 1 :]:
            a, b = tellings[i], tellings[j]
            is_same = data.truth[a.doc] == data.truth[b.doc]
            if is_same or chance.random() < 1 / KEPT:
                documents.append((a.doc, b.doc))
                rows.append(_row(a, b, scorer))
                same.append(is_same)
    together = np.array(same)
    return Pairs(documents, np.array(rows), together, np.where(together, 1.0, float(KEPT)))


def _foremost(tellings: Sequence[Telling], truth: Mapping[str, str]) -> list[int]:
    """For each document of one incident the telling with most claims."""
    best: dict[str, int] = {}
    for at, one in enumerate(tellings):
        if one.doc in truth and (one.doc not in best or len(one.claims) > len(tellings[best[one.doc]].claims)):
            best[one.doc] = at
    return sorted(best.values())


def _row(a: Telling, b: Telling, scorer: Scorer) -> list[float]:
    shelf = scorer.shelf
    assert shelf is not None and a.shown is not None and b.shown is not None
    level = compare_reports.compare_days(a.shown.days, b.shown.days, shelf.period.length)
    terms = dict.fromkeys(TERMS, 0.0)
    for name, worth, _ in compare_reports.compare_terms(a.shown.terms, b.shown.terms, shelf.index, _ONES):
        terms[name] = worth
    table = weights.weights("between")
    cause, actor = compare_means.compare_causes(a.cause, b.cause), compare_means.compare_actors(a.actor, b.actor)
    claims = (
        sum(worth for worth, _ in scorer.place(a.spot, b.spot)),
        table["cause"][cause[0]] if cause else 0.0,
        table["actor"][actor[0]] if actor else 0.0,
        sum(worth for _, worth, _ in compare_numbers.compare(a, b, table["numbers"])),
    )
    return [1.0, *(float(level == one) for one in DAYS), *terms.values(), *claims]


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


def as_table(found: Vector, lean: float) -> dict[str, object]:
    """The weights as the table of learned.toml, with `lean` towards putting together (LEANS).

    What is shared is never evidence against, nor is a share below none.
    """
    bits = [round(float(one), 2) for one in found]
    days, terms = bits[1 : 1 + len(DAYS)], bits[1 + len(DAYS) : 1 + len(DAYS) + len(TERMS)]
    shares = bits[-len(SHARES) :]
    return {
        "prior": round(bits[0] + lean, 2),
        "days": dict(zip(DAYS, days, strict=True)),
        "terms": dict(zip(TERMS, (max(0.0, one) for one in terms), strict=True)),
        "shares": dict(zip(SHARES, (max(0.0, one) for one in shares), strict=True)),
    }


def folds_of(truth: Mapping[str, str]) -> dict[str, int]:
    """The fold of each document: that of its incident."""
    incidents = sorted(set(truth.values()))
    random.Random(SEED).shuffle(incidents)
    fold = {incident: at % FOLDS for at, incident in enumerate(incidents)}
    return {doc: fold[incident] for doc, incident in truth.items()}


def held_out(data: Syria, pairs: Pairs, lean: float) -> str:
    """How the reports of each fold come out, linked among all with weights learned from the other folds."""
    fold = folds_of(data.truth)
    sums = np.zeros(4)
    for left_out in range(FOLDS):
        rest = np.array([fold[a] != left_out and fold[b] != left_out for a, b in pairs.documents])
        with weights.learned_as(as_table(regress(pairs.shown[rest], pairs.same[rest], pairs.counts[rest]), lean)):
            groups = data.linked()
        ours = [doc for doc, at in fold.items() if at == left_out]
        figures = (*measures.b_cubed(data.truth, groups, ours), *measures.pairwise(data.truth, groups, ours))
        sums += np.array(figures) * len(ours) / len(fold)
    precision, recall, precise, recalled = sums.tolist()
    return measures.shown((precision, recall), (precise, recalled))


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
    for name in ("days", "terms", "shares"):
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
    given = asked.parse_args()
    data = load(given.folder, given.cache)
    pairs = pairs_of(data)
    print(f"{len(pairs.same):,} pairs, {int(pairs.same.sum()):,} of one incident")
    learned = regress(pairs.shown, pairs.same, pairs.counts)
    best, most = 0.0, -1.0
    for lean in given.leans:
        with weights.learned_as(as_table(learned, lean)):
            groups = data.linked()
        b3, by_pair = measures.b_cubed(data.truth, groups), measures.pairwise(data.truth, groups)
        print(f"learned from all, lean {lean}: {measures.shown(b3, by_pair)}", flush=True)
        if measures.f1(*b3) > most:
            best, most = lean, measures.f1(*b3)
    figures = held_out(data, pairs, best)
    print(f"held out, lean {best}: {figures}", flush=True)
    table = as_table(learned, best)
    written = as_toml(
        table, "python -m benchmarks.linking.learn FOLDER --write", f"Held out, over {FOLDS} folds: {figures}."
    )
    print(written)
    if given.write:
        Path(weights.__file__).with_name("learned.toml").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
