"""What one passage of a report shows beside its claims."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.incidents.reports.index import Terms
from tollbook.incidents.reports.period import Days

NO_TERMS = Terms()


@dataclass(frozen=True, slots=True)
class Shown:
    """The days that a passage leaves open for its event (0: nothing known), and what it names and says."""

    days: Days = 0
    terms: Terms = NO_TERMS


NOTHING = Shown()
