"""The command `show`: one incident, with everything that its numbers rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from tollbook.assessments.explain import explain, range_in_words, title
from tollbook.assessments.order import Assessed
from tollbook.cli.options import PROFILE, BookFolder, Json, ProfileName, open_book
from tollbook.cli.say import counted, heading, line, print_json
from tollbook.cli.words import anchors, date_of, place_of
from tollbook.ledger import decided, query
from tollbook.ledger.notes import Note, notes
from tollbook.model.assessment import Assessment, Range
from tollbook.model.claim import Claim
from tollbook.model.document import Document
from tollbook.model.incident import Link
from tollbook.model.judgement import Position


def register(app: typer.Typer) -> None:
    """Add this module's command to `app`."""
    app.command("show", rich_help_panel="Look at it")(show)


def show(
    folder: BookFolder,
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="Its id, how that begins, or its number.")],
    profile: ProfileName = PROFILE,
    as_json: Json = False,
) -> None:
    """Show an incident: range, grade and why, positions in time, claims with their words, and what links them."""
    with open_book(folder) as book:
        assessed = book.incident(incident, profile)
        claims = query.claims(book.ledger, ids=assessed.incident.claims)
        documents = query.documents(book.ledger, {claim.doc for claim in claims.values()})
        quotes = anchors(book.ledger, claims)
        positions = decided.positions(book.ledger, [assessed.incident.id])
        noted = notes(book.ledger, assessed.incident.id)
    if as_json:
        print_json({"incident": assessed.incident, "assessment": assessed.assessment, "claims": claims})
        return
    tell(assessed, positions)
    tell_claims(assessed, claims, documents, quotes)
    tell_notes(noted)
    tell_links(assessed.incident.links, quotes)


def tell(assessed: Assessed, positions: Sequence[Position]) -> None:
    """When, where, range, grade and why, positions: an assessment in plain words."""
    one = assessed.assessment
    heading(f"{date_of(one.when)}, {place_of(one.where)}  ({one.incident})")
    line(explain(one))
    heading("Why")
    for reason in one.reasons:
        line(f"{reason.words} [{reason.rule}, profile {one.profile}]", indent=2)
    heading("Figures")
    for figure in one.figures:
        line(f"{title(figure.name)}: {range_in_words(figure)}", indent=2)
    tell_positions(one, {position.seq: position.quote for position in positions})
    if one.findings:
        heading("To look at")
        for finding in one.findings:
            line(finding.message, indent=2)


def tell_positions(one: Assessment, quotes: Mapping[int, str]) -> None:
    """What the accused said, when, how many days after the first report; `quotes` by the number of the entry."""
    heading("Positions")
    if one.first_report:
        line(f"first report {one.first_report}", indent=2)
    for statement in one.statements:
        days = "" if statement.days is None else f", {statement.days} days after the first report"
        line(f"{statement.date}  {statement.party}: {statement.step.replace('_', ' ')}{days}", indent=2)
        if quotes.get(statement.position):
            line(f"“{quotes[statement.position]}”", indent=4)
    if not one.statements:
        line("none recorded", indent=2)
    for words, days_to in (("statement", one.days_to_statement), ("admission", one.days_to_admission)):
        line(f"days to the first {words}: {'none yet' if days_to is None else days_to}", indent=2)


def tell_claims(
    assessed: Assessed, claims: dict[str, Claim], documents: dict[str, Document], quotes: dict[str, str]
) -> None:
    """The claims of the incident in the order of their publication, each in its own words."""
    heading(counted(len(claims), "claim"))
    superseded = {id_ for figure in assessed.assessment.figures for id_ in figure.superseded}
    order = sorted(
        claims, key=lambda id_: (str(documents[claims[id_].doc].published), claims[id_].doc, claims[id_].start)
    )
    for id_ in order:
        claim, document = claims[id_], documents[claims[id_].doc]
        said = ", ".join(claim.speakers) or "the document itself"
        mark = "; superseded" if id_ in superseded else ""
        line(f"{document.published or 'undated'}  {document.publisher}: “{quotes[id_]}”", indent=2)
        count = Range(low=claim.low, high=claim.high)
        line(f"{claim.harm} {count}, {claim.stance} by {said}{mark}  ({id_})", indent=4)


def tell_notes(noted: Sequence[Note]) -> None:
    """What persons noted of the incident, each with the entry to undo."""
    if noted:
        heading("Notes")
    for one in noted:
        line(f"{one.at.date()}  {one.by}: {one.note}  (entry {one.seq})", indent=2)


def tell_links(links: tuple[Link, ...], quotes: dict[str, str]) -> None:
    """Why these claims were put together, part by part, in bits of evidence."""
    if not links:
        return
    heading("Why together")
    for link in links:
        line(f"{link.a} “{quotes[link.a]}” and {link.b} “{quotes[link.b]}”: {link.score:+.1f} bits", indent=2)
        line(", ".join(f"{part.words} {part.weight:+.1f}" for part in link.parts), indent=4)
