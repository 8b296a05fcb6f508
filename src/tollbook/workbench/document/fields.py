"""The fields of a claim as a form has them, and back: what a person may say of a claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Final

from tollbook.ledger.serialise import to_json
from tollbook.model.claim import Claim
from tollbook.model.finding import Refusal
from tollbook.model.vocabulary import Age, Cause, Harm, Scope, Sex, Stance, Status

CHOICES: Final[Mapping[str, type[StrEnum]]] = {
    "harm": Harm,
    "status": Status,
    "age": Age,
    "sex": Sex,
    "scope": Scope,
    "stance": Stance,
    "cause": Cause,
}
NUMBERS: Final = ("low", "high")
DAYS: Final = ("date_start", "date_end")
LABELS: Final = {
    "harm": "Harm",
    "low": "At least",
    "high": "At most",
    "status": "Status",
    "age": "Age",
    "sex": "Sex",
    "scope": "Scope",
    "stance": "Stance",
    "speakers": "Speakers, innermost first, one a line",
    "date_start": "From",
    "date_end": "To",
    "place": "Place",
    "cause": "Cause",
    "actor": "By whom",
}
LONGEST: Final = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a form: its value as typed, what it can be, and what the reader found where that is otherwise."""

    name: str
    label: str
    value: str
    kind: str
    choices: tuple[str, ...] = ()
    found: str | None = None


def form_of(found: Claim | None, shown: Claim | None, typed: Mapping[str, str] | None = None) -> list[Field]:
    """The form of a claim as it is `shown`, or as it was `typed`; without one, of a claim that is to be added."""
    made = []
    for name, label in LABELS.items():
        value = as_typed(shown, name) if shown else DEFAULTS.get(name, "")
        was = as_typed(found, name) if found else value
        value = (typed or {}).get(name, value)
        made.append(
            Field(
                name=name,
                label=label,
                value=value,
                kind=_kind(name),
                choices=tuple(one.value for one in CHOICES[name]) if name in CHOICES else (),
                found=was if was != value else None,
            )
        )
    return made


def as_typed(claim: Claim, name: str) -> str:
    """The value of a field as a form shows it."""
    value = getattr(claim, name)
    if value is None:
        return ""
    return "\n".join(value) if name == "speakers" else str(value)


DEFAULTS: Final = {
    one.name: str(one.default.value) for one in fields(Claim) if isinstance(one.default, StrEnum)
} | {"harm": Harm.KILLED.value}


def read(form: Mapping[str, str]) -> dict[str, Any]:
    """What was typed, as JSON writes the fields of a claim. Raises Refusal where a value cannot be."""
    said: dict[str, Any] = {}
    for name, label in LABELS.items():
        text = form.get(name, "").strip()
        if len(text) > LONGEST:
            raise Refusal(f"{label} is too long", f"Up to {LONGEST:,} characters.")
        said[name] = _value(name, label, text)
    return said


def differing(found: Claim, said: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """The fields said otherwise than `found`; of what no form has, what was amended before (`kept`)."""
    was = to_json(found)
    amended = {name: value for name, value in said.items() if was[name] != value}
    return {**{name: value for name, value in kept.items() if name not in LABELS}, **amended}


def _kind(name: str) -> str:
    if name in CHOICES:
        return "choice"
    if name in NUMBERS:
        return "number"
    return "lines" if name == "speakers" else "date" if name in DAYS else "text"


def _value(name: str, label: str, text: str) -> Any:
    if name in CHOICES:
        if text not in {one.value for one in CHOICES[name]}:
            raise Refusal(f"{label} cannot be “{text}”", f"It is one of: {', '.join(CHOICES[name])}.")
        return text
    if name in NUMBERS:
        if text and not (text.isascii() and text.isdecimal() and len(text) < 13):
            raise Refusal(f"{label}: “{text}” is no number of people", "Write digits only, or leave it empty.")
        return int(text) if text else None
    if name in DAYS:
        try:
            return date.fromisoformat(text).isoformat() if text else None
        except ValueError:
            raise Refusal(f"{label}: “{text}” is no day", "Write it YYYY-MM-DD, or leave it empty.") from None
    if name == "speakers":
        return [line.strip() for line in text.splitlines() if line.strip()]
    return text
