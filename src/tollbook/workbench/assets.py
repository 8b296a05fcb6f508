"""What the pages load: built by `make`, named by content, served from the package."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final

from tollbook.model.finding import Refusal

STATIC: Final = Path(__file__).parent / "static"
LIST: Final = "assets.json"


def check_built() -> None:
    """Raises Refusal where the pages' scripts and styles were not built, and says how to."""
    if not (STATIC / LIST).is_file():
        raise Refusal(
            "the pages of the workbench are not built",
            "Run `make workbench` where Tollbook's source is; a wheel of Tollbook has them built.",
        )


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = json.loads((STATIC / LIST).read_text("utf-8"))
    return names


def address(name: str) -> str:
    """Where a page finds the asset called `name` ("app.js"); it changes whenever its content does."""
    built = (STATIC / LIST).is_file()
    return f"/static/{_names().get(name, name) if built else name}"
