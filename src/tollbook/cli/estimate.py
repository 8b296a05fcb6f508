"""The command that estimates how many were never recorded: estimate."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from tollbook.cli.options import PROFILE, Json, ProfileName, open_book
from tollbook.cli.say import Exit, progress
from tollbook.estimates import Histories, read
from tollbook.estimates.answer import answer
from tollbook.estimates.estimate import LEVEL
from tollbook.estimates.estimators import DEFAULT, DEFAULT_OF_RECORDS, ESTIMATORS, LINKAGES, fetch, named
from tollbook.estimates.report import Report, html, json, text
from tollbook.model.finding import Refusal
from tollbook.tallies.lists import PUBLISHER, SOURCE

RENDERERS: Final[dict[str, Callable[[Report], str]]] = {
    ".html": html.render,
    ".htm": html.render,
    ".json": json.render,
    ".txt": text.render,
}
"""How a report is written, by the end of its file's name."""


def register(app: typer.Typer) -> None:
    """Add this module's command to `app`."""
    app.command("estimate", rich_help_panel="Estimate")(estimate)


def estimate(
    lists: Annotated[
        Path,
        typer.Argument(
            metavar="LISTS",
            help="A CSV file: a row a person (or a pattern with a count), a column a list. Or a book's folder.",
            show_default=False,
        ),
    ],
    by: Annotated[
        list[str] | None,
        typer.Option("--by", metavar="STRATUM", help="Estimate apart by this column (of a book: month, place …)."),
    ] = None,
    estimator: Annotated[
        list[str] | None,
        typer.Option(
            "--estimator",
            metavar="NAME",
            help=f"Ask this one: {', '.join(ESTIMATORS)}. Again for more. Default: {', '.join(DEFAULT)}.",
        ),
    ] = None,
    chosen: Annotated[
        list[str] | None,
        typer.Option(
            "--list", metavar="NAME", help="Use this list; again for each. Default: all that read as such."
        ),
    ] = None,
    count: Annotated[
        str, typer.Option("--count", metavar="COLUMN", help="The column that says how many. Default: by its name.")
    ] = "",
    person: Annotated[
        str, typer.Option("--person", metavar="COLUMN", help="The column of persons' ids. Default: by its name.")
    ] = "",
    of: Annotated[
        str, typer.Option("--of", help=f"Of a book: what is a list, a {SOURCE} or a {PUBLISHER}.")
    ] = SOURCE,
    profile: ProfileName = PROFILE,
    level: Annotated[float, typer.Option("--level", help="How sure the intervals are.")] = LEVEL,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same numbers.")] = 0,
    pairs: Annotated[
        Path | None,
        typer.Option(
            "--pairs",
            metavar="PAIRS",
            help="Where matches are uncertain: LISTS has the columns record and list, this CSV file one, other "
            "and probability. Many linkages are drawn, an estimate made of each.",
        ),
    ] = None,
    linkages: Annotated[int, typer.Option("--linkages", min=2, help="With --pairs: so many linkages.")] = LINKAGES,
    leave_out: Annotated[
        bool,
        typer.Option("--leave-out", help="Estimate again without each list in turn, to see what hangs on it."),
    ] = False,
    as_json: Json = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Write the report there too: a page (.html), .json or .txt."),
    ] = None,
) -> None:
    """Estimate how many were never recorded, from where several lists overlap; or say why that cannot be.

    Ends with 1 where there is anything to know before a number is used, with 2 where no number follows.
    """
    asked = [one.name for one in named(estimator or (DEFAULT_OF_RECORDS if pairs else DEFAULT))]
    if not 0 < level < 1:
        raise Refusal(f"--level {level:g} is no share of certainty", "Give one between 0 and 1, as .95.")
    render = _renderer(out) if out else None
    with progress() as watch:
        if pairs:
            if by or chosen or count or person or leave_out or lists.is_dir():
                raise Refusal("--pairs goes with a CSV file of records alone", "Leave the other options out.")
            report = _of_records(
                lists, pairs, asked, linkages=linkages, level=level, seed=seed, source=lists.name, watch=watch
            )
        else:
            histories = (
                _of_book(lists, of, by or (), chosen or (), profile, columns=bool(count or person))
                if lists.is_dir()
                else read(lists, by=by or (), lists=chosen or (), count=count, person=person, watch=watch)
            )
            report = answer(
                histories,
                asked,
                level=level,
                seed=seed,
                each_left_out=leave_out,
                source=lists.name,
                counted="incidents" if lists.is_dir() else "people",
                watch=watch,
            )
    if out and render:
        _write(out, render(report))
    sys.stdout.write(json.render(report) if as_json else text.render(report))
    raise typer.Exit(_code(report))


def _of_book(
    folder: Path, of: str, by: Sequence[str], chosen: Sequence[str], profile: str, *, columns: bool
) -> Histories:
    if columns:
        raise Refusal("--count and --person name columns; a book has none", "Leave them out.")
    with open_book(folder) as book:
        return book.lists(of, by=by, chosen=chosen, name=profile)


def _of_records(lists: Path, pairs: Path, asked: Sequence[str], **more: object) -> Report:
    """Fetched only now, since it needs the extra."""
    read_records = fetch("linkage", "tollbook.estimates.linkage", "read")
    answer_records = fetch("linkage", "tollbook.estimates.answer_records", "answer_records")
    report: Report = answer_records(read_records(lists, pairs), asked, **more)
    return report


def _renderer(out: Path) -> Callable[[Report], str]:
    """How to write the file `out`. Raises Refusal, before anything is computed, where that cannot be."""
    if out.suffix.casefold() not in RENDERERS:
        raise Refusal(f"{out} has no ending that says what to write", f"End it in {', '.join(RENDERERS)}.")
    if out.is_dir() or not out.parent.is_dir():
        raise Refusal(
            f"{out} cannot be written: {'it is a folder' if out.is_dir() else 'its folder is not there'}"
        )
    return RENDERERS[out.suffix.casefold()]


def _write(out: Path, rendered: str) -> None:
    try:
        out.write_text(rendered, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Refusal(f"{out} cannot be written: {error.strerror}") from error


def _code(report: Report) -> Exit:
    """Could not where no number follows; findings where something is to be known first."""
    if report.quoted is None and not report.estimates:
        return Exit.COULD_NOT
    told = report.findings or report.refused or any(one.warnings for one in report.estimates)
    return Exit.FINDINGS if told else Exit.DONE
