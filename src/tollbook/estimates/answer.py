"""What several estimators say of the same lists, by strata where there are some: the whole way to a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from tollbook.estimates.check import check, kept
from tollbook.estimates.combine import combine
from tollbook.estimates.estimate import LEVEL, Estimate, NotIdentified
from tollbook.estimates.estimators import DEFAULT, RECOMMENDED, Estimator, named
from tollbook.estimates.histories import Histories
from tollbook.estimates.report import Refused, Report, Sensitivity, Stratum
from tollbook.estimates.sensitivity import leave_out
from tollbook.estimates.strata import add, once
from tollbook.estimates.table import Table
from tollbook.model.finding import Finding, Refusal
from tollbook.model.progress import Watch, unwatched


def answer(
    histories: Histories,
    estimators: Sequence[str] = DEFAULT,
    *,
    level: float = LEVEL,
    seed: int = 0,
    each_left_out: bool = False,
    source: str = "",
    counted: str = "people",
    watch: Watch = unwatched,
) -> Report:
    """The report of what `estimators` say: of the whole, or of each stratum and their sum where there are strata.

    With `each_left_out` also of the lists with each left out in turn (not with strata). An estimator that gives no
    number stands in the report with its reasons. The same seed gives the same report.

    Raises NotIdentified where no estimator can say anything of these lists, Refusal where there is no estimator
    of a name, or what one needs is not installed.
    """
    asked = named(estimators)
    for one in asked:
        one.fetch()
    if each_left_out and histories.by:
        raise Refusal("lists cannot be left out in turn with strata", "Do it for one stratum at a time.")
    whole, _ = kept(histories.whole)
    findings = (*histories.findings, *check(histories.whole))
    estimates, refused = [], []
    strata: tuple[Stratum, ...] = ()
    if histories.by:
        strata, wrong = _strata(histories, asked, level, seed, watch)
        findings += wrong
        sums = [_sum(one.name, strata, seed) for one in asked]
    else:
        sums = [ask(one, whole, level, seed, watch) for one in asked]
    for said in sums:
        estimates += [said] if isinstance(said, Estimate) else []
        refused += [said] if isinstance(said, Refused) else []
    findings += bounds_above(estimates)
    estimates += together(estimates)
    given = {one.estimator for one in estimates}
    return Report(
        table=whole,
        findings=findings,
        estimates=tuple(estimates),
        recommended=next((name for name in RECOMMENDED if name in given), ""),
        refused=tuple(refused),
        strata=strata,
        source=source,
        seed=seed,
        sensitivity=_sensitivity(whole, asked, level, seed, watch) if each_left_out else None,
        counted=counted,
    )


def bounds_above(estimates: Sequence[Estimate]) -> tuple[Finding, ...]:
    """That a bound lies above every model's number: then some lists shun each other, and it bounds nothing."""
    models = [one for one in estimates if not one.bound]
    bounds = [one for one in estimates if one.bound]
    if not models or not bounds:
        return ()
    most, least = max(models, key=lambda one: one.total), min(bounds, key=lambda one: one.low)
    if least.low <= most.total:
        return ()
    return (
        Finding(
            code="estimate.bound-above",
            where="",
            message=f"even the lowest bound ({least.estimator}: {least.low:,.0f} or more) lies above what every "
            f"model says ({most.estimator}: {most.total:,.0f})",
            advice="Some lists share fewer persons than by chance: then bounds are too high. See which lists shun "
            "each other's persons, and why.",
        ),
    )


def together(estimates: Sequence[Estimate]) -> list[Estimate]:
    """All of them combined, where there are enough to be, of the same recorded."""
    if len({one.recorded for one in estimates}) > 1:
        return []
    try:
        return [combine(estimates)]
    except NotIdentified:
        return []


def ask(
    one: Estimator, table: Table, level: float, seed: int, watch: Watch, done: int = 0, total: int = 1
) -> Estimate | Refused:
    """What an estimator says of a table, or why it does not; the work is the part after `done` of `total`."""
    stage = f"asking {one.name}"

    def progress(share: float) -> None:
        watch(stage, round(100 * (done + share)), 100 * total)

    progress(0.0)
    try:
        found = one(table, level=level, seed=seed, progress=progress)
    except Refusal as no:
        return Refused(one.name, no.message, no.advice)
    finally:
        progress(1.0)
    return found


def _strata(
    histories: Histories, asked: Sequence[Estimator], level: float, seed: int, watch: Watch
) -> tuple[tuple[Stratum, ...], tuple[Finding, ...]]:
    """Each stratum that holds somebody, asked with a seed of its own; and what is to be known of them."""
    held = {name(values): table for values, table in histories.tables.items() if table.recorded}
    strata, told = [], {}
    for number, (called, table) in enumerate(held.items()):
        used, _ = kept(table)
        own = int(np.random.SeedSequence([seed, number]).generate_state(1)[0])
        try:
            told[called] = check(table)
            said = [ask(one, used, level, own, watch, number, len(held)) for one in asked]
        except NotIdentified as no:
            said = [Refused(one.name, no.message, no.advice) for one in asked]
        strata.append(
            Stratum(
                name=called,
                table=used,
                estimates=tuple(one for one in said if isinstance(one, Estimate)),
                refused=tuple(one for one in said if isinstance(one, Refused)),
            )
        )
    return tuple(strata), tuple(once(told))


def name(values: Sequence[str]) -> str:
    """What a stratum is called: its values, "female, 2023-10"; in quotation marks where that would mislead."""
    return ", ".join(one if one and ", " not in one else f"“{one}”" for one in values)


def _sum(estimator: str, strata: Sequence[Stratum], seed: int) -> Estimate | Refused:
    parts: Mapping[str, Estimate] = {
        stratum.name: one for stratum in strata for one in stratum.estimates if one.estimator == estimator
    }
    silent = {stratum.name: stratum.table.recorded for stratum in strata if stratum.name not in parts}
    if parts:
        return add(parts, silent=silent, seed=seed)
    first = next(one for stratum in strata for one in stratum.refused if one.estimator == estimator)
    return Refused(estimator, f"no stratum gives a number; “{strata[0].name}”: {first.message}", first.advice)


def _sensitivity(table: Table, asked: Sequence[Estimator], level: float, seed: int, watch: Watch) -> Sensitivity:
    def progress(share: float) -> None:
        watch("leaving out each list in turn", round(100 * share), 100)

    progress(0.0)
    return leave_out(table, {one.name: partial(one, level=level, seed=seed) for one in asked}, progress=progress)
