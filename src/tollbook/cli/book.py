"""Commands on a whole book: new, add, places, verify, rebuild, documents, findings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tollbook.claims.read import DEFAULT
from tollbook.cli.options import (
    BookFolder,
    By,
    Json,
    ModelName,
    ModelUrl,
    Processes,
    ReaderName,
    chosen_reader,
    clock,
    day,
    open_book,
)
from tollbook.cli.say import Exit, counted, line, print_findings, print_json, print_table, progress
from tollbook.cli.stop import stoppable
from tollbook.flow import Added, Book
from tollbook.ledger.checkpoints import load_key
from tollbook.ledger.rebuild import rebuild as rebuild_views
from tollbook.ledger.verify import verify as verify_book
from tollbook.model.document import Origin
from tollbook.places.kept import forget
from tollbook.releases.verify import is_release, verify_release

GO_ON = "Run the same command again: it goes on where it stopped, and does nothing twice."
GO_ON_AGAIN = (
    "Run the same command again; reader llm goes on where it stopped, reader rules-en reads all documents once "
    "more. Without --again only what is new is read."
)


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    for command in (new, add, places, verify, rebuild):
        app.command(command.__name__, rich_help_panel="Keep a book")(command)


def new(
    folder: BookFolder,
    title: Annotated[str, typer.Option("--title", help="What the book is a record of.")],
    key: Annotated[
        Path | None,
        typer.Option("--key", help="A file with your organisation's Ed25519 key. Default: a new key is made."),
    ] = None,
    by: By = "",
) -> None:
    """Open a new book in an empty or new folder.

    Example: tollbook new west-mosul --title "West Mosul, spring 2017"
    """
    seed = load_key(key).seed if key else None
    with Book.new(folder, title, key=seed, by=by, clock=clock) as book:
        line(f"Opened “{book.ledger.title}” in {folder}")
        line(f"Anyone can verify its checkpoints and releases with this key: {book.ledger.verifier_key}")


def add(
    folder: BookFolder,
    inputs: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[REPORTS]...", help="Files or folders. None: only what was cut off goes on."),
    ] = None,
    publisher: Annotated[str, typer.Option(help="Who published these, where sources.csv does not say.")] = "",
    published: Annotated[str, typer.Option(help="When, YYYY-MM-DD, where sources.csv does not say.")] = "",
    url: Annotated[str, typer.Option(help="Where, where sources.csv does not say.")] = "",
    language: Annotated[str, typer.Option(help="Language, as in 'en', where sources.csv does not say.")] = "",
    title: Annotated[str, typer.Option(help="Title, where sources.csv does not say.")] = "",
    reader: ReaderName = DEFAULT,
    llm_url: ModelUrl = "",
    llm_model: ModelName = "",
    again: Annotated[
        bool, typer.Option("--again", help="Read all documents again, by the reader as it is now.")
    ] = False,
    processes: Processes = 1,
    by: By = "",
    as_json: Json = False,
) -> None:
    """Seal reports, extract their texts, read the claims out of them, and link these into incidents.

    Text, Markdown, HTML and PDF are read; everything else is sealed all the same. A folder may hold a sources.csv
    (file,publisher,published,url,language,title) and a gazetteer.csv (name,other names,lat,lon,parent). Can be
    interrupted at any moment: run again, it goes on where it stopped. Ends with 1 where something needs a look
    (see `tollbook findings`), with 130 where it was interrupted.
    """
    said = Origin(
        name="",
        publisher=publisher,
        published=day(published) if published else None,
        url=url,
        language=language,
        title=title,
    )
    reading = chosen_reader(reader, llm_url, llm_model)
    advice = GO_ON_AGAIN if again else GO_ON
    with open_book(folder, by) as book, progress() as watching, stoppable(watching, advice) as watch:
        added = book.add(inputs or [], said, reader=reading, again=again, watch=watch, processes=processes)
    if as_json:
        print_json(added)
    else:
        tell_added(added)
    print_findings(added.findings)
    raise typer.Exit(Exit.FINDINGS if added.findings else Exit.DONE)


def tell_added(added: Added) -> None:
    """The summary of an `add`: what came in, what was found in it, what became of it."""
    unread = f"; {added.unread:,} stay unread, and are read the next time" if added.unread else ""
    line(
        f"{counted(added.new, 'new document')} sealed, {added.known:,} already known; {added.read:,} read{unread}"
    )
    print_table(["harm", "claims"], list(added.harms.items()), numbers=["claims"])
    line(f"{counted(added.incidents, 'incident')} in the book; {counted(len(added.findings), 'finding')}")


def places(
    folder: BookFolder,
    gazetteer: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="Your own CSV (name,other names,lat,lon,parent), a GeoNames country file (XX.txt, XX.zip), or a "
            "CSV made from OpenStreetMap.",
        ),
    ],
    sites: Annotated[
        bool, typer.Option("--sites", help="Take hospitals, schools, mosques, bridges and the like too.")
    ] = False,
    by: By = "",
) -> None:
    """Add places. They come before the shipped gazetteer; claims are located and linked anew.

    What the file is, is told from its content. Ends with 1 where rows could not be used; the others are.
    """
    with open_book(folder, by) as book, progress() as watching, stoppable(watching, GO_ON) as watch:
        taken = book.add_gazetteer(gazetteer, sites=sites, watch=watch)
    already = "; the book has them already" if taken.known else ""
    line(f"{gazetteer.name} is {taken.made}: {counted(taken.places, 'place')} taken{already}")
    for reason, count in taken.left_out.items():
        line(f"{count:,} left out: {reason}")
    if taken.entry is None:
        line("Nothing was added.")
    else:
        line(f"Entry {taken.entry}. To take it back: tollbook undo {folder} {taken.entry}")
    print_findings(taken.findings)
    raise typer.Exit(Exit.FINDINGS if taken.findings or taken.entry is None else Exit.DONE)


def verify(
    folder: Annotated[Path, typer.Argument(metavar="BOOK|RELEASE", help="A book's folder, or a release's.")],
    key: Annotated[str, typer.Option("--key", help="For a release: the verifier key you expect.")] = "",
    as_json: Json = False,
) -> None:
    """Check every byte: objects, entries, checkpoints and views of a book; files and signatures of a release.

    Names the first thing that is wrong and ends with 1; ends with 0 where nothing is.
    """
    with progress() as watch:
        result = verify_release(folder, key) if is_release(folder) else verify_book(folder, watch)
    if as_json:
        print_json(result)
    else:
        line(result.words)
    print_findings(result.findings)
    raise typer.Exit(Exit.FINDINGS if result.findings else Exit.DONE)


def rebuild(folder: BookFolder, by: By = "") -> None:
    """Drop every view and make it anew from the ledger and the objects. Gazetteers are compiled when next used."""
    with open_book(folder, by) as book:
        forget(book.ledger.folder)
        count = rebuild_views(book.ledger)
    line(f"Views made anew from the {count:,} entries of the ledger")
