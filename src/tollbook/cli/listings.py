"""Commands that list: documents, findings, claims, incidents, tally, aggregates."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from tollbook.cli.options import PROFILE, BookFolder, Json, ProfileName, open_book
from tollbook.cli.say import Exit, counted, heading, line, print_findings, print_json, print_table
from tollbook.cli.words import anchors, as_fields, date_of, place_of, range_of
from tollbook.ledger import query
from tollbook.ledger.find import find_document
from tollbook.model.assessment import Range, When
from tollbook.model.claim import Claim
from tollbook.model.tally import Row
from tollbook.model.vocabulary import Harm, Scope, Stance, Status
from tollbook.tallies.count import KEYS
from tollbook.tallies.trace import Line

By = StrEnum("By", {key.upper(): key for key in KEYS})  # type: ignore[misc]  # the list lives in tallies
DEFAULT_BY = By("month")


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    for command in (documents, findings, claims, incidents, tally):
        app.command(command.__name__, rich_help_panel="Look at it")(command)


def documents(folder: BookFolder, as_json: Json = False) -> None:
    """List the documents: hash, publication, publisher, file, and whether there is a text."""
    with open_book(folder) as book:
        found = query.documents(book.ledger)
    if as_json:
        print_json(list(found.values()))
        return
    print_table(
        ["document", "published", "publisher", "file", "text"],
        (
            (one.id[:12], one.published or "", one.publisher, one.origins[0].name, "yes" if one.text else "no")
            for one in sorted(found.values(), key=lambda one: (str(one.published), one.origins[0].name))
        ),
    )


def findings(folder: BookFolder, as_json: Json = False) -> None:
    """List what was wrong in what came in, and judgements that later ones contradict; with what can be done.

    Ends with 1 if there is any.
    """
    with open_book(folder) as book:
        found = [*query.findings(book.ledger), *book.set_aside()]
    if as_json:
        print_json(found)
    else:
        print_findings(found, most=None)
    raise typer.Exit(Exit.FINDINGS if found else Exit.DONE)


def claims(
    folder: BookFolder,
    harm: Annotated[Harm | None, typer.Option(help="Only this harm.")] = None,
    scope: Annotated[Scope | None, typer.Option(help="Only this scope.")] = None,
    stance: Annotated[Stance | None, typer.Option(help="Only this stance.")] = None,
    status: Annotated[Status | None, typer.Option(help="Only this status of the people counted.")] = None,
    speaker: Annotated[str, typer.Option(help="Only what a speaker with these words in the name says.")] = "",
    place: Annotated[str, typer.Option(help="Only claims of a place with these words in its name.")] = "",
    document: Annotated[str, typer.Option(help="Only claims of this document: its hash or file.")] = "",
    doubtful: Annotated[
        bool, typer.Option("--doubtful", help="Those first that a recorder is least likely to accept unchanged.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List the claims: who says that how many people came to what harm, where and when."""
    with open_book(folder) as book:
        found = query.claims(
            book.ledger,
            harm=harm,
            scope=scope,
            stance=stance,
            status=status,
            speaker=speaker,
            documents=[find_document(book.ledger, document)] if document else None,
        )
        found = {id_: one for id_, one in found.items() if place.casefold() in one.place.casefold()}
        quotes = anchors(book.ledger, found)
    if doubtful:
        found = dict(sorted(found.items(), key=lambda item: (item[1].confidence or 0.0, item[0])))
    if as_json:
        print_json([{"id": id_, "quote": quotes[id_], **as_fields(claim)} for id_, claim in found.items()])
        return
    for id_, claim in found.items():
        tell_claim(id_, claim, quotes[id_])
    line(counted(len(found), "claim"))


def tell_claim(id_: str, claim: Claim, quote: str) -> None:
    """A claim in two lines: what is counted, in whose words; then scope, time, place and speakers."""
    line(f"{id_}  {claim.harm} {Range(low=claim.low, high=claim.high)}  “{quote}”")
    sure = "" if claim.confidence is None else f"{claim.confidence:.0%} likely to stand unchanged"
    told = (f"{claim.scope}, {claim.stance}", period(claim), claim.place, ", ".join(claim.speakers), sure)
    line(" · ".join(word for word in told if word), indent=4)


def period(claim: Claim) -> str:
    """When the harm happened: a day, or first and last day."""
    if claim.date_start is None and claim.date_end is None:
        return ""
    return date_of(When(start=claim.date_start, end=claim.date_end))


def incidents(folder: BookFolder, profile: ProfileName = PROFILE, as_json: Json = False) -> None:
    """List the incidents, in the order of their dates, with their ranges and grades under a profile."""
    with open_book(folder) as book:
        assessed = book.incidents(profile)
    if as_json:
        print_json(assessed)
        return
    print_table(
        ["", "incident", "when", "where", "killed", "injured", "grade", "claims"],
        (
            (
                number,
                one.incident.id,
                date_of(one.assessment.when),
                place_of(one.assessment.where),
                range_of(one.assessment, "killed"),
                range_of(one.assessment, "injured"),
                one.assessment.grade,
                len(one.incident.claims),
            )
            for number, one in enumerate(assessed, 1)
        ),
        numbers=["", "killed", "injured", "claims"],
    )
    line(
        f"{counted(len(assessed), 'incident')} under profile {profile}; `tollbook show {folder} 1` shows the first"
    )


def tally(
    folder: BookFolder,
    by: Annotated[By, typer.Option("--by", help="What each row stands for.")] = DEFAULT_BY,
    profile: ProfileName = PROFILE,
    explain: Annotated[
        bool, typer.Option("--explain", help="Every number down to incidents, claims, quotes, files and offsets.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Sum the incidents: the sum of minima to the sum of maxima, over the grades that the profile counts."""
    with open_book(folder) as book:
        counted = book.tally(by, profile)
        rests = book.lineage(counted, profile) if explain else {}
    if as_json:
        print_json({"tally": counted, "lineage": rests} if explain else counted)
        return
    columns = [by, "killed", "injured", "incidents"]
    print_table(columns, [cells(row) for row in (*counted.rows, counted.headline)], numbers=columns[1:])
    if counted.beside:
        heading("Beside the headline, never in it")
        print_table(["", *columns[1:]], [cells(row) for row in counted.beside], numbers=columns[1:])
    for key, lines in rests.items():
        heading(key)
        for one in lines:
            tell_lineage(one)


def cells(row: Row) -> tuple[object, ...]:
    """A row of a tally as the cells of a table."""
    return row.key, row.killed.as_sum(), row.injured.as_sum(), len(row.incidents)


def tell_lineage(one: Line) -> None:
    """An incident of a row: what its figure rests on, down to the file and the characters in it."""
    killed = one.figure.range if one.figure else "not known"
    line(f"{one.incident} ({one.grade}): killed {killed}", indent=2)
    for reason in one.figure.reasons if one.figure else ():
        line(reason.words, indent=4)
    for source in one.sources:
        speakers = ", ".join(source.speakers) or "the document itself"
        line(f"{source.claim} “{source.quote}”, {speakers}", indent=4)
        line(f"{source.file}, characters {source.start}–{source.end} of document {source.document[:12]}", indent=6)
