"""A claim: one statement, by someone, in one document, that some harm happened to some number of people."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from tollbook.model.vocabulary import Age, Cause, Harm, Scope, Sex, Stance, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The atom of the record, field by field as CLAIMS.md fixes it (docs/glossary.md).

    `start` and `end` are half-open character offsets of the anchor in the document's text. `low` and `high`
    are what the words assert as a closed range, None where they give no bound. `part_of` is the 0-based
    number, among the claims of the same document in their written order, of the claim this one breaks down.
    `speakers` stand innermost first, as written. `confidence` is the probability that a recorder would accept
    the claim unchanged; None where the reader gives none.
    """

    doc: str
    start: int
    end: int
    harm: Harm
    low: int | None
    high: int | None
    count_text: str
    status: Status = Status.UNKNOWN
    age: Age = Age.UNKNOWN
    sex: Sex = Sex.UNKNOWN
    scope: Scope = Scope.INCIDENT
    part_of: int | None = None
    stance: Stance = Stance.ASSERTED
    speakers: tuple[str, ...] = ()
    date_start: date | None = None
    date_end: date | None = None
    place: str = ""
    cause: Cause = Cause.UNKNOWN
    actor: str = ""
    confidence: float | None = None

    @property
    def id(self) -> str:
        """`c-` and 16 hex digits of SHA-256 over document, anchor, harm and count.

        It depends on nothing else, so a better reader that finds the same claim finds it under the same id
        and no judgement is lost (DESIGN.md, "The ledger is the truth").
        """
        key = f"{self.doc}|{self.start}|{self.end}|{self.harm}|{self.low}|{self.high}"
        return "c-" + hashlib.sha256(key.encode()).hexdigest()[:16]
