"""Sniff a file's media type: from its first bytes, and from its name only where these leave it open."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePosixPath
from typing import Final

from tollbook.documents.decode import utf_16_of
from tollbook.documents.kinds import HTML, MARKDOWN, PDF, TEXT, UNKNOWN

HEAD: Final = 1 << 16
"""Bytes from the start of a file that are looked at."""

CONTROLS: Final = 0.02
"""Share of control characters up to which 8-bit bytes are taken for a text in some encoding."""

CONTROLS_IN_TEXT: Final = 0.30
"""The same for a file whose name says that it is a text."""

_SIGNATURES: Final = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftyphei", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftyp", "video/mp4"),
    (8, b"AVI ", "video/x-msvideo"),
    (8, b"WAVE", "audio/x-wav"),
    (0, b"\x1aE\xdf\xa3", "video/x-matroska"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"WARC/", "application/warc"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (257, b"ustar", "application/x-tar"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"SQLite format 3\x00", "application/vnd.sqlite3"),
)

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_ODF: Final = "application/vnd.oasis.opendocument."
_ZIPPED: Final = {
    ".docx": _OFFICE + "wordprocessingml.document",
    ".xlsx": _OFFICE + "spreadsheetml.sheet",
    ".pptx": _OFFICE + "presentationml.presentation",
    ".odt": _ODF + "text",
    ".ods": _ODF + "spreadsheet",
    ".odp": _ODF + "presentation",
    ".epub": "application/epub+zip",
    ".wacz": "application/wacz",
}
_ZIPPED_INSIDE: Final = (
    (b"mimetype" + _ZIPPED[".odt"].encode(), _ZIPPED[".odt"]),
    (b"mimetype" + _ZIPPED[".ods"].encode(), _ZIPPED[".ods"]),
    (b"mimetype" + _ZIPPED[".odp"].encode(), _ZIPPED[".odp"]),
    (b"mimetypeapplication/epub+zip", _ZIPPED[".epub"]),
    (b"word/", _ZIPPED[".docx"]),
    (b"xl/", _ZIPPED[".xlsx"]),
    (b"ppt/", _ZIPPED[".pptx"]),
)
_OLE: Final = {
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".doc": "application/msword",
    ".msg": "application/vnd.ms-outlook",
}

_WRITTEN: Final = {
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".txt": TEXT,
    ".text": TEXT,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".json": "application/json",
    ".jsonl": "application/json",
    ".ndjson": "application/json",
    ".geojson": "application/json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".css": "text/css",
    ".js": "text/javascript",
    ".eml": "message/rfc822",
    ".mht": "multipart/related",
    ".mhtml": "multipart/related",
}
"""Kinds made of characters, by the end of the name: their first bytes do not tell them apart."""

_PAGE: Final = re.compile(
    rb"(?>(?:\s+|<\?xml[^>]*>|<!--.*?-->)*)<(?:!doctype\s+html|html|head|body|title|meta)\b", re.I | re.S
)
_MESSAGE: Final = re.compile(rb"(?:From|MIME-Version|Subject|Date|Snapshot-Content-Location): [^\n]*\n", re.I)
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def sniff(head: bytes, name: str) -> str:
    """The media type (IANA, or `application/octet-stream`) of the file `name` that begins with `head`.

    Wants HEAD bytes, or the whole file if that is shorter. What the bytes say goes before the name.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if b"%PDF-" in head[:1024]:  # ISO 32000-1, annex H, implementation note 13
        return PDF
    for offset, signature, media in _SIGNATURES:
        if head.startswith(signature, offset):
            return media
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        inside = next((media for sign, media in _ZIPPED_INSIDE if sign in head), "application/zip")
        return _ZIPPED.get(suffix, inside)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _OLE.get(suffix, "application/x-ole-storage")
    if not _is_written(head, suffix):
        return UNKNOWN
    return _written(head, suffix)


def _is_written(head: bytes, suffix: str) -> bool:
    """Whether these are characters, in whatever encoding."""
    if head.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    few = CONTROLS_IN_TEXT if suffix in _WRITTEN else CONTROLS
    head = _narrow(head)
    return len(_CONTROL.findall(head)) <= len(head) * few


def _narrow(head: bytes) -> bytes:
    """`head` without the zero bytes that UTF-16 puts beside ASCII, and without its mark."""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        if head.startswith(mark):
            return head[len(mark) :].replace(b"\x00", b"")
    return head.replace(b"\x00", b"") if utf_16_of(head) else head


def _written(head: bytes, suffix: str) -> str:
    head = _narrow(head)
    if _PAGE.match(head):
        return HTML
    if suffix in _WRITTEN:
        return _WRITTEN[suffix]
    if head.lstrip()[:5].lower() == b"<?xml":
        return "application/xml"
    if _MESSAGE.match(head) and b"\nmime-version:" in b"\n" + head[:4096].lower():
        return "multipart/related" if b"multipart/related" in head[:4096].lower() else "message/rfc822"
    return TEXT
