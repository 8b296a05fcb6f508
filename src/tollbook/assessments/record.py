"""Record positions: what an accused party says of an incident, dated, pointing at the sentence."""

from __future__ import annotations

from tollbook.ledger import query
from tollbook.ledger.bodies import PositionRecorded
from tollbook.ledger.open import Ledger
from tollbook.ledger.serialise import to_json
from tollbook.model.entry import Draft, Entry, Kind
from tollbook.model.finding import Refusal


def record_position(ledger: Ledger, position: PositionRecorded) -> Entry:
    """Write a position that rests on a claim, or on words that stand in a document, letter for letter.

    Raises Refusal where it rests on neither or both, the quote does not stand in the document, or the book has no
    such incident, claim or document.
    """
    if bool(position.claim) == bool(position.document):
        raise Refusal(
            "a position points at the sentence it rests on: a claim or a document",
            "Give --claim, or --document with --quote; not both.",
        )
    if position.document:
        _check_quote(ledger, position.document, position.quote)
    return ledger.append([Draft(kind=Kind.POSITION_RECORDED, body=to_json(position))])[0]


def _check_quote(ledger: Ledger, document: str, quote: str) -> None:
    text = query.text(ledger, document)
    if not quote.strip():
        raise Refusal("a position that rests on a document quotes it", "Give the words with --quote, verbatim.")
    # Line ends differ between a page and what a person types; words do not.
    if text is None or " ".join(quote.split()) not in " ".join(text.split()):
        raise Refusal(
            f"“{quote}” does not stand in the text of document {document[:12]}",
            "Copy the words from the document, letter for letter.",
        )
