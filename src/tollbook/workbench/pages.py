"""The templates of all pages: what came from outside is escaped, nothing undefined is passed over."""

from __future__ import annotations

from functools import cache
from typing import Final

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

from tollbook.releases.render.show import finalise
from tollbook.workbench.assets import address

ROOMS: Final = (
    ("/today", "Today", "t"),
    ("/add", "Add", "a"),
    ("/documents", "Documents", "d"),
    ("/incidents", "Incidents", "i"),
    ("/aggregates", "Aggregates", "g"),
    ("/tally", "Tally", "y"),
    ("/sources", "Sources", "s"),
    ("/ledger", "Ledger", "l"),
)
"""The rooms that every page leads to: address, name, and the key that opens it after `g`."""


@cache
def environment() -> Environment:
    """The templates of the workbench; those of a release, which draw its pictures, under "release/".

    Whatever a template writes is escaped, and hidden control characters in it are made words ("[U+202E]").
    """
    made = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("tollbook.workbench"),
                PrefixLoader({"release": PackageLoader("tollbook.releases.render")}),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalise,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(static=address, rooms=ROOMS)
    return made
