"""What one passage of a report shows beside its claims."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.incidents.reports.chances import OPEN, Chances
from tollbook.incidents.reports.index import Terms
from tollbook.incidents.reports.period import Days

NO_TERMS = Terms()


@dataclass(frozen=True, slots=True)
class Shown:
    """The likeliest days of a passage's event (0: not known), what it names and says, and all days' chances."""

    days: Days = 0
    terms: Terms = NO_TERMS
    chances: Chances = OPEN


NOTHING = Shown()
