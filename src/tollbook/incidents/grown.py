"""Whether a book has grown so much since names and places were counted in it that they are to be counted anew."""

from __future__ import annotations

import numpy as np

from tollbook.incidents.relink import Change
from tollbook.incidents.reports.estimate import OUTSIDE
from tollbook.incidents.standing import Standing
from tollbook.model.finding import Finding

FEW = 1_000
"""A book of so many tellings is counted anew whenever one comes in or goes: it takes seconds."""
SHARE = 0.1
"""A larger one when so much of it is other tellings than were counted."""


def is_to_be_measured(standing: Standing, change: Change) -> bool:
    """Whether linking is to begin anew: not where no telling has changed, as all would be counted the same."""
    if not (change.gone or change.added):
        return False
    counted = standing.measures.named.tellings
    others = len(change.gone) + len(change.added) + _since(standing)
    shelf = standing.measures.shelf
    later = sum(one.first > shelf.period.last for one in change.added) if shelf is not None else 0
    return counted < FEW or others > SHARE * counted or later > OUTSIDE * counted


def drifted(standing: Standing) -> tuple[Finding, ...]:
    """Says so, where tellings are other ones than were counted."""
    since = _since(standing)
    if not since:
        return ()
    counted = standing.measures.named.tellings
    return (
        Finding(
            code="linking.measured-before",
            where="incidents",
            message=f"how rare names, words and places are was counted in {counted:,} tellings, before the last"
            f" {since:,} came in or went; counted anew, pairs near the border could be decided otherwise",
            advice=f"Nothing to do: it is counted anew when {SHARE:.0%} have changed.",
        ),
    )


def _since(standing: Standing) -> int:
    """How many tellings came in, or went, since they were counted."""
    alive = standing.web.alive
    counted = standing.measures.named.tellings
    return int(np.count_nonzero(alive[counted:]) + np.count_nonzero(~alive[:counted]))
