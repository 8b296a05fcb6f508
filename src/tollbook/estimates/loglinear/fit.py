"""Log-linear models fitted to one table, those without a maximum left out and counted."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from scipy.special import gammaln

from tollbook.estimates.estimate import NotIdentified
from tollbook.estimates.loglinear.exist import empty_margins, exists
from tollbook.estimates.loglinear.maximise import maximise_all
from tollbook.estimates.loglinear.models import (
    ALL_UP_TO,
    Model,
    design,
    hierarchical,
    main_effects,
    pairs,
    written,
)
from tollbook.estimates.table import Table

Criterion = Literal["aic", "bic"]

MOST_LISTS: Final = 10
"""With more lists the table of all patterns is too large to be fitted hundreds of times."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model at its maximum: the logarithm of how many are expected on no list, that one's variance, the
    log-likelihood of the observed counts as independent Poisson numbers, and both criteria.

    The penalty of BIC is by the logarithm of how many are recorded.
    """

    model: Model
    level: float
    variance: float
    likelihood: float
    aic: float
    bic: float

    def criterion(self, name: Criterion) -> float:
        """AIC or BIC."""
        return self.aic if name == "aic" else self.bic


@dataclass(frozen=True, slots=True)
class Fits:
    """The models that have a maximum, in the order of the models looked at; how many had none; whether all
    hierarchical ones were looked at.
    """

    fitted: tuple[Fitted, ...]
    left_out: int
    all: bool

    def best(self, criterion: Criterion) -> Fitted:
        """The model of the lowest criterion."""
        return min(self.fitted, key=lambda one: one.criterion(criterion))


def fit_all(table: Table, criterion: Criterion = "bic") -> Fits:
    """All hierarchical models of 2 to 5 lists; of more, those with sets of two lists that a search comes upon.

    The search starts from independent lists and adds the set of two lists that lowers the criterion most, while
    one does; every model looked at on the way is among the fits. Raises NotIdentified where no model can be
    fitted, ValueError where the criterion is neither "aic" nor "bic".
    """
    if criterion not in ("aic", "bic"):
        raise ValueError(f"a criterion is “aic” or “bic”, not “{criterion}”")
    refuse(table)
    lists = len(table.lists)
    fits = fit(table, hierarchical(lists)) if lists <= ALL_UP_TO else _search(table, criterion)
    if not fits.fitted:
        raise NotIdentified(
            "no log-linear model has a maximum of its likelihood: too many of the lists share nobody, "
            "or hold nobody who is not on others",
            "Leave out a list that shares nobody with the rest, or join lists of one kind.",
        )
    return fits


def refuse(table: Table) -> None:
    """Raises NotIdentified where there are not 2 to `MOST_LISTS` lists, each holding somebody."""
    if len(table.lists) < 2 or not table.recorded:
        raise NotIdentified(
            "there is one list; it cannot say how many are not on it"
            if table.recorded
            else "the lists hold nobody",
            "Give at least two lists of the same persons, better three or more.",
        )
    if len(table.lists) > MOST_LISTS:
        raise NotIdentified(
            f"there are {len(table.lists)} lists; these log-linear models take at most {MOST_LISTS}",
            "Join lists of one kind, or ask another estimator.",
        )
    if not table.sizes.all():
        raise NotIdentified(f"the list “{table.lists[int(table.sizes.argmin())]}” holds nobody", "Leave it out.")


def fit(table: Table, models: tuple[Model, ...]) -> Fits:
    """These hierarchical models, none with the set of all lists, at their maxima.

    Whether a model has a maximum is first seen by its margins: one that is empty says no. A fit that arrives is
    itself a table that says yes (`maximise`). All others are decided by linear programming; and where a model has
    no maximum, none with more sets has.
    """
    full = table.full()
    empty = empty_margins(full, tuple(sorted({one for model in models for one in model})))
    hopeful = tuple(model for model in models if not empty.intersection(model))
    patterns = np.arange(1, len(full))
    counts = full[1:].astype(np.float64)
    factorials = float(gammaln(counts + 1).sum())
    fitted: list[Fitted] = []
    without: list[frozenset[int]] = []
    for model, (level, variance, likelihood, arrived) in zip(
        hopeful, maximise_all(hopeful, patterns, counts).tolist(), strict=True
    ):
        if not arrived:
            sets = frozenset(model)
            if not any(one <= sets for one in without):
                if exists(design(model, patterns), counts):
                    raise ArithmeticError(f"the maximum of {written(model)} was not found")
                without.append(sets)
            continue
        log = likelihood - factorials
        fitted.append(
            Fitted(
                model=model,
                level=level,
                variance=variance,
                likelihood=log,
                aic=2 * len(model) - 2 * log,
                bic=math.log(table.recorded) * len(model) - 2 * log,
            )
        )
    return Fits(tuple(fitted), len(models) - len(fitted), all=True)


def _search(table: Table, criterion: Criterion) -> Fits:
    lists = len(table.lists)
    looked = fit(table, (main_effects(lists),))
    fitted, left_out = list(looked.fitted), looked.left_out
    while looked.fitted:
        best = min(fitted, key=lambda one: one.criterion(criterion))
        more = tuple(tuple(sorted((*best.model, one))) for one in pairs(lists) if one not in best.model)
        looked = fit(table, more)
        left_out += looked.left_out
        fitted += looked.fitted
        if min(fitted, key=lambda one: one.criterion(criterion)) is best:
            break
    return Fits(tuple(fitted), left_out, all=False)
