"""The command that makes a book public: release."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tollbook.cli.options import PROFILE, BookFolder, By, Json, ProfileName, open_book
from tollbook.cli.say import line, print_json
from tollbook.releases.screen import Screen, load


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    app.command("release", rich_help_panel="Publish")(release)


def release(
    folder: BookFolder,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A new or empty folder for the release.")],
    profile: ProfileName = PROFILE,
    screen: Annotated[
        Path | None,
        typer.Option("--screen", help="A TOML file that says what to keep back; docs/guide/release.md."),
    ] = None,
    by: By = "",
    as_json: Json = False,
) -> None:
    """Freeze, render and sign what may be public: pages, CSV, GeoJSON, JSON Lines and a signed manifest."""
    with open_book(folder, by) as book:
        made = book.release(out, profile, load(screen) if screen else Screen())
    if as_json:
        print_json(made)
        return
    line(f"Released to {out}: open {out / 'index.html'}")
    line(f"{made.files} files; manifest {made.manifest}")
    line(f"Anyone can check it: tollbook verify {out} --key '{made.key}'")
