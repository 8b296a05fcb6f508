from __future__ import annotations

import io
import tarfile
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.documents.sniff import sniff

PROSE = "The teams were still at work in the rubble, and nobody knew how many were inside. "


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def tarred() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("x"))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("head", "name", "media"),
    [
        (b"%PDF-1.7\n", "x", "application/pdf"),
        (b"\n\n%PDF-1.7\n", "x.txt", "application/pdf"),
        (b"<!DOCTYPE html><html>", "x.txt", "text/html"),
        (b"  <!-- saved from -->\n<HTML>", "x", "text/html"),
        (b"\xef\xbb\xbf<html lang=ar>", "x", "text/html"),
        ("<html><body>".encode("utf-16"), "x", "text/html"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC ''>", "x.xml", "text/html"),
        (b"<p>A part of a page.</p>", "x.html", "text/html"),
        (b"# A heading", "x.md", "text/markdown"),
        (b"# A heading", "x.MARKDOWN", "text/markdown"),
        (b"# A heading", "x.txt", "text/plain"),
        (PROSE.encode(), "x", "text/plain"),
        (PROSE.encode(), "report.2017", "text/plain"),
        (PROSE.encode("utf-16-le"), "x", "text/plain"),
        ("كلمات".encode("cp1256"), "x", "text/plain"),
        (b"one\0two " + PROSE.encode(), "x", "text/plain"),
        (b"\x01\x02" + b"mostly words", "x.txt", "text/plain"),
        (b"a,b\n1,2\n", "x.csv", "text/csv"),
        (b'{"a": 1}', "x.json", "application/json"),
        (b"<?xml version='1.0'?><rss>", "x", "application/xml"),
        (b"From: a@example.org\nMIME-Version: 1.0\n\nx", "x", "message/rfc822"),
        (b"From: <saved>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n", "x", "multipart/related"),
        (b"From: the desk\nTo whom it may concern: " + PROSE.encode(), "x", "text/plain"),
        (b"\x89PNG\r\n\x1a\n....", "x.txt", "image/png"),
        (b"\xff\xd8\xff\xe0", "x.pdf", "image/jpeg"),
        (b"RIFF....WEBPVP8", "x", "image/webp"),
        (b"....ftypisom", "x", "video/mp4"),
        (b"WARC/1.1\r\nWARC-Type: warcinfo", "x", "application/warc"),
        (b"\x1f\x8b\x08", "x.warc.gz", "application/gzip"),
        (b"{\\rtf1 words}", "x.doc", "application/rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "x.doc", "application/msword"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "x", "application/x-ole-storage"),
        (bytes(range(256)), "x", "application/octet-stream"),
        (b"\x00" * 100, "x.dat", "application/octet-stream"),
    ],
)
def test_the_bytes_tell_first_and_the_name_second(head: bytes, name: str, media: str) -> None:
    assert sniff(head, name) == media


@pytest.mark.parametrize(
    ("inside", "name", "end"),
    [
        (("[Content_Types].xml", "word/document.xml"), "x", "wordprocessingml.document"),
        (("[Content_Types].xml", "xl/workbook.xml"), "x", "spreadsheetml.sheet"),
        (("anything",), "x.docx", "wordprocessingml.document"),
        (("report.txt",), "reports", "application/zip"),
    ],
)
def test_office_documents_are_told_from_other_archives(inside: tuple[str, ...], name: str, end: str) -> None:
    assert sniff(zipped(*inside), name).endswith(end)


@pytest.mark.parametrize("start", [b"<!---->" * 9_000, b"<!--" * 16_000, b" " * 65_000, b"<?xml ?>" * 8_000])
def test_a_start_that_leads_nowhere_takes_a_moment(start: bytes) -> None:
    began = time.process_time()
    sniff(start + b"x", "x")
    assert time.process_time() - began < 1


def test_a_tar_archive_is_known_by_the_mark_within_it() -> None:
    assert sniff(tarred(), "x") == "application/x-tar"


@given(st.binary(max_size=600), st.text(max_size=10))
def test_everything_is_of_some_kind(head: bytes, name: str) -> None:
    assert "/" in sniff(head, name)


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
        lambda text: "<" not in text and "%PDF-" not in text
    )
)
def test_utf_8_text_of_no_other_kind_is_text(text: str) -> None:
    assert sniff(b". " + text.encode(), "x") == "text/plain"
