"""Count incidents: the headline and its rows, each with the list of incidents it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tollbook.assessments.profiles import Profile
from tollbook.model.assessment import Assessment, Range
from tollbook.model.finding import Refusal
from tollbook.model.tally import Row, Tally
from tollbook.model.vocabulary import Cause, DatePrecision, Grade

HEADLINE = "headline"
UNKNOWN = "not known"


def tally(assessments: Sequence[Assessment], *, by: str, profile: Profile) -> Tally:
    """The sums over incidents of the profile's headline grades where harm is reported; the others beside.

    The headline is the sum of the lowest and the sum of the highest figures. `by` is one of `KEYS`; every incident
    stands in exactly one row, so that rows add up to the headline. An incident that is known to have harmed
    people, but with no number, is listed and adds nothing. Raises Refusal for another `by`.
    """
    if by not in KEYS:
        raise Refusal(f'A tally cannot be made by "{by}".', f"It can be made by: {', '.join(KEYS)}.")
    harmed = [one for one in sorted(assessments, key=lambda one: one.incident) if harm_reported(one, profile)]
    counted = [one for one in harmed if one.grade in profile.settings.headline_grades]
    beside = [one for one in harmed if one.grade not in profile.settings.headline_grades]
    return Tally(
        profile=str(profile),
        by=by,
        headline=_row(HEADLINE, counted),
        rows=_rows(counted, KEYS[by]),
        beside=tuple(_rows(beside, _grade, counted=False)),
    )


def harm_reported(assessment: Assessment, profile: Profile) -> bool:
    """Whether one of the profile's figures of harm is reported and not nought (rule `headline.harm`)."""
    figures = (assessment.figure(name) for name in profile.settings.headline_harm)
    return any(figure is not None and figure.range.high != 0 for figure in figures)


def add(ranges: Iterable[Range]) -> Range:
    """The sum of the lowest and of the highest; what is not known adds nothing. Vague if any part is."""
    parts = list(ranges)
    return Range(
        low=sum(part.low or 0 for part in parts),
        high=sum(part.high if part.high is not None else part.low or 0 for part in parts),
        vague=any(part.vague for part in parts),
    )


def _rows(
    assessments: Sequence[Assessment], key: Callable[[Assessment], str], *, counted: bool = True
) -> tuple[Row, ...]:
    groups: dict[str, list[Assessment]] = {}
    for one in assessments:
        groups.setdefault(key(one), []).append(one)
    return tuple(_row(name, groups[name], counted=counted) for name in sorted(groups, key=_unknown_last))


def _row(name: str, assessments: Sequence[Assessment], *, counted: bool = True) -> Row:
    return Row(
        key=name,
        killed=add(_ranges(assessments, "killed")),
        injured=add(_ranges(assessments, "injured")),
        incidents=tuple(one.incident for one in assessments),
        counted=counted,
    )


def _ranges(assessments: Sequence[Assessment], name: str) -> list[Range]:
    return [figure.range for one in assessments if (figure := one.figure(name))]


def _unknown_last(name: str) -> tuple[bool, str]:
    return name == UNKNOWN, name


def _month(assessment: Assessment) -> str:
    """ "2017-03", or "2017" where only the year is known or the period spans months."""
    when = assessment.when
    if when.start is None or when.end is None:
        return UNKNOWN
    if (when.start.year, when.start.month) == (when.end.year, when.end.month):
        return f"{when.start:%Y-%m}"
    if when.precision is not DatePrecision.YEAR:
        return f"{when.start:%Y-%m} to {when.end:%Y-%m}"
    return str(when.start.year) if when.start.year == when.end.year else f"{when.start.year} to {when.end.year}"


def _place(assessment: Assessment) -> str:
    where = assessment.where
    return (where.name or where.written) if where else UNKNOWN


def _grade(assessment: Assessment) -> Grade:
    return assessment.grade


def _party(assessment: Assessment) -> str:
    """The party said to have done it; where several are, all of them, so that no incident counts twice."""
    return " or ".join(assessment.parties) or UNKNOWN


def _cause(assessment: Assessment) -> str:
    return UNKNOWN if assessment.cause is Cause.UNKNOWN else str(assessment.cause)


KEYS: dict[str, Callable[[Assessment], str]] = {
    "month": _month,
    "place": _place,
    "grade": _grade,
    "party": _party,
    "cause": _cause,
}
