"""Carry out what a recorder decided of an incident: one entry each, unless the incident has changed meanwhile."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from tollbook.assessments.statements.propose import Saying
from tollbook.flow import Book
from tollbook.ledger import linked
from tollbook.ledger.bodies import PositionRecorded
from tollbook.ledger.history import last
from tollbook.model.entry import Entry, Kind
from tollbook.model.finding import Refusal
from tollbook.model.vocabulary import Decision, Step

C = TypeVar("C", bound=StrEnum)

Form = Mapping[str, Sequence[str]]
"""What was typed and ticked: every value of each field, in its order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What came of it: the entry; None, and nothing written, where the incident had changed since entry `seen`."""

    entry: Entry | None
    seen: int


def decide(book: Book, incident: str, deed: str, form: Form) -> Decided:
    """Do `deed` with what is in `form`, if nothing about the incident was written after the entry seen.

    Raises Refusal where it cannot be done: then nothing was written. Raises KeyError where there is no such deed.
    """
    do = DEEDS[deed]
    seen = _number(_one(form, "seen")) or -1
    if linked.heir(book.ledger, incident) != incident or last(book.ledger, incident) > seen:
        return Decided(entry=None, seen=seen)
    return Decided(entry=do(book, incident, form), seen=seen)


def _pair(book: Book, incident: str, form: Form) -> Entry:
    decision = _chosen(Decision, _one(form, "decision"))
    return book.judge(decision, [_one(form, "own"), _one(form, "other")], why=_one(form, "why"))


def _split(book: Book, incident: str, form: Form) -> Entry:
    return book.split(incident, _ticked(form), why=_one(form, "why"))


def _move(book: Book, incident: str, form: Form) -> Entry:
    """Each ticked claim is moved by an entry of its own; one that went along with another needs none."""
    ticked, target = _ticked(form), _known(book, _one(form, "to"))
    entry: Entry | None = None
    for claim in ticked:
        if linked.homes(book.ledger, [claim]).get(claim) == incident:
            entry = book.move(claim, target, why=_one(form, "why"))
    if entry is None:
        raise Refusal("none of the ticked claims is in this incident any more", "Look at the incident again.")
    return entry


def _merge(book: Book, incident: str, form: Form) -> Entry:
    return book.merge([incident, _known(book, _one(form, "other"))], why=_one(form, "why"))


def _position(book: Book, incident: str, form: Form) -> Entry:
    return book.position(
        PositionRecorded(
            incident=incident,
            party=_said(form, "party", "Say which party this is a position of."),
            step=_chosen(Step, _one(form, "step")),
            date=_day(_said(form, "date", "Say on which day it was said.")),
            document=_one(form, "document"),
            quote=_one(form, "quote"),
            conceded=_number(_one(form, "conceded")),
            why=_one(form, "why"),
        )
    )


def _proposal(book: Book, incident: str, form: Form) -> Entry:
    proposal, why = _one(form, "proposal"), _one(form, "why")
    if _one(form, "decision") == "reject":
        return book.reject(proposal, why=why)
    date = _one(form, "date")
    said = Saying(
        party=_one(form, "party"),
        step=_chosen(Step, _one(form, "step")),
        day=_day(date) if date else None,
        conceded=_number(_one(form, "conceded")),
    )
    return book.accept(proposal, said, incident=incident, why=why)


def _note(book: Book, incident: str, form: Form) -> Entry:
    return book.note(incident, _one(form, "note").strip())


def _undo(book: Book, incident: str, form: Form) -> Entry:
    """Notes, positions and rejections have no part in the linking: to take one back does not link anew."""
    seq = _number(_one(form, "seq")) or 0
    entry = next(book.ledger.entries(seq - 1), None)
    return book.undo(seq, why=_one(form, "why"), link=entry is None or entry.kind not in _BESIDE)


_BESIDE: Final = (Kind.INCIDENT_NOTED, Kind.POSITION_RECORDED, Kind.PROPOSAL_REJECTED)
DEEDS: Final[Mapping[str, Callable[[Book, str, Form], Entry]]] = {
    "pair": _pair,
    "split": _split,
    "move": _move,
    "merge": _merge,
    "position": _position,
    "proposal": _proposal,
    "note": _note,
    "undo": _undo,
}


def _one(form: Form, name: str) -> str:
    return next(iter(form.get(name, ())), "").replace("\r\n", "\n").strip()


def _said(form: Form, name: str, advice: str) -> str:
    if value := _one(form, name):
        return value
    raise Refusal(f"“{name}” is empty", advice)


def _ticked(form: Form) -> list[str]:
    if ticked := list(form.get("claims", ())):
        return ticked
    raise Refusal("no claim is ticked", "Tick those that speak of another event.")


def _known(book: Book, typed: str) -> str:
    """The incident in use that is typed, or the one that took its place."""
    found = linked.heir(book.ledger, typed)
    if not typed or not linked.incidents(book.ledger, [found], links=False):
        raise Refusal(
            f"there is no incident “{typed}”", "Copy its id, as in i-789f4b947ed7, from its page or a list."
        )
    return found


def _chosen(kind: type[C], text: str) -> C:
    try:
        return kind(text)
    except ValueError:
        raise Refusal(f"“{text}” is none of the answers that there are", f"They are: {', '.join(kind)}.") from None


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise Refusal(f"“{text}” is no day", "Write it as in 2017-03-17.") from None


def _number(text: str) -> int | None:
    if not text:
        return None
    if text.isdecimal() and text.isascii() and len(text) < 10:
        return int(text)
    raise Refusal(f"“{text}” is no number", "Write digits, or leave it empty.")
