"""Extract a document's text from its bytes, and what the file says of itself: one extractor a media type."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final

from tollbook.documents.kinds import HTML, MARKDOWN, PDF, TEXT
from tollbook.model.document import Extraction

Extractor = Callable[[bytes, str], Extraction]
"""Takes a document's bytes and the name by which its findings are to call it. Never raises for what is in them."""

EXTRACTORS: Final = {TEXT: "text", MARKDOWN: "markdown", HTML: "html", PDF: "pdf"}
"""The module of `extractors` that reads each media type; loaded when the first such file comes."""

NOTHING: Final = "none"
"""The extractor's name where nothing read the bytes."""


def is_read(media: str) -> bool:
    """Whether text is taken from files of this media type."""
    return media in EXTRACTORS


def extract(data: bytes, media: str, name: str) -> Extraction:
    """The text of a document, in NFC, and what the file says of itself; `name` is where its findings point.

    The same bytes give the same extraction. `text` is None where there is none to be had; a finding then says
    why, except for an empty file or a kind that is not read: of these `seal` has spoken already. What cannot be
    decoded, understood or used is a finding; nothing about `data` makes this raise. Not safe in several threads
    at once (PDFium is not); use processes.
    """
    if not data or not is_read(media):
        return Extraction(text=None, extractor=NOTHING)
    extractor: Extractor = import_module(f"tollbook.documents.extractors.{EXTRACTORS[media]}").extract
    return extractor(data, name)
