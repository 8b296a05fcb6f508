"""How commands speak: tables and plain lines for people, JSON for programs, findings and refusals for both."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from tollbook.ledger.serialise import to_json
from tollbook.model.finding import Finding
from tollbook.model.progress import Watch

_MARKS = "\u200c\u200d\u200e\u200f\u061c"
"""Zero-width non-joiner and joiner, left-to-right, right-to-left and Arabic letter mark."""

PIPED_WIDTH = 200
"""Columns of a table that goes into a file or a pipe, where there is no terminal to fit."""

out = Console(highlight=False, width=None if sys.stdout.isatty() else PIPED_WIDTH)
err = Console(stderr=True, highlight=False)

SHOWN_FINDINGS = 20


class Exit(IntEnum):
    """What the exit code of every command tells."""

    DONE = 0
    FINDINGS = 1
    COULD_NOT = 2
    BUG = 70
    INTERRUPTED = 130


def complain(message: str, advice: str = "") -> None:
    """Print on standard error what is wrong, and what to do."""
    err.print(Text(isolated(message)), soft_wrap=not err.is_terminal)
    if advice:
        err.print(Text(f"  {isolated(advice)}"), soft_wrap=not err.is_terminal)


def print_json(value: object) -> None:
    """Print `value` (model types, or lists and dicts of them) as one JSON document."""
    sys.stdout.write(json.dumps(to_json(value), ensure_ascii=False, indent=2) + "\n")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, numbers: Sequence[str] = ()) -> None:
    """Print a table; the columns named in `numbers` are set to the right. Cells are text, never markup."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, justify="right" if column in numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(isolated(str(cell))) for cell in row))
    out.print(table)


def isolated(text: str) -> str:
    """`text` with control characters made visible, so that no report can steer a terminal.

    Spaces of every kind stay, and so do the joiners and direction marks that Arabic, Persian and Hebrew are
    written with; what turns the direction of all that follows does not.
    """
    return "".join(c if c == "\n" or _harmless(c) else "\N{REPLACEMENT CHARACTER}" for c in text)


def _harmless(c: str) -> bool:
    return c.isprintable() or c in _MARKS or unicodedata.category(c) == "Zs"


def line(text: str = "", *, indent: int = 0) -> None:
    """Print one line of plain words."""
    out.print(
        Padding(Text(isolated(text)), (0, 0, 0, indent)) if out.is_terminal else " " * indent + isolated(text),
        markup=False,
        soft_wrap=not out.is_terminal,
    )


def counted(number: int, word: str) -> str:
    """A number with its noun: "1 incident", "2,105 incidents"."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def heading(text: str) -> None:
    """Print a heading with an empty line before it."""
    out.print()
    out.print(Text(isolated(text), style="bold"))


def print_findings(findings: Sequence[Finding], *, most: int | None = SHOWN_FINDINGS) -> None:
    """Print findings on standard error, `most` of them in full (None: all), with what to do about each."""
    for finding in findings[:most]:
        complain(f"{finding.where}: {finding.message} [{finding.code}]", finding.advice)
    if most is not None and len(findings) > most:
        complain(f"and {len(findings) - most} more", "`tollbook findings BOOK` lists all of them.")


@contextmanager
def progress() -> Iterator[Watch]:
    """A progress bar a stage on standard error; yields what stages are to call. Silent where nobody looks."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
    tasks: dict[str, Any] = {}

    def watch(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bar.add_task(stage, total=total)
        bar.update(tasks[stage], completed=done, total=total)

    with bar:
        yield watch
