"""A line of the desk: what the lists, sums and pictures of the workbench show of an assessed incident."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from tollbook.assessments.profiles import Profile
from tollbook.assessments.roots import label, publisher
from tollbook.assessments.subjects import SUBJECTS
from tollbook.model.assessment import Assessment, Range
from tollbook.model.claim import Claim
from tollbook.model.document import Document
from tollbook.model.incident import Incident
from tollbook.model.place import Location
from tollbook.model.vocabulary import Harm, Status, WherePrecision
from tollbook.places.names import fold
from tollbook.tallies.count import KEYS, UNKNOWN, harm_reported

FIGURES: Final = tuple(subject.name for subject in SUBJECTS)
"""The figures that the desk keeps of each incident."""
UNSAID: Final = -1
"""For a number, or a day, that nobody says."""
ABSENT: Final = -2
"""The lowest and highest of a figure that an incident does not have."""
HARMS: Final = tuple(harm.value for harm in Harm)
NEVER: Final = -1_000_000
"""For a number of days that there is none of."""
PRECISE_ENOUGH: Final = 4
"""Up to a province a place has a point on a map (`model.vocabulary.WherePrecision`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one source tells of an incident through one publisher; what counts for none has the source "".

    `claims` is how many, `revised` how many of them the source itself replaced by later figures, `days` from the
    start of the event to the publisher's first report of it, None where either day is not known. `own` says that
    the publisher is the source.
    """

    source: str
    publisher: str
    claims: int
    revised: int
    days: int | None
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An incident on the desk: numbers, single terms and lists of terms, each by its name.

    `members` and `positions` are digests of its claims and of what was said of it; `documents` digests of those
    that its claims stand in.
    """

    id: str
    members: int
    numbers: Mapping[str, float]
    terms: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    documents: tuple[int, ...] = ()
    told: tuple[Told, ...] = field(default=())


def digest(words: Iterable[str]) -> int:
    """Eight bytes of SHA-256 over `words`."""
    return int.from_bytes(hashlib.sha256("\n".join(words).encode()).digest()[:8], "big")


def document_digest(id_: str) -> int:
    """A document's id in eight bytes."""
    return digest([id_])


def line(
    incident: Incident,
    assessment: Assessment,
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
    profile: Profile,
) -> Line:
    """The line of an assessed incident; `claims` and `documents` may hold more than those it is made of."""
    own = {id_: claims[id_] for id_ in incident.claims if id_ in claims}
    docs = sorted({claim.doc for claim in own.values()})
    return Line(
        id=incident.id,
        members=digest(incident.claims),
        numbers={
            **_numbers(assessment),
            **_figures(assessment),
            "claims": len(own),
            "documents": len(docs),
            "harmed": harm_reported(assessment, profile),
            "counted": assessment.grade in profile.settings.headline_grades,
        },
        terms=_terms(assessment, own),
        lists={
            "parties": assessment.parties,
            "harms": tuple(one.name for one in assessment.figures if one.range.high != 0 and one.name in HARMS),
            "words": _words(assessment, own, [documents[doc] for doc in docs if doc in documents]),
        },
        documents=tuple(document_digest(doc) for doc in docs),
        told=_told(assessment, own, documents),
    )


def _numbers(one: Assessment) -> dict[str, float]:
    where, conceded = one.where, one.conceded.range if one.conceded else None
    exact = where is not None and where.precision is not None and where.precision <= PRECISE_ENOUGH
    return {
        "start": _day(one.when.start),
        "end": _day(one.when.end),
        "first": _day(one.first_report),
        "date_precision": one.when.precision or 0,
        "where_precision": (where.precision or 0) if where else 0,
        "latitude": where.latitude if where and exact and where.latitude is not None else float("nan"),
        "longitude": where.longitude if where and exact and where.longitude is not None else float("nan"),
        "sources": len(one.roots),
        "findings": len(one.findings),
        "conceded_low": _low(conceded),
        "conceded_high": _high(conceded),
        "days_to_statement": NEVER if one.days_to_statement is None else one.days_to_statement,
        "days_to_admission": NEVER if one.days_to_admission is None else one.days_to_admission,
    }


def _figures(one: Assessment) -> dict[str, float]:
    found: dict[str, float] = {}
    vague = 0
    for number, name in enumerate(FIGURES):
        figure = one.figure(name)
        range_ = figure.range if figure else None
        found[f"{name}_low"], found[f"{name}_high"] = _low(range_), _high(range_)
        vague |= bool(range_ and range_.vague) << number
    return {**found, "vague": vague}


def _terms(one: Assessment, claims: Mapping[str, Claim]) -> dict[str, str]:
    where = one.where
    statuses = {claim.status for claim in claims.values() if claim.harm in (Harm.KILLED, Harm.INJURED)}
    said = sorted(str(status) for status in statuses - {Status.UNKNOWN})
    return {
        **{name: str(key(one)) for name, key in KEYS.items()},
        "country": where.country if where else "",
        "province": where.within[-2] if where and len(where.within) > 1 else "",
        "site": to_site(where) if where else "",
        "strike": one.strike_status.value if one.strike_status else "",
        "status": " and ".join(said) or UNKNOWN,
    }


def to_site(where: Location) -> str:
    """A location as one term: all of it that tells whether it lies inside another (`places.inside`)."""
    written = "" if where.name else where.written
    precision = None if where.precision is None else where.precision.value
    said = (written, where.name, where.id, where.country, where.latitude, where.longitude, precision, where.within)
    return json.dumps(said, ensure_ascii=False)


def from_site(term: str) -> Location | None:
    """The location of a term of `to_site`; None where nobody names a place."""
    if not term:
        return None
    written, name, id_, country, latitude, longitude, precision, within = json.loads(term)
    return Location(
        written=written,
        name=name,
        id=id_,
        country=country,
        latitude=latitude,
        longitude=longitude,
        precision=None if precision is None else WherePrecision(precision),
        within=tuple(within),
    )


def _words(one: Assessment, claims: Mapping[str, Claim], documents: Iterable[Document]) -> tuple[str, ...]:
    """What an incident can be found by: the words of its places, parties, speakers and publishers, and its id."""
    where = one.where
    names = {one.incident, *one.parties, str(one.cause), *(root.name for root in one.roots)}
    names |= {where.name, where.written, *where.within} if where else set()
    for claim in claims.values():
        names |= {claim.place, *claim.speakers}
    names |= {publisher(document) for document in documents}
    return tuple(sorted({word for name in names for word in fold(name, articles=False).split()}))


def _told(one: Assessment, claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> tuple[Told, ...]:
    source = {claim: root.name for root in one.roots for claim in root.claims}
    revised = {claim for figure in one.figures for claim in figure.superseded}
    counts: Counter[tuple[str, str]] = Counter()
    later: Counter[tuple[str, str]] = Counter()
    first: dict[str, datetime.date] = {}
    for id_, claim in claims.items():
        document = documents.get(claim.doc)
        outlet = publisher(document) or label(document, claim.doc)
        if document and document.published:
            first[outlet] = min(document.published, first.get(outlet, document.published))
        counts[source.get(id_, ""), outlet] += 1
        later[source.get(id_, ""), outlet] += id_ in revised
    started = one.when.start
    return tuple(
        Told(
            source=name,
            publisher=outlet,
            claims=counts[name, outlet],
            revised=later[name, outlet],
            days=(first[outlet] - started).days if started and outlet in first else None,
            own=_is(name, outlet),
        )
        for name, outlet in sorted(counts)
    )


def _is(source: str, outlet: str) -> bool:
    return source != "" and (fold(source) == fold(outlet) or source.startswith(outlet))


def _day(day: datetime.date | None) -> int:
    return UNSAID if day is None else day.toordinal()


def _low(range_: Range | None) -> int:
    return ABSENT if range_ is None else UNSAID if range_.low is None else range_.low


def _high(range_: Range | None) -> int:
    return ABSENT if range_ is None else UNSAID if range_.high is None else range_.high
