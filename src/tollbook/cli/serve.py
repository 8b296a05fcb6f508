"""The command that opens the workbench: serve."""

from __future__ import annotations

from typing import Annotated

import typer

from tollbook.assessments.profiles import profile as profile_called
from tollbook.cli.options import PROFILE, BookFolder, By, ProfileName, clock
from tollbook.cli.say import line, out
from tollbook.flow import recorder
from tollbook.workbench.serve import serve as serve_book


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    app.command("serve", rich_help_panel="Keep a book")(serve)


def serve(
    folder: BookFolder,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port on 127.0.0.1; 0 takes a free one.")] = 0,
    profile: ProfileName = PROFILE,
    by: By = "",
) -> None:
    """Open the workbench: a private web application on this machine, for whoever opens the address.

    Nothing leaves the machine. Each address opens one browser; the next is shown when it was used. Ctrl-C ends it.
    """
    profile_called(profile)
    first = True

    def tell(address: str) -> None:
        nonlocal first
        line("Open the workbench:" if first else "Opened. For another browser:")
        out.print(f"  {address}", markup=False, soft_wrap=True)
        first = False

    serve_book(folder, port=port, profile=profile, by=by or recorder(), clock=clock, tell=tell)
