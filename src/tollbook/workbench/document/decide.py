"""What a person decides of the claims of a document: one entry each, and never over what they have not seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tollbook.flow import Book
from tollbook.ledger import query
from tollbook.ledger.reviewed import Reviewed, reviewed
from tollbook.ledger.serialise import from_json
from tollbook.model.claim import Claim
from tollbook.model.entry import Entry
from tollbook.model.finding import Refusal
from tollbook.model.vocabulary import Decision
from tollbook.workbench.document.fields import differing, read


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of a request: the `entry`; or none, because the claim was `changed` since it was seen."""

    entry: Entry | None = None
    changed: Reviewed | None = None
    claim: str = ""


def decide(book: Book, document: str, claim: str, form: Mapping[str, str]) -> Done:
    """Accept, amend or reject a claim as the form says. Raises Refusal where that cannot be."""
    one = reviewed(book.ledger, document).get(claim)
    if one is None:
        raise Refusal(
            "there is no such claim in this document", "It may have been read anew: look at the page again."
        )
    if str(one.last) != form.get("seen", ""):
        return Done(changed=one, claim=claim)
    why = form.get("why", "").strip()
    if form.get("decision") == "reject":
        return Done(entry=book.judge(Decision.REJECT, [claim], why=why, link=False), claim=claim)
    kept = one.judged.fields if one.judged else {}
    fields = differing(one.found, read(form), kept)
    decision = Decision.AMEND if fields else Decision.ACCEPT
    return Done(entry=book.judge(decision, [claim], why=why, fields=fields or None, link=False), claim=claim)


def add(book: Book, document: str, form: Mapping[str, str]) -> Done:
    """Add the claim that a person found in a document. Raises Refusal where its words do not stand there."""
    text = query.text(book.ledger, document)
    if text is None:
        raise Refusal("this document has no text", "A claim is anchored in a text.")
    start, end = _anchor(text, form)
    said = read(form)
    record = from_json(Claim, {"doc": document, "start": start, "end": end, "count_text": text[start:end], **said})
    return Done(entry=book.add_claim(record, why=form.get("why", "").strip(), link=False), claim=record.id)


def undo(book: Book, seq: int) -> Done:
    """Take back entry `seq`. Raises Refusal where that cannot be."""
    return Done(entry=book.undo(seq, link=False))


def _anchor(text: str, form: Mapping[str, str]) -> tuple[int, int]:
    """Where the words stand: as selected in the text, else where they are the only ones like that."""
    start, end = form.get("start", ""), form.get("end", "")
    if start.isdecimal() and end.isdecimal() and max(len(start), len(end)) < 13:
        if not 0 <= int(start) < int(end) <= len(text):
            raise Refusal("the words selected do not lie in the text", "Select them again.")
        return int(start), int(end)
    words = form.get("quote", "").replace("\r\n", "\n").strip()
    if not words:
        raise Refusal("no words are given", "Select or type the words that say it, letter for letter.")
    found = text.find(words)
    if found < 0:
        raise Refusal("these words do not stand in the text", "Type them letter for letter.")
    if text.find(words, found + 1) >= 0:
        raise Refusal("these words stand in the text more than once", "Give more of them, or select them in it.")
    return found, found + len(words)
