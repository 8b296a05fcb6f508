"""A book to which anything may happen, in any order, through the ledger's doors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tollbook.ledger import decided, linked, query
from tollbook.ledger.bodies import (
    ClaimJudged,
    ClaimsLocated,
    DocumentRead,
    DocumentSealed,
    IncidentsLinked,
    JudgementUndone,
    PositionRecorded,
    Reading,
)
from tollbook.ledger.open import Ledger
from tollbook.ledger.serialise import canonical, to_json
from tollbook.model.claim import Claim
from tollbook.model.document import Extraction, Origin
from tollbook.model.entry import Draft, Kind
from tollbook.model.finding import Refusal
from tollbook.model.incident import Incident, Linking
from tollbook.model.place import Location
from tollbook.model.vocabulary import Decision, Harm, Step, WherePrecision

SENTENCES = (
    "At least {} people were killed. ",
    "{} were wounded. ",
    "Later {} were found dead. ",
    "{} homes fell. ",
)
HARMS = (Harm.KILLED, Harm.INJURED, Harm.KILLED, Harm.DESTROYED)
SPEAKERS = ((), ("Civil Defence",), ("residents",), ("northern coalition",))
NAMES = ("Karduba", "Qashel", "الرقة")


class History:
    """What happens to a book of three documents; every number given is taken for one that there is."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.sealed: list[str] = []
        self.judged: list[int] = []

    def happen(self, what: str, a: int, b: int, c: int) -> None:
        """One thing, where it can be; what cannot be is refused and changes nothing."""
        with suppress(Refusal):
            getattr(self, what)(a, b, c)

    def seal(self, a: int, b: int, c: int) -> None:
        text = self._text(a % 3)
        document = self.ledger.objects.put(text)
        origin = Origin(
            name=f"{a % 3}-{b % 4}.txt",
            publisher=("", "Outlet", "Daily", "Civil Defence")[b % 4],
            published=None if c % 3 == 0 else date(2017, 3, 1 + c % 9),
        )
        body = DocumentSealed(document=document, size=len(text), media="text/plain", origin=origin)
        self._write(Kind.DOCUMENT_SEALED, body)
        if document not in self.sealed:
            self.sealed.append(document)

    def read(self, a: int, b: int, c: int) -> None:
        if not self.sealed:
            return
        document = self.sealed[a % len(self.sealed)]
        text = self.ledger.objects.get(document).decode()
        claims, at = [], 0
        for number, sentence in enumerate(text.split(". ")[:4]):
            start = at + next(place for place, letter in enumerate(sentence) if letter.isdigit())
            at += len(sentence) + 2
            if (b >> number) & 1:
                claims.append(self._claim(document, number, start, c))
        reading = Reading(claims=tuple(claims), extraction=Extraction(text=None, extractor="x"))
        body = DocumentRead(
            document=document,
            text=document,
            reading=self.ledger.objects.put(canonical(to_json(reading))),
            reader="x",
            extractor="x",
            claims=len(claims),
        )
        self._write(Kind.DOCUMENT_READ, body)

    def locate(self, a: int, b: int, c: int) -> None:
        claims = list(query.claims(self.ledger))[a % 2 :: 1 + b % 2]
        name = NAMES[c % 3]
        place = Location(
            written=name,
            name=name,
            id=f"own:{name}",
            country="IQ",
            latitude=36.0 + c % 3,
            longitude=43.0,
            precision=WherePrecision(1 + c % 6),
            within=("Nineveh", "Iraq"),
        )
        located = self.ledger.objects.put(canonical(to_json(dict.fromkeys(claims, place))))
        self._write(Kind.CLAIMS_LOCATED, ClaimsLocated(locations=located, claims=len(claims)))

    def judge(self, a: int, b: int, c: int) -> None:
        claims = list(query.claims(self.ledger, effective=False))
        if claims:
            decision = (Decision.ACCEPT, Decision.REJECT, Decision.AMEND)[b % 3]
            fields = {"low": c, "high": c + 2} if decision is Decision.AMEND else {}
            body = ClaimJudged(decision=decision, claim=claims[a % len(claims)], fields=fields)
            self.judged.append(self._write(Kind.CLAIM_JUDGED, body))

    def undo(self, a: int, b: int, c: int) -> None:
        if self.judged:
            self._write(Kind.JUDGEMENT_UNDONE, JudgementUndone(seq=self.judged[a % len(self.judged)]))

    def link(self, a: int, b: int, c: int) -> None:
        """Any grouping at all, under few ids, so that they come into use again; with odd `c` on to the last."""
        groups: dict[str, list[str]] = {}
        for number, claim in enumerate(sorted(query.claims(self.ledger))):
            groups.setdefault(f"i-{(number * (1 + a % 5) + b) % (2 + b % 4)}", []).append(claim)
        made = {id_: Incident(id=id_, claims=tuple(claims)) for id_, claims in sorted(groups.items())}
        before = linked.incidents(self.ledger)
        last = linked.last(self.ledger)
        heir = min(made, default="")
        retired = {id_: heir for id_ in before if id_ not in made}
        onto = last if c % 2 and last is not None else None
        written = [one for id_, one in made.items() if onto is None or before.get(id_) != one]
        linking = Linking(incidents=tuple(written), retired=retired, linker="x")
        digest = self.ledger.objects.put(canonical(to_json(linking)))
        body = IncidentsLinked(linking=digest, linker="x", incidents=len(made), onto=onto)
        self._write(Kind.INCIDENTS_LINKED, body)

    def say(self, a: int, b: int, c: int) -> None:
        known = sorted({*linked.ids(self.ledger), *linked.heirs(self.ledger)})
        if not known:
            return
        incident = known[a % len(known)]
        claims = list(query.claims(self.ledger))
        body = PositionRecorded(
            incident=incident,
            party="northern coalition",
            step=list(Step)[b % 6],
            date=date(2017, 4, 1 + c % 20),
            claim=claims[c % len(claims)] if claims and b % 2 else "",
            conceded=c if c % 2 else None,
        )
        self.judged.append(self._write(Kind.POSITION_RECORDED, body))

    def positions(self) -> int:
        return len(decided.positions(self.ledger))

    def _text(self, number: int) -> bytes:
        return "".join(one.format(number * 10 + place) for place, one in enumerate(SENTENCES, 1)).encode()

    def _claim(self, document: str, number: int, start: int, c: int) -> Claim:
        day = None if c % 5 == 0 else date(2017, 3, 1 + c % 7)
        return Claim(
            doc=document,
            start=start,
            end=start + 1 + c % 2,
            harm=HARMS[number],
            low=3 + c,
            high=None if c % 4 == 0 else 5 + c,
            count_text="3",
            part_of=0 if number and c % 6 == 5 else None,
            speakers=SPEAKERS[(number + c) % 4],
            actor="northern coalition" if c % 2 else "",
            date_start=day,
            date_end=day,
            place=NAMES[c % 3],
        )

    def _write(self, kind: Kind, body: object) -> int:
        (entry,) = self.ledger.append([Draft(kind=kind, body=to_json(body))])
        return entry.seq


@pytest.fixture(scope="session")
def new_history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], History]]:
    made: list[Ledger] = []

    def make() -> History:
        folder: Path = tmp_path_factory.mktemp("history") / "book"
        ledger = Ledger.create(folder, "x", key=bytes(32), clock=lambda: datetime(2026, 1, 1, tzinfo=UTC), by="x")
        made.append(ledger)
        return History(ledger)

    yield make
    for ledger in made:
        ledger.close()


@pytest.fixture
def history(new_history: Callable[[], History]) -> History:
    """Three reports of one event and another, linked, located, with a statement on one."""
    return begun(new_history())


@pytest.fixture(scope="session")
def read_history(new_history: Callable[[], History]) -> History:
    """The same, for tests that add nothing to it."""
    return begun(new_history())


def begun(made: History) -> History:
    for number in range(3):
        made.seal(number, number + 1, number + 1)
        made.read(number, 15, number + 1)
    for what in ("link", "locate", "say"):
        made.happen(what, 1, 2, 1)
    return made
