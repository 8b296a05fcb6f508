"""The words that are sent: prompt.toml, filled in with one piece of a text."""

from __future__ import annotations

import hashlib
import json
import tomllib
from datetime import date
from functools import cache
from importlib import resources
from string import Template
from typing import Any, Final

from tollbook.claims.readers.llm.told import SCHEMA

OPENING: Final = 600
"""Characters of the document's beginning that go with every later piece, for names and dates."""

SEED: Final = 20170317
"""With temperature 0, what a server that can repeat itself needs to do so."""

STYLES: Final = 3
"""Ways to ask, the fullest first: with a JSON Schema and a seed; without the schema; without the seed as well."""


@cache
def _prompt() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("prompt.toml").read_text(encoding="utf-8"))


def prompt_version() -> int:
    """The number of the prompt: part of the reader's name on the record."""
    return int(_prompt()["version"])


def ask(text: str, start: int, end: int, published: date | None, model: str, style: int) -> bytes:
    """The body of a request for the claims in `text[start:end]`, as JSON; `style` is one of `STYLES`.

    The text stands between marks made of its own hash, which no text can hold, so that none can end itself early.
    """
    mark = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    prompt = _prompt()
    opening = Template(prompt["opening"]).substitute(mark=mark, text=text[: min(OPENING, start)]) if start else ""
    system = Template(prompt["system"]).substitute(mark=mark, schema=json.dumps(SCHEMA))
    user = Template(prompt["user"]).substitute(
        mark=mark,
        published=published.isoformat() if published else "not known",
        opening=opening,
        text=text[start:end],
    )
    body: dict[str, Any] = {
        "model": model,
        "messages": [{"role": "system", "content": system.strip()}, {"role": "user", "content": user.strip()}],
        "temperature": 0,
        "stream": False,
    }
    if style < 2:
        body["seed"] = SEED
    if style < 1:
        form = {"name": "claims", "strict": True, "schema": SCHEMA}
        body["response_format"] = {"type": "json_schema", "json_schema": form}
    return json.dumps(body).encode("ascii")
