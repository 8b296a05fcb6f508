"""How much an estimate hangs on one list, or on one estimator: each list left out in turn, all side by side.

Leaving a list out changes who is recorded, not how many there were: under an estimator's assumptions every row
estimates the same total. Where rows disagree by more than chance, some assumption does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tollbook.estimates.estimate import Estimate
from tollbook.estimates.report import words
from tollbook.estimates.report.report import Refused, Sensitivity, Variant
from tollbook.estimates.table import Table
from tollbook.model.finding import Refusal

Estimator = Callable[[Table], Estimate]


def leave_out(
    table: Table, estimators: Mapping[str, Estimator], *, progress: Callable[[float], None] | None = None
) -> Sensitivity:
    """Every estimator on all lists, then with each list left out in turn; refusals stand beside the numbers.

    `estimators` by their `Estimate.estimator`; seeds and levels are bound into them. Fewer than two lists leave
    nothing to estimate from, so a table of one list has the one variant. `progress` hears the share done.
    """
    left_out = [None, *(range(len(table.lists)) if len(table.lists) > 1 else ())]
    variants = []
    for number, one in enumerate(left_out):
        changed = table if one is None else table.without(one)
        variants.append(_variant("" if one is None else table.lists[one], changed, estimators))
        if progress:
            progress((number + 1) / len(left_out))
    return Sensitivity(variants=tuple(variants), told=tuple(tell(variants)))


def tell(variants: Sequence[Variant]) -> list[str]:
    """In sentences what differs most: between the estimators, and between the lists left out."""
    whole, *rest = variants
    told = _between_estimators(whole)
    for estimate in whole.estimates:
        told += _between_lists(estimate, rest)
    return told


def _variant(left_out: str, table: Table, estimators: Mapping[str, Estimator]) -> Variant:
    estimates, refused = [], []
    for name, estimator in estimators.items():
        try:
            estimates.append(estimator(table))
        except Refusal as no:
            refused.append(Refused(name, no.message, no.advice))
    return Variant(left_out=left_out, table=table, estimates=tuple(estimates), refused=tuple(refused))


def _between_estimators(whole: Variant) -> list[str]:
    points = sorted((one for one in whole.estimates if not one.bound), key=lambda one: one.total)
    if len(points) < 2:
        return []
    least, most = points[0], points[-1]
    said = (
        f"With all lists, {words.inline(least.estimator)} gives the least ({words.number(least.total)}), "
        f"{words.inline(most.estimator)} the most ({words.number(most.total)})"
    )
    apart = most.low > least.high
    return [f"{said}; their intervals do not meet." if apart else f"{said}; their intervals overlap."]


def _between_lists(estimate: Estimate, rest: Sequence[Variant]) -> list[str]:
    name = words.name(estimate.estimator)
    found = [
        (variant.left_out, one)
        for variant in rest
        for one in variant.estimates
        if one.estimator == estimate.estimator
    ]
    told = []
    if found:
        left_out, moved = max(found, key=lambda pair: abs(pair[1].total - estimate.total))
        least, most = min(one.total for _, one in found), max(one.total for _, one in found)
        said = f"{name}: {words.number(estimate.total)} with all lists"
        if len(found) == 1:
            said += f", {words.number(moved.total)} without {left_out}"
        else:
            said += f", {words.number(least)} to {words.number(most)} with one left out"
            if round(moved.total) != round(estimate.total):
                said += f"; {left_out} moves it most, to {words.number(moved.total)}"
        told.append(f"{said}. {_judged(estimate, found)}")
    silent = [variant.left_out for variant in rest if estimate.estimator in {one[0] for one in variant.refused}]
    if silent:
        told.append(f"{name} gives no number without {words.listed(silent, 'or')}.")
    return told


def _judged(estimate: Estimate, found: Sequence[tuple[str, Estimate]]) -> str:
    """Whether the changed points lie in the interval of all lists (of a bound: whether it falls or rises)."""
    if estimate.bound:
        return "A lower bound may rise or fall so without contradiction; the highest of them holds too."
    outside = [left_out for left_out, one in found if not estimate.low <= one.total <= estimate.high]
    if not outside:
        return "Every one of these lies inside the interval of all lists."
    return f"Without {words.listed(outside, 'or')} it lies outside the interval of all lists."
