"""One incident loaded by itself is what it is in the whole book: the same assessment, the same words."""

from __future__ import annotations

import pytest

from tollbook.flow import Book
from tollbook.ledger import linked, query
from tollbook.ledger.bodies import PositionRecorded
from tollbook.model.vocabulary import Step
from tollbook.workbench.incident.figures import figures, standing
from tollbook.workbench.incident.load import load, load_several, remember
from tollbook.workbench.incident.near import near
from tollbook.workbench.incident.tell import tell

REPORTS = {
    "a.txt": "On 3 May 2031 an air strike killed 12 people, including 4 children, in Mosul, Civil Defence said.",
    "b.txt": "Twelve people were killed in an air strike on Mosul on 3 May 2031.",
    "c.txt": "On 9 June 2031 a mine killed two farmers near Erbil.",
    "d.txt": "The US-led coalition said it struck Mosul on 3 May 2031.",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    folder = tmp_path_factory.mktemp("load")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    made = Book.new(folder / "book", "Mosul", by="recorder", key=bytes(32))
    made.add([folder / name for name in REPORTS])
    return made


def largest(book: Book) -> str:
    return max(linked.incidents(book.ledger).values(), key=lambda one: len(one.claims)).id


@pytest.mark.parametrize("name", ["airwars", "ibc"])
def test_an_incident_alone_is_assessed_as_in_the_whole_book(book: Book, name: str) -> None:
    for whole in book.assessments(name):
        alone = load(book.ledger, whole.incident, name)
        assert alone is not None
        assert alone.assessment == whole
        assert alone.incident == linked.incidents(book.ledger)[whole.incident]


def test_every_claim_comes_with_its_sentence_verbatim(book: Book) -> None:
    for one in load_several(book.ledger, sorted(linked.ids(book.ledger)), "airwars").values():
        assert one.quoted.keys() == set(one.incident.claims)
        for said in one.quoted.values():
            text = query.text(book.ledger, said.claim.doc) or ""
            assert text[said.quote.start : said.quote.end] == said.quote.text
            assert text[said.claim.start : said.claim.end] == said.quote.anchor


def test_a_statement_in_a_document_without_claims_is_at_hand(book: Book) -> None:
    (statement,) = (
        id_ for id_, one in query.documents(book.ledger).items() if one.origins[0].name.endswith("d.txt")
    )
    incident = largest(book)
    entry = book.position(
        PositionRecorded(
            incident=incident,
            party="US-led coalition",
            step=Step.STATES_CIRCUMSTANCES,
            date=book.ledger.now().date(),
            document=statement,
            quote="it struck Mosul",
        )
    )
    loaded = load(book.ledger, incident, "airwars")
    assert loaded is not None
    (drawn,) = loaded.drawn.positions
    assert statement in loaded.documents
    assert drawn.quote is not None
    assert drawn.quote.text == "it struck Mosul"
    (line,) = [one for one in tell(remember(book.ledger, incident).history, loaded.claims, {}) if one.undoable]
    assert (line.seq, line.by) == (entry.seq, "recorder")
    assert "states circumstances" in line.words
    book.undo(entry.seq)


def test_every_figure_leads_to_sentences_that_stand_to_it_as_the_assessment_says(book: Book) -> None:
    loaded = load(book.ledger, largest(book), "airwars")
    assert loaded is not None
    for told in figures(loaded):
        ids = [one.claim.id for one in told.sentences]
        assert sorted(ids) == sorted({*told.figure.claims, *told.figure.superseded, *told.figure.context})
        assert set(ids[: len(told.figure.claims)]) == set(told.figure.claims)
    assert not standing(loaded).keys() & {id_ for told in figures(loaded) for id_ in told.figure.claims}


def test_what_is_not_in_use_is_not_loaded(book: Book) -> None:
    assert load(book.ledger, "i-nowhere", "airwars") is None
    assert load_several(book.ledger, [], "airwars") == {}


def test_nothing_is_near_what_the_linker_is_sure_of(book: Book) -> None:
    sure = min(linked.incidents(book.ledger).values(), key=lambda one: len(one.claims))
    assert near(book.ledger, sure.id, frozenset(sure.claims)) == []
