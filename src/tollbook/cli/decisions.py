"""Commands by which a person decides: judge, undo, position. Each writes one entry; nothing is edited."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from tollbook.cli.options import BookFolder, By, Why, day, open_book
from tollbook.cli.say import line
from tollbook.ledger.bodies import PositionRecorded
from tollbook.ledger.find import find_claim, find_document
from tollbook.model.finding import Refusal
from tollbook.model.vocabulary import Decision, Step

ALONE = (Decision.ACCEPT, Decision.AMEND, Decision.REJECT)
"""Decisions that are taken on one claim; the others are taken on a pair."""


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    for command in (judge, undo, position):
        app.command(command.__name__, rich_help_panel="Decide")(command)


def judge(
    folder: BookFolder,
    decision: Annotated[Decision, typer.Argument(help="Of one claim: accept, amend, reject. Of two: the others.")],
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM [CLAIM]", help="Claim ids, or how they begin.")],
    why: Why = "",
    amend: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="With amend: what the field should say, as in low=29."),
    ] = None,
    by: By = "",
) -> None:
    """Decide about a claim (accept, amend, reject) or about a pair (same, different, unsure).

    Example: tollbook judge west-mosul same c-1f0c c-77aa --why "both name the house next to the school"
    """
    alone = decision in ALONE
    if len(claims) != (1 if alone else 2):
        raise Refusal(
            f"“{decision}” is said of {'one claim' if alone else 'a pair of claims'}, not of {len(claims)}",
            "`tollbook claims BOOK` lists them.",
        )
    fields = dict(field_of(text) for text in amend or ())
    with open_book(folder, by) as book:
        found = [find_claim(book.ledger, typed) for typed in claims]
        entry = book.judge(decision, found, why=why, fields=fields)
    line(f"Entry {entry.seq}: {decision} {' '.join(found)}")


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
) -> None:
    """Take a judgement or a position out of force. The entry stays, and so does its undoing."""
    with open_book(folder, by) as book:
        entry = book.undo(seq, why=why)
    line(f"Entry {entry.seq}: undid entry {seq}")


def position(
    folder: BookFolder,
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="The incident's id, or how it begins.")],
    party: Annotated[str, typer.Option(help="Who speaks: the accused party.")],
    step: Annotated[Step, typer.Option(help="The rung on the ladder of positions.")],
    date: Annotated[str, typer.Option(help="When it was said, YYYY-MM-DD.")],
    claim: Annotated[str, typer.Option(help="The claim that it rests on.")] = "",
    document: Annotated[
        str, typer.Option(help="Or the document: its hash, how it begins, or its file's name.")
    ] = "",
    quote: Annotated[str, typer.Option(help="With --document: the words, verbatim.")] = "",
    conceded: Annotated[int | None, typer.Option(help="How many killed the party itself concedes.")] = None,
    why: Why = "",
    by: By = "",
) -> None:
    """Record what an accused party says of an incident, dated and pointing at the sentence."""
    with open_book(folder, by) as book:
        found = book.incident(incident).incident.id
        entry = book.position(
            PositionRecorded(
                incident=found,
                party=party,
                step=step,
                date=day(date),
                claim=find_claim(book.ledger, claim) if claim else "",
                document=find_document(book.ledger, document) if document else "",
                quote=quote,
                conceded=conceded,
                why=why,
            )
        )
    line(f"Entry {entry.seq}: on {found}, {party}: {step.replace('_', ' ')} ({date})")
