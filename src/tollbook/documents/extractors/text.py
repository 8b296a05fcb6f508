"""Plain text: decoded and cleaned, nothing else."""

from __future__ import annotations

from typing import Final

from tollbook.documents.clean import blank, clean
from tollbook.documents.decode import decode
from tollbook.model.document import Extraction

NAME: Final = "tollbook text 1"


def extract(data: bytes, name: str) -> Extraction:
    """The text of a plain text file. Clean UTF-8 comes out as it went in, in NFC, with newlines as line ends."""
    decoded = decode(data, name)
    text, replaced = clean(decoded.text, name)
    findings = decoded.findings + replaced
    if not text.strip():
        findings += (blank(name),)
    return Extraction(text=text, extractor=NAME, findings=findings)
