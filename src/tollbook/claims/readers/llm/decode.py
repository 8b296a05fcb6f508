"""The claims in the words of an answer: JSON, alone or wrapped in a model's other words."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from tollbook.claims.readers.llm.fail import Failed, shown

MOST_CLAIMS: Final = 400
"""Claims of one piece of text, at the most: `split.MOST` characters hold no more, not even a list of names."""

_THOUGHTS: Final = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_OBJECT: Final = re.compile(r"\{")
_TRIED: Final = 20


def decode(content: str) -> list[Any]:
    """What stands in the list "claims" of the answer, unchecked. Raises Failed where there is no such list.

    The object may stand in a fence of Markdown or after other words, as models without structured output answer.
    """
    words = _THOUGHTS.sub("", content)
    decoder = json.JSONDecoder()
    for number, match in enumerate(_OBJECT.finditer(words)):
        if number == _TRIED:
            break
        try:
            value, _ = decoder.raw_decode(words, match.start())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) and isinstance(value.get("claims"), list):
            return _bounded(value["claims"])
    cut = words.lstrip().startswith(("{", "```")) and not words.rstrip().endswith(("}", "```"))
    said = shown(words) or "nothing"
    if cut:
        raise Failed("llm.cut-off", f"the answer was cut off before its end: {said}", too_long=True)
    raise Failed("llm.malformed", f"the model did not answer with a list of claims, but: {said}")


def _bounded(claims: list[Any]) -> list[Any]:
    if len(claims) > MOST_CLAIMS:
        raise Failed("llm.malformed", f"the model told of {len(claims):,} claims, more than the text has room for")
    return claims
