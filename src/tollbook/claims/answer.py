"""What is given to a reader, and what comes back: an item to read, and the answer to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tollbook.model.claim import Claim
from tollbook.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Item:
    """One text to read: its document's id, the text, its day of publication and language where known.

    `name` is what a person knows the document by (a file's name), for findings; empty where its id is all.
    """

    doc: str
    text: str
    published: date | None = None
    language: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader found in an item: the claims, and findings on what it refused.

    `answered` is false where the reader could not read the text now (a server that is down): there are no claims
    then, the findings say why, and the text counts as unread, which is not the same as a text without claims.
    """

    item: Item
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    answered: bool = True


class Unanswered(Exception):  # noqa: N818  the word of the house
    """A reader could not read a text now; it may another time. `findings` say why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(finding.message for finding in findings) or "the text was not read")
        self.findings = findings
