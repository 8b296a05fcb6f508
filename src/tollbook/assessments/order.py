"""Order incidents in time, each with what a profile says of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tollbook.model.assessment import Assessment
from tollbook.model.incident import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """An incident with what a profile says of it."""

    incident: Incident
    assessment: Assessment


def order(incidents: Mapping[str, Incident], assessments: Iterable[Assessment]) -> list[Assessed]:
    """The assessed incidents in the order of their dates, undated ones last; of one date by their ids."""
    assessed = (Assessed(incident=incidents[one.incident], assessment=one) for one in assessments)
    return sorted(assessed, key=lambda one: (one.assessment.when.start or date.max, one.incident.id))
