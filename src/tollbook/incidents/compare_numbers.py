"""What numbers say of whether two tellings are of one event."""

from __future__ import annotations

from collections.abc import Mapping

from tollbook.incidents.telling import Telling
from tollbook.model.vocabulary import Age, Harm, Sex

Shown = tuple[str, float, str]
"""The name of a part, its bits, and words for a person to read."""

_SIZES = ((100, "equal_100"), (30, "equal_30"), (10, "equal_10"), (5, "equal_5"), (3, "equal_3"), (2, "equal_2"))
_BREAKDOWNS = ((10, "breakdown_10"), (3, "breakdown_3"))
_NOUNS = {
    Harm.KILLED: "killed",
    Harm.INJURED: "injured",
    Harm.CASUALTIES: "killed or injured",
    Harm.MISSING: "missing",
    Harm.DETAINED: "detained",
    Harm.DISPLACED: "displaced",
    Harm.DESTROYED: "homes destroyed",
}
"""The harms that are compared, as they are printed."""


def compare(a: Telling, b: Telling, bits: Mapping[str, float]) -> tuple[Shown, ...]:
    """A part for each harm of which both tellings give a number, and one for the breakdowns that they share."""
    parts: list[Shown] = []
    shared = [number for number in a.numbers if number in b.numbers]
    for harm in a.totals:
        if harm in b.totals and harm in _NOUNS:
            equal = max((number for kind, number in shared if kind is harm), default=0)
            part = _equal(equal, bits) if equal else _ranges(a.totals[harm], b.totals[harm], bits)
            if part:
                parts.append((harm.value, part[0], f"{part[1]} {_NOUNS[harm]}"))
    if alike := [breakdown for breakdown in a.breakdowns if breakdown in b.breakdowns]:
        harm, age, sex, number = alike[0]
        level = next((level for least, level in _BREAKDOWNS if number >= least), None)
        if level:
            parts.append(("breakdown", bits[level], f"both say {number} {_people(age, sex)} {_NOUNS[harm]}"))
    return tuple(parts)


def _equal(number: int, bits: Mapping[str, float]) -> tuple[float, str]:
    level = next((level for least, level in _SIZES if number >= least), "equal_1")
    worth = bits[level] + (bits["round"] if number >= 10 and number % 10 == 0 else 0.0)
    return worth, f"both say {number:,}"


def _ranges(
    a: tuple[int, int | None], b: tuple[int, int | None], bits: Mapping[str, float]
) -> tuple[float, str] | None:
    """What two ranges show that share no number."""
    lower, upper = sorted((a, b), key=lambda one: (one[0], one[1] is None, one[1] or 0))
    words = f"{_range(lower)} and {_range(upper)}"
    if lower[1] is None or lower[1] >= upper[0]:
        return (bits["overlap"], words) if lower[0] or lower[1] is not None else None
    ratio = upper[0] / lower[1]
    level = "far" if ratio > 5 else "unlike" if ratio > 2 else None
    return (bits[level], words) if level else None


def _range(known: tuple[int, int | None]) -> str:
    low, high = known
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}" if low else f"up to {high:,}"


def _people(age: Age, sex: Sex) -> str:
    if age is Age.CHILD:
        return {Sex.WOMAN: "girls", Sex.MAN: "boys"}.get(sex, "children")
    return {Sex.WOMAN: "women", Sex.MAN: "men"}.get(sex, "adults" if age is Age.ADULT else "people")
