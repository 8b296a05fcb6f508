"""Views equal their rebuild, and a book verifies, whatever was written into it and in what portions."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tollbook.ledger import linked, query
from tollbook.ledger.open import Ledger
from tollbook.ledger.proposals import proposals
from tollbook.ledger.rebuild import rebuild
from tollbook.ledger.serialise import to_json
from tollbook.ledger.verify import verify
from tollbook.model.claim import Claim
from tollbook.model.entry import Draft, Kind
from tollbook.model.finding import Finding, Refusal
from tollbook.model.place import Location
from tollbook.model.proposal import Proposal, Statements
from tollbook.model.vocabulary import Decision, Harm, Scope, Step

if TYPE_CHECKING:
    from tests.ledger.conftest import Scribe

Dump = Callable[[Ledger], dict[str, list[tuple[Any, ...]]]]

ODD = Finding(code="sources.date", where="sources.csv:3", message="31 February is no day")
TEXTS = ["Ten people died in one house, twelve in another. A child was hurt. " * 2, "Nothing is known yet. " * 5]

REFUSED = (
    "judged claims",
    "cannot be part of",
    "no claim",
    "in no incident",
    "already",
    "no incident",
    "would stay",
    "two or more",
    "read anew meanwhile",
    "no proposal",
)
LEFT = Finding(code="position.monthly-sum", where="a report", message="it does not add up")


@dataclass
class History:
    """A book's life by chance: each step writes what could have been written at that moment."""

    scribe: Scribe
    chance: random.Random
    documents: list[str] = field(default_factory=list)
    decided: list[int] = field(default_factory=list)
    number: int = 0

    def step(self) -> list[Draft]:
        """The drafts of one more step; some steps have nothing to write."""
        often = [self.seal, self.read, self.judge]
        seldom = [
            self.undo,
            self.pair,
            self.regroup,
            self.locate,
            self.link,
            self.position,
            self.propose,
            self.reject,
            self.gazetteer,
            self.release,
            self.note,
            self.write_down,
        ]
        return self.chance.choice([*often, *often, *seldom])()

    def seal(self) -> list[Draft]:
        drafts = []
        for _ in range(self.chance.randint(1, 3)):
            name = f"{self.chance.randint(1, 4)}.txt"
            findings = [ODD] * self.chance.randint(0, 2)
            published = self.chance.choice([None, date(2017, 3, 20), date(2017, 3, 25)])
            publisher = self.chance.choice(["", "Rudaw", "AFP"])
            text = f"{self.chance.randint(1, 6)} {TEXTS[0]}"
            drafts.append(
                self.scribe.sealing(text, *findings, name=name, publisher=publisher, published=published)
            )
        return drafts

    def read(self) -> list[Draft]:
        drafts = []
        for document in self.chance.choices(self.documents, k=self.chance.randint(1, 3)) if self.documents else []:
            claims = self.claims(document)
            findings = [ODD] * self.chance.randint(0, 1)
            title = self.chance.choice(["", "A title"])
            text = self.chance.choice([TEXTS[0]] * 9 + [TEXTS[1]])
            drafts.append(
                self.scribe.reading(document, claims, text=text, findings=findings, title=title, publisher="page")
            )
        return drafts

    def claims(self, document: str) -> list[Claim]:
        starts = sorted(self.chance.sample(range(0, 60, 4), self.chance.randint(0, 5)))
        claims = []
        for number, start in enumerate(starts):
            part_of = self.chance.choice([None, *range(len(starts))])
            claims.append(
                Claim(
                    doc=document,
                    start=start,
                    end=start + 3,
                    harm=self.chance.choice(list(Harm)),
                    low=self.chance.randint(0, 2),
                    high=None,
                    count_text="x",
                    scope=self.chance.choice(list(Scope)),
                    part_of=None if part_of == number else part_of,
                    speakers=tuple(self.chance.sample(["Rudaw", "مراسل", "survivors"], self.chance.randint(0, 2))),
                    place=self.chance.choice(["", "Mosul"]),
                    confidence=self.chance.choice([None, 0.5, 1 / 3]),
                )
            )
        return claims

    def known(self) -> list[str]:
        return sorted(query.claims(self.scribe.ledger, effective=self.chance.random() < 0.5))

    def judge(self) -> list[Draft]:
        drafts = []
        for claim in self.chance.choices(known, k=self.chance.randint(1, 2)) if (known := self.known()) else []:
            decision = self.chance.choice([Decision.ACCEPT, Decision.AMEND, Decision.REJECT])
            fields = self.chance.choice(
                [{"low": 9}, {"place": "Tal Afar"}, {"part_of": None}, {"start": 1, "end": 99}]
            )
            body = {"decision": decision, "claim": claim, "fields": fields if decision is Decision.AMEND else {}}
            drafts.append(Draft(kind=Kind.CLAIM_JUDGED, body=body))
        return drafts

    def pair(self) -> list[Draft]:
        known = self.known()
        if len(known) < 2:
            return []
        decision = self.chance.choice([Decision.SAME, Decision.DIFFERENT, Decision.UNSURE])
        return [
            Draft(kind=Kind.INCIDENT_JUDGED, body={"decision": decision, "claims": self.chance.sample(known, 2)})
        ]

    def regroup(self) -> list[Draft]:
        """One claim to another incident, one split off its own, or all incidents put together."""
        incidents = linked.incidents(self.scribe.ledger)
        if not incidents:
            return []
        one, other = self.chance.choices(sorted(incidents), k=2)
        if self.chance.random() < 0.5:
            one = max(sorted(incidents), key=lambda id_: len(incidents[id_].claims))
        claim = self.chance.choice(incidents[one].claims)
        match self.chance.choice([Kind.CLAIM_MOVED, Kind.INCIDENT_SPLIT, Kind.INCIDENTS_MERGED]):
            case Kind.CLAIM_MOVED as kind:
                body: dict[str, Any] = {"claim": claim, "incident": self.chance.choice([other, ""])}
            case Kind.INCIDENT_SPLIT as kind:
                body = {"incident": one, "claims": [claim]}
            case kind:
                body = {"incidents": [one, other]}
        return [Draft(kind=kind, body=body)]

    def undo(self) -> list[Draft]:
        if not self.decided:
            return []
        seq = self.decided.pop(self.chance.randrange(len(self.decided)))
        return [Draft(kind=Kind.JUDGEMENT_UNDONE, body={"seq": seq})]

    def locate(self) -> list[Draft]:
        places = {
            claim: Location(written="Mosul", latitude=self.chance.choice([None, 36.3]), within=("Nineveh",))
            for claim in self.known()
            if self.chance.random() < 0.5
        }
        return [self.scribe.locating(places)]

    def link(self) -> list[Draft]:
        earlier = list(linked.incidents(self.scribe.ledger))
        incidents: dict[str, list[str]] = {}
        for claim in self.known():
            self.number += self.chance.randint(0, 1)
            again = self.chance.choice(earlier) if earlier and self.chance.random() < 0.5 else f"i-{self.number}"
            incidents.setdefault(again, []).append(claim)
        live = sorted(incidents)
        retired = {old: self.chance.choice([*live, ""]) for old in earlier if old not in incidents}
        return [self.scribe.linking(incidents, retired)]

    def position(self) -> list[Draft]:
        incidents = list(linked.incidents(self.scribe.ledger))
        if not incidents:
            return []
        body = {
            "incident": self.chance.choice(incidents),
            "party": "coalition",
            "step": "denies_act",
            "date": "2017-03-30",
            "conceded": self.chance.choice([None, 105]),
        }
        return [Draft(kind=Kind.POSITION_RECORDED, body=body)]

    def propose(self) -> list[Draft]:
        """What may be found in some of the documents that have a text."""
        found = {}
        for document in self.documents:
            text = query.text(self.scribe.ledger, document)
            if text and self.chance.random() < 0.5:
                end = self.chance.randint(1, len(text))
                one = Proposal(
                    document=document, start=0, end=end, step=Step.DENIES_ACT, party="x", quote=text[:end]
                )
                found[document] = Statements(proposals=(one,), findings=(LEFT,) * self.chance.randint(0, 1))
        digest = self.scribe.put(found)
        body = {"statements": digest, "finder": "x", "documents": len(found), "proposals": len(found)}
        return [Draft(kind=Kind.POSITIONS_PROPOSED, body=body)]

    def reject(self) -> list[Draft]:
        known = sorted(proposals(self.scribe.ledger).items())
        if not known:
            return []
        id_, one = self.chance.choice(known)
        return [Draft(kind=Kind.PROPOSAL_REJECTED, body={"proposal": id_, "document": one.document})]

    def note(self) -> list[Draft]:
        about = self.chance.choice(["", *self.documents])
        return [Draft(kind=Kind.FINDINGS_NOTED, body={"findings": [to_json(ODD)], "document": about})]

    def write_down(self) -> list[Draft]:
        incidents = list(linked.incidents(self.scribe.ledger))
        body = {"incident": self.chance.choice(incidents), "note": "ask again"} if incidents else {}
        return [Draft(kind=Kind.INCIDENT_NOTED, body=body)] if body else []

    def gazetteer(self) -> list[Draft]:
        digest = self.scribe.ledger.objects.put(f"name,lat,lon\n{self.chance.randint(1, 2)}".encode())
        body = {"gazetteer": digest, "name": "ours.csv", "places": 1, "findings": [to_json(ODD)]}
        return [Draft(kind=Kind.GAZETTEER_ADDED, body=body)]

    def release(self) -> list[Draft]:
        body = {"profile": "airwars 1", "manifest": "0" * 64, "checkpoint": self.scribe.ledger.checkpoint()}
        return [Draft(kind=Kind.RELEASE_MADE, body={**body, "out": "site"})]

    def write(self, drafts: Sequence[Draft]) -> None:
        """Append them. What a person may not have is refused, all of it, and life goes on."""
        try:
            entries = self.scribe.write(*drafts)
        except Refusal as refusal:
            assert any(words in refusal.message for words in REFUSED)
            return
        self.documents += [entry.body["document"] for entry in entries if entry.kind is Kind.DOCUMENT_SEALED]
        groups = (Kind.CLAIM_MOVED, Kind.INCIDENT_SPLIT, Kind.INCIDENTS_MERGED)
        kinds = (Kind.CLAIM_JUDGED, Kind.INCIDENT_JUDGED, Kind.POSITION_RECORDED, Kind.PROPOSAL_REJECTED)
        decided = (*kinds, *groups, Kind.INCIDENT_NOTED)
        self.decided += [entry.seq for entry in entries if entry.kind in decided]


def live(scribe: Scribe, chance: random.Random, steps: int) -> None:
    history = History(scribe, chance)
    for _ in range(steps):
        drafts = history.step()
        if chance.random() < 0.3:
            drafts += history.step()
        history.write(drafts)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False), st.integers(5, 20))
def test_views_equal_their_rebuild_and_the_book_verifies(
    new_book: Callable[[], Scribe], dump: Dump, chance: random.Random, steps: int
) -> None:
    scribe = new_book()
    with scribe.ledger as ledger:
        live(scribe, chance, steps)
        before = dump(ledger)
        count = rebuild(ledger)
        assert dump(ledger) == before
        assert count == len(list(ledger.entries()))
        verification = verify(ledger)
        assert verification.findings == ()
        assert verification.entries == count


@pytest.mark.parametrize("seed", range(3))
def test_views_do_not_depend_on_how_entries_were_portioned(
    new_book: Callable[[], Scribe], dump: Dump, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """One function call for a run of entries gives what a call for each of them gives."""
    scribe = new_book()
    with scribe.ledger as ledger:
        live(scribe, random.Random(seed), 60)
        before = dump(ledger)
        monkeypatch.setattr("tollbook.ledger.views.make.RUN", 1)
        rebuild(ledger)
        assert dump(ledger) == before


def test_a_long_history_uses_every_kind_of_entry_and_every_view(
    new_book: Callable[[], Scribe], dump: Dump
) -> None:
    """The histories above are worth something: nothing is left out of them."""
    scribe = new_book()
    with scribe.ledger as ledger:
        live(scribe, random.Random(12), 250)
        assert {entry.kind for entry in ledger.entries()} == set(Kind)
        empty = {name for name, rows in dump(ledger).items() if not rows}
        assert empty <= {"links", "doubtful"}


def test_a_rebuild_mends_what_was_changed_from_outside(
    scribe: Scribe, claim: Callable[..., Claim], dump: Dump
) -> None:
    document = scribe.seal()
    scribe.read(document, claim(document))
    before = dump(scribe.ledger)
    with closing(sqlite3.connect(scribe.ledger.folder / "ledger.sqlite")) as connection:
        connection.execute("UPDATE claims SET low = 2")
        connection.execute("DROP TABLE findings")
        connection.commit()
    rebuild(scribe.ledger)
    assert dump(scribe.ledger) == before


def test_a_rebuild_that_fails_leaves_the_views_as_they_were(
    scribe: Scribe, claim: Callable[..., Claim], dump: Dump
) -> None:
    document = scribe.seal()
    scribe.read(document, claim(document))
    before = dump(scribe.ledger)
    reading = query.progress(scribe.ledger)[document].reading
    assert reading is not None
    scribe.ledger.objects.path(reading).unlink()
    with pytest.raises(Refusal, match="missing"):
        rebuild(scribe.ledger)
    assert dump(scribe.ledger) == before
