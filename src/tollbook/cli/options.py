"""Arguments and options that several commands share, said once."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from tollbook.assessments.profiles import DEFAULT
from tollbook.claims.read import reader
from tollbook.claims.readers import READERS, Reader, language_model
from tollbook.cli.say import complain
from tollbook.flow import Book
from tollbook.model.finding import Refusal

BookFolder = Annotated[Path, typer.Argument(metavar="BOOK", help="The book's folder.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of tables for people.")]
ProfileName = Annotated[
    str, typer.Option("--profile", help="Assessment profile: airwars, ibc, acled or ucdp.", metavar="NAME")
]
By = Annotated[
    str,
    typer.Option(
        "--by",
        envvar="TOLLBOOK_BY",
        help="Who enters this. Default: the name you are logged in under. Never in a release.",
        show_default=False,
    ),
]
Why = Annotated[str, typer.Option("--why", help="The reason, for whoever reads the ledger later.")]
ReaderName = Annotated[
    str, typer.Option("--reader", help=f"What reads the texts: {' or '.join(READERS)}.", metavar="NAME")
]
ModelUrl = Annotated[
    str,
    typer.Option(
        "--llm-url",
        envvar="TOLLBOOK_LLM_URL",
        help="For reader llm: the server that texts go to. Default: http://127.0.0.1:11434/v1, this machine.",
        show_default=False,
    ),
]
ModelName = Annotated[
    str,
    typer.Option(
        "--llm-model",
        envvar="TOLLBOOK_LLM_MODEL",
        help="For reader llm: the model. A key, if the server wants one, goes into TOLLBOOK_LLM_KEY.",
        show_default=False,
    ),
]
Processes = Annotated[
    int,
    typer.Option(min=1, help="Processes that read at the same time; for reader llm, texts sent at the same time."),
]
PROFILE = DEFAULT


def clock() -> datetime:
    """The time of an entry: now, or the time SOURCE_DATE_EPOCH names (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except ValueError as bad:
        raise Refusal(
            f"SOURCE_DATE_EPOCH is {epoch!r}, which is no number of seconds.", "Unset it, or give whole seconds."
        ) from bad


def open_book(folder: Path, by: str = "") -> Book:
    """Open the book in `folder` for the recorder `by`, or the one logged in."""
    return Book.open(folder, by=by, clock=clock)


def chosen_reader(name: str, url: str, model: str) -> str | Reader:
    """The reader of this name; for a language model with its server, which says on the screen where texts go.

    Raises Refusal where there is no such reader, no model is named, or an address cannot be.
    """
    if name != "llm":
        reader(name)  # refuses a name that there is not, before anything is done
        return name
    return language_model(url=url, model=model, tell=complain)


def day(text: str) -> date:
    """A date written YYYY-MM-DD, as an option's value."""
    try:
        return date.fromisoformat(text)
    except ValueError as bad:
        raise typer.BadParameter(f"{text!r} is no date; write it YYYY-MM-DD, as in 2017-03-17") from bad
