from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tollbook.documents.capture import Capture
from tollbook.documents.seal import Sealed, seal
from tollbook.ledger.objects import Objects
from tollbook.model.document import Origin
from tollbook.model.finding import Finding


def sealed(objects: Objects, path: Path, name: str = "") -> Sealed:
    result = seal(objects, Capture(path=path, origin=Origin(name=name or path.name)))
    assert isinstance(result, Sealed)
    return result


def test_the_bytes_are_kept_as_they_are_under_their_hash(objects: Objects, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"cafe\xcc\x81\r\n")
    result = sealed(objects, path)
    assert result.document == hashlib.sha256(b"cafe\xcc\x81\r\n").hexdigest()
    assert objects.get(result.document) == b"cafe\xcc\x81\r\n"
    assert (result.size, result.media, result.findings) == (8, "text/plain", ())
    assert result.origin == Origin(name="a.txt")


def test_the_same_bytes_twice_are_one_document_with_two_origins(objects: Objects, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"the same")
    (tmp_path / "b.txt").write_bytes(b"the same")
    a, b = sealed(objects, tmp_path / "a.txt"), sealed(objects, tmp_path / "b.txt")
    assert a.document == b.document
    assert a.origin != b.origin
    assert list(objects.ids()) == [a.document]


def test_an_empty_file_is_sealed_and_a_finding(objects: Objects, tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    result = sealed(objects, tmp_path / "a.txt", "week 1/a.txt")
    assert result.document in objects
    assert [(finding.code, finding.where) for finding in result.findings] == [("document.empty", "week 1/a.txt")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n", "an image (image/png)"),
        (b"PK\x03\x04....", "a zip archive"),
        (b"WARC/1.0\r\n", "a web archive"),
        (bytes(range(256)), "of a kind that is not known"),
    ],
)
def test_a_kind_that_is_not_read_is_sealed_and_a_finding(
    objects: Objects, tmp_path: Path, data: bytes, words: str
) -> None:
    (tmp_path / "a").write_bytes(data)
    result = sealed(objects, tmp_path / "a")
    assert objects.get(result.document) == data
    (finding,) = result.findings
    assert finding.code == "document.kind-unread"
    assert words in finding.message
    assert finding.advice


def test_a_file_that_is_gone_is_a_finding_and_nothing_is_sealed(objects: Objects, tmp_path: Path) -> None:
    result = seal(objects, Capture(path=tmp_path / "gone.txt", origin=Origin(name="gone.txt")))
    assert isinstance(result, Finding)
    assert (result.code, result.where) == ("document.unreadable", "gone.txt")
    assert not objects.folder.exists()
