"""`python -m benchmarks.reading.calibrate [--write]`: learn how likely a claim is accepted unchanged.

A recorder would accept a claim unchanged if it is one of the hand-made claims of ../shared/data/claims, with
the same count, and every other field agrees as the scorer ../shared/score/claims.py sees it. Prints a
reliability table in which each document was judged by a model that had not seen it; `--write` puts the weights
learned from all of them into src/tollbook/claims/confidence.toml.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.reading.__main__ import DATA, SCORE, as_row, items, load
from tollbook.claims.confidence import FEATURES, facts_of_all
from tollbook.claims.read import reader

TOML = Path(__file__).resolve().parents[2] / "src/tollbook/claims/confidence.toml"
RIDGE = 3.0
"""Prior precision of each weight: few claims must not make for certainty."""
STEPS = 50
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)

Matrix = NDArray[np.float64]


def scorer() -> ModuleType:
    """The scorer as a module: its `match` and `AGREE` say what agrees."""
    sys.path.insert(0, str(SCORE))
    spec = importlib.util.spec_from_file_location("claims_scorer", SCORE / "claims.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def examples() -> tuple[list[str], Matrix, Matrix]:
    """Of every claim read: its document, which facts hold, and whether it would be accepted unchanged."""
    judge = scorer()
    gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in load(DATA / "claims/gold_en.jsonl"):
        gold[row["doc"]].append(row)
    documents: list[str] = []
    held: list[list[bool]] = []
    accepted: list[bool] = []
    for item in items(load(DATA / "claims/texts_en.jsonl"), "id"):
        claims = reader("rules-en").read(item.text, doc=item.doc, published=item.published)
        rows = [as_row(claim) for claim in claims]
        rows = [{**row, "speakers": list(row["speakers"])} for row in rows]
        pairs = {p: gold[item.doc][g] for g, p in judge.match(gold[item.doc], rows)}
        for number, row in enumerate(rows):
            true = pairs.get(number)
            same = true is not None and (true["low"], true["high"]) == (row["low"], row["high"])
            accepted.append(same and all(agree(true, row) for agree in judge.AGREE.values()))
        held += facts_of_all(claims, item.text)
        documents += [item.doc] * len(claims)
    return documents, np.array(held, dtype=float), np.array(accepted, dtype=float)


def fit(held: Matrix, accepted: Matrix) -> Matrix:
    """Intercept and weights of a ridge-penalised logistic regression, by Newton's method."""
    design = np.hstack([np.ones((len(held), 1)), held])
    penalty = np.diag([0.0] + [RIDGE] * held.shape[1])
    weights = np.zeros(design.shape[1])
    for _ in range(STEPS):
        chance = predict(weights, held)
        slope = design.T @ (accepted - chance) - penalty @ weights
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + penalty
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def predict(weights: Matrix, held: Matrix) -> Matrix:
    chance: Matrix = 1 / (1 + np.exp(-(weights[0] + held @ weights[1:])))
    return chance


def unseen(documents: list[str], held: Matrix, accepted: Matrix) -> Matrix:
    """The chance of each claim by a model learned from all other documents."""
    names = np.array(documents)
    chances = np.zeros(len(documents))
    for name in sorted(set(documents)):
        rest = names != name
        chances[~rest] = predict(fit(held[rest], accepted[rest]), held[~rest])
    return chances


def tell(chances: Matrix, accepted: Matrix) -> None:
    """The reliability table: what was said, and what came true."""
    print(f"{len(accepted)} claims, {accepted.mean():.1%} accepted unchanged")
    print("| said | claims | mean said | accepted |\n|---|---|---|---|")
    for low, high in pairwise(BINS):
        chosen = (chances >= low) & ((chances < high) | (high == BINS[-1]))
        if chosen.any():
            said, came = chances[chosen].mean(), accepted[chosen].mean()
            print(f"| {low:.1f}–{high:.1f} | {chosen.sum()} | {said:.2f} | {came:.2f} |")
    brier = float(((chances - accepted) ** 2).mean())
    print(
        f"Brier score {brier:.3f}; always saying the mean: {float(((accepted.mean() - accepted) ** 2).mean()):.3f}"
    )


def write(weights: Matrix) -> None:
    lines = [
        "# How likely it is that a recorder accepts a claim unchanged: weights of a logistic regression, in nats.",
        "# Made by `python -m benchmarks.reading.calibrate --write`; not to be edited by hand.",
        f'version = "1, of {reader("rules-en").version}"',
        f"intercept = {weights[0]:.3f}",
        "",
        "[weights]",
        *(f'"{name}" = {weight:.3f}' for name, weight in zip(FEATURES, weights[1:], strict=True)),
    ]
    TOML.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help="write the weights into the package")
    chosen = options.parse_args()
    if not DATA.is_dir():
        print(f"skipped: {DATA} is not there")
        return
    documents, held, accepted = examples()
    tell(unseen(documents, held, accepted), accepted)
    if chosen.write:
        write(fit(held, accepted))


if __name__ == "__main__":
    main()
