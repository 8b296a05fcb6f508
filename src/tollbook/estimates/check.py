"""Checks before any estimate: what the lists can say of those on none of them, and where they cannot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from tollbook.estimates.depend import shunning
from tollbook.estimates.estimate import NotIdentified
from tollbook.estimates.table import Counts, Table
from tollbook.model.finding import Finding

FEW: Final = 50
"""Fewer persons than these make an estimate that hangs on each of them."""

FEW_SHARED: Final = 10
"""So do fewer on several lists than these."""

EXPECTED: Final = 1.0
"""Two lists that chance alone would leave without a common person are not told of."""


def kept(table: Table) -> tuple[Table, tuple[Finding, ...]]:
    """The table without the lists that hold nobody, which say nothing; each is a finding `estimate.list-empty`."""
    empty = [one for one, size in enumerate(table.sizes.tolist()) if not size]
    findings = tuple(
        Finding(
            code="estimate.list-empty",
            where=table.lists[one],
            message=f"the list “{table.lists[one]}” holds nobody; it is left out",
            advice="See whether it was matched with the others.",
        )
        for one in empty
    )
    if not empty or len(empty) == len(table.lists):
        return table, findings
    return table.only([one for one in range(len(table.lists)) if one not in empty]), findings


def check(table: Table) -> tuple[Finding, ...]:
    """What a recorder must know of these lists before any estimate; none is a reason to stop by itself.

    Codes: `estimate.list-empty`, `.two-lists`, `.three-lists`, `.few`, `.few-shared`, `.lists-same`,
    `.list-nested`, `.list-alone`, `.lists-apart`, `.pair-apart` and `.pair-shuns`. `where` is a list's name, or
    those of several.

    Raises NotIdentified where no estimator can say anything: fewer than two lists that hold somebody, or nobody
    on two of them.
    """
    used, empty = kept(table)
    _refuse(used)
    together = _together(used)
    return (
        *empty,
        *_sizes(used),
        *_nested(used, together),
        *_apart(used, together),
        *_shunning(used, together),
    )


def _refuse(table: Table) -> None:
    if not table.recorded:
        raise NotIdentified("the lists hold nobody", "Give the persons, or how many stand on which lists.")
    if len(table.lists) < 2:
        raise NotIdentified(
            "there is one list; it cannot say how many are not on it",
            "Give at least two lists of the same persons, better three or more, made apart from one another.",
        )
    if (table.members.sum(axis=1) == 1).all():
        raise NotIdentified(
            "nobody stands on two lists: nothing says how many stand on none",
            "See whether the lists were matched, and whether they are of the same persons, place and time.",
        )


def _together(table: Table) -> npt.NDArray[np.int64]:
    """How many stand on both of two lists: shape (lists, lists), a list with itself being its size."""
    members = table.members.astype(np.int64)
    return members.T @ (table.counts[:, None] * members)


def _sizes(table: Table) -> tuple[Finding, ...]:
    told = []
    lists, shared = len(table.lists), int(table.counts[table.members.sum(axis=1) > 1].sum())
    if lists == 2:
        told.append(
            _finding(
                "two-lists",
                "there are two lists: any estimate takes them to be independent, and nothing here can test that",
                "Add a list. If who is on one is likelier to be on the other, the truth is higher.",
            )
        )
    elif lists == 3:
        told.append(
            _finding(
                "three-lists",
                "there are three lists: that all three depend on each other at once cannot be tested",
                "Add a list, or read the estimates of several models side by side.",
            )
        )
    if table.recorded < FEW:
        told.append(
            _finding(
                "few",
                f"only {table.recorded} are recorded",
                "Expect wide intervals, and do not trust narrow ones.",
            )
        )
    if shared < FEW_SHARED:
        told.append(
            _finding(
                "few-shared",
                f"only {shared} stand on more than one list; every estimate hangs on them",
                "See whether persons were missed when the lists were matched.",
            )
        )
    return tuple(told)


def _nested(table: Table, together: Counts) -> tuple[Finding, ...]:
    """Lists all of whose persons are on another one too."""
    told = []
    for one, other in _pairs(table):
        shared, sizes = int(together[one, other]), (int(together[one, one]), int(together[other, other]))
        if shared == sizes[0] == sizes[1]:
            told.append(
                _finding(
                    "lists-same",
                    f"{_names(table, (one, other))} hold the same persons: they are one list",
                    "Leave one of them out.",
                    _names(table, (one, other)),
                )
            )
        elif shared in sizes:
            inner, outer = (one, other) if shared == sizes[0] else (other, one)
            told.append(
                _finding(
                    "list-nested",
                    f"everybody on “{table.lists[inner]}” is on “{table.lists[outer]}” too: "
                    "it may have been taken over from there",
                    "If one list was made from the other, leave one out: such lists make estimates too low.",
                    table.lists[inner],
                )
            )
    return tuple(told)


def _apart(table: Table, together: Counts) -> tuple[Finding, ...]:
    """Lists that share nobody: alone, in groups, or by twos."""
    groups = _groups(together)
    told = [
        _finding(
            "list-alone",
            f"nobody on “{table.lists[group[0]]}” is on any other list: it says nothing of those on none",
            "See whether it was matched with the others; else leave it out.",
            table.lists[group[0]],
        )
        for group in groups
        if len(group) == 1
    ]
    several = [group for group in groups if len(group) > 1]
    if len(several) > 1:
        told.append(
            _finding(
                "lists-apart",
                "the lists fall into groups that share nobody: "
                + "; ".join(_names(table, one) for one in several),
                "They may be of different places, times or persons: estimate each group for itself.",
            )
        )
    for one, other in _pairs(table):
        if not together[one, other] and any(one in group and other in group for group in several):
            told += _pair(table, together, one, other)
    return tuple(told)


def _pair(table: Table, together: Counts, one: int, other: int) -> list[Finding]:
    """That two lists share nobody, if chance alone would have made them share somebody."""
    expected = float(together[one, one]) * float(together[other, other]) / table.recorded
    if expected < EXPECTED:
        return []
    return [
        _finding(
            "pair-apart",
            f"nobody is on both {_names(table, (one, other))}, where up to {expected:,.0f} would be by chance",
            "If nobody can be on both (a structural zero), make them one list. If they shun each other's "
            "persons, estimates are too high.",
            _names(table, (one, other)),
        )
    ]


def _shunning(table: Table, together: Counts) -> list[Finding]:
    """Pairs that share somebody, but surely fewer than chance has it."""
    return [
        _finding(
            "pair-shuns",
            f"of those on other lists, whoever is on “{table.lists[pair.one]}” is less often on "
            f"“{table.lists[pair.other]}” (odds ratio {pair.odds:.2f}): they shun each other's persons",
            "Lower bounds, and models that take lists for independent, are then too high. Ask why it is so.",
            _names(table, (pair.one, pair.other)),
        )
        for pair in shunning(table)
        if together[pair.one, pair.other]
    ]


def _groups(together: Counts) -> list[list[int]]:
    """The lists by groups that are held together by common persons, each in ascending order."""
    left = list(range(len(together)))
    groups = []
    while left:
        group = [left.pop(0)]
        for one in group:
            near = [other for other in left if together[one, other]]
            group += near
            left = [other for other in left if other not in near]
        groups.append(sorted(group))
    return groups


def _pairs(table: Table) -> list[tuple[int, int]]:
    return [(one, other) for one in range(len(table.lists)) for other in range(one + 1, len(table.lists))]


def _names(table: Table, lists: Sequence[int]) -> str:
    names = [f"“{table.lists[one]}”" for one in lists]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _finding(kind: str, message: str, advice: str, where: str = "") -> Finding:
    return Finding(code=f"estimate.{kind}", where=where, message=message, advice=advice)
