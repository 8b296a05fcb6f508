"""Claims as rows of `found_claims` and `claims`, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from sys import intern
from typing import Any

from sqlalchemy import Row

from tollbook.ledger.views.desk import compact
from tollbook.model.claim import Claim
from tollbook.model.vocabulary import Age, Cause, Harm, Scope, Sex, Stance, Status


def to_row(id_: str, claim: Claim, *, number: int, whole: str) -> dict[str, Any]:
    """The columns of a claim; those of `views/tables.py`."""
    return {
        "id": id_,
        "document": claim.doc,
        "number": number,
        "start": claim.start,
        "end": claim.end,
        "harm": claim.harm.value,
        "low": claim.low,
        "high": claim.high,
        "count_text": claim.count_text,
        "status": claim.status.value,
        "age": claim.age.value,
        "sex": claim.sex.value,
        "scope": claim.scope.value,
        "part_of": claim.part_of,
        "stance": claim.stance.value,
        "speakers": compact(claim.speakers),
        "date_start": _iso(claim.date_start),
        "date_end": _iso(claim.date_end),
        "place": claim.place,
        "cause": claim.cause.value,
        "actor": claim.actor,
        "confidence": claim.confidence,
        "whole": whole,
    }


def to_claim(row: Row[Any] | Mapping[str, Any]) -> Claim:
    """The claim in a row of either table."""
    get = row._mapping if isinstance(row, Row) else row
    return Claim(
        doc=intern(get["document"]),
        start=get["start"],
        end=get["end"],
        harm=Harm(get["harm"]),
        low=get["low"],
        high=get["high"],
        count_text=get["count_text"],
        status=Status(get["status"]),
        age=Age(get["age"]),
        sex=Sex(get["sex"]),
        scope=Scope(get["scope"]),
        part_of=get["part_of"],
        stance=Stance(get["stance"]),
        speakers=_names(get["speakers"]),
        date_start=_date(get["date_start"]),
        date_end=_date(get["date_end"]),
        place=intern(get["place"]),
        cause=Cause(get["cause"]),
        actor=intern(get["actor"]),
        confidence=get["confidence"],
    )


@lru_cache(maxsize=10_000)  # the same names come again and again: so they are held once
def _names(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


@lru_cache(maxsize=10_000)
def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
