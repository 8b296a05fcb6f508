"""The history of an incident: every entry about it, what undid it, and what can still be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tollbook.ledger.history import history, last
from tollbook.model.claim import Claim
from tollbook.model.entry import Draft, Kind

if TYPE_CHECKING:
    from tests.ledger.conftest import Scribe

Read = tuple["Scribe", str, Claim, Claim, Claim]


def kinds(scribe: Scribe, incident: str) -> list[str]:
    return [one.entry.kind.value for one in history(scribe.ledger, incident)]


def test_what_came_in_is_read_and_linked_is_told_and_nobody_can_undo_it(read_book: Read) -> None:
    scribe, _, whole, part, _ = read_book
    scribe.write(scribe.linking({"i-1": [whole.id, part.id]}))
    assert kinds(scribe, "i-1") == ["document.sealed", "document.read", "incidents.linked"]
    assert not any(one.undoable for one in history(scribe.ledger, "i-1"))


def test_every_decision_about_its_claims_is_told_with_what_undid_it(read_book: Read) -> None:
    scribe, _, whole, part, other = read_book
    scribe.write(scribe.linking({"i-1": [whole.id, part.id], "i-2": [other.id]}))
    accepted = scribe.judge("accept", part.id)
    pair = scribe.pair("different", whole.id, other.id)
    (split,) = scribe.write(Draft(kind=Kind.INCIDENT_SPLIT, body={"incident": "i-1", "claims": [part.id]}))
    position = scribe.position("i-1", claim=whole.id)
    (note,) = scribe.write(Draft(kind=Kind.INCIDENT_NOTED, body={"incident": "i-1", "note": "ask again"}))
    scribe.undo(pair)
    told = {one.entry.seq: one for one in history(scribe.ledger, "i-1")}
    assert {accepted, pair, split.seq, position, note.seq} <= told.keys()
    undone = told[pair].undone
    assert undone is not None
    assert (undone.seq, undone.body["why"], undone.by) == (last(scribe.ledger, "i-1"), "mistaken", "recorder")
    assert undone.seq in told
    assert not told[pair].undoable
    assert all(told[seq].undoable for seq in (accepted, split.seq, position, note.seq))
    assert {one.entry.seq for one in history(scribe.ledger, "i-2")} >= {pair, undone.seq}
    assert split.seq not in {one.entry.seq for one in history(scribe.ledger, "i-2")}


def test_a_rejected_claim_is_told_of_beside_the_nearest_that_is_left(read_book: Read) -> None:
    scribe, _, whole, part, other = read_book
    scribe.write(scribe.linking({"i-1": [whole.id, part.id], "i-2": [other.id]}))
    rejected = scribe.judge("reject", part.id)
    scribe.write(scribe.linking({"i-1": [whole.id], "i-2": [other.id]}))
    assert rejected in {one.entry.seq for one in history(scribe.ledger, "i-1")}
    assert rejected not in {one.entry.seq for one in history(scribe.ledger, "i-2")}


def test_what_happened_to_an_id_that_gave_way_is_told_by_its_heir(read_book: Read) -> None:
    scribe, _, whole, part, _ = read_book
    scribe.write(scribe.linking({"i-1": [whole.id], "i-2": [part.id]}))
    said = scribe.position("i-1")
    scribe.write(scribe.linking({"i-2": [whole.id, part.id]}, {"i-1": "i-2"}))
    assert said in {one.entry.seq for one in history(scribe.ledger, "i-2")}


def test_an_incident_that_is_not_there_has_no_history(read_book: Read) -> None:
    scribe, *_ = read_book
    assert (history(scribe.ledger, "i-9"), last(scribe.ledger, "i-9")) == ([], -1)
