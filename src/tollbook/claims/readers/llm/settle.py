"""Claims of all pieces of a text in the order that every reader keeps, each with the number of its whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tollbook.claims.readers.llm.accept import Taken
from tollbook.model.claim import Claim

Told = Sequence[Taken | None]
"""What an answer told, in its order; None where a claim was refused."""

_Key = tuple[int, int, str, int, int]


def settle(answers: Sequence[Told]) -> tuple[tuple[Claim, ...], list[Taken], list[Taken]]:
    """The claims sorted by (start, end, harm), no two of them the same; those told twice; those without a whole.

    A claim stands alone where its whole was refused, is not there, or is in the end a part of the claim itself.
    """
    kept: dict[_Key, Taken] = {}
    wholes: dict[_Key, _Key | None] = {}
    twice: list[Taken] = []
    for told in answers:
        for taken in told:
            if taken is None:
                continue
            key = _key(taken.claim)
            if key in kept:
                twice.append(taken)
                continue
            kept[key] = taken
            wholes[key] = _whole(told, taken.part_of)
    order = sorted(kept)
    number = {key: n for n, key in enumerate(order)}
    claims, alone = [], []
    for key in order:
        whole = wholes[key]
        if kept[key].part_of is not None and (whole is None or _returns(key, wholes)):
            alone.append(kept[key])
            whole = None
        claims.append(replace(kept[key].claim, part_of=None if whole is None else number[whole]))
    return tuple(claims), twice, alone


def _key(claim: Claim) -> _Key:
    """What no two claims of a document share; an open bound sorts first."""
    low, high = (-1 if bound is None else bound for bound in (claim.low, claim.high))
    return claim.start, claim.end, str(claim.harm), low, high


def _whole(told: Told, part_of: int | None) -> _Key | None:
    taken = told[part_of] if part_of is not None and part_of < len(told) else None
    return _key(taken.claim) if taken else None


def _returns(key: _Key, wholes: dict[_Key, _Key | None]) -> bool:
    """Whether following wholes comes back to where it began, or to any claim a second time."""
    seen = {key}
    whole = wholes[key]
    while whole is not None:
        if whole in seen:
            return True
        seen.add(whole)
        whole = wholes[whole]
    return False
