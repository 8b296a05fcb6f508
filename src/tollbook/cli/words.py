"""Values of the book as the words of a terminal: quotes, days, places, ranges."""

from __future__ import annotations

from collections.abc import Mapping

from tollbook.ledger import query
from tollbook.ledger.open import Ledger
from tollbook.ledger.texts import Texts
from tollbook.model.assessment import Assessment, When
from tollbook.model.claim import Claim
from tollbook.model.place import Location


def anchors(ledger: Ledger, claims: Mapping[str, Claim]) -> dict[str, str]:
    """The anchor of each claim, verbatim, by claim id."""
    texts = Texts(ledger, query.documents(ledger, {claim.doc for claim in claims.values()}))
    return {id_: texts[claim.doc][claim.start : claim.end] for id_, claim in claims.items()}


def as_fields(claim: Claim) -> dict[str, object]:
    """The fields of a claim by name, in the order of CLAIMS.md; without a confidence where there is none."""
    fields: dict[str, object] = {name: getattr(claim, name) for name in Claim.__slots__}
    if claim.confidence is None:
        del fields["confidence"]
    return fields


def date_of(when: When) -> str:
    """A day, or a period; "not known" where nobody says."""
    if when.start is None and when.end is None:
        return "not known"
    if when.start == when.end:
        return str(when.start)
    return f"{when.start or '…'} to {when.end or '…'}"


def place_of(where: Location | None) -> str:
    """The name of a place; "not known" where nobody says."""
    return (where.name or where.written) if where else "not known"


def range_of(assessment: Assessment, name: str) -> str:
    """The range of a figure; empty where the incident has none."""
    figure = assessment.figure(name)
    return str(figure.range) if figure else ""
