"""Which claim each claim breaks down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from tollbook.model.claim import Claim


def wholes(claims: Mapping[str, Claim]) -> dict[str, Claim]:
    """By claim id, the claim that it is part of, for those whose whole is at hand.

    `part_of` counts the claims of the document in their written order, so the mapping should hold all of them.
    """
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims.values():
        by_document[claim.doc].append(claim)
    for those in by_document.values():
        those.sort(key=_written)
    found: dict[str, Claim] = {}
    for identity, claim in claims.items():
        if claim.part_of is not None:
            those = by_document[claim.doc]
            whole = those[claim.part_of] if claim.part_of < len(those) else None
            if whole is not None and whole is not claim:
                found[identity] = whole
    return found


def _written(claim: Claim) -> tuple[int, int, str, int, int]:
    low = -1 if claim.low is None else claim.low
    high = -1 if claim.high is None else claim.high
    return claim.start, claim.end, claim.harm, low, high
