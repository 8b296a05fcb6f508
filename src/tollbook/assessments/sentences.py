"""Which sentence a place in a text stands in, so that persons listed together can be summed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from tollbook.model.claim import Claim

# Where the text is not at hand, anchors that stand closer than this are taken for one sentence.
LIST_GAP = 60
# What may end a sentence comes first, so that the search runs from one such mark to the next.
_TITLES = r"(?<!\bDr.)(?<!\bMr.)(?<!\bMrs.)(?<!\bMs.)(?<!\bSt.)(?<!\bal.)(?<!\b[A-Z].)"
_END = re.compile(rf"[.!?؟\n](?:(?<=\n)|{_TITLES}[\"'”’)\]]*(?=\s|$))")


def sentence_numbers(claims: Mapping[str, Claim], text: str) -> dict[str, int]:
    """By claim id, the number of its sentence in the text; near anchors share one where there is no text."""
    if text:
        ends = [found.start() for found in _END.finditer(text)]
        return {identity: bisect_right(ends, claim.start) for identity, claim in claims.items()}
    numbers: dict[str, int] = {}
    number, last = 0, 0
    for identity, claim in sorted(claims.items(), key=lambda item: (item[1].start, item[1].end, item[0])):
        if numbers and claim.start - last > LIST_GAP:
            number += 1
        numbers[identity] = number
        last = max(last, claim.end)
    return numbers
