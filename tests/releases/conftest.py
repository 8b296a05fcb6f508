"""A small book after public facts: west Mosul, spring 2017. Every sentence was written for these tests."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tollbook.ledger.checkpoints import Checkpoint, Signer, make_key
from tollbook.model.assessment import Assessment, Figure, Range, Reason, Root, When
from tollbook.model.claim import Claim
from tollbook.model.document import Document, Origin
from tollbook.model.finding import Finding
from tollbook.model.incident import Incident
from tollbook.model.judgement import Position
from tollbook.model.material import Material
from tollbook.model.place import Location
from tollbook.model.release import Method, Release, Rule
from tollbook.model.tally import Reconciliation, Row, Tally
from tollbook.model.vocabulary import (
    Age,
    Cause,
    DatePrecision,
    Grade,
    Harm,
    Scope,
    Stance,
    Status,
    Step,
    StrikeStatus,
    WherePrecision,
)
from tollbook.releases.freeze import freeze
from tollbook.releases.screen import Screen, Screened, admit

SIGNER = make_key("tollbook.example/west-mosul", seed=bytes(range(32)))
CHECKPOINT = SIGNER.sign(Checkpoint(SIGNER.name, 42, bytes(range(32, 64))).text())

TEXTS: dict[str, tuple[str, date, str, str, str]] = {
    "rudaw": (
        "Residents told Rudaw on Thursday that 130 people were killed in one house and more in another when"
        " aircraft struck the al-Jadida district of west Mosul on 17 March. Rescue work had not begun.",
        date(2017, 3, 23),
        "Rudaw",
        "en",
        "Residents speak of scores of dead in west Mosul",
    ),
    "civil-defence-1": (
        "انتشلت فرق الدفاع المدني 140 جثة حتى مساء الجمعة من تحت أنقاض منزل في حي الجديدة.",
        date(2017, 3, 24),
        "Nineveh Civil Protection",
        "ar",
        "حصيلة أولية في حي الجديدة",
    ),
    "civil-defence-2": (
        "قال الدفاع المدني إن فرقه انتشلت أكثر من 200 جثة من حي الجديدة في الساحل الأيمن، بينهم أطفال ونساء."
        " وما زال البحث مستمرا.",
        date(2017, 3, 26),
        "Nineveh Civil Protection",
        "ar",
        "الدفاع المدني: أكثر من 200 جثة",
    ),
    "wire": (
        "Survivors said as many as 200 civilians, including numerous children, died when a house collapsed on the"
        " families sheltering in it. The U.S.-led coalition said it was looking into the reports.",
        date(2017, 3, 25),
        "Example Wire",
        "en",
        "Survivors describe a strike on a crowded house",
    ),
    "coalition-1": (
        "An initial review shows that coalition aircraft struck fighters and equipment on 17 March at the request"
        " of Iraqi forces, at the location corresponding to the allegations of civilian casualties.",
        date(2017, 3, 25),
        "US-led coalition",
        "en",
        "Statement on allegations in west Mosul",
    ),
    "command": (
        "Sixty-one bodies were recovered from a house that had been booby-trapped, the Joint Operations Command"
        " said; there was no sign that it had been hit from the air.",
        date(2017, 3, 26),
        "Iraqi Joint Operations Command",
        "en",
        "Statement on the house in al-Jadida",
    ),
    "observatory": (
        "The Iraqi Observatory for Human Rights has counted 3,846 civilian deaths in western Mosul since February."
        " It says 10,000 homes have been destroyed.",
        date(2017, 3, 28),
        "Iraqi Observatory for Human Rights",
        "en",
        "Weekly total, western Mosul",
    ),
    "coalition-2": (
        "The investigation found that the strike set off explosives that fighters had placed in the house. It"
        " concluded that 105 civilians were killed, 101 in the house and four next door; for 36 more it found"
        " insufficient evidence.",
        date(2017, 5, 25),
        "US-led coalition",
        "en",
        "Findings of the investigation into 17 March",
    ),
    "page": (
        "A neighbourhood page said at least four people were wounded by mortar fire near Bab al-Tob market some"
        " time last week.",
        date(2017, 4, 3),
        "Old City neighbourhood page",
        "en",
        "",
    ),
}


def document_id(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Book:
    """All that a release is made of, before and after the screen."""

    material: Material
    assessments: tuple[Assessment, ...]
    tallies: tuple[Tally, ...]
    reconciliations: tuple[Reconciliation, ...]
    method: Method

    def freeze(self, screen: Screen | None = None, **changes: Any) -> Release:
        handed: dict[str, Any] = {
            "assessments": self.assessments,
            "tallies": self.tallies,
            "reconciliations": self.reconciliations,
            "method": self.method,
            "title": "West Mosul, spring 2017",
            "made": date(2017, 6, 1),
            "tollbook": "0.1.0",
            "checkpoint": CHECKPOINT,
            "key": str(SIGNER.verifier),
        }
        return freeze(self.screened(screen), **(handed | changes))

    def screened(self, screen: Screen | None = None) -> Screened:
        return admit(self.material, screen or Screen())


def claim(name: str, anchor: str, low: int | None, high: int | None, **fields: Any) -> tuple[str, Claim]:
    start = TEXTS[name][0].index(anchor)
    usual: dict[str, Any] = {
        "harm": Harm.KILLED,
        "count_text": anchor.split(" ")[0],
        "date_start": date(2017, 3, 17),
        "date_end": date(2017, 3, 17),
        "place": "al-Jadida",
        "cause": Cause.AIRSTRIKE,
    }
    made = Claim(
        doc=document_id(name),
        start=start,
        end=start + len(anchor),
        low=low,
        high=high,
        confidence=0.75,
        **(usual | fields),
    )
    return made.id, made


@pytest.fixture
def book() -> Book:
    return make_book()


@pytest.fixture
def release(book: Book) -> Release:
    return book.freeze()


@pytest.fixture
def signer() -> Signer:
    return SIGNER


def make_book() -> Book:
    rudaw = claim("rudaw", "130 people", 130, None, speakers=("Residents", "Rudaw"))
    early = claim("civil-defence-1", "140 جثة", 140, 140, speakers=("الدفاع المدني",))
    late = claim("civil-defence-2", "أكثر من 200 جثة", 201, None, speakers=("الدفاع المدني",))
    wire = claim(
        "wire",
        "as many as 200 civilians",
        None,
        200,
        speakers=("Survivors",),
        status=Status.CIVILIAN,
        actor="U.S.-led coalition",
    )
    children = claim("wire", "numerous children", 2, None, age=Age.CHILD, part_of=0, speakers=("Survivors",))
    command = claim(
        "command", "Sixty-one bodies", 61, 61, speakers=("the Joint Operations Command",), cause=Cause.BOMB
    )
    admitted = claim(
        "coalition-2", "105 civilians", 105, 105, stance=Stance.CONCEDED, status=Status.CIVILIAN, actor="coalition"
    )
    total = claim(
        "observatory",
        "3,846 civilian deaths",
        3846,
        3846,
        scope=Scope.CUMULATIVE,
        date_start=date(2017, 2, 1),
        date_end=date(2017, 3, 28),
        place="western Mosul",
        speakers=("The Iraqi Observatory for Human Rights",),
        status=Status.CIVILIAN,
    )
    homes = claim(
        "observatory",
        "10,000 homes",
        10000,
        10000,
        harm=Harm.DESTROYED,
        scope=Scope.CUMULATIVE,
        date_start=date(2017, 2, 1),
        date_end=date(2017, 3, 28),
        place="western Mosul",
        speakers=("The Iraqi Observatory for Human Rights",),
    )
    market = claim(
        "page",
        "at least four people",
        4,
        None,
        harm=Harm.INJURED,
        cause=Cause.ARTILLERY,
        place="Bab al-Tob market",
        date_start=date(2017, 3, 27),
        date_end=date(2017, 4, 2),
        speakers=("A neighbourhood page",),
    )
    claims = dict([rudaw, early, late, wire, children, command, admitted, total, homes, market])
    first = (rudaw[0], early[0], late[0], wire[0], children[0], command[0], admitted[0])
    jadida = Location(
        written="al-Jadida",
        name="al-Jadida",
        id="own:al-jadida",
        country="IQ",
        latitude=36.3236,
        longitude=43.1049,
        precision=WherePrecision.EXACT,
        within=("west Mosul", "Nineveh"),
    )
    bab = Location(
        written="Bab al-Tob market",
        name="Bab al-Tob",
        id="own:bab",
        country="IQ",
        latitude=36.3389,
        longitude=43.1379,
        precision=WherePrecision.NEAR,
        within=("Mosul", "Nineveh"),
    )
    return Book(
        material=Material(
            documents={document_id(name): _document(name) for name in TEXTS},
            texts={document_id(name): entry[0] for name, entry in TEXTS.items()},
            claims=claims,
            incidents={
                "i-5b1e0c9a": Incident(id="i-5b1e0c9a", claims=tuple(sorted(first))),
                "i-90d2f311": Incident(id="i-90d2f311", claims=(market[0],)),
            },
            locations=dict.fromkeys(first, jadida) | {market[0]: bab},
            positions=_positions(admitted[0]),
            wholes={children[0]: wire[0]},
        ),
        assessments=(
            _jadida(jadida, rudaw[0], early[0], late[0], wire[0], children[0], command[0], admitted[0]),
            _market(bab, market[0]),
        ),
        tallies=_tallies(),
        reconciliations=(
            Reconciliation(
                claim=total[0],
                period=(date(2017, 2, 1), date(2017, 3, 28)),
                area="western Mosul",
                population="civilians",
                claimed=Range(low=3846, high=3846),
                recorded=Range(low=61, high=200),
                incidents=("i-5b1e0c9a",),
                unaccounted=3646,
                words="Claimed 3,846; recorded incident by incident 61–200; unaccounted for at least 3,646.",
            ),
        ),
        method=_method(),
    )


def _document(name: str) -> Document:
    text, published, publisher, language, title = TEXTS[name]
    return Document(
        id=document_id(name),
        size=len(text.encode()),
        media="text/plain",
        origins=(Origin(name=f"reports/{name}.txt"),),
        text=hashlib.sha256(text.encode()).hexdigest(),
        publisher=publisher,
        published=published,
        url=f"https://example.org/{name}",
        language=language,
        title=title,
    )


def _positions(admitted: str) -> tuple[Position, ...]:
    common: dict[str, Any] = {"at": datetime(2017, 5, 30, tzinfo=UTC), "by": "recorder", "incident": "i-5b1e0c9a"}
    return (
        Position(
            seq=30,
            party="US-led coalition",
            step=Step.STATES_CIRCUMSTANCES,
            date=date(2017, 3, 25),
            document=document_id("coalition-1"),
            quote="coalition aircraft struck fighters and equipment on 17 March at the request of Iraqi forces",
            **common,
        ),
        Position(
            seq=31,
            party="Iraqi Joint Operations Command",
            step=Step.DENIES_ACT,
            date=date(2017, 3, 26),
            document=document_id("command"),
            quote="there was no sign that it had been hit from the air",
            **common,
        ),
        Position(
            seq=32,
            party="US-led coalition",
            step=Step.ALTERNATIVE_EXPLANATION,
            date=date(2017, 5, 25),
            claim=admitted,
            conceded=105,
            **common,
        ),
    )


def _jadida(where: Location, *ids: str) -> Assessment:
    rudaw, early, late, wire, children, command, admitted = ids
    return Assessment(
        incident="i-5b1e0c9a",
        profile="airwars 1",
        when=When(start=date(2017, 3, 17), end=date(2017, 3, 17), precision=DatePrecision.DAY),
        where=where,
        figures=(
            Figure(
                name="killed",
                range=Range(low=61, high=200),
                claims=(rudaw, late, wire, command),
                superseded=(early,),
                context=(admitted,),
                reasons=(
                    Reason(
                        rule="range.lowest",
                        claims=(command,),
                        words="61 is the lowest figure that an independent source gives.",
                    ),
                    Reason(
                        rule="range.highest",
                        claims=(wire,),
                        words="200 is the highest; “more than 200” sets no upper end.",
                    ),
                ),
            ),
            Figure(name="children", range=Range(low=2, high=None, vague=True), claims=(children,)),
        ),
        grade=Grade.CONFIRMED,
        strike_status=StrikeStatus.DECLARED,
        parties=("US-led coalition", "Islamic State"),
        roots=(
            Root(name="Rudaw", documents=(document_id("rudaw"),), via="publisher"),
            Root(
                name="Nineveh Civil Protection",
                documents=(document_id("civil-defence-1"), document_id("civil-defence-2")),
                via="publisher",
            ),
            Root(name="Example Wire", documents=(document_id("wire"),), via="publisher"),
            Root(name="Iraqi Joint Operations Command", documents=(document_id("command"),), via="publisher"),
        ),
        reasons=(
            Reason(
                rule="grade.confirmed",
                words="Confirmed: the US-led coalition accepted on 25 May 2017 that it killed 105 civilians.",
                claims=(admitted,),
            ),
            Reason(rule="independence", words="Four independent sources; one publisher counts once."),
        ),
        cause=Cause.AIRSTRIKE,
        conceded=Figure(name="conceded", range=Range(low=105, high=105), claims=(admitted,)),
        first_report=date(2017, 3, 23),
        days_to_statement=2,
        days_to_admission=63,
        findings=(Finding(code="range.open", where="i-5b1e0c9a", message="One source gives no upper end."),),
    )


def _market(where: Location, market: str) -> Assessment:
    return Assessment(
        incident="i-90d2f311",
        profile="airwars 1",
        when=When(start=date(2017, 3, 27), end=date(2017, 4, 2), precision=DatePrecision.WEEK),
        where=where,
        figures=(Figure(name="injured", range=Range(low=4, high=None), claims=(market,)),),
        grade=Grade.WEAK,
        strike_status=None,
        parties=(),
        roots=(Root(name="Old City neighbourhood page", documents=(document_id("page"),), via="publisher"),),
        reasons=(Reason(rule="grade.weak", words="Weak: a single independent source.", claims=(market,)),),
        first_report=date(2017, 4, 3),
    )


def _tallies() -> tuple[Tally, ...]:
    headline = Row(
        key="headline", killed=Range(low=61, high=200), injured=Range(low=0, high=0), incidents=("i-5b1e0c9a",)
    )
    beside = Row(
        key="weak",
        killed=Range(low=0, high=0),
        injured=Range(low=4, high=None),
        incidents=("i-90d2f311",),
        counted=False,
    )
    by_grade = Tally(
        profile="airwars 1",
        by="grade",
        headline=headline,
        rows=(replace(headline, key="confirmed"),),
        beside=(beside,),
    )
    by_month = Tally(profile="airwars 1", by="month", headline=headline, rows=(replace(headline, key="2017-03"),))
    return by_grade, by_month


def _method() -> Method:
    source = "Airwars, casualty assessment methodology"
    return Method(
        profile="airwars",
        version="1",
        title="Airwars, as published",
        rules=(
            Rule(
                name="range.lowest", words="The lowest number that an independent source asserts.", source=source
            ),
            Rule(
                name="range.highest", words="The highest number that an independent source asserts.", source=source
            ),
            Rule(name="independence", words="Documents count once per root: publisher, relay or near-same text."),
            Rule(name="grade.confirmed", words="A belligerent has accepted responsibility.", source=source),
        ),
        grades=tuple(
            Rule(name=name, words=words, source=source)
            for name, words in (
                ("confirmed", "A specific belligerent has accepted responsibility for civilian harm."),
                ("fair", "Two or more credible, independent sources, with likely or confirmed action near by."),
                ("weak", "A single independent source."),
                ("contested", "Competing claims of responsibility."),
                ("discounted", "Those killed were combatants, or another party is most likely responsible."),
            )
        ),
    )
