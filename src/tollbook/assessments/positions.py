"""What the accused say, in time: statements with their days, and the first admission (RULES.md §4)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from tollbook.model.assessment import Statement
from tollbook.model.judgement import Position
from tollbook.model.vocabulary import Step

LADDER = tuple(Step)
# On these rungs the party says that the act was its own.
ACKNOWLEDGES = (Step.DENIES_RESPONSIBILITY, Step.ALTERNATIVE_EXPLANATION, Step.ACCEPTS_RESPONSIBILITY)


def statements(positions: Sequence[Position], first_report: datetime.date | None) -> tuple[Statement, ...]:
    """The positions in time, with days from the first report (negative if before it, None if it is undated)."""
    return tuple(
        Statement(
            party=position.party,
            step=position.step,
            date=position.date,
            days=(position.date - first_report).days if first_report else None,
            position=position.seq,
        )
        for position in in_time(positions)
    )


def in_time(positions: Sequence[Position]) -> list[Position]:
    """The positions by date, then by the order in which they were recorded."""
    return sorted(positions, key=lambda position: (position.date, position.seq))


def is_statement(position: Position) -> bool:
    """Whether anything was said: that no statement was found is not one."""
    return position.step is not Step.NO_STATEMENT


def admits(position: Position) -> bool:
    """Whether this is an admission: responsibility accepted, or the act acknowledged and harm conceded.

    On the rung "acknowledges the act, denies responsibility" a conceded number is not one.
    """
    if position.step is Step.ACCEPTS_RESPONSIBILITY:
        return True
    return position.step is Step.ALTERNATIVE_EXPLANATION and bool(position.conceded)


def days_until(positions: Sequence[Position], first_report: datetime.date | None) -> int | None:
    """Days from the first report to the earliest of these positions; None if there is none."""
    if not positions or first_report is None:
        return None
    return (in_time(positions)[0].date - first_report).days
