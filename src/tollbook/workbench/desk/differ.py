"""How two profiles differ over one book, in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from tollbook.workbench.desk.columns import Columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """So many incidents that one profile grades `before` and the other `after`."""

    before: str
    after: str
    incidents: int


def differ(one: Columns, other: Columns) -> tuple[Differing, ...]:
    """The grades that differ between two desks of one book; the most frequent change first."""
    mine, others = np.argsort(one.ids), np.argsort(other.ids)
    _, left, right = np.intersect1d(one.ids[mine], other.ids[others], assume_unique=True, return_indices=True)
    before, after = one.terms["grade"], other.terms["grade"]
    pairs = zip(before.codes[mine][left].tolist(), after.codes[others][right].tolist(), strict=True)
    counts = Counter((before.names[a], after.names[b]) for a, b in pairs)
    found = [Differing(before=a, after=b, incidents=count) for (a, b), count in counts.items() if a != b]
    return tuple(sorted(found, key=lambda each: (-each.incidents, each.before, each.after)))


def in_words(found: tuple[Differing, ...], name: str) -> str:
    """ "Under ibc, 12 incidents become provisional, which are fair here." """
    if not found:
        return f"Under {name}, no incident is graded otherwise."
    told = [
        f"{one.incidents:,} {'incident that is' if one.incidents == 1 else 'incidents that are'} {one.before} here"
        f" {'becomes' if one.incidents == 1 else 'become'} {one.after}"
        for one in found
    ]
    return f"Under {name}, {'; '.join(told)}."
