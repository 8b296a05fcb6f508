"""The one log-linear model of the lowest BIC or AIC."""

from __future__ import annotations

import math
from typing import Final

from tollbook.estimates.estimate import LEVEL, Estimate
from tollbook.estimates.loglinear.fit import Criterion, Fits, Fitted, fit_all
from tollbook.estimates.loglinear.interval import Profile
from tollbook.estimates.loglinear.models import written
from tollbook.estimates.table import Table
from tollbook.model.finding import Finding

AS_GOOD: Final = 2.0
"""Models whose criterion is within this of the lowest are hardly worse (Kass & Raftery 1995, JASA 90, 773-795)."""


def estimate(table: Table, *, criterion: Criterion = "bic", level: float = LEVEL) -> Estimate:
    """The total under the model of the lowest criterion, with the interval of its profile likelihood.

    Of 2 to 5 lists all hierarchical models are looked at, of 6 to 10 those with sets of two lists that a search
    comes upon (`fit_all`); a warning `estimate.models-searched` says so. The point is where the multinomial
    profile likelihood is highest. `fit` has `bic`, `aic`, `log-likelihood`, `parameters`, how many `models` were
    fitted and how many `left out`, having no maximum. Raises NotIdentified where no model has one.
    """
    fits = fit_all(table, criterion)
    best = fits.best(criterion)
    profile = Profile(table, best.model)
    unrecorded = profile.highest()
    low, high = profile.interval(unrecorded, level)
    recorded = table.recorded
    low, high = recorded + low, recorded + high
    return Estimate(
        estimator="log-linear",
        recorded=recorded,
        total=recorded + unrecorded,
        low=low,
        high=high,
        level=level,
        model=written(best.model),
        fit={
            "bic": best.bic,
            "aic": best.aic,
            "log-likelihood": best.likelihood,
            "parameters": float(len(best.model)),
            "models": float(len(fits.fitted)),
            "left out": float(fits.left_out),
        },
        warnings=(*doubts(table, fits), *_as_good(fits, best, criterion, recorded, low, high)),
    )


def doubts(table: Table, fits: Fits) -> tuple[Finding, ...]:
    """What must be known of the models: independence with two lists, a search, how many were left out."""
    told = []
    if len(table.lists) == 2:
        told.append(
            Finding(
                code="estimate.independent",
                where=", ".join(table.lists),
                message="with two lists they are taken to be independent; nothing here tests it",
                advice="Add a list. If who is on one is likelier to be on the other, the truth is higher.",
            )
        )
    if not fits.all:
        told.append(
            Finding(
                code="estimate.models-searched",
                where="",
                message=f"with {len(table.lists)} lists there are too many models; {len(fits.fitted)} that join "
                "lists by twos were looked at, by a search from independent lists",
                advice="Read “decomposable” or “latent classes” beside it.",
            )
        )
    if fits.left_out:
        told.append(
            Finding(
                code="estimate.models-left-out",
                where="",
                message=f"{fits.left_out:,} of {fits.left_out + len(fits.fitted):,} models were left out: the "
                "lists overlap too little for their parameters",
                advice="Read “stepwise”, which is made for such lists, beside it.",
            )
        )
    return tuple(told)


def _as_good(
    fits: Fits, best: Fitted, criterion: Criterion, recorded: int, low: float, high: float
) -> tuple[Finding, ...]:
    """A warning where models that are hardly worse give a number outside the interval."""
    near = [one for one in fits.fitted if one.criterion(criterion) <= best.criterion(criterion) + AS_GOOD]
    totals = [recorded + math.exp(min(one.level, 700.0)) for one in near]
    if all(low <= one <= high for one in totals):
        return ()
    return (
        Finding(
            code="estimate.models-apart",
            where="",
            message=f"{len(near)} models are about as good; they say {min(totals):,.0f} to {max(totals):,.0f}",
            advice="The interval is of one of them as if no other were possible: read their average.",
        ),
    )
