"""Every estimator as it is measured, by name, with its seed; those that are not there are left out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from tollbook.estimates import Estimate, Table

Estimator = Callable[[Table], Estimate]
SEED: Final = 1


def room(name: str) -> Any:
    """The estimators of one folder, None where it is not there."""
    return import_module(f"tollbook.estimates.{name}") if find_spec(f"tollbook.estimates.{name}") else None


def estimators(*, short: bool = False) -> dict[str, Estimator]:
    """The estimators at their defaults; `short` with fewer draws, for hundreds of tables at a time."""
    replicates = {"replicates": 200} if short else {}
    chain = {"burn": 2000, "samples": 2000, "thin": 20} if short else {}
    found: dict[str, Estimator] = {}
    if chao := room("chao"):
        found["chao"] = chao.estimate
        found["chao by list"] = chao.by_list
    if loglinear := room("loglinear"):
        found["log-linear"] = loglinear.estimate
        found["log-linear, AIC"] = partial(loglinear.estimate, criterion="aic")
        found["log-linear averaged"] = partial(loglinear.average, seed=SEED)
        found["stepwise"] = partial(loglinear.stepwise, seed=SEED, **replicates)
    if graphs := room("graphs"):
        found["decomposable"] = partial(graphs.estimate, seed=SEED)
    if classes := room("classes"):
        found["latent classes"] = partial(classes.estimate, seed=SEED, **chain)
    return found
