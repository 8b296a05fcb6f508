from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tollbook.ledger import decided, linked, query
from tollbook.model.claim import Claim
from tollbook.model.entry import Draft, Kind
from tollbook.model.finding import Refusal
from tollbook.model.vocabulary import Decision, Harm

if TYPE_CHECKING:
    from tests.ledger.conftest import Scribe


def test_judgements_are_applied_and_can_be_undone(read_book: tuple[Scribe, str, Claim, Claim, Claim]) -> None:
    scribe, _, whole, part, other = read_book
    rejected = scribe.judge("reject", whole.id)
    scribe.judge("amend", part.id, low=13, high=13)
    assert query.claims(scribe.ledger) == {part.id: replace(part, low=13, high=13, part_of=None), other.id: other}
    assert query.claims(scribe.ledger, effective=False) == {one.id: one for one in (whole, part, other)}
    scribe.undo(rejected)
    assert query.claims(scribe.ledger)[part.id].part_of == 0
    assert [one.decision for one in decided.judgements(scribe.ledger)] == [Decision.AMEND]


def test_of_two_judgements_the_later_one_holds_and_undoing_it_brings_back_the_earlier(
    read_book: tuple[Scribe, str, Claim, Claim, Claim],
) -> None:
    scribe, _, whole, *_ = read_book
    scribe.judge("amend", whole.id, low=30)
    later = scribe.judge("amend", whole.id, place="Mosul")
    assert query.claims(scribe.ledger)[whole.id] == replace(whole, place="Mosul")
    scribe.undo(later)
    assert query.claims(scribe.ledger)[whole.id] == replace(whole, low=30)


def test_amended_claims_are_found_by_what_they_say_now(read_book: tuple[Scribe, str, Claim, Claim, Claim]) -> None:
    scribe, _, whole, *_ = read_book
    scribe.judge("amend", whole.id, harm="missing")
    assert list(query.claims(scribe.ledger, harm=Harm.MISSING)) == [whole.id]
    assert list(query.claims(scribe.ledger, harm=Harm.MISSING, effective=False)) == []


def test_a_judged_claim_outlives_the_reading_that_found_it(
    read_book: tuple[Scribe, str, Claim, Claim, Claim],
) -> None:
    scribe, document, whole, part, other = read_book
    scribe.judge("accept", part.id)
    scribe.judge("reject", other.id)
    scribe.read(document, text=query.text(scribe.ledger, document))
    assert query.claims(scribe.ledger) == {part.id: replace(part, part_of=None)}
    scribe.judge("amend", part.id, low=13, high=13)
    assert query.claims(scribe.ledger)[part.id].low == 13
    scribe.read(document, whole, part, other)
    assert list(query.claims(scribe.ledger)) == [whole.id, part.id]
    assert query.wholes(scribe.ledger) == {part.id: whole.id}


def test_a_document_with_judged_claims_keeps_its_text(read_book: tuple[Scribe, str, Claim, Claim, Claim]) -> None:
    scribe, document, whole, part, _ = read_book
    moved = replace(whole, start=18, end=36)
    assert query.kept_texts(scribe.ledger, [document]) == set()
    scribe.write(scribe.linking({"i-1": [whole.id]}))
    decisions: list[Callable[[], int]] = [
        lambda: scribe.judge("accept", whole.id),
        lambda: scribe.pair("same", part.id, whole.id),
        lambda: scribe.position("i-1", claim=whole.id),
    ]
    for decide in decisions:
        subject = decide()
        assert query.kept_texts(scribe.ledger, [document, "unknown"]) == {document}
        with pytest.raises(Refusal, match="judged claims"):
            scribe.read(document, moved, text="By then, " + str(query.text(scribe.ledger, document)))
        scribe.undo(subject)
    scribe.read(document, moved, text="By then, " + str(query.text(scribe.ledger, document)))
    assert list(query.claims(scribe.ledger)) == [moved.id]


def test_a_person_may_say_what_a_claim_is_part_of(read_book: tuple[Scribe, str, Claim, Claim, Claim]) -> None:
    scribe, _, whole, part, other = read_book
    scribe.judge("amend", part.id, part_of=2)
    assert query.wholes(scribe.ledger) == {part.id: other.id}
    scribe.judge("amend", part.id, part_of=None)
    assert query.wholes(scribe.ledger) == {}
    with pytest.raises(Refusal, match="cannot be part of"):
        scribe.judge("amend", whole.id, part_of=0)


@pytest.mark.parametrize(
    "fields",
    [
        {"harm": "dead"},
        {"low": "many"},
        {"low": 5, "high": 4},
        {"date_start": "2017-02-31"},
        {"date_start": "2017-03-22"},
        {"doc": "another"},
        {"colour": "red"},
        {"end": 5000},
        {"start": 40},
        {"part_of": 9},
        {"part_of": "the first"},
        {},
    ],
)
def test_a_bad_amendment_is_refused_and_nothing_is_written(
    read_book: tuple[Scribe, str, Claim, Claim, Claim], fields: dict[str, Any]
) -> None:
    scribe, _, whole, *_ = read_book
    before = query.claims(scribe.ledger)
    with pytest.raises(Refusal):
        scribe.judge("amend", whole.id, **fields)
    assert query.claims(scribe.ledger) == before
    assert decided.judgements(scribe.ledger) == []


def test_judgements_on_what_is_not_there_are_refused(read_book: tuple[Scribe, str, Claim, Claim, Claim]) -> None:
    scribe, _, whole, part, _ = read_book
    for judge in (
        lambda: scribe.judge("accept", "c-unknown"),
        lambda: scribe.judge("accept", whole.id, low=1),
        lambda: scribe.judge("same", whole.id),
        lambda: scribe.pair("accept", whole.id, part.id),
        lambda: scribe.pair("same", whole.id, whole.id),
        lambda: scribe.pair("same", whole.id, "c-unknown"),
        lambda: scribe.undo(0),
        lambda: scribe.undo(99),
        lambda: scribe.position("i-unknown"),
    ):
        with pytest.raises(Refusal):
            judge()


def test_a_judgement_is_not_undone_twice(read_book: tuple[Scribe, str, Claim, Claim, Claim]) -> None:
    scribe, _, whole, part, _ = read_book
    seq = scribe.pair("different", whole.id, part.id)
    scribe.undo(seq)
    with pytest.raises(Refusal, match="undone already"):
        scribe.undo(seq)
    undoing = Draft(kind=Kind.JUDGEMENT_UNDONE, body={"seq": scribe.pair("same", whole.id, part.id), "why": ""})
    with pytest.raises(Refusal, match="undone already"):
        scribe.write(undoing, undoing)


def test_pairs_are_judgements_of_two_claims(read_book: tuple[Scribe, str, Claim, Claim, Claim]) -> None:
    scribe, _, whole, part, _ = read_book
    seq = scribe.pair("unsure", whole.id, part.id)
    (judgement,) = decided.judgements(scribe.ledger)
    assert (judgement.seq, judgement.decision, judgement.claims) == (seq, Decision.UNSURE, (whole.id, part.id))
    assert (judgement.at, judgement.by, judgement.why) == (
        datetime(2017, 3, 28, 12, tzinfo=UTC),
        "recorder",
        "same street",
    )


def test_positions_follow_their_incident_through_its_heirs(
    read_book: tuple[Scribe, str, Claim, Claim, Claim],
) -> None:
    scribe, document, whole, part, _ = read_book
    scribe.write(scribe.linking({"i-1": [whole.id], "i-2": [part.id]}))
    scribe.position("i-1", claim=whole.id, quote="no strike there")
    undone = scribe.position(
        "i-2", document=document, conceded=105, step="acknowledges_and_accepts_responsibility"
    )
    scribe.write(scribe.linking({"i-3": [whole.id, part.id]}, {"i-1": "i-3", "i-2": "i-3"}))
    scribe.write(scribe.linking({"i-4": [whole.id, part.id]}, {"i-3": "i-4"}))
    assert linked.heirs(scribe.ledger) == {"i-1": "i-4", "i-2": "i-4", "i-3": "i-4"}
    assert [(one.incident, one.conceded) for one in decided.positions(scribe.ledger)] == [
        ("i-4", None),
        ("i-4", 105),
    ]
    scribe.undo(undone)
    (position,) = decided.positions(scribe.ledger, ["i-4"])
    assert (position.claim, position.quote, position.date) == (whole.id, "no strike there", date(2017, 3, 30))
    assert decided.positions(scribe.ledger, ["i-1"]) == []
    scribe.position("i-1")
    assert len(decided.positions(scribe.ledger, ["i-4"])) == 2
