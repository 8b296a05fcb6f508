from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from tollbook.assessments.assess import assess
from tollbook.assessments.profiles import profile
from tollbook.model.assessment import Assessment
from tollbook.model.claim import Claim
from tollbook.model.document import Document, Origin
from tollbook.model.incident import Incident
from tollbook.model.judgement import Position
from tollbook.model.place import Location
from tollbook.model.vocabulary import Harm, Step

DAY = datetime.date(2017, 3, 17)
AT = datetime.datetime(2017, 6, 1, tzinfo=datetime.UTC)


@dataclass
class Book:
    """Claims, documents and positions of one incident, put together line by line in a test."""

    claims: dict[str, Claim] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    locations: dict[str, Location] = field(default_factory=dict)
    positions: list[Position] = field(default_factory=list)

    def report(self, doc: str, publisher: str, day: int | None = 20, text: str = "", month: int = 3) -> str:
        published = datetime.date(2017, month, day) if day else None
        self.documents[doc] = Document(
            id=doc,
            size=1,
            media="text/plain",
            origins=(Origin(name=f"{doc}.txt", publisher=publisher, published=published),),
            publisher=publisher,
            published=published,
        )
        self.texts[doc] = text
        return doc

    def say(
        self, doc: str, low: int | None, high: int | None, words: str | None = None, /, **fields: object
    ) -> Claim:
        start = int(str(fields.pop("start", 200 * len(self.claims))))
        given: dict[str, object] = {
            "harm": Harm.KILLED,
            "actor": "US-led coalition",
            "date_start": DAY,
            "date_end": DAY,
            **fields,
        }
        text = words if words is not None else str(low if low is not None else high)
        claim = Claim(doc=doc, start=start, end=start + 10, low=low, high=high, count_text=text, **given)  # type: ignore[arg-type]
        self.claims[claim.id] = claim
        return claim

    def state(self, party: str, step: Step, date: datetime.date, conceded: int | None = None) -> None:
        self.positions.append(
            Position(
                seq=len(self.positions),
                at=AT,
                by="test",
                incident="i-1",
                party=party,
                step=step,
                date=date,
                document="d",
                conceded=conceded,
            )
        )

    def assess(self, name: str = "airwars", order: Sequence[str] | None = None) -> Assessment:
        ids = list(order or self.claims)
        return assess(
            Incident(id="i-1", claims=tuple(ids)),
            {identity: self.claims[identity] for identity in ids},
            self.documents,
            self.texts,
            self.locations,
            self.positions,
            profile(name),
        )


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def fresh() -> Callable[[], Book]:
    return Book
