"""What came of a decision: where the claims are now, what it set aside, and how to take it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import typer

from tollbook.cli.say import Exit, counted, line, print_findings, print_json
from tollbook.flow import Book
from tollbook.ledger import linked
from tollbook.ledger.find import find_incident
from tollbook.model.entry import Entry, Kind

Write = Callable[[Entry], None]


def found_incident(book: Book, typed: str) -> str:
    """The id of the incident that is typed as such, by how it begins, or by its number among `incidents`.

    Raises Refusal where there is none, or more than one.
    """
    return book.incident(typed).incident.id if typed.isdecimal() else find_incident(book.ledger, typed)


@contextmanager
def outcome(book: Book, claims: Sequence[str], as_json: bool) -> Iterator[Write]:
    """Around a decision on `claims`: yields what is to be called with its entry, and tells what came of it.

    Raises typer.Exit with FINDINGS where a judgement that held before is set aside by it.
    """
    aside = set(book.set_aside())
    before = linked.homes(book.ledger, claims)
    written: list[Entry] = []
    yield written.append
    (entry,) = written
    concerned = tuple(entry.body.get("claims", ())) or tuple(claims)
    after = linked.homes(book.ledger, concerned)
    findings = [one for one in book.set_aside() if one not in aside]
    if as_json:
        print_json({"entry": entry, "incidents": after, "findings": findings})
    else:
        for words in _words(book, entry, before, after):
            line(words)
    print_findings(findings)
    if findings:
        raise typer.Exit(Exit.FINDINGS)


def _words(book: Book, entry: Entry, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    body, head = entry.body, f"Entry {entry.seq}:"
    match entry.kind:
        case Kind.JUDGEMENT_UNDONE:
            yield f"{head} undid entry {body['seq']}"
            return
        case Kind.CLAIM_JUDGED:
            yield f"{head} {body['decision']} {body['claim']}"
        case Kind.INCIDENT_JUDGED:
            yield f"{head} {body['decision']} {' '.join(body['claims'])}"
            yield from _pair(book, body["claims"], after)
        case Kind.CLAIM_MOVED:
            along = len(body["claims"]) - 1
            parts = (
                f", with {counted(along, 'claim')} that {'breaks' if along == 1 else 'break'} it down"
                if along
                else ""
            )
            yield f"{head} moved {body['claim']} from {before[body['claim']]} to {after[body['claim']]}{parts}"
            yield from _sizes(book, [after[body["claim"]], *linked.homes(book.ledger, body["left"]).values()])
            if not body["incident"]:
                yield from _beside(book, body["claims"], after[body["claim"]])
        case Kind.INCIDENT_SPLIT:
            taken = counted(len(body["claims"]), "claim")
            yield f"{head} split {taken} off {body['incident']}; now in {_named(after)}"
            yield from _sizes(book, [*after.values(), *linked.homes(book.ledger, body["left"]).values()])
            for home in dict.fromkeys(after.values()):
                yield from _beside(book, body["claims"], home)
        case Kind.INCIDENT_NOTED:
            yield f"{head} noted of {body['incident']}: {body['note']}"
        case Kind.INCIDENTS_MERGED:
            yield f"{head} merged {' and '.join(body['incidents'])}; now {_named(after)}"
            yield from _sizes(book, after.values())
    yield f"To take it back: tollbook undo {book.ledger.folder} {entry.seq}"


def _pair(book: Book, claims: Sequence[str], after: Mapping[str, str]) -> Iterator[str]:
    """Where the two claims of a pair are now; and why one is nowhere."""
    if len(after) == 2:
        a, b = (after[claim] for claim in claims)
        yield f"Both are in {a} now." if a == b else f"They are in {a} and {b} now."
    for claim in claims:
        if claim not in after:
            yield f"{claim} is in no incident at present, as its scope is another or it was rejected."


def _named(homes: Mapping[str, str]) -> str:
    return " and ".join(dict.fromkeys(homes.values()))


def _sizes(book: Book, incidents: Iterable[str]) -> Iterator[str]:
    """How many claims incidents have now."""
    ids = list(dict.fromkeys(incidents))
    found = linked.incidents(book.ledger, ids, links=False)
    yield ", ".join(f"{id_}: {counted(len(found[id_].claims), 'claim')}" for id_ in ids)


def _beside(book: Book, claims: Sequence[str], home: str) -> Iterator[str]:
    """Whom the linking puts with claims that were taken out, which a person may not have meant."""
    there = linked.incidents(book.ledger, [home], links=False)[home].claims
    others = [claim for claim in there if claim not in claims]
    if others:
        yield (
            f"The linking puts {counted(len(others), 'other claim')} with it in {home}. "
            "If these are not of that event either, split it there as well."
        )
