from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tollbook.incidents.link import link
from tollbook.model.claim import Claim
from tollbook.model.document import Document
from tollbook.model.incident import Incident, Linking
from tollbook.model.judgement import Judgement
from tollbook.model.place import Location
from tollbook.model.vocabulary import Cause, Decision, Harm, WherePrecision

EXACT, NEAR = WherePrecision.EXACT, WherePrecision.NEAR
PLACES = {
    "Anvik": ("own:anvik", 36.30, 43.10, EXACT, ("Borsum", "Cedra", "Iraq")),
    "Anvik quarter": ("own:anvik-quarter", 36.31, 43.11, EXACT, ("Anvik", "Borsum", "Cedra", "Iraq")),
    "Borsum": ("own:borsum", 36.50, 43.40, EXACT, ("Cedra", "Iraq")),
    "Delmar": ("own:delmar", 35.10, 42.00, EXACT, ("Cedra", "Iraq")),
    "near Delmar": ("own:delmar/near", 35.10, 42.00, NEAR, ("Cedra", "Iraq")),
}


@dataclass
class Book:
    """Claims, documents, locations and judgements in the making."""

    claims: dict[str, Claim] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    locations: dict[str, Location] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)

    def document(self, doc: str, published: date | None) -> None:
        self.documents[doc] = Document(id=doc, size=0, media="text/plain", origins=(), published=published)

    def claim(
        self, doc: str, number: int | None = 10, day: date | None = None, place: str = "", **more: Any
    ) -> str:
        if doc not in self.documents:
            self.document(doc, None)
        start = more.pop("start", 100 * sum(claim.doc == doc for claim in self.claims.values()))
        fields = {
            "harm": Harm.KILLED,
            "low": number,
            "high": number,
            "count_text": str(number or ""),
            "date_start": day,
            "date_end": day,
            "place": place,
            "cause": Cause.AIRSTRIKE,
        }
        claim = Claim(doc=doc, start=start, end=start + 9, **(fields | more))
        self.claims[claim.id] = claim
        if place in PLACES:
            id_, latitude, longitude, precision, within = PLACES[place]
            self.locations[claim.id] = Location(
                written=place,
                name=place,
                id=id_,
                country="IQ",
                latitude=latitude,
                longitude=longitude,
                precision=precision,
                within=within,
            )
        elif place:
            self.locations[claim.id] = Location(written=place, reason="No gazetteer knows it.")
        return claim.id

    def judge(self, decision: Decision, *claims: str) -> None:
        seq = len(self.judgements)
        at = datetime(2030, 1, 1, tzinfo=UTC)
        self.judgements.append(Judgement(seq=seq, at=at, by="a recorder", decision=decision, claims=claims))

    def link(self, earlier: Mapping[str, Incident] | None = None) -> Linking:
        return link(self.claims, self.documents, self.locations, self.judgements, earlier or {})

    def groups(self) -> set[frozenset[str]]:
        return {frozenset(incident.claims) for incident in self.link().incidents}


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture(scope="session")
def new_book() -> Callable[[], Book]:
    return Book


@pytest.fixture
def together() -> Callable[[Linking, Sequence[str]], bool]:
    """Whether claims are all in one incident."""

    def check(linking: Linking, claims: Sequence[str]) -> bool:
        homes = {claim: incident.id for incident in linking.incidents for claim in incident.claims}
        return len({homes[claim] for claim in claims}) == 1

    return check
