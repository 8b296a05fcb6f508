"""Judgements applied to what readers found: the one place where that is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tollbook.ledger.serialise import from_json, to_json
from tollbook.model.claim import Claim
from tollbook.model.vocabulary import Decision


@dataclass(frozen=True, slots=True)
class Found:
    """A claim as the reading in force has it: its place (`number`) there, and the id of what it is part of."""

    claim: Claim
    number: int
    whole: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgement in force on a claim: entry `seq`, and the claim as it was found when it was judged."""

    seq: int
    decision: Decision
    record: Claim
    whole: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Effective:
    """A claim that counts. `judged` is the entry of the judgement that it rests on, None where there is none."""

    claim: Claim
    whole: str
    judged: int | None


def effective(found: Mapping[str, Found], judged: Mapping[str, Judged]) -> dict[str, Effective]:
    """The claims of one document that count, by id, in the order of their anchors.

    A rejected claim is left out. An accepted or amended one is as the person saw it and said, whether or not the
    reading in force still finds it: a judgement outlives any re-reading. All others are as found. `part_of` is
    numbered anew, within this order; it is None where the whole is not there any more.
    """
    kept: dict[str, Effective] = {
        id_: Effective(one.claim, one.whole, None) for id_, one in found.items() if id_ not in judged
    }
    for id_, judgement in judged.items():
        if judgement.decision is not Decision.REJECT:
            kept[id_] = Effective(amended(judgement.record, judgement.fields), judgement.whole, judgement.seq)
    last = len(found)
    order = sorted(
        kept, key=lambda id_: (*_anchor(kept[id_].claim), found[id_].number if id_ in found else last, id_)
    )
    wholes = _wholes(kept, order)
    number = {id_: place for place, id_ in enumerate(order)}
    return {
        id_: replace(
            kept[id_],
            claim=replace(kept[id_].claim, part_of=number[wholes[id_]] if wholes[id_] else None),
            whole=wholes[id_],
        )
        for id_ in order
    }


def amended(record: Claim, fields: Mapping[str, Any]) -> Claim:
    """`record` with `fields` replaced. Raises ValueError (pydantic.ValidationError) where a value does not fit."""
    return from_json(Claim, {**to_json(record), **fields}) if fields else record


def _anchor(claim: Claim) -> tuple[int, int, str]:
    return claim.start, claim.end, claim.harm


def _wholes(kept: Mapping[str, Effective], order: list[str]) -> dict[str, str]:
    """The whole of each claim, "" for none. What persons said comes first; no claim becomes part of itself."""
    wholes: dict[str, str] = dict.fromkeys(order, "")
    for id_ in sorted(order, key=lambda id_: kept[id_].judged is None):
        above = kept[id_].whole
        while above in kept and above != id_:
            above = wholes[above]
        if above != id_ and kept[id_].whole in kept:
            wholes[id_] = kept[id_].whole
    return wholes
