"""What several estimators say where it is uncertain which records are of one person: over many linkages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from tollbook.estimates.answer import bounds_above, together
from tollbook.estimates.check import check
from tollbook.estimates.estimate import LEVEL, Estimate, NotIdentified
from tollbook.estimates.estimators import DEFAULT_OF_RECORDS, LINKAGES, RECOMMENDED, Estimator, named
from tollbook.estimates.linkage import Records, at
from tollbook.estimates.linkage import estimate as over_linkages
from tollbook.estimates.report import Refused, Report
from tollbook.estimates.table import Table
from tollbook.model.finding import Finding, Refusal
from tollbook.model.progress import Watch, unwatched

SHOWN: Final = 0.5
"""The table of a report takes pairs from this probability on for matches."""


def answer_records(
    records: Records,
    estimators: Sequence[str] = DEFAULT_OF_RECORDS,
    *,
    linkages: int = LINKAGES,
    level: float = LEVEL,
    seed: int = 0,
    source: str = "",
    watch: Watch = unwatched,
) -> Report:
    """The report of what `estimators` say over `linkages` linkages drawn from the probabilities of pairs.

    Its table is that of one linkage, told of in a finding; the estimates are of all. An estimator that gives no
    number stands in the report with its reasons. Raises Refusal where there is no estimator of a name, what one
    needs is not installed, or fewer than two linkages are asked for.
    """
    asked = named(estimators)
    for one in asked:
        one.fetch()
    if linkages < 2:
        raise Refusal(f"{linkages} linkage is too few to know what another would say", "Ask for a hundred.")
    table = at(records, SHOWN)
    said = [_ask(one, records, linkages, level, seed, watch) for one in asked]
    estimates = [one for one in said if isinstance(one, Estimate)]
    findings = (*records.findings, _shown(), *_checked(table), *bounds_above(estimates))
    estimates += together(estimates)
    given = {one.estimator for one in estimates}
    return Report(
        table=table,
        findings=findings,
        estimates=tuple(estimates),
        recommended=next((name for name in RECOMMENDED if name in given), ""),
        refused=tuple(one for one in said if isinstance(one, Refused)),
        source=source,
        seed=seed,
    )


def _ask(
    one: Estimator, records: Records, linkages: int, level: float, seed: int, watch: Watch
) -> Estimate | Refused:
    def progress(share: float) -> None:
        watch(f"asking {one.name} of each linkage", round(share * linkages), linkages)

    progress(0.0)
    estimator = partial(one, level=level, seed=seed)
    try:
        return over_linkages(records, estimator, linkages=linkages, level=level, seed=seed, progress=progress)
    except NotIdentified as no:
        return Refused(one.name, no.message, no.advice)


def _shown() -> Finding:
    return Finding(
        code="estimate.linkage-shown",
        where="",
        message=f"the table shown takes pairs from a probability of {SHOWN} on for matches; the estimates are of "
        "linkages drawn by the probabilities, and differ in how many are recorded",
        advice="Quote the estimates, not the table.",
    )


def _checked(table: Table) -> tuple[Finding, ...]:
    """What there is to know of the table shown; other linkages may still say something where it says nothing."""
    try:
        return check(table)
    except NotIdentified as no:
        return (Finding(code="estimate.linkage-shown", where="", message=no.message, advice=no.advice),)
