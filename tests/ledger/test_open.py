from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tollbook.ledger.checkpoints import Verifier, parse
from tollbook.ledger.open import Ledger
from tollbook.ledger.refuse import Damaged
from tollbook.ledger.tree import leaf_hash
from tollbook.model.entry import Draft, Kind
from tollbook.model.finding import Refusal

if TYPE_CHECKING:
    from tests.ledger.conftest import Scribe

SEED = bytes(range(32))


def at_noon() -> datetime:
    return datetime(2017, 3, 28, 12, tzinfo=UTC)


def test_a_new_book_holds_one_signed_entry(ledger: Ledger) -> None:
    (entry,) = ledger.entries()
    assert (entry.seq, entry.at, entry.by, entry.kind) == (0, at_noon(), "recorder", Kind.BOOK_OPENED)
    assert entry.body == {"title": "West Mosul", "tollbook": "0.1.0", "key": ledger.verifier_key}
    assert Verifier.parse(ledger.verifier_key).verify(ledger.checkpoint())
    assert parse(ledger.checkpoint()).size == 1


def test_the_folder_of_a_book_holds_ledger_objects_and_key_and_nothing_else(ledger: Ledger) -> None:
    folder = ledger.folder
    ledger.close()
    assert sorted(path.name for path in folder.iterdir()) == ["key", "ledger.sqlite", "objects"]
    assert stat.S_IMODE((folder / "key").stat().st_mode) == 0o600


def test_the_same_key_clock_and_title_give_the_same_book(tmp_path: Path) -> None:
    notes = []
    for name in ("one", "two"):
        with Ledger.create(tmp_path / name, "T", key=SEED, clock=at_noon, by="a") as ledger:
            notes.append(ledger.checkpoint())
    assert notes[0] == notes[1]


def test_books_signed_with_one_key_have_origins_of_their_own(tmp_path: Path) -> None:
    origins = set()
    for name in ("one", "two"):
        with Ledger.create(tmp_path / name, name, key=SEED, clock=at_noon, by="a") as ledger:
            origins.add(parse(ledger.checkpoint()).origin)
    assert len(origins) == 2


def test_a_book_opens_again_as_it_was_left(ledger: Ledger) -> None:
    checkpoint = ledger.checkpoint()
    ledger.close()
    with Ledger.open(ledger.folder) as again:
        assert (again.title, again.checkpoint()) == ("West Mosul", checkpoint)


def test_a_folder_that_holds_something_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(Refusal, match="not empty"):
        Ledger.create(tmp_path, "T", by="a")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_book_that_cannot_be_begun_leaves_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="cannot be written into a book"):
        Ledger.create(tmp_path / "book", "caf\udce9", by="a")
    assert list((tmp_path / "book").iterdir()) == []
    Ledger.create(tmp_path / "book", "café", by="a").close()


def test_a_book_is_begun_by_somebody(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="nobody is named"):
        Ledger.create(tmp_path / "book", "T", by="")
    assert not (tmp_path / "book").exists()


def test_a_book_is_not_begun_on_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refusal, match="not a folder"):
        Ledger.create(tmp_path / "file", "T", by="a")


def test_a_book_is_not_begun_where_nobody_may_write(nobody: Callable[..., AbstractContextManager[Path]]) -> None:
    with nobody() as folder, pytest.raises(Refusal, match="cannot be written"):
        Ledger.create(folder / "book", "T", by="a")


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_folder_without_a_book_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(Refusal, match="holds no book"):
        Ledger.open(tmp_path / name)
    assert not (tmp_path / name / "ledger.sqlite").exists()


def test_a_book_of_a_newer_schema_is_refused(ledger: Ledger) -> None:
    ledger.close()
    with sqlite3.connect(ledger.folder / "ledger.sqlite") as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(Refusal, match="newer Tollbook"):
        Ledger.open(ledger.folder)


@pytest.mark.parametrize("left", [0, 100, 5000])
def test_a_truncated_ledger_is_refused_as_damaged(ledger: Ledger, left: int) -> None:
    ledger.close()
    os.truncate(ledger.folder / "ledger.sqlite", left)
    with pytest.raises(Damaged, match="damaged"):
        Ledger.open(ledger.folder)


def test_a_file_that_is_no_ledger_is_refused_as_damaged(tmp_path: Path) -> None:
    (tmp_path / "objects").mkdir()
    (tmp_path / "ledger.sqlite").write_bytes(b"this is not a database" * 1000)
    with pytest.raises(Damaged, match="not a database"):
        Ledger.open(tmp_path)


def test_a_book_without_its_objects_is_refused(ledger: Ledger) -> None:
    ledger.close()
    (ledger.folder / "objects").rmdir()
    with pytest.raises(Damaged, match="lost its objects"):
        Ledger.open(ledger.folder)


def test_without_its_key_a_book_can_be_read_but_not_added_to(scribe: Scribe) -> None:
    document = scribe.seal()
    scribe.ledger.close()
    (scribe.ledger.folder / "key").unlink()
    with Ledger.open(scribe.ledger.folder, by="a") as ledger:
        assert document in ledger.objects
        with pytest.raises(Refusal, match="key is missing"):
            ledger.append([scribe.sealing("other")])
        assert len(list(ledger.entries())) == 2


def test_a_key_kept_elsewhere_signs_in_the_place_of_the_file(scribe: Scribe) -> None:
    scribe.ledger.close()
    (scribe.ledger.folder / "key").unlink()
    with Ledger.open(scribe.ledger.folder, by="a", key=SEED) as ledger:
        ledger.append([scribe.sealing()])
        assert Verifier.parse(ledger.verifier_key).verify(ledger.checkpoint())


def test_another_key_is_refused(scribe: Scribe) -> None:
    with (
        Ledger.open(scribe.ledger.folder, by="a", key=bytes(32)) as ledger,
        pytest.raises(Refusal, match="not the key"),
    ):
        ledger.append([scribe.sealing()])


def test_nobody_writes_without_a_name(scribe: Scribe) -> None:
    with Ledger.open(scribe.ledger.folder) as ledger, pytest.raises(Refusal, match="nobody is named"):
        ledger.append([scribe.sealing()])


def test_entries_are_timed_in_utc_and_whole_seconds(tmp_path: Path) -> None:
    there = timezone(timedelta(hours=3))
    with Ledger.create(tmp_path, "T", clock=lambda: datetime(2017, 3, 17, 8, 24, 9, 555, there), by="a") as ledger:
        (entry,) = ledger.entries()
    assert entry.at == datetime(2017, 3, 17, 5, 24, 9, tzinfo=UTC)


def test_sqlite_is_set_as_the_decision_page_says(ledger: Ledger) -> None:
    with ledger.read() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30000}


def test_views_of_another_version_are_made_anew_on_opening(
    scribe: Scribe, dump: Callable[[Ledger], dict[str, list[tuple[Any, ...]]]]
) -> None:
    scribe.seal()
    before = dump(scribe.ledger)
    scribe.ledger.close()
    with sqlite3.connect(scribe.ledger.folder / "ledger.sqlite") as connection:
        connection.execute("UPDATE views SET version = 0")
        connection.execute("DELETE FROM origins")
    with Ledger.open(scribe.ledger.folder) as ledger:
        assert dump(ledger) == before


def test_opening_an_ordinary_book_does_not_load_alembic(ledger: Ledger) -> None:
    code = f"""
import sys
from pathlib import Path
from tollbook.ledger.open import Ledger
Ledger.open(Path({str(ledger.folder)!r})).close()
print("alembic" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_book_on_a_disk_that_may_only_be_read_can_be_read(
    scribe: Scribe, nobody: Callable[..., AbstractContextManager[Path]]
) -> None:
    scribe.seal()
    scribe.ledger.close()
    with nobody(scribe.ledger.folder) as folder:
        with Ledger.open(folder, by="a") as ledger:
            assert [entry.kind for entry in ledger.entries()] == [Kind.BOOK_OPENED, Kind.DOCUMENT_SEALED]
            digest = next(iter(ledger.objects.ids()))
            body = {"document": digest, "size": 1, "media": "text/plain", "origin": {"name": "again"}}
            with pytest.raises(Refusal, match="cannot be written"):
                ledger.append([Draft(kind=Kind.DOCUMENT_SEALED, body=body)])
        assert sorted(path.name for path in folder.iterdir()) == ["key", "ledger.sqlite", "objects"]


def test_leaves_are_hashes_of_the_bytes_that_are_kept(scribe: Scribe) -> None:
    scribe.seal()
    with sqlite3.connect(scribe.ledger.folder / "ledger.sqlite") as connection:
        rows = connection.execute("SELECT bytes, leaf FROM entries").fetchall()
    assert len(rows) == 2
    assert all(leaf_hash(data) == leaf for data, leaf in rows)
