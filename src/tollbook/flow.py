"""The path, from a report to a release. Start here.

    report ──▶ document ──▶ claim ──▶ incident ──▶ assessment ──▶ tally ──▶ release
    (bytes)    sealed,      who says   which        range,         sums,     screened,
               hashed,      what, of   claims       grade,         by rule,  signed,
               text         how many   speak of     reasons,       with      public
                                       one event    positions      lineage

Each room of the house does one step: it asks the ledger what is still to be done, does it by its own rules, and
appends what came of it. So whatever was cut off goes on when it is run again, and this file holds no rule.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType

from tollbook.assessments.assess import assess_all
from tollbook.assessments.order import Assessed, order
from tollbook.assessments.profiles import DEFAULT, profile
from tollbook.assessments.record import record_position
from tollbook.assessments.statements.propose import AS_IT_STANDS, Proposed, Saying, fitting_incident, propose
from tollbook.assessments.statements.record import accept_proposal, record_statements, reject_proposal
from tollbook.claims.judge import add_claim, judge_claim, undo
from tollbook.claims.read import DEFAULT as DEFAULT_READER
from tollbook.claims.readers import Reader
from tollbook.claims.record import ReadingRun, record_readings
from tollbook.documents.capture import capture
from tollbook.documents.record import Sealing, record_documents, record_findings
from tollbook.estimates import Histories
from tollbook.incidents.record import (
    record_incidents,
    record_merger,
    record_move,
    record_note,
    record_pair,
    record_split,
    weigh_all,
)
from tollbook.ledger import decided, linked, query
from tollbook.ledger.bodies import PositionRecorded
from tollbook.ledger.find import find_incident, find_proposal
from tollbook.ledger.open import Clock, Ledger, now
from tollbook.ledger.texts import Texts
from tollbook.model.assessment import Assessment
from tollbook.model.claim import Claim
from tollbook.model.document import Origin
from tollbook.model.entry import Entry
from tollbook.model.finding import Finding
from tollbook.model.material import Material
from tollbook.model.progress import Watch, unwatched
from tollbook.model.tally import Reconciliation, Series, Tally
from tollbook.model.vocabulary import Decision
from tollbook.places.imported import Imported
from tollbook.places.record import record_gazetteer, record_locations
from tollbook.releases.record import Made, record_release
from tollbook.releases.screen import Screen
from tollbook.tallies.compare import Comparison, compare
from tollbook.tallies.count import tally
from tollbook.tallies.lists import SOURCE, lists
from tollbook.tallies.reconcile import reconcile
from tollbook.tallies.series import series
from tollbook.tallies.trace import Line, lineage

NOTHING_SAID = Origin(name="")
NOTHING_NEW = Sealing(new=0, known=0)
ALL_ALLOWED = Screen()


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What one `add` came to: documents new and already known, documents read, claims found in them
    by harm, and incidents that the book has now. `unread` are documents that the reader could not read now."""

    new: int
    known: int
    read: int
    incidents: int
    unread: int = 0
    harms: dict[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def recorder() -> str:
    """Who writes, where nobody says: the name in TOLLBOOK_BY, else the one that they are logged in under."""
    if named := os.environ.get("TOLLBOOK_BY"):
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # the system has no name for the user
        return "recorder"


class Book:
    """A book, opened: the path as methods. Use it as a context manager, or close it."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    @classmethod
    def new(cls, folder: Path, title: str, *, by: str = "", key: bytes | None = None, clock: Clock = now) -> Book:
        """Begin a book in the new or empty `folder`. Raises Refusal where that cannot be."""
        return cls(Ledger.create(folder, title, key=key, clock=clock, by=by or recorder()))

    @classmethod
    def open(cls, folder: Path, *, by: str = "", clock: Clock = now) -> Book:
        """Open the book in `folder`; `by` names who writes, else `recorder()`. Raises Refusal if there is none."""
        return cls(Ledger.open(folder, by=by or recorder(), clock=clock))

    def add(
        self,
        inputs: Sequence[str | Path] = (),
        said: Origin = NOTHING_SAID,
        *,
        reader: str | Reader = DEFAULT_READER,
        again: bool = False,
        processes: int = 1,
        watch: Watch = unwatched,
    ) -> Added:
        """Report to incident: capture files and folders, seal, extract, read, locate and link them.

        `said` is what the recorder says of reports of which no `sources.csv` speaks; `reader` reads the texts,
        with `again` those of all documents: what persons judged holds as before.
        What was cut off before goes on first. Raises Refusal where nothing can be taken in or written.
        """
        sealed = self.seal(inputs, said, watch=watch) if inputs else NOTHING_NEW
        reading = self.read(reader, again=again, processes=processes, watch=watch)
        return self.finish(sealed, reading, watch=watch)

    def read(
        self,
        reader: str | Reader = DEFAULT_READER,
        *,
        again: bool = False,
        processes: int = 1,
        watch: Watch = unwatched,
    ) -> ReadingRun:
        """Document to claim: read what was not read yet, with `again` all."""
        return record_readings(self.ledger, reader=reader, again=again, processes=processes, watch=watch)

    def finish(self, sealed: Sealing, reading: ReadingRun, *, watch: Watch = unwatched) -> Added:
        """Claim to incident, and what accused parties state: the last part of `add`, and what it all came to."""
        noted = self.update(watch=watch)
        wrong = record_statements(self.ledger, watch=watch)
        return Added(
            new=sealed.new,
            known=sealed.known,
            read=reading.documents,
            incidents=linked.count_incidents(self.ledger),
            unread=reading.unanswered,
            harms=dict(sorted(reading.harms.items())),
            findings=(*sealed.findings, *reading.findings, *wrong, *noted),
        )

    def seal(
        self, inputs: Sequence[str | Path], said: Origin = NOTHING_SAID, *, watch: Watch = unwatched
    ) -> Sealing:
        """Report to document: what is in the files and folders, sealed. What was looked for is let go of then."""
        watch("looking for reports", 0, 1)
        captured = capture([Path(one) for one in inputs], said)
        watch("looking for reports", 1, 1)
        findings = list(captured.findings)
        record_findings(self.ledger, findings)
        for gazetteer in captured.gazetteers:
            taken = record_gazetteer(self.ledger, gazetteer, watch=watch)
            findings += () if taken.known else taken.findings
        sealed = record_documents(self.ledger, captured.captures, watch=watch)
        return replace(sealed, findings=(*findings, *sealed.findings))

    def add_gazetteer(self, path: str | Path, *, sites: bool = False, watch: Watch = unwatched) -> Imported:
        """Add places: the recorder's own, a GeoNames country file or a table made from OpenStreetMap.

        `sites` takes hospitals, schools and the like too. Claims are located and linked anew.
        """
        taken = record_gazetteer(self.ledger, Path(path), sites=sites, watch=watch)
        self.update(watch=watch)
        return taken

    def update(self, *, anew: bool = False, watch: Watch = unwatched) -> tuple[Finding, ...]:
        """Claim to incident: locate what is not located, and link what changed; with `anew` all of it.

        Returns a finding where linking from the beginning could come out otherwise.
        """
        record_locations(self.ledger, watch=watch)
        return record_incidents(self.ledger, anew=anew, watch=watch)

    def judge(
        self,
        decision: Decision,
        claims: Sequence[str],
        *,
        why: str = "",
        fields: dict[str, object] | None = None,
        link: bool = True,
    ) -> Entry:
        """A person's decision on one claim, or on a pair; incidents follow. Raises Refusal where it cannot be.

        Without `link` they follow at the next `update`, for whoever decides one thing after another.
        """
        match list(claims):
            case [claim]:
                entry = judge_claim(self.ledger, decision, claim, why=why, fields=fields)
            case [a, b]:
                entry = record_pair(self.ledger, decision, (a, b), why=why)
            case several:
                raise ValueError(f"one claim or two can be judged, not {len(several)}")
        if link:
            self.update()
        return entry

    def add_claim(self, claim: Claim, *, why: str = "", link: bool = True) -> Entry:
        """A claim that a person found in a document, and no reader did. Raises Refusal where it cannot be.

        Without `link` incidents follow at the next `update`.
        """
        entry = add_claim(self.ledger, claim, why=why)
        if link:
            self.update()
        return entry

    def move(self, claim: str, incident: str = "", *, why: str = "") -> Entry:
        """A person's decision that a claim speaks of the event of `incident`; without one, of an event of its own.

        Raises Refusal where it is in no incident, or in that one already.
        """
        self.update()
        entry = record_move(self.ledger, claim, incident, why=why)
        self.update()
        return entry

    def split(self, incident: str, claims: Sequence[str], *, why: str = "") -> Entry:
        """A person's decision that `claims` of an incident are another event. Raises Refusal if it cannot be."""
        self.update()
        entry = record_split(self.ledger, incident, claims, why=why)
        self.update()
        return entry

    def merge(self, incidents: Sequence[str], *, why: str = "") -> Entry:
        """A person's decision that several incidents are one event. Raises Refusal where that cannot be."""
        self.update()
        entry = record_merger(self.ledger, incidents, why=why)
        self.update()
        return entry

    def note(self, incident: str, note: str) -> Entry:
        """Note something of an incident, for whoever works on the book; it decides nothing and is never released.

        Raises Refusal where there is no such incident, or nothing is said.
        """
        return record_note(self.ledger, incident, note)

    def set_aside(self) -> tuple[Finding, ...]:
        """The judgements in force that do not hold, or not wholly, because later ones contradict them."""
        return weigh_all(self.ledger).set_aside

    def undo(self, seq: int, *, why: str = "", link: bool = True) -> Entry:
        """Take the judgement, note, position or gazetteer of entry `seq` out of force. May raise Refusal."""
        entry = undo(self.ledger, seq, why=why)
        if link:
            self.update()
        return entry

    def position(self, position: PositionRecorded) -> Entry:
        """Record what an accused party says of an incident. Raises Refusal where it points at nothing."""
        return record_position(self.ledger, position)

    def proposed(self, name: str = DEFAULT) -> tuple[Proposed, ...]:
        """Sentences that a machine takes for positions, with the incidents they fit; decided ones among them."""
        return propose(self.ledger, self.material(), profile(name))

    def accept(self, typed: str, said: Saying = AS_IT_STANDS, *, incident: str = "", why: str = "") -> Entry:
        """Record the proposal whose id `typed` begins as a position, changed where `said` says otherwise.

        Without `incident` on the one it fits. Raises Refusal where it fits none, or is decided already.
        """
        found = find_proposal(self.ledger, typed)
        if incident:
            by_number = incident.isdecimal()
            chosen = self.incident(incident).incident.id if by_number else find_incident(self.ledger, incident)
        else:
            chosen = fitting_incident(found, self.proposed())
        return accept_proposal(self.ledger, found, chosen, said, why=why)

    def reject(self, typed: str, *, why: str = "") -> Entry:
        """Record that the proposal whose id `typed` begins is no position. Raises Refusal where it is decided."""
        return reject_proposal(self.ledger, find_proposal(self.ledger, typed), why=why)

    def material(self) -> Material:
        """What the book holds in force: documents, texts, effective claims, incidents, locations, positions."""
        documents = query.documents(self.ledger)
        return Material(
            documents=documents,
            texts=Texts(self.ledger, documents),
            claims=query.claims(self.ledger),
            incidents=linked.incidents(self.ledger),
            locations=query.locations(self.ledger),
            positions=tuple(decided.positions(self.ledger)),
            wholes=query.wholes(self.ledger),
        )

    def assessments(self, name: str = DEFAULT) -> tuple[Assessment, ...]:
        """Incident to assessment: what the profile called `name` says of every incident, by their ids."""
        return assess_all(self.material(), profile(name))

    def incidents(self, name: str = DEFAULT) -> list[Assessed]:
        """Every incident with what a profile says of it, in the order of their dates; undated ones last."""
        return order(linked.incidents(self.ledger), self.assessments(name))

    def incident(self, typed: str, name: str = DEFAULT) -> Assessed:
        """One incident by its id, how that begins, or its number among `incidents`.

        Raises Refusal where there is none, or more than one.
        """
        assessed = self.incidents(name)
        if typed.isdecimal() and 0 < int(typed) <= len(assessed):
            return assessed[int(typed) - 1]
        found = find_incident(self.ledger, typed)
        return next(one for one in assessed if one.incident.id == found)

    def tally(self, by: str = "month", name: str = DEFAULT) -> Tally:
        """Assessment to tally: the sums over incidents, each with the list of them."""
        return tally(self.assessments(name), by=by, profile=profile(name))

    def lineage(self, counted: Tally, name: str = DEFAULT) -> dict[str, tuple[Line, ...]]:
        """What every row of a tally rests on, by its key: incidents, claims, quotes, files and offsets."""
        material, assessments = self.material(), self.assessments(name)
        return {
            row.key: lineage(row, assessments, material.claims, material.documents, material.texts)
            for row in (*counted.rows, *counted.beside)
        }

    def aggregates(self, name: str = DEFAULT) -> tuple[Reconciliation, ...]:
        """Every total that somebody claims, held against the incidents inside its scope; never added to them."""
        material = self.material()
        return reconcile(material.claims, self.assessments(name), material.locations, profile(name))

    def series(self) -> tuple[Series, ...]:
        """Aggregates of one speaker over time: running totals, and increments of periods of their own."""
        material = self.material()
        return series(material.claims, material.texts, material.locations)

    def comparisons(self) -> tuple[Comparison, ...]:
        """Aggregates held against each other, where the scope of one contains the other's, and only there."""
        material = self.material()
        return compare(material.claims, material.locations)

    def lists(
        self, of: str = SOURCE, *, by: Sequence[str] = (), chosen: Sequence[str] = (), name: str = DEFAULT
    ) -> Histories:
        """Which sources (or publishers) hold which incident, for an estimate of incidents that nobody reported.

        Raises Refusal where there are no such lists.
        """
        documents = query.documents(self.ledger)
        return lists(self.assessments(name), documents, profile(name), of=of, by=by, chosen=chosen)

    def release(self, out: str | Path, name: str = DEFAULT, screen: Screen = ALL_ALLOWED) -> Made:
        """Tally to release: what `screen` lets through, frozen, rendered and signed in the new folder `out`."""
        return record_release(self.ledger, self.material(), profile(name), screen, Path(out))

    def close(self) -> None:
        """Let go of the book."""
        self.ledger.close()

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
