"""A proposal: a position that a machine thinks a sentence states. It is none until a person accepts it."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass

from tollbook.model.finding import Finding
from tollbook.model.vocabulary import Step, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A sentence in which a party seems to speak of an event, and the rung on which it then stands.

    `start` and `end` are half-open character offsets of the sentence in the document's text, `quote` its words.
    `date` is the day on which it was said, None where nobody states it; `first` and `last` the days of the event
    that the sentence names. `claims` are the ids of the claims of the same sentence, else of the same document:
    they lead to the incident. `named` says whether a claim of the document calls the party the doer, `verdict`
    what an official assessment came to, `words` by which words it was found.
    """

    document: str
    start: int
    end: int
    step: Step
    party: str
    quote: str
    date: datetime.date | None = None
    conceded: int | None = None
    first: datetime.date | None = None
    last: datetime.date | None = None
    verdict: Verdict | None = None
    claims: tuple[str, ...] = ()
    named: bool = False
    words: str = ""

    @property
    def id(self) -> str:
        """`p-` and 16 hex digits of SHA-256 over document, offsets and step, and nothing else.

        So the same sentence on the same rung stays decided, whatever a better finder says of its party or number.
        """
        key = f"{self.document}|{self.start}|{self.end}|{self.step}"
        return "p-" + hashlib.sha256(key.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """What was found in one document: proposals in their written order, and what was wrong in it."""

    proposals: tuple[Proposal, ...] = ()
    findings: tuple[Finding, ...] = ()
