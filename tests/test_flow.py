"""The path as a whole: from a folder of reports to an assessed, verifiable incident."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

import tollbook
from tollbook.flow import Book
from tollbook.ledger import linked, query
from tollbook.ledger.bodies import PositionRecorded
from tollbook.ledger.rebuild import rebuild
from tollbook.ledger.texts import Texts
from tollbook.ledger.verify import verify
from tollbook.model.entry import Kind
from tollbook.model.finding import Refusal
from tollbook.model.vocabulary import Decision, Grade, Harm, Scope, Stance, Step

Clock = Callable[[], datetime]


def new_book(folder: Path, clock: Clock, key: bytes) -> Book:
    return Book.new(folder, "West Mosul, spring 2017", by="recorder", key=key, clock=clock)


@pytest.fixture(scope="module")
def read_book(tmp_path_factory: pytest.TempPathFactory, example: Path, clock: Clock, key: bytes) -> Path:
    """A book with the example read into it. Tests that write work on a copy."""
    folder = tmp_path_factory.mktemp("flow") / "book"
    with new_book(folder, clock, key) as book:
        book.add([example])
    return folder


@pytest.fixture
def book(read_book: Path, tmp_path: Path, clock: Clock) -> Book:
    shutil.copytree(read_book, tmp_path / "book")
    return Book.open(tmp_path / "book", by="recorder", clock=clock)


def main_incident(book: Book) -> str:
    return max(book.incidents(), key=lambda one: len(one.incident.claims)).incident.id


def test_the_example_becomes_one_large_incident_with_a_range_and_a_grade(book: Book) -> None:
    assessed = book.incident(main_incident(book))
    killed = assessed.assessment.figure("killed")
    assert killed is not None
    assert (killed.range.low, killed.range.high) == (61, 201)
    assert assessed.assessment.grade in (Grade.FAIR, Grade.CONFIRMED)
    assert str(assessed.assessment.when.start) == "2017-03-17"
    assert assessed.assessment.where is not None
    assert assessed.assessment.where.name == "al-Jadida"


def test_every_claim_is_quoted_verbatim_from_sealed_bytes(book: Book) -> None:
    documents = query.documents(book.ledger)
    texts = Texts(book.ledger, documents)
    claims = query.claims(book.ledger)
    assert claims
    for claim in claims.values():
        assert texts[claim.doc][claim.start : claim.end].strip()
        assert claim.doc in book.ledger.objects


def test_aggregates_never_enter_an_incident_or_a_tally(book: Book) -> None:
    claims = query.claims(book.ledger)
    members = {id_ for incident in linked.incidents(book.ledger).values() for id_ in incident.claims}
    assert all(claims[id_].scope is Scope.INCIDENT for id_ in members)
    assert any(claim.scope is Scope.CUMULATIVE and claim.low == 3846 for claim in claims.values())
    headline = book.tally().headline
    assert headline.killed.high is not None
    assert headline.killed.high < 3846


def test_the_total_of_another_is_held_against_what_is_recorded_inside_its_scope(book: Book) -> None:
    totals = {one.claimed.low: one for one in book.aggregates() if one.claimed.low}
    assert totals[3846].unaccounted is not None
    assert totals[3846].unaccounted >= 3846 - 1000
    assert main_incident(book) in totals[3846].incidents


def test_munitions_troops_and_countries_are_no_claims(book: Book) -> None:
    numbers = {claim.low for claim in query.claims(book.ledger).values()}
    assert not numbers & {1400, 62}


def test_positions_are_dated_from_the_first_report_and_a_concession_stays_beside_the_range(book: Book) -> None:
    incident = main_incident(book)
    before = book.incident(incident).assessment.figure("killed")
    statement = _document(book, "04-coalition-statement.md")
    investigation = _document(book, "11-coalition-investigation.pdf")
    book.position(
        PositionRecorded(
            incident=incident,
            party="US-led coalition",
            step=Step.STATES_CIRCUMSTANCES,
            date=datetime(2017, 3, 25).date(),
            document=statement,
            quote="at the request of the Iraqi security forces",
        )
    )
    book.position(
        PositionRecorded(
            incident=incident,
            party="US-led coalition",
            step=Step.ALTERNATIVE_EXPLANATION,
            date=datetime(2017, 5, 25).date(),
            document=investigation,
            quote="105 civilians were killed in the strike",
            conceded=105,
        )
    )
    assessment = book.incident(incident).assessment
    assert (assessment.days_to_statement, assessment.days_to_admission) == (2, 63)
    assert assessment.conceded is not None
    assert assessment.conceded.range.low == 105
    assert assessment.figure("killed") == before
    assert assessment.grade is Grade.CONFIRMED


def _document(book: Book, name: str) -> str:
    return next(
        id_
        for id_, one in query.documents(book.ledger).items()
        if any(name in origin.name for origin in one.origins)
    )


def test_a_position_must_quote_words_that_stand_in_the_document(book: Book) -> None:
    with pytest.raises(Refusal, match="does not stand in the text"):
        book.position(
            PositionRecorded(
                incident=main_incident(book),
                party="US-led coalition",
                step=Step.ACCEPTS_RESPONSIBILITY,
                date=datetime(2017, 3, 25).date(),
                document=_document(book, "04-coalition-statement.md"),
                quote="we are to blame",
            )
        )


def test_a_rejected_claim_leaves_incidents_and_undoing_it_brings_it_back(book: Book) -> None:
    incident = main_incident(book)
    claim = next(
        id_
        for id_, one in query.claims(book.ledger).items()
        if one.low == 61 and id_ in linked.incidents(book.ledger)[incident].claims
    )
    entry = book.judge(Decision.REJECT, [claim], why="test")
    killed = book.incident(incident).assessment.figure("killed")
    assert killed is not None
    assert killed.range.low != 61
    book.undo(entry.seq)
    again = book.incident(incident).assessment.figure("killed")
    assert again is not None
    assert again.range.low == 61


def test_an_amended_claim_keeps_its_id_and_outlives_a_second_reading(book: Book) -> None:
    claim = next(id_ for id_, one in query.claims(book.ledger).items() if one.low == 61)
    book.judge(Decision.AMEND, [claim], why="test", fields={"low": 60, "high": 60, "stance": "disputed"})
    assert book.add(again=True).read == len(query.documents(book.ledger))
    amended = query.claims(book.ledger)[claim]
    assert (amended.low, amended.high, amended.stance) == (60, 60, Stance.DISPUTED)
    found = query.claims(book.ledger, effective=False)[claim]
    assert found.low == 61


def test_a_pair_judged_different_never_shares_an_incident(book: Book) -> None:
    incident = linked.incidents(book.ledger)[main_incident(book)]
    claims = query.claims(book.ledger)
    first = incident.claims[0]
    other = next(id_ for id_ in incident.claims if claims[id_].doc != claims[first].doc)
    book.judge(Decision.DIFFERENT, [first, other], why="test")
    for one in linked.incidents(book.ledger).values():
        assert not {first, other} <= set(one.claims)


def test_adding_the_same_folder_again_adds_nothing(book: Book, example: Path) -> None:
    before = book.ledger.checkpoint()
    added = book.add([example])
    assert (added.new, added.read) == (0, 0)
    assert added.known == 12
    assert book.ledger.checkpoint() == before


def test_the_same_reports_in_any_order_or_by_more_processes_give_the_same_book(
    read_book: Path, tmp_path: Path, example: Path, clock: Clock, key: bytes
) -> None:
    files = list(example.iterdir())
    random.Random(17).shuffle(files)
    with new_book(tmp_path / "shuffled", clock, key) as book:
        book.add([*files], processes=2)
        shuffled = book.ledger.checkpoint()
        objects = sorted(book.ledger.objects.ids())
    with Book.open(read_book) as book:
        assert sorted(book.ledger.objects.ids()) == objects
        assert book.ledger.checkpoint() == shuffled


def test_the_book_verifies_and_its_views_equal_their_rebuild(book: Book) -> None:
    assert verify(book.ledger).ok
    before = (query.claims(book.ledger), linked.incidents(book.ledger), query.locations(book.ledger))
    rebuild(book.ledger)
    assert before == (query.claims(book.ledger), linked.incidents(book.ledger), query.locations(book.ledger))
    assert verify(book.ledger).ok


def test_same_bytes_under_another_name_are_one_document_with_two_origins(
    book: Book, example: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.txt"
    shutil.copy(example / "06-tigris-wire.txt", copy)
    before = len(query.documents(book.ledger))
    book.add([copy])
    assert len(query.documents(book.ledger)) == before
    document = query.documents(book.ledger)[_document(book, "06-tigris-wire.txt")]
    assert sorted(origin.name for origin in document.origins) == ["06-tigris-wire.txt", "copy.txt"]


def test_tollbook_open_reads_like_the_path(read_book: Path) -> None:
    with tollbook.open(read_book) as book:
        assert book.incidents()


def test_killed_and_displaced_are_both_read(book: Book) -> None:
    harms = {claim.harm for claim in query.claims(book.ledger).values()}
    assert {Harm.KILLED, Harm.DISPLACED, Harm.DESTROYED, Harm.TRAPPED} <= harms


def test_a_reading_run_of_machines_is_entries_and_judgements_of_persons_are_one_each(book: Book) -> None:
    before = len(list(book.ledger.entries(kinds=[Kind.CLAIM_JUDGED])))
    claims = sorted(query.claims(book.ledger))[:3]
    for claim in claims:
        book.judge(Decision.ACCEPT, [claim])
    assert len(list(book.ledger.entries(kinds=[Kind.CLAIM_JUDGED]))) == before + 3


def test_the_sources_of_a_book_are_lists_of_its_incidents(book: Book) -> None:
    by_source, by_publisher = book.lists(), book.lists("publisher", by=["month"])
    held = {root.name for one in book.assessments() for root in one.roots}
    assert set(by_source.whole.lists) <= held
    assert 1 <= by_source.whole.recorded <= len(linked.incidents(book.ledger))
    assert by_publisher.by == ("month",)
    assert "lists.incidents" in {finding.code for finding in by_source.findings}
