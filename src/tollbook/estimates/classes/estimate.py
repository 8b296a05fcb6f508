"""How many there were in all, if persons are of several kinds that lists meet more or less easily."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from tollbook.estimates import check
from tollbook.estimates.classes.cells import Cells
from tollbook.estimates.classes.chains import run
from tollbook.estimates.diagnose import ESS, RHAT, Floats, ess, rhat
from tollbook.estimates.estimate import LEVEL, Estimate, NotIdentified
from tollbook.estimates.table import Table
from tollbook.model.finding import Finding, Refusal

LEAST_LISTS: Final = 3
"""On fewer lists the classes cannot be told from each other at all."""

FULL: Final = 0.5
"""All classes being in use in more than this share of the draws, more may be needed."""


def estimate(
    table: Table,
    *,
    most: int = 10,
    burn: int = 10_000,
    samples: int = 10_000,
    thin: int = 100,
    chains: int = 4,
    level: float = LEVEL,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> Estimate:
    """The posterior median and interval of the total over at most `most` classes of persons.

    Manrique-Vallier (2016), Bayesian population size estimation using Dirichlet process mixtures, Biometrics 72,
    1246-1254: within a class the lists are independent, each class has its own probability of being on each, and
    the data say how many classes there are; priors as there (alpha Gamma(0.25, 0.25), listing probabilities
    uniform, the total's inversely proportional to it). Each of `chains` leaves out its first `burn` sweeps, then
    keeps one of `thin`, until together they have `samples`, which are `draws`, chain by chain. The same seed gives
    the same draws, whatever the machine's threads.

    `fit`: `rhat` and `ess` (diagnose.py) of the total, `chains`, `classes` (how many hold anybody, the mean of
    the draws), `alpha` (its median). Warnings: `estimate.chains-apart`, `estimate.few-draws` and
    `estimate.classes-full`. Raises NotIdentified for fewer than three lists that hold anybody and where
    check.py does, Refusal where what is asked for leaves a chain fewer than four draws or no class.
    """
    keep = -(-samples // chains) if chains > 0 else 0
    if min(most, thin) < 1 or burn < 0 or keep < 4:
        raise Refusal(
            "latent classes need at least one class, one chain, and four draws of each chain",
            "Ask for more samples, or fewer chains.",
        )
    check.check(table)
    used, _ = check.kept(table)
    if len(used.lists) < LEAST_LISTS:
        raise NotIdentified(
            "two lists cannot tell classes of persons apart; the prior alone would give the number",
            "Give a third list of the same persons, or read the lower bound.",
        )
    kept = run(
        Cells.of(used), most=most, burn=burn, keep=keep, thin=thin, chains=chains, seed=seed, heard=progress
    )
    total, alpha, classes = kept[:, :, 0], kept[:, :, 1], kept[:, :, 2]
    draws = total.reshape(-1)
    low, middle, high = np.quantile(draws, [(1 - level) / 2, 0.5, (1 + level) / 2]).tolist()
    fit = {
        "rhat": rhat(total),
        "ess": ess(total),
        "chains": float(chains),
        "classes": float(classes.mean()),
        "alpha": float(np.median(alpha)),
    }
    return Estimate(
        estimator="latent classes",
        recorded=table.recorded,
        total=middle,
        low=low,
        high=high,
        level=level,
        draws=draws,
        fit=fit,
        warnings=tuple(_doubts(fit, classes, most)),
        seed=seed,
    )


def _doubts(fit: dict[str, float], classes: Floats, most: int) -> list[Finding]:
    told = []
    if fit["rhat"] > RHAT:
        told.append(
            _finding(
                "chains-apart",
                f"the {fit['chains']:.0f} chains do not agree (R-hat {fit['rhat']:.2f}, above {RHAT})",
                "Do not use this number yet: run longer chains (thin, burn), and read the other estimators.",
            )
        )
    if fit["ess"] < ESS:
        told.append(
            _finding(
                "few-draws",
                f"the draws are worth only {fit['ess']:.0f} independent ones, fewer than {ESS}",
                "The ends of the interval are not settled: run longer chains (samples, thin).",
            )
        )
    full = float((classes == most).mean())
    if most > 1 and full > FULL:
        told.append(
            _finding(
                "classes-full",
                f"all {most} classes hold somebody in {full:.0%} of the draws; more may be needed",
                "Allow more classes (most), and see whether the number moves.",
            )
        )
    return told


def _finding(kind: str, message: str, advice: str) -> Finding:
    return Finding(code=f"estimate.{kind}", where="", message=message, advice=advice)
