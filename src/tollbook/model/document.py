"""A document: one captured source, as bytes, never changed; and what its origins and its text say of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tollbook.model.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the bytes came from, as somebody stated it: by `sources.csv`, by flags, or by the file itself.

    `name` is the file's path relative to what was added. Empty strings and None mean "not said".
    """

    name: str
    publisher: str = ""
    published: date | None = None
    url: str = ""
    language: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What could be got out of a document's bytes: NFC text, and what the file says of itself.

    `text` is None where there is none to be had (a scanned PDF, an unknown type); a finding then says why.
    `extractor` names what read the bytes, with its version ("trafilatura 2.3.1").
    """

    text: str | None
    extractor: str
    publisher: str = ""
    published: date | None = None
    url: str = ""
    language: str = ""
    title: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of a book. `id` is the SHA-256 of its bytes, in hex; `text` that of its extracted text.

    `publisher` to `title` are the values in force: the first origin that states them (origins in the order
    of their publication, then name), else what the file says of itself.
    """

    id: str
    size: int
    media: str
    origins: tuple[Origin, ...]
    text: str | None = None
    publisher: str = ""
    published: date | None = None
    url: str = ""
    language: str = ""
    title: str = ""
    findings: tuple[Finding, ...] = ()
