"""Notes: a person's words about an incident, undoable, and nothing that counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tollbook.ledger.notes import notes
from tollbook.ledger.verify import verify
from tollbook.model.claim import Claim
from tollbook.model.entry import Draft, Kind
from tollbook.model.finding import Refusal

if TYPE_CHECKING:
    from tests.ledger.conftest import Scribe


def note(scribe: Scribe, incident: str, words: str) -> int:
    (entry,) = scribe.write(Draft(kind=Kind.INCIDENT_NOTED, body={"incident": incident, "note": words}))
    return entry.seq


def test_a_note_follows_its_incident_and_can_be_undone(read_book: tuple[Scribe, str, Claim, Claim, Claim]) -> None:
    scribe, _, whole, part, _ = read_book
    scribe.write(scribe.linking({"i-1": [whole.id], "i-2": [part.id]}))
    first, second = note(scribe, "i-1", "ask the hospital"), note(scribe, "i-2", "the street has two names")
    scribe.write(scribe.linking({"i-2": [whole.id, part.id]}, {"i-1": "i-2"}))
    assert [(one.seq, one.note, one.by) for one in notes(scribe.ledger, "i-2")] == [
        (first, "ask the hospital", "recorder"),
        (second, "the street has two names", "recorder"),
    ]
    scribe.undo(first)
    assert [one.seq for one in notes(scribe.ledger, "i-2")] == [second]
    with pytest.raises(Refusal, match="undone already"):
        scribe.undo(first)
    assert verify(scribe.ledger).ok


@pytest.mark.parametrize(("incident", "words"), [("i-9", "something"), ("i-1", "  ")])
def test_a_note_about_nothing_or_that_says_nothing_is_refused(
    read_book: tuple[Scribe, str, Claim, Claim, Claim], incident: str, words: str
) -> None:
    scribe, _, whole, *_ = read_book
    scribe.write(scribe.linking({"i-1": [whole.id]}))
    with pytest.raises(Refusal):
        note(scribe, incident, words)
