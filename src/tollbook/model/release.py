"""A release: what a book makes public, as one frozen value of plain data. Nothing else reaches the reader."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from tollbook.model.assessment import Assessment
from tollbook.model.claim import Claim
from tollbook.model.document import Document
from tollbook.model.tally import Reconciliation, Tally
from tollbook.model.vocabulary import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of a profile, or one word it uses: its name, what it says, and where it was published."""

    name: str
    words: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """The profile that a release was assessed by: its name and version, its rules, and its words for grades.

    A `Rule.name` in `rules` is the one that `Reason.rule` of the assessments refers to.
    """

    profile: str
    version: str
    title: str = ""
    rules: tuple[Rule, ...] = ()
    grades: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a document, verbatim, with the anchor set apart: `text[start:end] == before + anchor + after`.

    `start` to `end` are half-open character offsets into the document's text, `anchor_start` and `anchor_end`
    those of the anchor. `cut_before` and `cut_after`: the sentence goes on where the quote does not.
    """

    document: str
    start: int
    end: int
    before: str
    anchor: str
    after: str
    cut_before: bool = False
    cut_after: bool = False

    @property
    def text(self) -> str:
        """The whole quote."""
        return self.before + self.anchor + self.after

    @property
    def anchor_start(self) -> int:
        """Where the anchor starts in the document's text."""
        return self.start + len(self.before)

    @property
    def anchor_end(self) -> int:
        """Where the anchor ends in the document's text (half-open)."""
        return self.end - len(self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicClaim:
    """A claim as released. `id` is the book's; `whole` the id of the claim that this one breaks down.

    `incident` is empty for aggregates and for what is told as context: they belong to no incident.
    """

    id: str
    claim: Claim
    quote: Quote
    incident: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPosition:
    """A position as released: what a party says, when, how many days after the first report, in what words."""

    party: str
    step: Step
    date: datetime.date
    days: int | None = None
    conceded: int | None = None
    claim: str = ""
    document: str = ""
    quote: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicIncident:
    """An incident as released: its assessment, its claims by id, its positions in the order of their dates."""

    id: str
    assessment: Assessment
    claims: tuple[str, ...]
    positions: tuple[PublicPosition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """How many incidents, documents, claims and positions the screen kept back; never which."""

    incidents: int = 0
    documents: int = 0
    claims: int = 0
    positions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One release of a book. Everything in it may be public; everything public is in it.

    `made` is the day of the release, `checkpoint` the book's signed C2SP checkpoint at that moment, `root` its
    root hash in base64, `size` the number of entries it covers, `key` the C2SP verifier key it is signed by.
    The first tally is the one that the front page leads with.
    """

    title: str
    made: datetime.date
    tollbook: str
    method: Method
    checkpoint: str
    root: str
    size: int
    key: str
    tallies: tuple[Tally, ...]
    incidents: tuple[PublicIncident, ...] = ()
    claims: tuple[PublicClaim, ...] = ()
    documents: tuple[Document, ...] = ()
    reconciliations: tuple[Reconciliation, ...] = ()
    withheld: Withheld = Withheld()
