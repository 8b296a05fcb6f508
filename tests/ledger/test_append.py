from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from tollbook.ledger import connect, query
from tollbook.ledger.checkpoints import Verifier, parse
from tollbook.ledger.entries import to_bytes
from tollbook.ledger.open import Ledger
from tollbook.ledger.tree import leaf_hash, tree_root
from tollbook.model.claim import Claim
from tollbook.model.entry import Draft, Entry, Kind
from tollbook.model.finding import Finding, Refusal
from tollbook.model.vocabulary import Harm

if TYPE_CHECKING:
    from tests.ledger.conftest import Scribe


def test_one_append_is_one_checkpoint_over_all_leaves(scribe: Scribe) -> None:
    scribe.write(*(scribe.sealing(f"report {number}") for number in range(5)))
    scribe.write(scribe.sealing("another"))
    entries = list(scribe.ledger.entries())
    with closing(sqlite3.connect(scribe.ledger.folder / "ledger.sqlite")) as connection:
        notes = [note for (note,) in connection.execute("SELECT note FROM checkpoints ORDER BY size")]
    assert [parse(note).size for note in notes] == [1, 6, 7]
    for note in notes:
        said = parse(note)
        assert said.root == tree_root([leaf_hash(to_bytes(entry)) for entry in entries[: said.size]])
        assert Verifier.parse(scribe.ledger.verifier_key).verify(note)


def test_what_append_returns_is_what_is_read(scribe: Scribe) -> None:
    finding = Finding(code="document.empty", where="a.txt", message="nothing in it")
    written = scribe.write(scribe.sealing("one", finding), scribe.sealing("two"))
    assert list(scribe.ledger.entries(after=0)) == written


def test_a_body_is_written_with_all_its_fields(scribe: Scribe, claim: Callable[..., Claim]) -> None:
    document = scribe.seal()
    one = claim(document)
    scribe.read(document, one)
    (entry,) = scribe.write(Draft(kind=Kind.CLAIM_JUDGED, body={"decision": "accept", "claim": one.id}))
    assert entry.body["why"] == ""
    assert entry.body["fields"] == {}
    assert entry.body["record"]["count_text"] == "at least 29"
    assert entry.body["whole"] == ""


def test_an_append_of_nothing_writes_nothing(ledger: Ledger) -> None:
    before = ledger.checkpoint()
    assert ledger.append([]) == []
    assert ledger.checkpoint() == before


def test_a_refused_draft_takes_the_whole_append_with_it(
    scribe: Scribe, dump: Callable[[Ledger], dict[str, list[tuple[Any, ...]]]]
) -> None:
    before, checkpoint = dump(scribe.ledger), scribe.ledger.checkpoint()
    with pytest.raises(Refusal):
        scribe.write(scribe.sealing(), Draft(kind=Kind.JUDGEMENT_UNDONE, body={"seq": 0, "why": ""}))
    assert (dump(scribe.ledger), scribe.ledger.checkpoint()) == (before, checkpoint)
    assert len(list(scribe.ledger.entries())) == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"document": "x"},
        {"document": "0" * 64, "size": 1, "media": "", "origin": {"name": "a"}},
        {"document": "0" * 64, "size": "1", "media": "", "origin": {"name": "a"}},
        {"document": "0" * 64, "size": 1, "media": "", "origin": {"name": "a"}, "colour": "red"},
    ],
)
def test_a_body_of_another_shape_or_an_object_that_was_not_put_is_our_own_mistake(
    ledger: Ledger, body: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=r"validation error|has no field|has not been put|not a SHA-256"):
        ledger.append([Draft(kind=Kind.DOCUMENT_SEALED, body=body)])
    assert len(list(ledger.entries())) == 1


@pytest.mark.parametrize("why", ["caf\udce9", "\ud800"])
def test_words_that_are_no_text_are_refused(ledger: Ledger, why: str) -> None:
    with pytest.raises(Refusal, match="cannot be written into a book"):
        ledger.append([Draft(kind=Kind.JUDGEMENT_UNDONE, body={"seq": 1, "why": why})])


@pytest.mark.parametrize("low", [2**53, 1e17, float("nan")])
def test_numbers_that_json_cannot_hold_are_refused(
    scribe: Scribe, claim: Callable[..., Claim], low: float
) -> None:
    document = scribe.seal()
    one = claim(document)
    scribe.read(document, one)
    with pytest.raises(Refusal, match="cannot be written into a book"):
        scribe.judge("amend", one.id, low=low)


def readings(document: str, claim: Callable[..., Claim]) -> dict[str, Sequence[Claim]]:
    """Readings that our own readers must not make."""
    one, part = claim(document), claim(document, 45, 56, low=12, part_of=0)
    return {
        "claims of another document": [claim("0" * 64)],
        "an anchor beyond the text": [claim(document, 15, 5000)],
        "an empty anchor": [claim(document, 15, 15)],
        "an anchor before the text": [claim(document, -1, 15)],
        "the same claim twice": [one, one],
        "another order": [part, one],
        "part of itself": [claim(document, part_of=0)],
        "part of nothing": [claim(document, part_of=7)],
    }


@pytest.mark.parametrize(
    "name",
    sorted(
        readings(
            "",
            lambda doc, *_, **__: Claim(doc=doc, start=0, end=1, harm=Harm.KILLED, low=1, high=1, count_text="a"),
        )
    ),
)
def test_a_reading_that_does_not_fit_its_text_is_our_own_mistake(
    scribe: Scribe, claim: Callable[..., Claim], name: str
) -> None:
    document = scribe.seal()
    with pytest.raises(ValueError, match=r"claim"):
        scribe.read(document, *readings(document, claim)[name])
    assert query.claims(scribe.ledger) == {}


def test_a_document_is_not_read_before_it_is_sealed(scribe: Scribe) -> None:
    digest = scribe.ledger.objects.put(b"unsealed")
    with pytest.raises(ValueError, match="before it is sealed"):
        scribe.read(digest)


def test_a_document_may_be_sealed_and_read_in_one_append(scribe: Scribe, claim: Callable[..., Claim]) -> None:
    sealing = scribe.sealing()
    document = str(sealing.body["document"])
    scribe.write(sealing, scribe.reading(document, [claim(document)]))
    assert list(query.claims(scribe.ledger)) == [claim(document).id]


def test_objects_that_wait_are_on_the_disk_before_an_entry_names_them(scribe: Scribe) -> None:
    with pytest.raises(ZeroDivisionError), scribe.ledger.objects.batch():
        document = scribe.seal()
        raise ZeroDivisionError
    assert scribe.ledger.objects.path(document).is_file()


def test_two_writers_take_turns(scribe: Scribe) -> None:
    drafts = [scribe.sealing(f"report {number}") for number in range(40)]
    errors: list[Exception] = []

    def write(mine: Sequence[Draft]) -> None:
        try:
            with Ledger.open(scribe.ledger.folder, by="another") as ledger:
                for draft in mine:
                    ledger.append([draft])
        except Exception as error:  # noqa: BLE001  a thread's error would be lost
            errors.append(error)

    threads = [threading.Thread(target=write, args=(drafts[start::4],)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert [entry.seq for entry in scribe.ledger.entries()] == list(range(41))
    assert len(query.documents(scribe.ledger)) == 40


def test_a_writer_that_holds_on_is_not_waited_for_for_ever(
    scribe: Scribe, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = scribe.sealing()
    monkeypatch.setattr(connect.connect, "__kwdefaults__", {"create": False, "wait": 0.1})
    with (
        scribe.ledger.write(),
        Ledger.open(scribe.ledger.folder, by="a") as other,
        pytest.raises(Refusal, match="another command is writing"),
    ):
        other.append([draft])
    assert len(list(scribe.ledger.entries())) == 1


def test_reading_goes_on_while_another_writes(scribe: Scribe) -> None:
    scribe.seal()
    with scribe.ledger.write(), Ledger.open(scribe.ledger.folder) as other:
        assert len(list(other.entries())) == 2


def test_a_full_disk_is_a_refusal_and_the_book_goes_on_afterwards(scribe: Scribe) -> None:
    scribe.seal()
    drafts = [scribe.sealing(name=f"{number}.txt") for number in range(200)]
    full = Ledger.open(scribe.ledger.folder, by="a")

    @event.listens_for(full._engine, "connect")
    def limit(connection: sqlite3.Connection, _: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 5}")

    full._engine.dispose()
    with full, pytest.raises(Refusal, match="no room left"):
        full.append(drafts)
    assert len(list(scribe.ledger.entries())) == 2
    scribe.write(*drafts)
    assert len(list(scribe.ledger.entries())) == 202


def test_nothing_is_signed_on_top_of_a_changed_end(scribe: Scribe) -> None:
    scribe.seal()
    draft = scribe.sealing("more")
    changes = {
        "the last entry is gone": "DELETE FROM entries WHERE seq = 1",
        "the last checkpoint is gone": "DELETE FROM checkpoints WHERE size = 2",
        "the frontier is another": "UPDATE checkpoints SET frontier = zeroblob(32) WHERE size = 2",
        "the frontier is none": "UPDATE checkpoints SET frontier = x'00' WHERE size = 2",
        "the note is another": "UPDATE checkpoints SET note = 'x' || note WHERE size = 2",
        "the note is none": "UPDATE checkpoints SET note = '' WHERE size = 2",
    }
    for change in changes.values():
        with closing(sqlite3.connect(scribe.ledger.folder / "ledger.sqlite")) as connection:
            kept = (
                list(connection.execute("SELECT * FROM entries")),
                list(connection.execute("SELECT * FROM checkpoints")),
            )
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute(change)
            connection.commit()
        with pytest.raises(Refusal, match="changed from outside"):
            scribe.write(draft)
        with closing(sqlite3.connect(scribe.ledger.folder / "ledger.sqlite")) as connection:
            connection.execute("DELETE FROM entries")
            connection.execute("DELETE FROM checkpoints")
            connection.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)", kept[0])
            connection.executemany("INSERT INTO checkpoints VALUES (?, ?, ?)", kept[1])
            connection.commit()
    scribe.write(draft)


def test_entries_can_be_appended_while_they_are_read(scribe: Scribe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tollbook.ledger.entries.PAGE", 2)
    scribe.write(*(scribe.sealing(f"report {number}") for number in range(5)))
    seen: list[Entry] = []
    for entry in scribe.ledger.entries():
        seen.append(entry)
        scribe.seal(f"more {entry.seq}")
    assert [entry.seq for entry in seen] == list(range(6))
    assert len(list(scribe.ledger.entries())) == 12


def test_entries_can_be_asked_for_by_kind_and_from_a_number_on(scribe: Scribe) -> None:
    document = scribe.seal()
    scribe.read(document)
    scribe.seal("another")
    read = scribe.ledger.entries(kinds=[Kind.DOCUMENT_READ, Kind.BOOK_OPENED])
    assert [entry.seq for entry in read] == [0, 2]
    assert [entry.seq for entry in scribe.ledger.entries(after=1, kinds=[Kind.DOCUMENT_SEALED])] == [3]
    assert list(scribe.ledger.entries(after=3)) == []
