"""Say estimates in words: what each estimator is called, what a number means, what it does not."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from tollbook.estimates.estimate import Estimate
from tollbook.estimates.report.report import Report

NAMES: Final = {
    "chao": "Chao’s lower bound",
    "chao by list": "Chao’s lower bound, by list",
    "chao classical": "Chao’s lower bound, classical",
    "log-linear": "Log-linear model",
    "log-linear averaged": "Log-linear models, averaged",
    "stepwise": "Stepwise log-linear model",
    "decomposable": "Decomposable graphs, averaged",
    "latent classes": "Latent classes",
    "combined": "All estimators combined",
}
"""How a page calls an estimator; one that is not here is called by its own name."""

MEASURES: Final = {
    "aic": "AIC",
    "bic": "BIC",
    "ess": "effective sample size",
    "f1": "on exactly one list",
    "f2": "on exactly two lists",
    "rhat": "R-hat (1 where chains agree)",
}
"""Figures of a fit whose names are not words."""

BAYESIAN: Final = frozenset({"decomposable", "latent classes"})

COMBINED: Final = "combined"

COMBINED_NOT: Final = (
    "The interval is widened because models are too simple; what it cannot contain is a population that was not "
    "closed, records matched badly, and people whom no list could reach."
)
ALONE_NOT: Final = "The interval speaks of chance alone; it does not grow where these assumptions fail."

ASSUMED: Final = (
    "nobody entered or left the population while the lists were kept (it was closed)",
    "entries that mean the same person were matched, and no others",
    "everybody could have been recorded: nobody’s chance of standing on a list was nil",
    "where chances differed, or one list led to another, the model has room for it",
)
"""What no table can show, and every estimator assumes."""


def name(estimator: str) -> str:
    """What a page calls it."""
    return NAMES.get(estimator, estimator[:1].upper() + estimator[1:])


def inline(estimator: str) -> str:
    """What a page calls it inside a sentence."""
    called = name(estimator)
    return called if called.startswith("Chao") else called[:1].lower() + called[1:]


def number(value: float) -> str:
    """10334.46 as "10,334"; what is beyond all bounds in words."""
    return f"{value:,.0f}" if math.isfinite(value) else "no limit"


def figure(value: float) -> str:
    """A figure of a fit: whole numbers as such, others to four figures."""
    if not math.isfinite(value):
        return "not defined"
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.1f}" if abs(value) >= 100 else f"{value:.4g}"


def span(estimate: Estimate) -> str:
    """The interval, "9,827 to 16,544"; of a bound "8,368 or more"."""
    if estimate.bound:
        return f"{number(estimate.low)} or more"
    return f"{number(estimate.low)} to {number(estimate.high)}"


def per_cent(level: float) -> str:
    """.95 as "95%"."""
    return f"{100 * level:.4g}%"


def measure(key: str) -> str:
    """A figure of a fit by its name in words."""
    return MEASURES.get(key, key.replace("_", " "))


def told(fit: Mapping[str, float]) -> list[tuple[str, float]]:
    """The figures of a fit that a reader can use: weights under one in a thousand are left to the JSON."""
    return [(key, value) for key, value in fit.items() if not (key.startswith("weight ") and value < 0.001)]


def sentence(text: str) -> str:
    """`text` as a sentence: with a capital and a full stop, where it has none."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…", "؟")) or not text else ".")


def shortened(text: str, room: int) -> str:
    """`text` in at most `room` characters, cut with an ellipsis; for pictures, where all of it stands beside."""
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


def headline(report: Report) -> str:
    """The report in one line."""
    quoted = report.quoted
    if quoted is None:
        return f"{number(report.table.recorded)} {report.counted} recorded; how many more cannot be said"
    about = "at least" if quoted.bound else "about"
    return f"{number(report.table.recorded)} {report.counted} recorded, {about} {number(quoted.total)} in all"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Parts as a sentence has them: "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}" if parts else ""


def says(report: Report) -> str:
    """One paragraph: what the recommended estimate says."""
    table, quoted = report.table, report.quoted
    lists = f"{len(table.lists)} lists" if len(table.lists) > 1 else "one list"
    recorded = f"{number(table.recorded)} {report.counted} stand on at least one of {lists}."
    if quoted is None:
        return f"{recorded} How many more there were cannot be said from this table: {_why_not(report)}"
    if quoted.bound:
        return (
            f"{recorded} If the assumptions below hold, there were at least {number(quoted.total)} in all: "
            f"at least {number(quoted.unrecorded)} whom no list recorded. "
            "By how many more, this estimator does not say."
        )
    if quoted.estimator == COMBINED:
        meaning = (
            f"The interval, {span(quoted)}, reaches from the lowest number that any of the estimators allows to "
            "the highest, and beyond it as far as it must to have held the true number in nine of ten cases in "
            "which that is known. In most of those the point was too low."
        )
    elif quoted.estimator in BAYESIAN:
        meaning = (
            f"Given the model and its assumptions, the probability is {per_cent(quoted.level)} that the number "
            f"lies between {number(quoted.low)} and {number(quoted.high)}."
        )
    else:
        meaning = (
            f"The {per_cent(quoted.level)} interval is {span(quoted)}: if the model and its assumptions hold, an "
            f"interval made in this way takes in the number in {per_cent(quoted.level)} of cases."
        )
    return (
        f"{recorded} The recommended estimate ({inline(quoted.estimator)}) is that there were about "
        f"{number(quoted.total)} in all, so that some {number(quoted.unrecorded)} are on none of the lists. "
        f"{meaning}"
    )


def says_not(report: Report) -> str:
    """One paragraph: what no estimate here says."""
    points = [one for one in report.estimates if not one.bound and one.estimator != COMBINED]
    said = (
        f"An estimate is not a record. It names nobody, it cannot tell where or how those not recorded came to "
        f"harm, and it must never be added to the {number(report.table.recorded)} who are recorded. "
        f"It rests on what no table can show: {'; '.join(ASSUMED)}. "
        f"{COMBINED_NOT if report.recommended == COMBINED else ALONE_NOT}"
    )
    if len(points) > 1:
        least, most = min(one.total for one in points), max(one.total for one in points)
        said += (
            f" The estimators here put the number between {number(least)} and {number(most)}: how far they differ "
            "is part of the answer."
        )
    return said


def _why_not(report: Report) -> str:
    reasons = list(dict.fromkeys(one[1].rstrip(".") for one in report.refused))
    return f"{'; '.join(reasons)}." if reasons else "no estimator was asked."
