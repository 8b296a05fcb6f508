"""Seal a file: its bytes into the objects, unchanged, under their hash; and what kind of file it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tollbook.documents.capture import Capture
from tollbook.documents.extract import is_read
from tollbook.documents.kinds import unread
from tollbook.documents.sniff import HEAD, sniff
from tollbook.model.document import Origin
from tollbook.model.finding import Finding


class Store(Protocol):
    """Where bytes are kept under their hash: `ledger.objects.Objects`, or anything that does as it does."""

    def put_file(self, path: Path) -> tuple[str, int]:
        """Keep the bytes of `path`; returns their SHA-256 in hex and their number."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A document in the objects. `document` is the SHA-256 of its bytes in hex, `size` their number."""

    document: str
    size: int
    media: str
    origin: Origin
    findings: tuple[Finding, ...] = ()


def seal(objects: Store, capture: Capture) -> Sealed | Finding:
    """Put the bytes of a captured file into `objects`, streamed, whatever they are.

    The same bytes always give the same document. Findings of the result: `document.empty`,
    `document.kind-unread` (the kind is known, or not, but no text is taken from it). Where the file cannot be
    read at all, nothing is sealed and the return is that finding: `document.unreadable`. Raises what `objects`
    raises where it cannot keep the bytes.
    """
    name = capture.origin.name
    try:
        with capture.path.open("rb") as file:
            head = file.read(HEAD)
        document, size = objects.put_file(capture.path)
    except OSError as error:
        return Finding(
            code="document.unreadable",
            where=name,
            message=f"the file could not be read ({error.strerror or error}) and is not sealed",
            advice="See that it is there and that you may read it, then add it again.",
        )
    media = sniff(head, name)
    return Sealed(
        document=document, size=size, media=media, origin=capture.origin, findings=_findings(name, size, media)
    )


def _findings(name: str, size: int, media: str) -> tuple[Finding, ...]:
    if size == 0:
        message, advice = "the file is empty", "Fetch it again from where it came and add that too."
        return (Finding(code="document.empty", where=name, message=message, advice=advice),)
    if is_read(media):
        return ()
    what, advice = unread(media)
    message = f"this is {what} ({media}): it is sealed, but no text is taken from it"
    return (Finding(code="document.kind-unread", where=name, message=message, advice=advice),)
