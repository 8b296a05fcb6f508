"""Commands by which a person decides: judge and undo. Each writes one entry; nothing is edited."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated, Final

import typer

from tollbook.cli.options import BookFolder, By, Json, Why, open_book
from tollbook.cli.outcome import found_incident, outcome
from tollbook.ledger.find import find_claim
from tollbook.model.finding import Refusal
from tollbook.model.vocabulary import Decision

ALONE = (Decision.ACCEPT, Decision.AMEND, Decision.REJECT)
"""Decisions that are taken on one claim; of the others here, on a pair."""
NEW: Final = "new"
"""What is typed for an incident that is not there yet."""
PAIRED = (Decision.SAME, Decision.DIFFERENT, Decision.UNSURE)

OnClaims = StrEnum("OnClaims", {one.name: one.value for one in (*ALONE, *PAIRED)})  # type: ignore[misc]


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    for command in (judge, move, split, merge, note, undo):
        app.command(command.__name__, rich_help_panel="Decide")(command)


def judge(
    folder: BookFolder,
    said: Annotated[
        OnClaims,
        typer.Argument(
            metavar="DECISION", help="Of one claim: accept, amend, reject; of two: same, different, unsure."
        ),
    ],
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM [CLAIM]", help="Claim ids, or how they begin.")],
    why: Why = "",
    amend: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="With amend: what the field should say, as in low=29."),
    ] = None,
    by: By = "",
    as_json: Json = False,
) -> None:
    """Decide about a claim (accept, amend, reject) or about a pair (same, different, unsure).

    Example: tollbook judge west-mosul same c-1f0c c-77aa --why "both name the house next to the school"
    Ends with 1 where an earlier judgement is contradicted: the later one holds, and what was set aside is named.
    """
    decision = Decision(said.value)
    alone = decision in ALONE
    if len(claims) != (1 if alone else 2):
        raise Refusal(
            f"“{decision}” is said of {'one claim' if alone else 'a pair of claims'}, not of {len(claims)}",
            "`tollbook claims BOOK` lists them.",
        )
    fields = dict(field_of(text) for text in amend or ())
    with open_book(folder, by) as book:
        found = [find_claim(book.ledger, typed) for typed in claims]
        with outcome(book, found, as_json) as write:
            write(book.judge(decision, found, why=why, fields=fields))


def move(
    folder: BookFolder,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id, or how it begins.")],
    to: Annotated[
        str,
        typer.Argument(
            metavar="INCIDENT|new",
            help="The incident it belongs to: its id, how that begins, or its "
            "number. Or the word new: an incident of its own.",
        ),
    ],
    why: Why = "",
    by: By = "",
    as_json: Json = False,
) -> None:
    """Move a claim, with those that break it down, to the incident that it speaks of; or to a new one.

    Example: tollbook move west-mosul c-1f0c i-77aa --why "the second strike, an hour later"
    It stays with the claims that are there now, and away from those that it leaves, whatever is linked later.
    """
    with open_book(folder, by) as book:
        found = find_claim(book.ledger, claim)
        target = "" if to == NEW else found_incident(book, to)
        with outcome(book, [found], as_json) as write:
            write(book.move(found, target, why=why))


def split(
    folder: BookFolder,
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="Its id, how that begins, or its number.")],
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM...", help="Those that speak of another event.")],
    why: Why = "",
    by: By = "",
    as_json: Json = False,
) -> None:
    """Split an incident: the claims given, with those that break them down, are another event than the rest.

    Example: tollbook split west-mosul i-77aa c-1f0c c-03d9 --why "another street, another day"
    The claims given stay together, and away from those that stay, whatever is linked later.
    """
    with open_book(folder, by) as book:
        target = found_incident(book, incident)
        found = [find_claim(book.ledger, typed) for typed in claims]
        with outcome(book, found, as_json) as write:
            write(book.split(target, found, why=why))


def merge(
    folder: BookFolder,
    incidents: Annotated[
        list[str],
        typer.Argument(metavar="INCIDENT INCIDENT...", help="Their ids, how they begin, or their numbers."),
    ],
    why: Why = "",
    by: By = "",
    as_json: Json = False,
) -> None:
    """Merge incidents: all their claims speak of one event.

    Example: tollbook merge west-mosul i-77aa i-0c1d --why "one village, spelled two ways"
    All their claims stay together, whatever is linked later. The largest gives its id, the others lead to it.
    """
    with open_book(folder, by) as book:
        found = [found_incident(book, typed) for typed in incidents]
        with outcome(book, [], as_json) as write:
            write(book.merge(found, why=why))


def note(
    folder: BookFolder,
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="Its id, how that begins, or its number.")],
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What is to be remembered of it.")],
    by: By = "",
    as_json: Json = False,
) -> None:
    """Note something of an incident, for whoever works on the book. It decides nothing and is in no release.

    Example: tollbook note west-mosul i-77aa "ask the hospital for its list again"
    """
    with open_book(folder, by) as book:
        target = found_incident(book, incident)
        with outcome(book, [], as_json) as write:
            write(book.note(target, words))


def field_of(text: str) -> tuple[str, object]:
    """The field and value that `--set FIELD=VALUE` names; numbers, null and lists as JSON writes them."""
    name, equals, value = text.partition("=")
    if not equals:
        raise Refusal(f"--set {text} names no value.", "Write it as --set low=29 or --set status=civilian.")
    try:
        return name, json.loads(value)
    except json.JSONDecodeError:
        return name, value


def undo(
    folder: BookFolder,
    seq: Annotated[int, typer.Argument(metavar="ENTRY", help="The number of the entry to undo.")],
    why: Why = "",
    by: By = "",
    as_json: Json = False,
) -> None:
    """Take a judgement, a position or a gazetteer out of force. The entry stays, and so does its undoing."""
    with open_book(folder, by) as book, outcome(book, [], as_json) as write:
        write(book.undo(seq, why=why))
