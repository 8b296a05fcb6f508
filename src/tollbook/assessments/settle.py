"""When and where an incident was, as its claims say: by weight of sources, never more exact than they are."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence

from tollbook.assessments.said import Said
from tollbook.model.assessment import When
from tollbook.model.place import Location
from tollbook.model.vocabulary import DatePrecision, Scope


def when(said: Sequence[Said]) -> When:
    """The period that most sources say; of several the narrower, then the earlier. Empty if nobody says."""
    backers: dict[tuple[datetime.date, datetime.date], set[str]] = defaultdict(set)
    for one in said:
        claim = one.claim
        if claim.scope is Scope.INCIDENT and claim.date_start and claim.date_end:
            backers[claim.date_start, claim.date_end].add(one.root)
    if not backers:
        return When()
    start, end = min(backers, key=lambda span: (-len(backers[span]), (span[1] - span[0]).days, span))
    return When(start=start, end=end, precision=_precision((end - start).days + 1))


def _precision(days: int) -> DatePrecision:
    """UCDP GED `date_prec` of a period of so many days."""
    for limit, precision in ((1, DatePrecision.DAY), (6, DatePrecision.DAYS), (7, DatePrecision.WEEK)):
        if days <= limit:
            return precision
    return DatePrecision.MONTH if days <= 31 else DatePrecision.YEAR


def where(said: Sequence[Said], locations: Mapping[str, Location]) -> Location | None:
    """The most exact location of the incident's claims; of several, the one that most sources name."""
    backers: dict[str, set[str]] = defaultdict(set)
    found: dict[str, Location] = {}
    for one in said:
        location = locations.get(one.id)
        if location and one.claim.scope is Scope.INCIDENT:
            key = location.id or f"{location.name}|{location.written}"
            kept = found.get(key)
            found[key] = min(kept, location, key=lambda place: place.written) if kept else location
            backers[key].add(one.root)
    if not found:
        return None

    def rank(key: str) -> tuple[bool, int, int, str]:
        place = found[key]
        return place.latitude is None, place.precision or 9, -len(backers[key]), key

    return found[min(found, key=rank)]
