from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import stat
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tollbook.ledger import objects as module
from tollbook.ledger.objects import Objects
from tollbook.ledger.refuse import Damaged
from tollbook.model.finding import Refusal

HELLO = hashlib.sha256(b"hello").hexdigest()


@pytest.fixture
def objects(tmp_path: Path) -> Objects:
    (tmp_path / "objects").mkdir()
    return Objects(tmp_path / "objects")


def lying(objects: Objects) -> list[str]:
    """Every file under the objects' folder."""
    return sorted(path.name for path in objects.folder.rglob("*") if path.is_file())


def test_what_is_put_can_be_got_under_its_hash(objects: Objects) -> None:
    assert objects.put(b"hello") == HELLO
    assert objects.get(HELLO) == b"hello"
    assert HELLO in objects
    assert list(objects.ids()) == [HELLO]
    with objects.open(HELLO) as file:
        assert file.read() == b"hello"


def test_an_object_cannot_be_written_to(objects: Objects) -> None:
    objects.put(b"hello")
    assert stat.S_IMODE(objects.path(HELLO).stat().st_mode) == 0o444


def test_an_object_lies_in_a_folder_of_its_first_two_digits(objects: Objects) -> None:
    objects.put(b"hello")
    assert objects.path(HELLO) == objects.folder / HELLO[:2] / HELLO[2:]


def test_the_same_bytes_twice_are_one_object_and_are_not_written_again(objects: Objects) -> None:
    objects.put(b"hello")
    before = objects.path(HELLO).stat()
    assert objects.put(b"hello") == HELLO
    after = objects.path(HELLO).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert len(lying(objects)) == 1


def test_a_file_is_put_block_by_block(objects: Objects, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BLOCK", 7)
    data = bytes(range(256)) * 3
    (tmp_path / "file").write_bytes(data)
    digest, size = objects.put_file(tmp_path / "file")
    assert (digest, size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert objects.get(digest) == data
    assert objects.put_file(tmp_path / "file") == (digest, size)
    assert len(lying(objects)) == 1


def test_an_empty_file_is_an_object_too(objects: Objects, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    digest, size = objects.put_file(tmp_path / "empty")
    assert (objects.get(digest), size) == (b"", 0)


def test_a_file_that_cannot_be_read_leaves_nothing_behind(objects: Objects, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        objects.put_file(tmp_path / "missing")
    with pytest.raises(IsADirectoryError):
        objects.put_file(tmp_path)
    assert lying(objects) == []


def test_many_are_there_when_put_many_returns(objects: Objects, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH_COUNT", 3)
    many = [str(number).encode() for number in (1, 2, 3, 2, 4, 5, 6, 7, 1)]
    digests = objects.put_many(many)
    assert digests == [hashlib.sha256(one).hexdigest() for one in many]
    assert list(objects.ids()) == sorted(set(digests))


def test_in_a_batch_what_waits_can_be_read(objects: Objects) -> None:
    with objects.batch():
        objects.put(b"hello")
        assert not objects.path(HELLO).exists()
        assert HELLO in objects
        assert objects.get(HELLO) == b"hello"
    assert objects.path(HELLO).exists()
    assert lying(objects) == [HELLO[2:]]


def test_a_batch_does_not_take_a_stranger_s_trouble_for_its_own(objects: Objects) -> None:
    with pytest.raises(PermissionError), objects.batch():
        raise PermissionError(errno.EACCES, "a report that may not be read")


def test_a_batch_left_by_an_exception_keeps_only_what_was_flushed(objects: Objects) -> None:
    with pytest.raises(ZeroDivisionError), objects.batch():
        objects.put(b"hello")
        objects.flush()
        objects.put(b"lost")
        raise ZeroDivisionError
    assert lying(objects) == [HELLO[2:]]


def test_everything_is_on_the_disk_before_it_has_a_name(objects: Objects, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are synced, then renamed, then the folders that hold the new names are synced."""
    calls: list[str] = []
    fsync, rename = os.fsync, Path.rename

    def tell_fsync(file: int) -> None:
        calls.append("folder" if stat.S_ISDIR(os.fstat(file).st_mode) else "file")
        fsync(file)

    def tell_rename(path: Path, target: Path) -> Path:
        calls.append("rename")
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", tell_fsync)
    monkeypatch.setattr(Path, "rename", tell_rename)
    objects.put(b"hello")
    assert calls == ["file", "rename", "folder", "folder"]


def test_a_changed_object_is_refused_and_not_mended(objects: Objects) -> None:
    objects.put(b"hello")
    objects.path(HELLO).chmod(0o644)
    objects.path(HELLO).write_bytes(b"hallo")
    for use in (objects.get, lambda _: objects.put(b"hello")):
        with pytest.raises(Damaged, match="not what its name says"):
            use(HELLO)
    assert objects.path(HELLO).read_bytes() == b"hallo"
    assert lying(objects) == [HELLO[2:]]


def test_a_missing_object_is_refused(objects: Objects) -> None:
    with pytest.raises(Damaged, match="missing"):
        objects.get(HELLO)


@pytest.mark.parametrize("name", ["", "abc", "../../etc/passwd", HELLO.upper(), HELLO + "0"])
def test_only_a_hash_names_an_object(objects: Objects, name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        objects.path(name)


def test_what_a_killed_process_left_is_swept_but_not_what_another_is_writing(objects: Objects) -> None:
    tmp = objects.folder / "tmp"
    tmp.mkdir()
    for name in ("1-0", "2-0"):
        (tmp / name).mkdir()
        (tmp / name / "7").write_bytes(b"half of it")
    lock = os.open(tmp / "2-0", os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    assert len(objects.unfinished()) == 2
    objects.put(b"hello")
    assert objects.unfinished() == [tmp / "2-0" / "7"]
    os.close(lock)
    Objects(objects.folder).put(b"again")
    assert list(tmp.iterdir()) == []


def test_a_place_to_write_in_that_is_swept_before_it_is_locked_is_made_anew(
    objects: Objects, monkeypatch: pytest.MonkeyPatch
) -> None:
    flock = fcntl.flock
    swept: list[Path] = []

    def sweep_first(file: int, how: int) -> None:
        if not swept:
            swept.extend((objects.folder / "tmp").iterdir())
            swept[0].rmdir()
        flock(file, how)

    objects.put(b"first")
    monkeypatch.setattr(fcntl, "flock", sweep_first)
    objects.put(b"hello")
    assert swept
    assert objects.get(HELLO) == b"hello"


def test_threads_may_put_the_same_bytes_at_the_same_time(tmp_path: Path) -> None:
    many = [str(number % 20).encode() for number in range(100)]
    threads = [
        threading.Thread(target=lambda: [Objects(tmp_path / "objects").put(one) for one in many]) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    objects = Objects(tmp_path / "objects")
    assert {objects.get(digest) for digest in objects.ids()} == set(many)
    assert objects.unfinished() == []


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("call", ["write", "fsync", "open"])
def test_a_full_disk_is_a_refusal_and_leaves_nothing_half_written(
    objects: Objects, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, call: str
) -> None:
    objects.put(b"first")
    (tmp_path / "file").write_bytes(b"hello")
    with monkeypatch.context() as full:
        real = getattr(os, call)

        def fail(first: object, *rest: object) -> object:
            if call == "open" and not (isinstance(first, Path) and first.parent.name == "tmp"):
                return real(first, *rest)
            raise OSError(code, os.strerror(code))

        full.setattr(os, call, fail)
        for put in (lambda: objects.put(b"hello"), lambda: objects.put_file(tmp_path / "file")):
            with pytest.raises(Refusal, match="no room left"):
                put()
    assert HELLO not in objects
    assert lying(objects) == lying(Objects(objects.folder))
    assert len(lying(objects)) == 1
    assert objects.put(b"hello") == HELLO


def test_a_write_that_takes_a_part_goes_on_with_the_rest(
    objects: Objects, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:3]))
    assert objects.get(objects.put(b"hello, world")) == b"hello, world"


def test_other_troubles_of_the_disk_are_not_taken_for_a_full_one(
    objects: Objects, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(file: int) -> None:
        raise OSError(errno.EIO, "I/O error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="I/O error"):
        objects.put(b"hello")
    assert lying(objects) == []


def test_a_folder_that_may_not_be_written_is_a_refusal(
    nobody: Callable[..., AbstractContextManager[Path]],
) -> None:
    with nobody() as folder:
        objects = Objects(folder)
        for put in (lambda: objects.put(b"hello"), lambda: objects.put_file(Path(__file__))):
            with pytest.raises(Refusal, match="cannot be written"):
                put()
        assert list(folder.iterdir()) == []
