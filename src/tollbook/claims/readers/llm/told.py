"""What a model is asked to tell of a claim: the form that is sent as a JSON Schema, and read back strictly."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from tollbook.model.vocabulary import Age, Cause, Harm, Scope, Sex, Stance, Status

LARGEST: Final = 10**12
"""No count of people is larger; what is, is a slip."""

Words = Annotated[str, Field(max_length=300)]
Number = Annotated[int, Field(ge=0, le=LARGEST)]


class Told(BaseModel):
    """A claim as a model tells it: words as it says they stand in the text, never offsets.

    `before` are the words right before `quote`, to find its place; `date_text` those that say when. `part_of` is
    the 0-based number, in the same answer, of the claim that this one breaks down.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    quote: Annotated[str, Field(min_length=1, max_length=300)]
    before: Words
    harm: Harm
    low: Number | None
    high: Number | None
    count_text: Words
    status: Status
    age: Age
    sex: Sex
    scope: Scope
    part_of: Number | None
    stance: Stance
    speakers: Annotated[list[Words], Field(max_length=10)]
    date_text: Words
    date_start: datetime.date | None
    date_end: datetime.date | None
    place: Words
    cause: Cause
    actor: Words


_TEXT: Final = {"type": "string"}
_NUMBER: Final = {"type": ["integer", "null"]}
_DATE: Final = {"type": ["string", "null"]}


def _one_of(values: type[StrEnum]) -> dict[str, Any]:
    return {"type": "string", "enum": [value.value for value in values]}


_CLAIM: Final[dict[str, Any]] = {
    "quote": _TEXT,
    "before": _TEXT,
    "harm": _one_of(Harm),
    "low": _NUMBER,
    "high": _NUMBER,
    "count_text": _TEXT,
    "status": _one_of(Status),
    "age": _one_of(Age),
    "sex": _one_of(Sex),
    "scope": _one_of(Scope),
    "part_of": _NUMBER,
    "stance": _one_of(Stance),
    "speakers": {"type": "array", "items": _TEXT},
    "date_text": _TEXT,
    "date_start": _DATE,
    "date_end": _DATE,
    "place": _TEXT,
    "cause": _one_of(Cause),
    "actor": _TEXT,
}

SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "claims": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": _CLAIM,
                "required": list(_CLAIM),
                "additionalProperties": False,
            },
        }
    },
    "required": ["claims"],
    "additionalProperties": False,
}
"""The form of an answer, in the part of JSON Schema that servers with structured output agree on."""
