"""The filters read, link and assess: JSON Lines in, JSON Lines out, no book needed (docs/guide/filters.md)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from tollbook.assessments.single import assess_text
from tollbook.claims.read import DEFAULT, Item, answers
from tollbook.claims.readers import Reader
from tollbook.cli.items import Items
from tollbook.cli.options import ModelName, ModelUrl, Processes, ReaderName, chosen_reader
from tollbook.cli.say import Exit, print_findings
from tollbook.cli.words import as_fields
from tollbook.incidents.link import link_documents
from tollbook.incidents.reports.report import Report, report
from tollbook.ledger.serialise import to_json
from tollbook.model.claim import Claim
from tollbook.model.document import Document, Origin
from tollbook.model.finding import Refusal
from tollbook.model.place import Location
from tollbook.places.context import countries_in
from tollbook.places.gazetteer import Gazetteer
from tollbook.places.locate import locate

In = Annotated[
    Path,
    typer.Argument(metavar="IN.jsonl", help='Lines of {"id", "text", "published"?, "lang"?, "url"?}; - is stdin.'),
]
Out = Annotated[Path, typer.Option("-o", "--out", metavar="OUT.jsonl", help="Where to write; - is stdout.")]
STDOUT = Path("-")


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    for name, command in (("read", read), ("link", link_reports), ("assess", assess)):
        app.command(name, rich_help_panel="Without a book: JSON Lines in, JSON Lines out")(command)


def read(
    source: In,
    out: Out = STDOUT,
    reader: ReaderName = DEFAULT,
    llm_url: ModelUrl = "",
    llm_model: ModelName = "",
    processes: Processes = 1,
) -> None:
    """Read the claims out of texts, without a book: one claim a line."""
    reading = chosen_reader(reader, llm_url, llm_model)
    with Items(source) as items, lines_to(out) as write:
        for _, claims in found_in(items, reading, processes):
            for claim in claims:
                write(as_fields(claim))
    finish(items)


def link_reports(
    source: In,
    out: Out = STDOUT,
    reader: ReaderName = DEFAULT,
    llm_url: ModelUrl = "",
    llm_model: ModelName = "",
    processes: Processes = 1,
) -> None:
    """Group reports into incidents, without a book: {"id", "incident"}, one line a report."""
    reading = chosen_reader(reader, llm_url, llm_model)
    claims: dict[str, Claim] = {}
    locations: dict[str, Location] = {}
    documents: dict[str, Document] = {}
    reports: dict[str, Report] = {}
    gazetteer = Gazetteer()
    with Items(source) as items, lines_to(out) as write:
        for item, found in found_in(items, reading, processes):
            url = items.urls.get(item.doc, "")
            documents[item.doc] = document_of(item, url)
            reports[item.doc] = report(item.text, url=url, known=item.published)
            context = countries_in(item.text, gazetteer) if found else ()
            places = locate([claim.place for claim in found if claim.place], gazetteer, context=context)
            for claim in found:
                claims[claim.id] = claim
                if claim.place:
                    locations[claim.id] = places[claim.place]
        incidents = link_documents(claims, documents, locations, reports)
        for id_ in documents:
            write({"id": id_, "incident": incidents[id_]})
    finish(items)


def found_in(items: Items, reader: str | Reader, processes: int) -> Iterator[tuple[Item, tuple[Claim, ...]]]:
    """The items that could be read, each with its claims; what was refused or not read joins the findings."""
    for answer in answers(items, reader=reader, processes=processes):
        items.findings += answer.findings
        if answer.answered:
            yield answer.item, answer.claims


def document_of(item: Item, url: str) -> Document:
    """The document that a line of the input stands for."""
    return Document(
        id=item.doc,
        size=len(item.text.encode()),
        media="text/plain",
        origins=(Origin(name=item.doc, url=url),),
        published=item.published,
        url=url,
        language=item.language or "",
    )


def assess(
    source: In,
    out: Out = STDOUT,
    reader: ReaderName = DEFAULT,
    llm_url: ModelUrl = "",
    llm_model: ModelName = "",
    processes: Processes = 1,
) -> None:
    """Assess texts, each taken as one incident, without a book: {"id", "killed": low and high, …}, a line each."""
    reading = chosen_reader(reader, llm_url, llm_model)
    with Items(source) as items, lines_to(out) as write:
        for item, claims in found_in(items, reading, processes):
            ranges = assess_text(claims, item.text)
            write({"id": item.doc, **{name: [one.low, one.high] for name, one in ranges.items()}})
    finish(items)


@contextmanager
def lines_to(out: Path) -> Iterator[Any]:
    """A function that writes one value as one line of JSON to `out`. Raises Refusal where that cannot be."""
    try:
        stream: TextIO = sys.stdout if out == STDOUT else out.open("w", encoding="utf-8")
    except OSError as error:
        raise Refusal(f"{out} cannot be written: {error.strerror}", "Name another file.") from error

    def write(value: dict[str, Any]) -> None:
        stream.write(json.dumps(to_json(value), ensure_ascii=False) + "\n")

    try:
        yield write
    finally:
        stream.flush()
        if stream is not sys.stdout:
            stream.close()


def finish(items: Items) -> None:
    """End the command: with the findings on lines of the input, if there are any."""
    print_findings(items.findings)
    raise typer.Exit(Exit.FINDINGS if items.findings else Exit.DONE)
