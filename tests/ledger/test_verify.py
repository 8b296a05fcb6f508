"""A book edited by hand: whatever was changed, verify names it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tollbook.ledger import query, tables
from tollbook.ledger.checkpoints import Checkpoint, make_key
from tollbook.ledger.objects import BLOCK
from tollbook.ledger.open import Ledger
from tollbook.ledger.tree import Frontier, leaf_hash
from tollbook.ledger.verify import Verification, verify
from tollbook.model.claim import Claim
from tollbook.model.finding import Refusal

if TYPE_CHECKING:
    from tests.ledger.conftest import Scribe

SEED = bytes(range(32))


@pytest.fixture
def written(scribe: Scribe, claim: Callable[..., Claim]) -> Scribe:
    """Entries 0 opened, 1 sealed, 2 read, 3 judged, 4 sealed and 5 sealed (one append), 6 released."""
    document = scribe.seal()
    scribe.read(document, claim(document))
    scribe.judge("accept", claim(document).id)
    scribe.write(scribe.sealing("another report"), scribe.sealing("a third report"))
    scribe.release()
    return scribe


@contextmanager
def editing(scribe: Scribe) -> Iterator[sqlite3.Connection]:
    """The ledger in the hands of somebody who knows about the triggers, and puts them back."""
    with closing(sqlite3.connect(scribe.ledger.folder / "ledger.sqlite")) as connection:
        for name in tables.REFUSALS:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for sql in tables.REFUSALS.values():
            connection.execute(sql)
        connection.commit()


def edit(scribe: Scribe, *statements: str) -> Verification:
    with editing(scribe) as connection:
        for statement in statements:
            connection.execute(statement)
    return verify(scribe.ledger)


def wrong(verification: Verification) -> tuple[str, str]:
    assert not verification.ok
    assert verification.wrong is not None
    assert verification.findings[0] == verification.wrong
    assert verification.wrong.advice
    return verification.wrong.code, verification.wrong.where


def test_a_sound_book_verifies(written: Scribe) -> None:
    verification = verify(written.ledger)
    assert verification.ok
    assert (verification.wrong, verification.findings) == (None, ())
    assert (verification.entries, verification.checkpoints, verification.objects) == (7, 6, 4)
    assert (verification.unnamed, verification.unfinished) == (0, 0)
    assert verification.words.startswith("Everything fits: 7 entries, 6 checkpoints and 4 objects")


def test_every_byte_is_counted(written: Scribe) -> None:
    with closing(sqlite3.connect(written.ledger.folder / "ledger.sqlite")) as connection:
        (entries,) = connection.execute("SELECT sum(length(bytes)) FROM entries").fetchone()
    objects = sum(path.stat().st_size for path in written.ledger.objects.files())
    assert verify(written.ledger).bytes == entries + objects


def test_a_book_is_verified_by_its_folder_too(written: Scribe) -> None:
    written.ledger.close()
    before = sorted(path.name for path in written.ledger.folder.iterdir())
    assert verify(written.ledger.folder).ok
    assert sorted(path.name for path in written.ledger.folder.iterdir()) == before


def test_progress_is_told_to_the_end(written: Scribe) -> None:
    told: dict[str, tuple[int, int]] = {}

    def watch(stage: str, done: int, total: int) -> None:
        assert told.get(stage, (0, 0))[0] <= done <= total
        told[stage] = done, total

    verify(written.ledger, watch)
    assert list(told) == ["entries", "objects", "views"]
    assert all(done == total for done, total in told.values())


def test_large_objects_are_hashed_whole(written: Scribe, tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(os.urandom(3 * BLOCK + 17))
    digest, _ = written.ledger.objects.put_file(tmp_path / "large")
    assert verify(written.ledger).ok
    path = written.ledger.objects.path(digest)
    path.chmod(0o644)
    with path.open("r+b") as file:
        file.seek(-1, os.SEEK_END)
        last = file.read(1)[0]
        file.seek(-1, os.SEEK_END)
        file.write(bytes([last ^ 1]))
    assert wrong(verify(written.ledger))[0] == "ledger.object-changed"


def test_a_changed_object_is_named_with_the_entry_that_names_it(written: Scribe) -> None:
    (entry,) = [entry for entry in written.ledger.entries() if entry.seq == 2]
    for name in (entry.body["reading"], entry.body["document"]):
        path = written.ledger.objects.path(name)
        path.chmod(0o644)
        path.write_bytes(b"x" + path.read_bytes()[1:])
    verification = verify(written.ledger)
    first = entry.body["document"]
    assert wrong(verification) == ("ledger.object-changed", f"objects/{first[:2]}/{first[2:]}")
    assert verification.wrong is not None
    assert "which entry 1 names" in verification.wrong.message


def test_a_missing_object_is_named(written: Scribe) -> None:
    document = next(iter(query.documents(written.ledger)))
    written.ledger.objects.path(document).unlink()
    assert wrong(verify(written.ledger)) == ("ledger.object-missing", f"objects/{document[:2]}/{document[2:]}")


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ("UPDATE entries SET bytes = CAST(bytes || ' ' AS BLOB) WHERE seq = 3", "entry-changed", "entry 3"),
        ("UPDATE entries SET leaf = zeroblob(32) WHERE seq = 2", "entry-changed", "entry 2"),
        ("UPDATE entries SET \"by\" = 'another' WHERE seq = 2", "entry-form", "entry 2"),
        ("UPDATE entries SET at = '2017-03-29T12:00:00Z' WHERE seq = 2", "entry-form", "entry 2"),
        ("UPDATE entries SET kind = 'claim.judged' WHERE seq = 2", "entry-form", "entry 2"),
        ("DELETE FROM entries WHERE seq = 3", "entry-missing", "entry 3"),
        ("DELETE FROM entries WHERE seq = 0", "entry-missing", "entry 0"),
        ("DELETE FROM entries WHERE seq = 6", "entries-missing", "checkpoint 7"),
        ("UPDATE entries SET seq = 9 WHERE seq = 6", "entry-missing", "entry 6"),
        ("DELETE FROM checkpoints WHERE size = 7", "uncovered", "entry 6"),
        ("UPDATE checkpoints SET note = replace(note, char(10) || '4' || char(10), char(10) || '04' || char(10))"
         " WHERE size = 4", "checkpoint-form", "checkpoint 4"),
        ("UPDATE checkpoints SET note = '' WHERE size = 4", "checkpoint-form", "checkpoint 4"),
        ("UPDATE checkpoints SET note = replace(note, char(10) || '4' || char(10), char(10) || '3' || char(10))"
         " WHERE size = 4", "checkpoint-signature", "checkpoint 4"),
        ("UPDATE checkpoints SET note = (SELECT note FROM checkpoints WHERE size = 3)"
         " WHERE size = 4", "root", "checkpoint 4"),
        ("UPDATE checkpoints SET frontier = zeroblob(32) WHERE size = 4", "root", "checkpoint 4"),
        ("INSERT INTO checkpoints VALUES (0, 'note', x'')", "entries-missing", "checkpoint 0"),
        ("INSERT INTO checkpoints VALUES (99, 'note', x'')", "entries-missing", "checkpoint 99"),
    ],
)  # fmt: skip
def test_whatever_is_changed_in_the_log_is_named(written: Scribe, change: str, code: str, where: str) -> None:
    assert wrong(edit(written, change)) == (f"ledger.{code}", where)


def rewrite(scribe: Scribe, seq: int, change: Callable[[bytes], bytes]) -> Verification:
    """An entry changed by somebody who puts the right hash beside it."""
    with editing(scribe) as connection:
        (data,) = connection.execute("SELECT bytes FROM entries WHERE seq = ?", (seq,)).fetchone()
        new = change(data)
        assert new != data
        connection.execute("UPDATE entries SET bytes = ?, leaf = ? WHERE seq = ?", (new, leaf_hash(new), seq))
    return verify(scribe.ledger)


def test_an_entry_changed_together_with_its_hash_breaks_the_next_checkpoint(written: Scribe) -> None:
    verification = rewrite(written, 4, lambda data: data.replace(b"report.txt", b"REPORT.txt"))
    assert wrong(verification) == ("ledger.root", "checkpoint 6")
    assert verification.wrong is not None
    assert "one of the entries 4 to 5 was changed" in verification.wrong.message


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b'"at":', b'"at": '),
        lambda data: b"{" + data[data.index(b'"body"') : -1] + b"," + data[1 : data.index(b',"body"')] + b"}",
        lambda data: b"no json",
        lambda data: b"[]",
        lambda data: b"[" * 100_000,
        lambda data: data.replace(b"document.sealed", b"document.dreamt"),
        lambda data: data.replace(b'"size"', b'"seize"'),
        lambda data: data.replace(b'"seq":1', b'"seq":7'),
        lambda data: data[:-1] + b',"more":1}',
    ],
)
def test_entries_in_another_form_are_named(written: Scribe, change: Callable[[bytes], bytes]) -> None:
    assert wrong(rewrite(written, 1, change)) == ("ledger.entry-form", "entry 1")


def forge(scribe: Scribe, change: Callable[[bytes], bytes]) -> None:
    """The whole history from entry 1 on, rewritten and signed anew by somebody who has the key."""
    signer = make_key(scribe.ledger.verifier_key.partition("+")[0], SEED)
    with editing(scribe) as connection:
        (data,) = connection.execute("SELECT bytes FROM entries WHERE seq = 1").fetchone()
        new = change(data)
        connection.execute("UPDATE entries SET bytes = ?, leaf = ? WHERE seq = 1", (new, leaf_hash(new)))
        leaves = [leaf for (leaf,) in connection.execute("SELECT leaf FROM entries ORDER BY seq")]
        for (size,) in connection.execute("SELECT size FROM checkpoints").fetchall():
            frontier = Frontier().extend(leaves[:size])
            note = signer.sign(Checkpoint(signer.name, size, frontier.root).text())
            row = (note, frontier.to_bytes(), size)
            connection.execute("UPDATE checkpoints SET note = ?, frontier = ? WHERE size = ?", row)


def test_a_history_rewritten_with_the_key_shows_against_a_release_or_a_checkpoint_kept_elsewhere(
    written: Scribe,
) -> None:
    kept = written.ledger.checkpoint()
    assert verify(written.ledger, held=[kept]).ok
    written.seal("later")
    assert verify(written.ledger, held=[kept]).ok
    forge(written, lambda data: data.replace(b'"report.txt"', b'"REPORT.txt"'))
    assert wrong(verify(written.ledger)) == ("ledger.release-checkpoint", "entry 6")


def test_without_a_release_only_a_checkpoint_kept_elsewhere_shows_it(scribe: Scribe) -> None:
    scribe.seal()
    kept = scribe.ledger.checkpoint()
    forge(scribe, lambda data: data.replace(b'"text/plain"', b'"text/PLAIN"'))
    assert wrong(verify(scribe.ledger))[0] == "views.changed"
    with Ledger.open(scribe.ledger.folder) as ledger, ledger.write() as connection:
        ledger.make_views(connection)
    assert verify(scribe.ledger).ok
    assert wrong(verify(scribe.ledger, held=[kept])) == ("ledger.held", "checkpoint 2")


def test_a_checkpoint_of_another_book_or_of_a_longer_one_does_not_hold(written: Scribe) -> None:
    other = make_key("elsewhere", bytes(32))
    foreign = other.sign(Checkpoint("elsewhere", 2, bytes(32)).text())
    assert wrong(verify(written.ledger, held=[foreign]))[0] == "ledger.held-signature"
    ours = make_key(written.ledger.verifier_key.partition("+")[0], SEED)
    longer = ours.sign(Checkpoint(ours.name, 99, bytes(32)).text())
    assert wrong(verify(written.ledger, held=[longer]))[0] == "ledger.held"
    with pytest.raises(Refusal, match="a checkpoint to hold the book against is none"):
        verify(written.ledger, held=["no checkpoint"])


def test_the_verifier_key_itself_cannot_be_put_in_place_of_another(written: Scribe) -> None:
    key = written.ledger.verifier_key
    other = str(make_key(key.partition("+")[0], bytes(32)).verifier)
    verification = rewrite(written, 0, lambda data: data.replace(key.encode(), other.encode()))
    assert wrong(verification) == ("ledger.checkpoint-signature", "checkpoint 1")
    verification = rewrite(written, 0, lambda data: data.replace(other.encode(), b"no key"))
    assert wrong(verification) == ("ledger.verifier-key", "entry 0")


@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("UPDATE claims SET low = 2", "claims"),
        ("UPDATE found_claims SET high = 2", "found_claims"),
        ("DELETE FROM judgements", "judgements"),
        ("INSERT INTO heirs VALUES ('i-1', 'i-2', '[]')", "heirs"),
        ("UPDATE documents SET publisher = 'AFP'", "documents"),
        ("DROP TABLE positions", "positions"),
        ("DROP INDEX claims_by_harm", "claims"),
        ("ALTER TABLE releases ADD COLUMN colour TEXT", "releases"),
    ],
)
def test_a_view_changed_by_hand_is_named(written: Scribe, change: str, table: str) -> None:
    code, where = wrong(edit(written, change))
    assert (code, where.partition(":")[0]) == ("views.changed", table)


def test_a_foreign_trigger_is_named_and_so_is_a_missing_one(written: Scribe) -> None:
    with closing(sqlite3.connect(written.ledger.folder / "ledger.sqlite")) as connection:
        connection.execute("CREATE TRIGGER quiet AFTER INSERT ON claims BEGIN DELETE FROM claims; END")
        connection.commit()
        assert wrong(verify(written.ledger)) == ("ledger.trigger", "quiet")
        connection.execute("DROP TRIGGER quiet")
        connection.execute("DROP TRIGGER entries_refuse_delete")
        connection.commit()
        assert wrong(verify(written.ledger)) == ("ledger.trigger", "entries_refuse_delete")


def test_views_of_another_version_are_not_verified_and_that_is_said(written: Scribe) -> None:
    written.ledger.close()
    with closing(sqlite3.connect(written.ledger.folder / "ledger.sqlite")) as connection:
        connection.execute("UPDATE views SET version = 0")
        connection.commit()
    verification = verify(written.ledger.folder)
    assert verification.ok
    assert [finding.code for finding in verification.findings] == ["views.version"]


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_key_that_others_can_read_is_a_finding(written: Scribe, mode: int) -> None:
    (written.ledger.folder / "key").chmod(mode)
    verification = verify(written.ledger)
    assert verification.ok
    assert [finding.code for finding in verification.findings] == ["ledger.key-readable"]


@pytest.mark.parametrize("content", [None, "no key", make_key("another", bytes(32)).to_text()])
def test_a_missing_or_foreign_key_is_a_finding(written: Scribe, content: str | None) -> None:
    path = written.ledger.folder / "key"
    path.unlink()
    if content is not None:
        path.write_text(content)
    verification = verify(written.ledger)
    assert verification.ok
    assert [finding.code for finding in verification.findings] == ["ledger.key"]


def test_what_a_killed_add_leaves_does_no_harm_and_is_counted(written: Scribe) -> None:
    written.ledger.objects.put(b"sealed but never written of")
    (written.ledger.objects.folder / "tmp" / "1-1").mkdir()
    (written.ledger.objects.folder / "tmp" / "1-1" / "7").write_bytes(b"half")
    verification = verify(written.ledger)
    assert verification.ok
    assert verification.findings == ()
    assert (verification.unnamed, verification.unfinished) == (1, 1)
    assert "1 objects that no entry names" in verification.words


def test_a_changed_object_that_no_entry_names_is_named_all_the_same(written: Scribe) -> None:
    digest = written.ledger.objects.put(b"sealed but never written of")
    written.ledger.objects.path(digest).chmod(0o644)
    written.ledger.objects.path(digest).write_bytes(b"other")
    assert wrong(verify(written.ledger)) == ("ledger.object-changed", f"objects/{digest[:2]}/{digest[2:]}")


@pytest.mark.parametrize("name", ["notes.txt", "ab/notes.txt", "ab" + "0" * 62, "abc/" + "0" * 61])
def test_files_that_are_no_objects_are_a_finding(written: Scribe, name: str) -> None:
    path = written.ledger.objects.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine")
    verification = verify(written.ledger)
    assert verification.ok
    assert [finding.code for finding in verification.findings] == ["ledger.stray"]


@pytest.mark.parametrize("left", [0, 100, 8192, 40000])
def test_a_truncated_ledger_is_a_finding(written: Scribe, left: int) -> None:
    written.ledger.close()
    os.truncate(written.ledger.folder / "ledger.sqlite", left)
    assert wrong(verify(written.ledger.folder))[0] == "ledger.damaged"


def test_a_ledger_with_a_damaged_page_is_a_finding(written: Scribe) -> None:
    written.ledger.close()
    path = written.ledger.folder / "ledger.sqlite"
    data = bytearray(path.read_bytes())
    at = data.index(b"entries_by_kind") // 4096 * 4096 + 4096
    data[at : at + 4096] = bytes(4096)
    path.write_bytes(data)
    assert wrong(verify(written.ledger.folder))[0] == "ledger.damaged"


def test_a_book_that_lost_its_objects_is_a_finding(written: Scribe) -> None:
    written.ledger.close()
    (written.ledger.folder / "objects").rename(written.ledger.folder / "elsewhere")
    assert wrong(verify(written.ledger.folder))[0] == "ledger.damaged"


def test_what_is_no_book_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="holds no book"):
        verify(tmp_path)


def test_a_book_of_a_newer_tollbook_is_refused(written: Scribe) -> None:
    with closing(sqlite3.connect(written.ledger.folder / "ledger.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(Refusal, match="newer"):
        verify(written.ledger.folder)


def test_a_book_can_be_verified_while_it_is_added_to(written: Scribe) -> None:
    def watch(stage: str, done: int, total: int) -> None:
        written.seal(f"{stage} {done}")

    with Ledger.open(written.ledger.folder) as other:
        verification = verify(other, watch)
    assert verification.ok
    assert verification.entries == 7
    assert verify(written.ledger).entries > 7
